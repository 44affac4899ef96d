import { addDuration, type IsoDate, parseDate } from "../core/date.ts";
import { displayable } from "../core/displayable.ts";
import type { Edit } from "../core/edit.ts";
import { type Tag, weakestTag } from "../core/figure.ts";
import { formatBytes, formatNumber } from "../core/format.ts";
import { parseDuration } from "../core/quantity.ts";
import { modelOf } from "../model/model_builder.ts";
import { assertKnownKeys } from "../model/known_keys.ts";
import type { Lab } from "../whatif/lab.ts";
import { openLab } from "../whatif/open_lab.ts";
import { findBottleneck } from "./find_bottleneck.ts";
import { labOn } from "./lab_on.ts";
import { loadCurve } from "./load_curve.ts";
import { type Load, readLoad } from "./load/read_load.ts";
import { missedTargets } from "./missed_targets.ts";
import { runStretch } from "./run_stretch.ts";
import { sensitivityOf } from "./sensitivity.ts";
import type { EditsSource, SimulateOptions, SimulateVariant } from "./simulate_options.ts";
import type { Alternative, PlainSimulation, SimulatedPattern, Simulation } from "./simulation.ts";
import { simulationFindings } from "./simulation_findings.ts";
import { pointOf, solveDate, type SolvedDate, stationsOver } from "./solve_dates.ts";
import { serveLoad } from "./system/serve_load.ts";
import type { ServedSystem } from "./system/system.ts";

const VARIANT = ["apply", "load", "machine", "pool", "replicas", "calibration", "protocol"];
const OPTIONS = [
  ...VARIANT,
  ...[
    "queries",
    "horizon",
    "steps",
    "hours",
    "days",
    "at",
    "events",
    "failures",
    "seed",
    "whatIf",
    "explore",
  ],
  ...["signal", "onProgress"],
];
const DAY = 86_400;

/**
 * Simulates a workload on a machine over the years: the latency and the throughput of each pattern, how busy
 * processor, device, connections and locks are, what gives out first, and the day on which each target is
 * missed.
 *
 * For all dates queues are solved analytically, at once; some hours or days are simulated event by event, with
 * bursts, lines and failures. Everything has a band: that of the service times, and what the method is off by.
 * A queue that cannot keep up has no latency: it is infinite, and says so.
 *
 * @param lab The planner with the workload.
 * @param options The horizon, the load, the machine, what-ifs.
 * @returns Series by pattern and station, the bottleneck, a run of events, alternatives.
 * @throws {RangeError} When a number is out of bounds, or a pattern, an entity or a date is not there.
 * @throws {DOMException} `AbortError`, or the signal's reason, when it is stopped.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, openLab, simulate } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", customer: "bigint" }).rows("40M").grows("5%/month");
 * shop.access("orders", {
 *   sql: "select * from orders where customer = $1",
 *   rate: "50/s",
 *   p95: "20 ms",
 * });
 * await using lab = await openLab(shop, { today: "2027-01-01" });
 * const { bottleneck, patterns, alternatives } = await simulate(lab, {
 *   horizon: "1 year",
 *   hours: 0,
 *   whatIf: {
 *     "with an index": {
 *       apply: [{
 *         on: "schema",
 *         kind: "add-index",
 *         target: "public.orders",
 *         value: {
 *           name: "orders_customer_idx",
 *           method: "btree",
 *           unique: false,
 *           elements: [{ column: "customer" }],
 *         },
 *         reason: "customers look at their orders",
 *       }],
 *     },
 *   },
 * });
 * // Without an index each of 50 statements a second reads the whole table.
 * assert.equal(bottleneck.full, true);
 * assert.equal(patterns[0]!.points[0]!.p95, Infinity);
 * const [better] = alternatives;
 * assert.ok(better!.simulation.patterns[0]!.points[0]!.p95 < 0.02);
 * ```
 */
export async function simulate(lab: Lab, options: SimulateOptions = {}): Promise<Simulation> {
  assertKnownKeys(options, OPTIONS, "a simulation");
  const { whatIf = {} } = options;
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const variants = Object.entries(whatIf);
  const share = 1 / (1 + variants.length);
  const heard = (from: number) => (what: string, part: number) =>
    onProgress?.({ what, share: from + share * part });
  const base = await simulateOne(lab, options, heard(0));
  const alternatives: Alternative[] = [];
  for (const [at, [name, { model, ...variant }]] of variants.entries()) {
    assertKnownKeys(variant, VARIANT, `the what-if ${name}`);
    signal?.throwIfAborted();
    // What a what-if does not say is as it was; a run of events is of the base alone.
    const { whatIf: _, ...common } = options;
    const merged: SimulateOptions = {
      ...common,
      ...variant,
      ...(variant.machine ? { machine: { ...options.machine, ...variant.machine } } : {}),
      hours: 0,
      days: 0,
      explore: false,
    };
    const progress = heard(share * (at + 1));
    if (model === undefined) {
      alternatives.push({ name, simulation: shown(await simulateOne(lab, merged, progress)) });
      continue;
    }
    // Edits of one schema say nothing of another.
    const { apply: _apply, ...rest } = merged;
    const versioned = variant.apply === undefined ? rest : merged;
    await using other = await openLab(modelOf(model), {
      name: `what if ${name}`,
      today: lab.today,
      hardware: lab.hardware,
    });
    alternatives.push({ name, simulation: shown(await simulateOne(other, versioned, progress)) });
  }
  return shown({ ...base, alternatives });
}

function shown(plain: PlainSimulation): Simulation {
  return displayable(
    { ...plain },
    async () => (await import("../display/draw_simulation.ts")).drawSimulation,
  );
}

async function simulateOne(
  given: Lab,
  options: SimulateOptions,
  progress: (what: string, share: number) => void,
): Promise<PlainSimulation> {
  const { steps = 12, seed = 1, signal, replicas = 0, explore = true } = options;
  checkWhole("steps", steps, 1, 120);
  checkWhole("replicas", replicas, 0, 64);
  if (options.pool !== undefined) checkWhole("a pool", options.pool, 1, 1e6);
  const lab = viewOf(given, options);
  const machine = machineOf(options);
  const load = readLoad(lab, options.load, options.queries);
  const horizon = lab.model ? parseDuration(options.horizon ?? "3 years") : 0;
  if (horizon > 200 * 366 * DAY) {
    throw new RangeError(
      `Cannot simulate a horizon of ${options.horizon}: give 200 years or less`,
    );
  }
  const dates = horizon === 0
    ? [lab.today]
    : Array.from({ length: steps + 1 }, (_, at) => addDuration(lab.today, horizon * at / steps));
  const moment = await busiestMoment(lab, load);
  const systemAt = async (
    date: IsoDate,
    other: SimulateVariant = {},
  ): Promise<ServedSystem> => {
    const spec = { ...machine, ...other.machine };
    const view = labOn(lab, spec);
    return await serveLoad(date === lab.today ? view : view.at(date), {
      load,
      date,
      moment,
      replicas,
      machine: spec,
      ...(options.calibration ? { calibration: options.calibration } : {}),
      ...(options.protocol ? { protocol: options.protocol } : {}),
    });
  };
  const solved: SolvedDate[] = [];
  for (const [at, date] of dates.entries()) {
    signal?.throwIfAborted();
    progress(`Plans and queues of ${date}`, at / dates.length * 0.6);
    solved.push(solveDate(date, await systemAt(date)));
  }
  const [start] = solved as [SolvedDate, ...SolvedDate[]];
  const last = solved.at(-1)!;
  const patterns = load.streams.map((stream, at): SimulatedPattern => {
    const declared = lab.patterns.find(({ name }) => name === stream.name);
    const targets = declared?.targets ?? {};
    return {
      name: stream.name,
      transaction: stream.statements.length > 1 || declared === undefined,
      targets,
      points: solved.map((date) => pointOf(date, at)),
      missed: missedTargets(solved, at, targets),
    };
  });
  const stations = stationsOver(solved);
  const bottleneck = findBottleneck(stations);
  signal?.throwIfAborted();
  if (explore) progress("What matters most", 0.65);
  const borne = solved.findLast(({ middle }) => middle.streams.every(({ stable }) => stable));
  const sensitivity = explore
    ? await sensitivityOf({
      last,
      patterns,
      withMemory: (memory) => systemAt(last.date, { machine: { memory } }),
      grown: (times) => regrown(start, last, times),
    })
    : undefined;
  const run = await runOf();
  const demands = start.system.nodes[0]!.demands;
  return {
    name: lab.model?.name ?? "schema",
    today: lab.today,
    horizon,
    seed,
    dates,
    servers: serversOf(start.system),
    tag: tagOf(start.system),
    patterns,
    stations,
    bottleneck,
    ...(explore && borne ? { loadCurve: loadCurve(borne) } : {}),
    ...(sensitivity ? { sensitivity } : {}),
    ...(run ? { run } : {}),
    alternatives: [],
    findings: simulationFindings(patterns, stations, bottleneck),
    assumed: [...new Set([...load.assumed, ...demands.assumed])],
  };

  async function runOf() {
    const { hours = 1, days = 0, failures = [] } = options;
    const { events = days > 0 ? 2e7 : 3e6 } = options;
    for (const [name, value] of Object.entries({ hours, days, events })) {
      if (value >= 0 && value <= 1e12) continue;
      throw new RangeError(`Cannot simulate ${name} of ${value}: give a number from 0`);
    }
    const seconds = days > 0 ? days * DAY : hours * 3600;
    if (seconds === 0) return undefined;
    const date = options.at === undefined ? lab.today : parseDate(options.at, { now: lab.today });
    const read = failures.map(({ what, at }) => ({ what, at: parseDuration(at) }));
    const lost = read.filter(({ what }) => what === "replica lost").length;
    if (lost > replicas) {
      throw new RangeError(
        `Cannot lose ${lost} replicas of ${replicas}: set \`replicas\` to at least as many`,
      );
    }
    const late = read.find(({ at }) => at >= seconds);
    if (late) {
      throw new RangeError(
        `Cannot let ${late.what} happen after ${late.at} s: the run is over after ${seconds} s`,
      );
    }
    const system = solved.find((one) => one.date === date)?.system ?? await systemAt(date);
    return await runStretch(atFullLoad(system, load, date), {
      load,
      date,
      start: days > 0 ? moment - moment % DAY : moment - moment % 3600,
      seconds,
      seed,
      failures: read,
      events,
      windows: days > 0 ? 96 : 20,
      ...(signal ? { signal } : {}),
      onProgress: (share) => progress("Events", 0.7 + 0.3 * share),
    });
  }
}

/** The rates of a run come from its curves. */
function atFullLoad(system: ServedSystem, load: Load, date: IsoDate): ServedSystem {
  return {
    ...system,
    streams: system.streams.map((served) => {
      const stream = load.streams.find(({ name }) => name === served.name)!;
      return { ...served, rate: stream.rate * stream.growth.at(date) };
    }),
  };
}

function viewOf(lab: Lab, { apply }: SimulateVariant): Lab {
  const edits = apply === undefined ? [] : editsOf(apply);
  return edits.length === 0 ? lab : lab.with(edits);
}

function editsOf(source: EditsSource): readonly Edit[] {
  if ("edits" in source) return source.edits;
  if ("tables" in source) return source.tables.flatMap(({ edits }) => edits);
  return source;
}

function machineOf({ machine, pool }: SimulateVariant) {
  return { ...machine, ...(pool === undefined ? {} : { connections: pool }) };
}

/** The moment of a week at which most work is asked for, by the planner's costs. */
async function busiestMoment(lab: Lab, { streams }: Load): Promise<number> {
  const [first] = streams;
  if (!first) return 0;
  if (streams.every(({ curve }) => curve.busiest === first.curve.busiest)) {
    return first.curve.busiest;
  }
  const costs = new Map((await lab.explainAll()).map(({ name, cost }) => [name, cost]));
  const weighed = streams.map(({ rate, statements, curve }) => ({
    curve,
    work: rate * statements.reduce((sum, name) => sum + (costs.get(name) ?? 0), 0),
  }));
  let [best, most] = [0, -1];
  for (let hour = 0; hour < 168; hour++) {
    const at = (hour + 0.5) * 3600;
    const work = weighed.reduce((sum, one) => sum + one.work * one.curve.at(at), 0);
    if (work > most * (1 + 1e-12)) [best, most] = [at, work];
  }
  return best;
}

/** The system of the last date with the rates of another growth: `times` 0 is none, 2 as much again. */
function regrown(first: SolvedDate, last: SolvedDate, times: number): ServedSystem {
  return {
    ...last.system,
    streams: last.system.streams.map((stream, at) => {
      const before = first.system.streams[at]!.rate;
      return { ...stream, rate: Math.max(0, before + (stream.rate - before) * times) };
    }),
  };
}

function serversOf({ nodes }: ServedSystem): string {
  const { machine } = nodes[0]!.demands;
  const copies = nodes.length - 1;
  return `${formatNumber(machine.cores)} cores, ${
    formatBytes(machine.memory)
  }, ${machine.device.title}, ${formatNumber(machine.connections)} connections` +
    (copies === 0 ? "" : `, ${copies} ${copies === 1 ? "replica" : "replicas"}`);
}

function tagOf({ nodes }: ServedSystem): Tag {
  return weakestTag(nodes.flatMap(({ demands }) => demands.patterns.map((one) => one.cpuSeconds)));
}

function checkWhole(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(
    `Cannot simulate with ${what} of ${value}: give a whole number from ${least} to ${most}`,
  );
}
