/**
 * Measures how far predicted times are from those of a native PostgreSQL 18 that holds the rows: sixty
 * statements, half of them calibrating and half judging, and a mix under a load of Poisson's at three levels.
 * One line of JSON each. Takes about twelve minutes; with the argument `statements` the load is left out.
 *
 * The server and what loads it have processors of their own where there are two or more: what loads a server is
 * another machine, as a rule.
 *
 * @module
 */
import {
  ASSUMED_CALIBRATION,
  calibrate,
  type Calibration,
  compareLatency,
  importDatabase,
  type Lab,
  measuredDemands,
  type MeasuredLatency,
  openLab,
  parsePattern,
  type PgbenchLog,
  pgbenchScripts,
  readPgbenchLog,
  type ServiceDemands,
  serviceDemands,
} from "../mod.ts";
import { rankCorrelation } from "../lib/simulate/load_tools/compare_latency.ts";
import { timeSlice } from "../lib/simulate/service/time_slice.ts";
import { solveSystem } from "../lib/simulate/system/solve_system.ts";
import { columnsOf } from "../lib/whatif/model_patterns.ts";
import { loadShop, shopQueries } from "../tests/proof/fidelity/shop.ts";
import { runPgbench } from "../tests/pgbench.ts";
import { type Server, startServer } from "../tests/servers.ts";

const CPUS = navigator.hardwareConcurrency;
/** The load's processor and the server's. */
const [loading, serving] = CPUS > 1
  ? [{ cpus: "0" }, { cpus: CPUS > 2 ? `1-${CPUS - 1}` : "1" }]
  : [{}, {}];
const CORES = Math.max(1, CPUS - 1);
const ROUNDS = 3;
/** Seconds of a mix of all statements. */
const MIX_SECONDS = 90;
/** How busy a machine is that has little to do. */
const IDLE = 0.15;
/** Seconds of a level of load, of which the first are left out: each connection meets each statement. */
const [LEVEL_SECONDS, WARMUP] = [65, 15];
const LEVELS = [0.25, 0.45, 0.65];
const CONNECTIONS = 30;
let prepared = 0;
const load = () => Number(Deno.loadavg()[0]!.toFixed(1));
function report(bench: string, value: Record<string, unknown>, wanted: string): void {
  console.log(
    JSON.stringify({ bench: `simulation error: ${bench}`, ...value, wanted, load: load() }),
  );
}
const rounded = (value: number) => Number(value.toPrecision(4));
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Which half a statement is in, by the FNV-1a hash of its name: fixed before anything was measured. */
function calibrates(name: string): boolean {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 16777619);
  return (hash >>> 0) % 2 === 0;
}

/** Patterns that are asked for with many values, each with its part of the mix. */
const MIX: Readonly<Record<string, readonly [sql: string, rate: number]>> = {
  "orders of a customer": [
    "select * from orders where customer_id = $1 order by placed_at desc limit 20",
    10,
  ],
  "customers of a country": ["select count(*) from customers where country_code = $1", 30],
  "products of a category": [
    "select id, name, price from products where category_id = $1 order by price",
    20,
  ],
  "lines of a product": ["select order_id, quantity from order_lines where product_id = $1", 20],
  "what an actor did": [
    "select action, count(*) from audit_log where actor = $1 group by action",
    30,
  ],
  "methods since": [
    "select method, count(*), sum(amount) from payments where paid_at >= $1 group by method",
    10,
  ],
  "events of a customer": [
    "select * from events where customer_id = $1 and at >= '2024-02-15' order by at desc limit 10",
    20,
  ],
  "take from the stock": [
    "update inventory set quantity = quantity - 1 where warehouse_id = $1 and product_id = $2",
    10,
  ],
};

await using server = await startServer(18, {
  ...serving,
  settings: {
    shared_buffers: "1GB",
    max_wal_size: "4GB",
    max_parallel_workers_per_gather: "0",
    jit: "off",
  },
});
const client = await server.connect();
await loadShop(client);
const { schema, statistics } = await importDatabase(server.url);
const hardware = { memory: "16 GB", cores: CORES, storage: "nvme" } as const;
const settings = {
  max_parallel_workers_per_gather: "0",
  random_page_cost: "4",
  effective_cache_size: "4GB",
  work_mem: "4MB",
};
const machine = {
  sharedBuffers: "1 GB",
  synchronousCommit: false,
  connections: CONNECTIONS,
  // The kernel shares time as it does on all of the machine's processors.
  slice: timeSlice(CPUS),
};

const calibration = await statements(server);
if (Deno.args[0] !== "statements") await levels(server, calibration);

async function statements(server: Server): Promise<Calibration> {
  const queries = await shopQueries();
  const rounds: number[][] = [];
  // What else the machine does comes and goes: the least of several rounds is nearest the truth.
  for (let round = 0; round < ROUNDS; round++) {
    const seconds: number[] = [];
    for (const { sql } of queries) seconds.push(await medianSeconds(server, sql));
    rounds.push(seconds);
  }
  const clock = queries.map((_, at) => Math.min(...rounds.map((seconds) => seconds[at]!)));
  const processor: number[] = [];
  for (const { sql } of queries) processor.push(await processorSeconds(sql));
  const mixed = await mixedSeconds(server, queries, { clock });
  const idle = await mixedSeconds(server, queries, { clock, utilization: IDLE, connections: 8 });
  const probed = await calibrate(server.url);
  await using lab = await openLab(schema, { statistics, hardware, settings, today: "2026-01-01" });
  const wanted = "rank correlation at least 0.95, median factor at most 1.5";
  let calibration = probed;
  for (
    const [by, seconds, isIdle] of [
      ["processor time", processor, false],
      ["clock", clock, false],
      ["clock, in a mix of all", mixed, false],
      ["clock, in a mix on an idle machine", idle, true],
    ] as const
  ) {
    const measured = queries.map(({ name, sql }, at) => ({
      name,
      sql,
      seconds: seconds[at]!,
      ...(isIdle ? { mixedSeconds: mixed[at]! } : {}),
    }));
    const calibrating = measured.filter(({ name }) => calibrates(name));
    const judging = measured.filter(({ name }) => !calibrates(name));
    calibration = await calibrate(server.url, {
      statements: calibrating.map(({ sql, seconds, mixedSeconds }) =>
        mixedSeconds === undefined
          ? { sql, seconds }
          : { sql, seconds: mixedSeconds, idleSeconds: seconds }
      ),
      ...(CORES > 1 ? { cores: CORES } : {}),
    });
    const judged = async (half: string, of: typeof measured, by: string, known: Calibration) =>
      report(
        `${half}, ${by}`,
        await errors(lab, of, { calibration: known, isIdle }),
        half === "judging half" ? wanted : "recorded",
      );
    await judged("all, constants assumed", measured, by, ASSUMED_CALIBRATION);
    await judged("all, constants from probes", measured, by, probed);
    await judged("calibrating half", calibrating, by, calibration);
    await judged("judging half", judging, by, calibration);
  }
  return calibration;
}

/** Seconds that the server's process runs for a statement, prepared; what else the machine does is left out. */
async function processorSeconds(sql: string): Promise<number> {
  const { rows: [{ pid }] } = await client.query("select pg_backend_pid() as pid");
  const spent = async () =>
    Number((await Deno.readTextFile(`/proc/${pid}/schedstat`)).split(" ")[0]) / 1e9;
  const name = `q${sql.length}_${sql.charCodeAt(sql.length >> 1)}_${prepared++}`;
  const run = async (times: number) => {
    const start = await spent();
    for (let at = 0; at < times; at++) await client.query({ name, text: sql });
    return (await spent() - start) / times;
  };
  await run(2);
  const first = await run(2);
  return await run(Math.max(4, Math.min(300, Math.round(0.15 / first))));
}

/** Median seconds of a statement as its client sees it, prepared, over one connection. */
async function medianSeconds(server: Server, sql: string): Promise<number> {
  const text = `${sql.replace(/\s+/g, " ")};\n`;
  const run = async (times: number) => {
    const flags = ["--no-vacuum", "--protocol=prepared", `--transactions=${times}`, "--log"];
    const { log } = await runPgbench(server, { "q.sql": text }, [
      ...[...flags, "--log-prefix=groundplan", "--file=q.sql"],
    ], loading);
    // A clock that is set back now and then gives times of nought.
    return log.trim().split("\n").map((line) => Number(line.split(" ")[2]) / 1e6)
      .filter((seconds) => seconds > 0);
  };
  const first = median(await run(4));
  return median(await run(Math.max(5, Math.min(200, Math.round(0.2 / first)))));
}

/** How a mix of statements is run. */
interface MixOptions {
  /** Seconds of each statement by itself. */
  readonly clock: readonly number[];
  /** How busy the server is; without it one statement follows the other. */
  readonly utilization?: number;
  readonly connections?: number;
}

/** Median seconds of statements that come up at random: the processor's caches hold what others have read. */
async function mixedSeconds(
  server: Server,
  queries: readonly { readonly sql: string }[],
  { clock, utilization, connections = 1 }: MixOptions,
): Promise<readonly number[]> {
  const files = Object.fromEntries(
    queries.map(({ sql }, at) => [`${at}.sql`, `${sql.replace(/\s+/g, " ")};\n`]),
  );
  // Long ones come up less often, so that there are enough of all.
  const weights = clock.map((seconds) => Math.max(1, Math.round(10 * Math.min(1, 2e-3 / seconds))));
  const sum = (of: (at: number) => number) =>
    weights.reduce((total, weight, at) => total + weight * of(at), 0);
  const mean = sum((at) => clock[at]!) / sum(() => 1);
  const { log } = await runPgbench(server, files, [
    ...["--no-vacuum", "--protocol=prepared", `--time=${MIX_SECONDS}`, "--log", "--random-seed=7"],
    ...[`--client=${connections}`, "--log-prefix=groundplan"],
    ...(utilization === undefined ? [] : [`--rate=${(utilization / mean).toFixed(3)}`]),
    ...weights.map((weight, at) => `--file=${at}.sql@${weight}`),
  ], loading);
  const times: number[][] = queries.map(() => []);
  for (const line of log.trim().split("\n")) {
    const [, , microseconds, script, , , lag = 0] = line.split(" ").map(Number);
    times[script!]!.push(Math.max(1, microseconds! - lag) / 1e6);
  }
  return times.map(median);
}

async function errors(
  lab: Lab,
  measured: readonly { readonly sql: string; readonly seconds: number }[],
  { calibration, isIdle }: { readonly calibration: Calibration; readonly isIdle: boolean },
) {
  const { idleSlowdown = 1, wakeSeconds = 0 } = calibration;
  const { patterns } = await serviceDemands(lab, {
    queries: measured.map(({ sql }) => sql),
    calibration,
    machine,
  });
  const predicted = patterns.map(({ cpuSeconds, diskSeconds }) =>
    isIdle
      ? cpuSeconds.value * (1 + (idleSlowdown - 1) * (1 - IDLE)) + diskSeconds.value + wakeSeconds
      : cpuSeconds.value + diskSeconds.value
  );
  const factors = predicted.map((seconds, at) => seconds / measured[at]!.seconds)
    .map((ratio) => Math.max(ratio, 1 / ratio)).sort((a, b) => a - b);
  return {
    statements: measured.length,
    rankCorrelation: rounded(rankCorrelation(predicted, measured.map(({ seconds }) => seconds))),
    medianFactor: rounded(median(factors)),
    ninetyPercent: rounded(factors[Math.floor(0.9 * factors.length)]!),
    largest: rounded(factors.at(-1)!),
    bandHolds: rounded(
      factors.filter((factor) => factor <= calibration.factor).length / factors.length,
    ),
  };
}

async function levels(server: Server, calibration: Calibration): Promise<void> {
  const columns = columnsOf(schema);
  const patterns = await Promise.all(
    Object.entries(MIX).map(([name, [sql, rate]]) => parsePattern(sql, { name, rate, columns })),
  );
  await using lab = await openLab(schema, {
    statistics,
    hardware,
    settings,
    patterns,
    today: "2026-01-01",
  });
  const light = await lightLog(server, lab, 20);
  const planned = await serviceDemands(lab, { calibration, machine });
  const before = compareLatency(
    planned.patterns.map(({ pattern, cpuElapsedSeconds, diskSeconds }) => ({
      name: pattern,
      mean: cpuElapsedSeconds + diskSeconds.value,
    })),
    light,
  );
  report("light load, constants from the calibrating half", {
    idleSlowdown: rounded(calibration.idleSlowdown ?? 1),
    wakeMicroseconds: rounded((calibration.wakeSeconds ?? 0) * 1e6),
    milliseconds: rounded(light.all.mean * 1000),
    predictedOverMeasured: rounded(before.ratio),
    medianFactor: rounded(before.medianFactor),
    rankCorrelation: rounded(before.rankCorrelation),
  }, "recorded");
  const seconds = light.all.mean;
  const rates = Object.values(MIX).reduce((sum, [, rate]) => sum + rate, 0);
  const runs = new Map<number, (PgbenchLog & { readonly busy: number })[]>();
  // There and back again: what else the host does comes and goes.
  for (const utilization of [...LEVELS, ...LEVELS.toReversed()]) {
    const factor = utilization * CORES / seconds / rates;
    const run = pgbenchScripts(lab, { duration: LEVEL_SECONDS, connections: CONNECTIONS, factor });
    const before = await busySeconds();
    const { log } = await runPgbench(server, run.files, run.arguments, loading);
    const busy = (await busySeconds() - before) / LEVEL_SECONDS / CORES;
    const logged = readPgbenchLog(log, { scripts: run.scripts, warmup: WARMUP });
    runs.set(utilization, [...runs.get(utilization) ?? [], { ...logged, busy }]);
  }
  for (const [utilization, both] of runs) {
    const factor = utilization * CORES / seconds / rates;
    const demands = await serviceDemands(lab, {
      calibration,
      machine,
      rates: Object.fromEntries(
        Object.entries(MIX).map(([name, [, rate]]) => [name, rate * factor]),
      ),
    });
    const measured = pooled(both);
    for (
      const [from, known] of [
        ["plans", demands],
        ["a light load read back", measuredDemands(demands, light)],
      ] as const
    ) {
      const { streams, processor } = solved(known);
      const comparison = compareLatency(streams, measured);
      report(`Poisson at ${utilization} of ${CORES} cores, service times from ${from}`, {
        rate: rounded(rates * factor),
        predictedOverMeasured: rounded(comparison.ratio),
        medianFactor: rounded(comparison.medianFactor),
        measuredMilliseconds: rounded(measured.all.mean * 1000),
        each: both.map(({ all }) => rounded(begun(all).mean * 1000)),
        lagMilliseconds: both.map(({ all }) => rounded((all.lag ?? 0) * 1000)),
        busy: both.map(({ busy }) => rounded(busy)),
        predictedBusy: rounded(processor),
      }, "predicted mean within 25 %");
    }
  }
}

/** Seconds that the server's processors were busy, with whatever it was, since the machine started. */
async function busySeconds(): Promise<number> {
  const lines = (await Deno.readTextFile("/proc/stat")).split("\n");
  const own = lines.filter((line) => CPUS > 1 ? /^cpu[1-9]/.test(line) : /^cpu0/.test(line));
  const ticks = own.flatMap((line) => {
    const [user, nice, system, , , interrupt, softInterrupt] = line.split(/\s+/).slice(1).map(
      Number,
    );
    return [user!, nice!, system!, interrupt!, softInterrupt!];
  });
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

/** Several runs of the same load as one. */
function pooled(runs: readonly PgbenchLog[]): PgbenchLog {
  const merge = (parts: readonly MeasuredLatency[]): MeasuredLatency => {
    const count = parts.reduce((sum, part) => sum + part.count, 0);
    const mean = parts.reduce((sum, part) => sum + part.count * begun(part).mean, 0) / count;
    return { ...parts[0]!, count, mean };
  };
  const [first] = runs;
  return {
    ...first!,
    scripts: first!.scripts.map((_, at) => merge(runs.map(({ scripts }) => scripts[at]!))),
    all: merge(runs.map(({ all }) => all)),
  };
}

/** Times since a transaction began: there are connections enough, and what comes before is pgbench's own. */
function begun(one: MeasuredLatency): MeasuredLatency {
  return { ...one, mean: one.mean - (one.lag ?? 0) };
}

/** One connection and no rate: what each pattern takes when nothing waits. */
async function lightLog(server: Server, lab: Lab, duration: number) {
  const { files, arguments: flags, scripts } = pgbenchScripts(lab, { duration, connections: 1 });
  const { log } = await runPgbench(
    server,
    files,
    flags.filter((flag) => !flag.startsWith("--rate")),
    loading,
  );
  return readPgbenchLog(log, { scripts, warmup: 2 });
}

function solved(demands: ServiceDemands) {
  const node = {
    name: "primary",
    demands,
    replayCores: 0,
    writeShare: 0,
    connections: demands.machine.connections,
  };
  const streams = demands.patterns.map((demand) => ({
    name: demand.pattern,
    rate: demand.rate,
    nodes: [0],
    statements: [[demand]],
    think: 0,
  }));
  const system = solveSystem({ nodes: [node], streams });
  return {
    streams: system.streams.map(({ name, mean }) => ({ name, mean })),
    processor: system.stations.find(({ kind }) => kind === "processor")!.utilization,
  };
}
