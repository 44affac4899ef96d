import { freeze } from "../../core/freeze.ts";
import type { EventRun, RunLatency, RunWindow, StationLoad } from "./event_run.ts";
import { type LatencyHistogram, latencyHistogram } from "./latency_histogram.ts";
import type { QueueNetwork } from "./network.ts";

/** Measures a run while it goes on. */
export interface RunMeter {
  /** Goes on to a time, closing windows on the way. */
  readonly advance: (now: number) => void;
  readonly arrived: (source: number) => void;
  readonly completed: (source: number, seconds: number) => void;
  readonly failed: (source: number) => void;
  /** Says how many servers of a station are busy from now on. */
  readonly busy: (station: number, count: number) => void;
  /** Says by how much the line of a station changes. */
  readonly waits: (station: number, change: number) => void;
  /** Says how long the line of a station is. */
  readonly waiting: (station: number, count: number) => void;
  /** Closes the last window. */
  readonly finish: (now: number) => void;
  readonly result: (
    rest: Pick<EventRun, "events" | "unfinished" | "deadlocks" | "overflowAt">,
  ) => EventRun;
}

/** What a run is measured by. */
export interface RunMeterOptions {
  readonly seconds: number;
  readonly warmup: number;
  readonly windows: number;
}

/** A meter for the stations of a network, and one for its locks behind them. */
export function runMeter(network: QueueNetwork, options: RunMeterOptions): RunMeter {
  const { seconds, warmup, windows: wanted } = options;
  const { stations, sources, locks = [] } = network;
  const names = [...stations.map(({ name }) => name), "locks"];
  const servers = [...stations.map((one) => one.servers), Math.max(1, locks.length)];
  const count = names.length;
  const [busyNow, waitingNow] = [new Int32Array(count), new Int32Array(count)];
  const [busyArea, waitingArea] = [new Float64Array(count), new Float64Array(count)];
  const most = new Int32Array(count);
  const since = new Float64Array(count);
  const [arrivals, failures] = [new Float64Array(sources.length), new Float64Array(sources.length)];
  const inWindow = sources.map(() => latencyHistogram());
  const inAll = sources.map(() => latencyHistogram());
  const windows: RunWindow[] = [];
  const length = seconds / wanted;
  let [now, windowStart, windowEnd] = [0, 0, warmup > 0 ? warmup : length];
  let warming = warmup > 0;

  function touch(station: number): void {
    const passed = now - since[station]!;
    busyArea[station]! += busyNow[station]! * passed;
    waitingArea[station]! += waitingNow[station]! * passed;
    since[station] = now;
  }

  function close(): void {
    const passed = now - windowStart;
    for (let station = 0; station < count; station++) touch(station);
    if (!warming && passed > 0) {
      windows.push({
        from: windowStart - warmup,
        to: now - warmup,
        sources: sources.map((_, at) => measured(inWindow[at]!, arrivals[at]!, failures[at]!)),
        stations: names.map((_, at): StationLoad => ({
          utilization: busyArea[at]! / passed / servers[at]!,
          waiting: waitingArea[at]! / passed,
          mostWaiting: most[at]!,
        })),
      });
      for (const [at, histogram] of inWindow.entries()) inAll[at]!.add(histogram);
    }
    for (const histogram of inWindow) histogram.clear();
    for (const area of [busyArea, waitingArea]) area.fill(0);
    most.set(waitingNow);
    for (const counter of [arrivals, failures]) counter.fill(0);
    warming = false;
    windowStart = now;
    windowEnd = windows.length >= wanted - 1 ? Infinity : windowStart + length;
  }

  return {
    advance(time) {
      while (time >= windowEnd) {
        now = windowEnd;
        close();
      }
      now = time;
    },
    arrived: (source) => void arrivals[source]!++,
    completed: (source, seconds) => inWindow[source]!.record(seconds),
    failed: (source) => void failures[source]!++,
    busy(station, count) {
      if (busyNow[station] === count) return;
      touch(station);
      busyNow[station] = count;
    },
    waits(station, change) {
      touch(station);
      waitingNow[station]! += change;
      if (waitingNow[station]! > most[station]!) most[station] = waitingNow[station]!;
    },
    waiting(station, count) {
      if (waitingNow[station] === count) return;
      touch(station);
      waitingNow[station] = count;
      if (count > most[station]!) most[station] = count;
    },
    finish(time) {
      while (time >= windowEnd) {
        now = windowEnd;
        close();
      }
      now = time;
      if (now > windowStart) close();
    },
    result({ events, unfinished, deadlocks, overflowAt }) {
      const span = windows.reduce((sum, { from, to }) => sum + to - from, 0);
      const total = (of: (window: RunWindow) => number) =>
        windows.reduce((sum, one) => sum + of(one), 0);
      return freeze({
        seconds: span,
        events,
        sources: sources.map(({ name }, at) => ({
          name,
          ...measured(
            inAll[at]!,
            total((one) => one.sources[at]!.arrivals),
            total((one) => one.sources[at]!.failures),
          ),
          latency: inAll[at]!,
        })),
        stations: names.map((name, at) => {
          const mean = (of: (load: StationLoad) => number) =>
            total((one) => of(one.stations[at]!) * (one.to - one.from)) / Math.max(span, 1e-300);
          return {
            name,
            utilization: mean((load) => load.utilization),
            waiting: mean((load) => load.waiting),
            mostWaiting: windows.reduce(
              (most, one) => Math.max(most, one.stations[at]!.mostWaiting),
              0,
            ),
          };
        }),
        windows,
        unfinished,
        deadlocks,
        ...(overflowAt === undefined ? {} : { overflowAt }),
      });
    },
  };
}

function measured(
  latency: LatencyHistogram,
  arrivals: number,
  failures: number,
): RunLatency {
  return {
    arrivals,
    completions: latency.count(),
    failures,
    mean: latency.mean(),
    p50: latency.quantile(0.5),
    p95: latency.quantile(0.95),
    p99: latency.quantile(0.99),
  };
}
