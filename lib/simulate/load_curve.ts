import type { LoadCurve } from "./simulation.ts";
import type { SolvedDate } from "./solve_dates.ts";
import { solveSystem } from "./system/solve_system.ts";
import type { ServedSystem } from "./system/system.ts";

/** Points of the curve up to where it ends. */
const POINTS = 24;

/**
 * How latencies go as all rates are multiplied, up to where the first station cannot keep up. Caches are taken
 * to hold what they hold.
 */
export function loadCurve({ date, system }: SolvedDate): LoadCurve {
  const saturation = saturationOf(system);
  const points = Array.from({ length: POINTS }, (_, at) => {
    // Closer together where the curve is steep.
    const factor = saturation * (1 - (1 - (at + 1) / POINTS) ** 1.6 * 0.999 - 0.001);
    const { streams } = solveSystem(multiplied(system, factor));
    return {
      factor,
      throughput: streams.reduce((sum, { throughput }) => sum + throughput, 0),
      p95: Object.fromEntries(streams.map(({ name, quantile }) => [name, quantile(0.95)])),
      mean: streams.reduce((sum, { rate, mean }) => sum + rate * mean, 0),
    };
  });
  // Kleinrock's power: load over latency is largest where more load begins to cost more than it brings.
  const power = points.map(({ factor, throughput, mean }) =>
    Number.isFinite(mean) && mean > 0 ? factor * throughput / mean : 0
  );
  const knee = points[power.indexOf(Math.max(...power))]!.factor;
  return {
    date,
    points: points.map(({ mean: _, ...point }) => point),
    saturation,
    knee,
  };
}

/** The multiple of all rates at which a station cannot keep up, by halving. */
export function saturationOf(system: ServedSystem): number {
  const full = (factor: number) =>
    solveSystem(multiplied(system, factor)).stations.some(({ utilization }) => utilization >= 1);
  let [low, high] = [0, 1];
  while (!full(high) && high < 1e9) [low, high] = [high, high * 2];
  for (let step = 0; step < 40 && high - low > 1e-4 * high; step++) {
    const middle = (low + high) / 2;
    if (full(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** The same system with so many times the load. */
export function multiplied(system: ServedSystem, factor: number): ServedSystem {
  return {
    nodes: system.nodes.map((node) => ({
      ...node,
      writeShare: node.writeShare * factor,
      replayCores: node.replayCores * factor,
    })),
    streams: system.streams.map((stream) => ({ ...stream, rate: stream.rate * factor })),
  };
}
