import type { IsoDate } from "../core/date.ts";
import { randomFrom } from "../core/random.ts";
import { formatDuration, formatNumber } from "../core/format.ts";
import type { EventRun, RunWindow } from "./events/event_run.ts";
import { simulateEvents } from "./events/simulate_events.ts";
import { arrivalCurve } from "./load/arrival_curve.ts";
import type { Load } from "./load/read_load.ts";
import type { LatencyBand, RunPattern, SimulatedRun } from "./simulation.ts";
import { buildNetwork, type Failure } from "./system/build_network.ts";
import { deviceDemand, type ServedSystem } from "./system/system.ts";

/** What of a load is run. */
export interface RunStretchOptions {
  readonly load: Load;
  readonly date: IsoDate;
  /** Seconds since Monday, midnight. */
  readonly start: number;
  readonly seconds: number;
  readonly seed: number | string;
  readonly failures: readonly Failure[];
  /** Events that may be handled; a longer stretch is run in samples. */
  readonly events: number;
  readonly windows: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/** The share of a sample that is run before it is measured. */
const WARMUP = 0.25;

/**
 * Runs a stretch of time event by event: in whole, or, where that takes more events than are allowed, a part of
 * each window, begun with empty queues and measured when they have filled.
 */
export async function runStretch(
  system: ServedSystem,
  options: RunStretchOptions,
): Promise<SimulatedRun> {
  const { load, date, start, seconds, seed, failures, windows, signal, onProgress } = options;
  const networkFrom = (offset: number) =>
    buildNetwork(system, {
      arrivals: (served) =>
        arrivalCurve(load.streams.find(({ name }) => name === served.name)!, {
          start,
          offset,
          date,
          bursts: load.bursts,
          seed,
        }),
      failures: failures.map((one) => ({ ...one, at: one.at - offset })),
    }).network;
  const common = { ...(signal ? { signal } : {}) };
  const expected = eventsOf(system, options);
  if (expected <= options.events) {
    const run = await simulateEvents(networkFrom(0), {
      seconds,
      seed,
      windows,
      ...common,
      ...(onProgress ? { onProgress } : {}),
    });
    return stretch(system, options, { runs: [run], windows: run.windows, sampled: 1 });
  }
  const length = seconds / windows;
  const sampled = options.events / expected;
  const where = randomFrom(`${seed}/samples`);
  const runs: EventRun[] = [];
  const measured: RunWindow[] = [];
  for (let window = 0; window < windows; window++) {
    const warmup = length * sampled * WARMUP;
    // Anywhere in the window: a burst at its middle is met as often as it is there.
    const offset = where.uniform() * length * (1 - sampled);
    const run = await simulateEvents(networkFrom(window * length + offset), {
      seconds: length * sampled * (1 - WARMUP),
      warmup,
      seed: `${seed}/${window}`,
      windows: 1,
      ...common,
    });
    runs.push(run);
    const [one] = run.windows;
    if (one) measured.push({ ...one, from: window * length, to: (window + 1) * length });
    onProgress?.((window + 1) / windows);
    if (run.overflowAt !== undefined) break;
  }
  return stretch(system, options, { runs, windows: measured, sampled: sampled * (1 - WARMUP) });
}

/** Arrivals and ends of services that a stretch has, in the mean. */
function eventsOf(
  system: ServedSystem,
  { load, date, start, seconds, seed }: RunStretchOptions,
): number {
  return system.streams.reduce((sum, served) => {
    const stream = load.streams.find(({ name }) => name === served.name)!;
    const curve = arrivalCurve(stream, { start, date, bursts: load.bursts, seed });
    let arrivals = 0;
    for (let at = 0; at < 48; at++) arrivals += curve.at((at + 0.5) / 48 * seconds) * seconds / 48;
    const each = served.statements[0]!.reduce((sum, demand) => {
      const { reads, transferSeconds } = deviceDemand(
        demand,
        system.nodes[served.nodes[0]!]!.demands,
        "middle",
      );
      return sum + 1 + Math.min(8, reads) + Number(transferSeconds > 0) + Number(!!demand.writes);
    }, 1);
    return sum + arrivals * each;
  }, 0);
}

interface Measured {
  readonly runs: readonly EventRun[];
  readonly windows: readonly RunWindow[];
  readonly sampled: number;
}

function stretch(
  system: ServedSystem,
  { date, start, seconds, failures }: RunStretchOptions,
  { runs, windows, sampled }: Measured,
): SimulatedRun {
  const [first] = runs;
  const sum = (of: (run: EventRun) => number) => runs.reduce((total, run) => total + of(run), 0);
  const patterns = system.streams.map(({ name }, at): RunPattern => {
    const latency = first!.sources[at]!.latency;
    for (const run of runs.slice(1)) latency.add(run.sources[at]!.latency);
    const some = latency.count() > 0;
    return {
      name,
      arrivals: sum((run) => run.sources[at]!.arrivals),
      completions: latency.count(),
      failures: sum((run) => run.sources[at]!.failures),
      mean: some ? latency.mean() : null,
      p50: some ? latency.quantile(0.5) : null,
      p95: some ? latency.quantile(0.95) : null,
      p99: some ? latency.quantile(0.99) : null,
      p95Band: some
        ? scatter(latency.quantile(0.95), windows.map(({ sources }) => sources[at]!))
        : null,
    };
  });
  const spans = windows.map(({ from, to }) => to - from);
  const span = spans.reduce((total, one) => total + one, 0);
  const stations = first!.stations.map(({ name }, at) => {
    const mean = (of: (window: RunWindow) => number) =>
      windows.reduce((total, window, index) => total + of(window) * spans[index]!, 0) / span;
    return {
      name,
      utilization: mean((window) => window.stations[at]!.utilization),
      waiting: mean((window) => window.stations[at]!.waiting),
      mostWaiting: Math.max(0, ...runs.map((run) => run.stations[at]!.mostWaiting)),
    };
  });
  const overflow = runs.find(({ overflowAt }) => overflowAt !== undefined);
  const overflowAt = overflow === undefined
    ? undefined
    : runs.indexOf(overflow) * seconds / Math.max(1, runs.length) + overflow.overflowAt!;
  const busiest = stations.reduce((most, one) => one.mostWaiting > most.mostWaiting ? one : most);
  return {
    date,
    start: start % 86_400,
    seconds,
    sampled,
    events: sum(({ events }) => events),
    patterns,
    stations,
    windows: windows.map((window) => ({
      from: window.from,
      to: window.to,
      patterns: window.sources.map(({ arrivals, p50, p95 }) => ({
        rate: arrivals / ((window.to - window.from) * (sampled < 1 ? sampled : 1)),
        p50,
        p95,
      })),
      stations: window.stations.map(({ utilization, waiting }) => ({ utilization, waiting })),
    })),
    failures,
    deadlocks: sum(({ deadlocks }) => deadlocks),
    unfinished: runs.at(-1)!.unfinished,
    ...(overflowAt === undefined ? {} : { overflowAt }),
    sentence: overflowAt !== undefined
      ? `After ${
        formatDuration(overflowAt)
      } more is waiting than comes to an end: the load cannot be served`
      : busiest.mostWaiting === 0
      ? "Nobody waits in line"
      : `The longest line is at ${stationWords(busiest.name)}: up to ${
        formatNumber(busiest.mostWaiting)
      } wait at once`,
  };
}

/** A station of a network in words: `primary: log` is the log of the primary. */
function stationWords(name: string): string {
  const [server, kind] = name.split(": ");
  return kind === undefined ? `the ${name}` : `the ${kind} of the ${server}`;
}

/** Two deviations of the mean of the windows around the quantile of all. */
function scatter(
  value: number,
  windows: readonly RunWindow["sources"][number][],
): LatencyBand | null {
  const values = windows.map(({ p95 }) => p95).filter(Number.isFinite);
  if (values.length < 4) return null;
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
  const off = 1.96 * Math.sqrt(variance / values.length);
  return [Math.max(0, value - off), value + off];
}
