import type { PlainSimulation } from "./simulation.ts";

/**
 * What `groundplan simulate --json` prints. Times are in seconds; what grows without end is `null`, with
 * `stable: false` beside it.
 */
export function simulationJson(simulation: PlainSimulation): Readonly<Record<string, unknown>> {
  const { name, today, horizon, seed, dates, servers, tag, bottleneck } = simulation;
  return {
    name,
    today,
    horizon,
    seed,
    dates,
    servers,
    tag,
    patterns: simulation.patterns.flatMap(({ name, targets, missed, points }) =>
      points.map((point) => ({
        name,
        date: point.date,
        rate: point.rate,
        throughput: point.throughput,
        stable: point.stable,
        mean: finite(point.mean),
        p50: finite(point.p50),
        p95: finite(point.p95),
        p99: finite(point.p99),
        band: Object.fromEntries(
          Object.entries(point.band).map(([name, ends]) => [name, ends.map(finite)]),
        ),
        busiest: { ...point.busiest, utilization: finite(point.busiest.utilization) },
        targets,
        missed: missed.filter(({ date }) => date <= point.date).map(({ percentile }) => percentile),
      }))
    ),
    missed: simulation.patterns.flatMap(({ name, missed }) =>
      missed.map((one) => ({ pattern: name, ...one }))
    ),
    stations: simulation.stations.flatMap(({ kind, name, points }) =>
      points.map(({ date, utilization, band }) => ({
        kind,
        name,
        date,
        utilization: finite(utilization),
        band: band.map(finite),
      }))
    ),
    bottleneck: { ...bottleneck, utilization: finite(bottleneck.utilization) },
    ...(simulation.loadCurve
      ? { load: { ...simulation.loadCurve, points: withoutEnds(simulation.loadCurve.points) } }
      : {}),
    ...(simulation.sensitivity ? { sensitivity: withoutEnds(simulation.sensitivity) } : {}),
    ...(simulation.run ? { run: withoutEnds(simulation.run) } : {}),
    alternatives: simulation.alternatives.map(({ name, simulation }) => ({
      what: name,
      ...simulationJson(simulation),
    })),
    findings: simulation.findings,
    assumed: simulation.assumed,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** A copy in which what is not finite is `null`, as JSON would have it. */
function withoutEnds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
