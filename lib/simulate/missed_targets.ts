import type { IsoDate } from "../core/date.ts";
import { formatDuration, formatShare } from "../core/format.ts";
import type { MissedTarget } from "./simulation.ts";
import { crossingDate } from "./crossing_date.ts";
import { pointOf, quantilesAt, type SolvedDate, stationTitle } from "./solve_dates.ts";
import type { SolvedSystem } from "./system/solved_system.ts";

/**
 * The days on which the targets of a stream are first missed: between two dates on a straight line of the
 * latency's logarithm.
 */
export function missedTargets(
  dates: readonly SolvedDate[],
  at: number,
  targets: Readonly<Record<string, number>>,
): readonly MissedTarget[] {
  return Object.entries(targets).flatMap(([percentile, target]): MissedTarget[] => {
    const share = shareOf(percentile);
    if (share === undefined) return [];
    const values = dates.map((date) => quantilesAt(date, at, share));
    const [latest, date, earliest] = [0, 1, 2].map((end) =>
      crossingOf(
        dates.map((one, index) => ({
          date: one.date,
          value: values[index]![end]!,
          solved: [one.low, one.middle, one.high][end]!,
        })),
        at,
        target,
      )
    );
    if (date === undefined) return [];
    const first = dates.findIndex((_, index) => values[index]![1] > target);
    return [{
      percentile,
      target,
      date,
      earliest: earliest ?? date,
      ...(latest === undefined ? {} : { latest }),
      why: whyOf(dates[first]!, at),
    }];
  }).toSorted((a, b) => a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
}

/** The share of a percentile's name: `p95`, `p999`. */
export function shareOf(percentile: string): number | undefined {
  const digits = /^p(\d+(?:\.\d+)?)$/.exec(percentile)?.[1];
  if (digits === undefined) return undefined;
  if (digits.includes(".")) return Number(digits) / 100;
  const share = Number(digits) / 10 ** Math.max(2, digits.length);
  return share < 1 ? share : undefined;
}

function crossingOf(
  points: readonly {
    readonly date: IsoDate;
    readonly value: number;
    readonly solved: SolvedSystem;
  }[],
  at: number,
  target: number,
): IsoDate | undefined {
  const over = points.findIndex(({ value }) => value > target);
  if (over < 0) return undefined;
  const [before, after] = [points[over - 1], points[over]!];
  if (!before) return after.date;
  if (Number.isFinite(after.value)) return crossingDate(before, after, target);
  // There is no latency where a station is full: the day on which it becomes so.
  const { busiest } = after.solved.streams[at]!;
  const value = before.solved.stations.find((one) => stationTitle(one) === stationTitle(busiest))
    ?.utilization ?? 0;
  return crossingDate(
    { date: before.date, value },
    { date: after.date, value: busiest.utilization },
    1,
  );
}

function whyOf(date: SolvedDate, at: number): string {
  const { stable, busiest, parts, mean } = pointOf(date, at);
  if (!stable) {
    const { kind, node } = date.middle.streams[at]!.busiest;
    // Connections run out because what holds them waits for something else.
    const cause = date.middle.stations.filter((one) =>
      one.node === node && one.kind !== "connections" && one.utilization >= 1
    ).toSorted((a, b) =>
      b.utilization - a.utilization
    )[0];
    return kind === "connections" && cause
      ? `connections run out, for the ${stationTitle(cause).replace(/^the /, "")} cannot keep up`
      : `the ${busiest.station.replace(/^the /, "")} cannot keep up`;
  }
  const [name, seconds] = Object.entries(parts).toSorted(([, a], [, b]) => b - a)[0]!;
  return `${formatShare(Math.round(seconds / mean * 100) / 100)} of its ${
    formatDuration(mean)
  } in the mean go to ${TITLES[name as keyof typeof TITLES]}`;
}

const TITLES = {
  processor: "the processor",
  device: "reads of the device",
  log: "the log",
  locks: "waits for locks",
  connections: "waits for a connection",
} as const;
