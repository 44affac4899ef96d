import { type Displayable, displayable } from "../../core/displayable.ts";
import { formatNumber } from "../../core/format.ts";
import { emptySchema } from "../../schema/empty_schema.ts";
import { readCatalog } from "../../embedded/read_catalog.ts";
import {
  type ConnectOptions,
  connectPostgres,
  nested,
  type ReadOnlyConnection,
} from "../../sources/live/connect_postgres.ts";
import { type PostgresAddress, readAddress } from "../../sources/live/postgres_address.ts";
import { readStatistics } from "../../statistics/read_statistics.ts";
import { readPlan } from "../../whatif/plan.ts";
import { ASSUMED_CALIBRATION, type Calibration } from "./calibration.ts";
import { fitConstants, type TimedWork, workTime } from "./fit_constants.ts";
import { planWork } from "./plan_work.ts";
import { PROBES } from "./probes.ts";
import { type RelationFacts, relationFacts } from "./relation_facts.ts";
import { timePlanning } from "./time_planning.ts";

/** A statement of the user's own that may be executed. */
export interface CalibrationStatement {
  /** One statement that only reads, with values in place of parameters. */
  readonly sql: string;
  /** Seconds that it was measured to take as its client saw it, such as by pgbench; else it is timed here. */
  readonly seconds?: number;
}

/** How a server is measured. */
export interface CalibrateOptions extends ConnectOptions {
  /** Statements that may be executed, in a read-only transaction. Defaults to none: only probes run. */
  readonly statements?: readonly CalibrationStatement[];
  /** Cores of the server: so many connections compute at once, to see how much slower each gets. */
  readonly cores?: number;
  /** Times that each probe and statement runs. Defaults to 7; the median counts. */
  readonly repeats?: number;
  /** The date for the evidence. Defaults to today. */
  readonly today?: string;
}

/** Fewer statements than these say little of how well others are predicted. */
const ENOUGH = 10;
/** What is expected of statements of which none was measured: probes tell a machine, not an application. */
const PROBED_FACTOR = 2;
const LEAST_FACTOR = 1.5;

/**
 * Measures how long a server's processor takes for each kind of work, with statements that only compute, in
 * one read-only transaction: nothing is created, no table of the user's is read. Where statements are given,
 * they are executed as well (they must only read), and the constants fit them too.
 *
 * Writing, the device and the client's network cannot be measured by reading: they stay assumed, in proportion
 * to the machine's speed.
 *
 * @param url The server's address, such as `postgres://app@db.example.org/shop`.
 * @throws {SyntaxError} When it is not such an address.
 * @throws {RangeError} When a number is out of bounds.
 * @throws {Error} When the server refuses, or a statement fails or wants to write.
 *
 * @example
 * ```ts ignore
 * import { calibrate, saveCalibration } from "@groundplan/groundplan";
 *
 * const calibration = await calibrate("postgres://localhost/shop", { cores: 8 });
 * await saveCalibration("calibration.json", calibration);
 * ```
 */
export async function calibrate(
  url: string,
  options: CalibrateOptions = {},
): Promise<Calibration & Displayable> {
  const { statements = [], cores, repeats = 7 } = options;
  if (!(Number.isInteger(repeats) && repeats >= 1)) {
    throw new RangeError(`Cannot repeat a probe ${repeats} times: give a whole number from 1`);
  }
  if (cores !== undefined && !(Number.isInteger(cores) && cores >= 1)) {
    throw new RangeError(`Cannot measure ${cores} cores: give a whole number from 1`);
  }
  const address = await readAddress(url);
  await using connection = await connectPostgres(address, options);
  const { rows: [server] } = await connection.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  for (const setting of ["max_parallel_workers_per_gather = 0", "jit = off"]) {
    await connection.query(`set local ${setting}`);
  }
  const planner = await plannerSettingsOf(connection);
  const timed: TimedWork[] = [];
  const spreads: number[] = [];
  const nothing = relationFacts(emptySchema(), {
    tables: [],
    tag: "exact",
    evidence: { text: "" },
  });
  for (const { sql, settings = {} } of PROBES) {
    await connection.query("savepoint probe");
    for (const [name, value] of Object.entries(settings)) {
      await connection.query(`set local ${name} = ${value}`);
    }
    const { work, seconds, variability } = await time(connection, sql, {
      facts: nothing,
      settings: planner,
      repeats,
    });
    await connection.query("rollback to savepoint probe");
    timed.push({ units: executed(work), seconds });
    spreads.push(variability);
  }
  timed.push(...await timePlanning(connection));
  const own = await timeStatements(connection, statements, {
    repeats,
    version: Number(server!.number),
    settings: planner,
  });
  const fit = fitConstants([...timed, ...own]);
  const slowdown = cores === undefined || cores === 1
    ? undefined
    : await measureSlowdown(address, cores, options);
  const spread = spreads.toSorted((a, b) => a - b)[spreads.length >> 1]!;
  const where = `PostgreSQL ${server!.version} at ${address.shown}`;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  return displayable(
    {
      seconds: fit.seconds,
      measured: fit.measured,
      factor: own.length >= ENOUGH
        ? Math.max(LEAST_FACTOR, crossValidated(timed, own))
        : PROBED_FACTOR,
      variability: Math.max(0.01, Math.min(1, spread)),
      slowdown: slowdown ?? ASSUMED_CALIBRATION.slowdown,
      tag: "measured" as const,
      evidence: {
        text: `Measured on ${where} on ${today}: ${PROBES.length} probes` +
          (own.length > 0 ? ` and ${own.length} statements` : "") +
          `; the fit is within a factor of ${formatNumber(fit.factor)} for nine of ten` +
          (slowdown === undefined ? "; the slowdown of busy cores is assumed" : ""),
        source: address.shown,
      },
    },
    async () => (await import("../../display/draw_calibration.ts")).drawCalibration,
  );
}

/** What the server's planner reckons with; memory is in kilobytes. */
async function plannerSettingsOf(
  connection: Pick<ReadOnlyConnection, "query">,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await connection.query(
    `select name, setting from pg_catalog.pg_settings
      where name = 'work_mem' or name like '%\\_page\\_cost' or name like 'cpu\\_%\\_cost'`,
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [String(name), String(setting)]));
}

interface Timed {
  readonly work: ReturnType<typeof planWork>;
  readonly seconds: number;
  readonly variability: number;
}

/** How a statement is timed. */
interface TimeOptions {
  readonly facts: RelationFacts;
  /** The planner's settings on the server. */
  readonly settings: Readonly<Record<string, string>>;
  readonly repeats: number;
  /** Whether rows are made into text as well, as for a client: since PostgreSQL 17. */
  readonly serialized?: boolean;
}

async function time(
  connection: Pick<ReadOnlyConnection, "query">,
  sql: string,
  { facts, settings, repeats, serialized = false }: TimeOptions,
): Promise<Timed> {
  const times: number[] = [];
  let work: Timed["work"] | undefined;
  for (let run = 0; run <= repeats; run++) {
    const { rows: [row] } = await connection.query(
      `explain (analyze, timing off, summary on, format json${
        serialized ? ", serialize text" : ""
      }) ${sql}`,
    );
    const explained = row!["QUERY PLAN"] as readonly Record<string, unknown>[];
    work = planWork(readPlan(explained), facts, { settings });
    // The first run fills caches.
    if (run > 0) times.push(Number(explained[0]!["Execution Time"]) / 1000);
  }
  times.sort((a, b) => a - b);
  const seconds = Math.max(1e-6, times[times.length >> 1]!);
  // Without the slowest tenth: it is what other work on the machine took.
  const kept = times.slice(0, Math.max(1, Math.ceil(times.length * 0.9)));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length;
  return { work: work!, seconds, variability: mean > 0 ? variance / mean ** 2 : 0 };
}

/** What EXPLAIN's execution time is of: without message, planning and the rows' way to the client. */
function executed({ units }: Timed["work"], serialized = false): TimedWork["units"] {
  const { statement: _, planning: __, outputRow, outputByte, ...rest } = units;
  return serialized
    ? { ...rest, ...(outputRow ? { outputRow } : {}), ...(outputByte ? { outputByte } : {}) }
    : rest;
}

async function timeStatements(
  connection: ReadOnlyConnection,
  statements: readonly CalibrationStatement[],
  { repeats, version, settings }: Pick<TimeOptions, "repeats" | "settings"> & {
    readonly version: number;
  },
): Promise<readonly TimedWork[]> {
  if (statements.length === 0) return [];
  const schema = await readCatalog(async (sql) => (await connection.query(sql)).rows, {});
  const facts = relationFacts(schema, await readStatistics(nested(connection)));
  const serializes = version >= 170_000;
  const timed: TimedWork[] = [];
  for (const { sql, seconds } of statements) {
    if (seconds !== undefined) {
      const { work } = await time(connection, sql, { facts, settings, repeats: 0 });
      timed.push({ units: work.units, seconds });
      continue;
    }
    const found = await time(connection, sql, {
      facts,
      settings,
      repeats,
      serialized: serializes,
    });
    timed.push({ units: executed(found.work, serializes), seconds: found.seconds });
  }
  return timed;
}

/** The factor that nine of ten statements lie within when they are predicted from the others. */
function crossValidated(probes: readonly TimedWork[], own: readonly TimedWork[]): number {
  const folds = 5;
  const factors = own.map((_, at) => at).flatMap((_, at) => {
    if (at >= folds) return [];
    const left = own.filter((_, index) => index % folds !== at);
    const { seconds } = fitConstants([...probes, ...left]);
    return own.filter((_, index) => index % folds === at).map((one) => {
      const ratio = workTime(one.units, seconds) / one.seconds;
      return Math.max(ratio, 1 / ratio);
    });
  }).sort((a, b) => a - b);
  return factors[Math.min(factors.length - 1, Math.floor(0.9 * factors.length))]!;
}

const BUSY = "explain (analyze, timing off, summary on, format json) " +
  "select sum(i), max(i), count(*) from (select i from generate_series(1, 150000) i order by hashint4(i)) s";

/** How much longer the same takes when each core has something to do. */
async function measureSlowdown(
  address: PostgresAddress,
  cores: number,
  options: ConnectOptions,
): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const connections: ReadOnlyConnection[] = [];
  for (let at = 0; at < Math.min(cores, 32); at++) {
    const connection = stack.use(await connectPostgres(address, options));
    await connection.query("set local jit = off");
    connections.push(connection);
  }
  const run = async (connection: ReadOnlyConnection): Promise<number> => {
    const { rows: [row] } = await connection.query(BUSY);
    return Number((row!["QUERY PLAN"] as readonly Record<string, unknown>[])[0]!["Execution Time"]);
  };
  for (const connection of connections) await run(connection);
  const [alone, together]: number[][] = [[], []];
  for (let round = 0; round < 5; round++) {
    alone!.push(await run(connections[0]!));
    together!.push(...await Promise.all(connections.map(run)));
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  return Math.max(1, median(together!) / median(alone!));
}
