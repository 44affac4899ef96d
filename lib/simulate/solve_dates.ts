import type { IsoDate } from "../core/date.ts";
import type { LatencyBand, PatternPoint, SimulatedStation } from "./simulation.ts";
import { solveSystem } from "./system/solve_system.ts";
import type { SolvedStation, SolvedStream, SolvedSystem } from "./system/solved_system.ts";
import type { ServedSystem } from "./system/system.ts";

/** A system at a date, solved in the middle and at both ends of its bands. */
export interface SolvedDate {
  readonly date: IsoDate;
  readonly system: ServedSystem;
  readonly low: SolvedSystem;
  readonly middle: SolvedSystem;
  readonly high: SolvedSystem;
}

/**
 * What the analytic method itself is off by: against the simulation of events it finds means within a tenth, but
 * tails of short statements beside ones that take many cores up to a third too short.
 */
const METHOD = { p50: 1.1, p95: 1.4, p99: 1.6 } as const;

/** Solves a system at a date. */
export function solveDate(date: IsoDate, system: ServedSystem): SolvedDate {
  return {
    date,
    system,
    low: solveSystem(system, "low"),
    middle: solveSystem(system),
    high: solveSystem(system, "high"),
  };
}

/** A stream at a date. */
export function pointOf({ date, low, middle, high }: SolvedDate, at: number): PatternPoint {
  const [stream, best, worst] = [middle.streams[at]!, low.streams[at]!, high.streams[at]!];
  const quantile = (name: keyof typeof METHOD) => {
    const share = Number(name.slice(1)) / 100;
    const value = stream.quantile(share);
    return {
      value,
      band: bandOf(value, [
        best.quantile(share) / METHOD[name],
        worst.quantile(share) * METHOD[name],
      ]),
    };
  };
  const [p50, p95, p99] = [quantile("p50"), quantile("p95"), quantile("p99")];
  return {
    date,
    rate: stream.rate,
    throughput: stream.throughput,
    stable: stream.stable,
    mean: stream.mean,
    p50: p50.value,
    p95: p95.value,
    p99: p99.value,
    band: { p50: p50.band, p95: p95.band, p99: p99.band },
    parts: stream.parts,
    busiest: {
      station: stationTitle(stream.busiest),
      utilization: stream.busiest.utilization,
    },
  };
}

/** A quantile that is no p50, p95 or p99, at both ends and in the middle. */
export function quantilesAt(
  { low, middle, high }: SolvedDate,
  at: number,
  share: number,
): readonly [low: number, middle: number, high: number] {
  const method = share >= 0.99 ? METHOD.p99 : share >= 0.9 ? METHOD.p95 : METHOD.p50;
  const of = (solved: SolvedSystem): SolvedStream => solved.streams[at]!;
  const value = of(middle).quantile(share);
  const [least, most] = bandOf(value, [
    of(low).quantile(share) / method,
    of(high).quantile(share) * method,
  ]);
  return [least, value, most];
}

/** Stations over the dates; locks that few wait for are left out. */
export function stationsOver(dates: readonly SolvedDate[]): readonly SimulatedStation[] {
  const names = new Map<string, SolvedStation>();
  for (const { middle } of dates) {
    for (const station of middle.stations) names.set(stationTitle(station), station);
  }
  return [...names].map(([title, { kind, name }]): SimulatedStation => ({
    kind,
    name,
    points: dates.map(({ date, low, middle, high }) => {
      const of = (solved: SolvedSystem) =>
        solved.stations.find((one) => stationTitle(one) === title)?.utilization ?? 0;
      return { date, utilization: of(middle), band: bandOf(of(middle), [of(low), of(high)]) };
    }),
  })).filter(({ kind, points }) =>
    kind !== "locks" || points.some(({ utilization }) => utilization >= 0.01)
  );
}

/** What a station is called in a sentence. */
export function stationTitle({ kind, name }: Pick<SolvedStation, "kind" | "name">): string {
  if (kind === "locks") return `the lock on ${name.slice(name.indexOf(", ") + 2)}`;
  return kind === "connections" ? `connections to the ${name}` : `${kind} of the ${name}`;
}

function bandOf(value: number, [low, high]: LatencyBand): LatencyBand {
  return [Math.min(value, low), Math.max(value, high)];
}
