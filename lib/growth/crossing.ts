import { addDuration, type IsoDate } from "../core/date.ts";
import { type Figure, figure, type Unit } from "../core/figure.ts";
import type { Severity } from "../core/finding.ts";
import { formatDuration, formatShare } from "../core/format.ts";
import { quantile } from "./quantiles.ts";

/** Something that is watched for reaching a limit. */
export interface Watched {
  /** A stable name, such as `integer-key`. */
  readonly code: string;
  /** How much it hurts. */
  readonly severity: Severity;
  /** What runs into it: `public.orders.id`, `database`. */
  readonly where: string;
  /** What happens there, in one sentence. */
  readonly what: string;
  /** The limit. */
  readonly level: number;
  readonly unit: Unit;
  /** Where the limit comes from. */
  readonly evidence: string;
  /** What to do. */
  readonly act: string;
  /** Seconds that doing it takes, preparation and rest included. */
  readonly lead: number;
  /** More than any run ever has, where that is known without asking each. */
  readonly most?: number;
  /** The value at a date, in a run. */
  readonly value: (at: number, run: number) => number;
}

/** A limit that may be reached within the horizon. */
export interface GrowthThreshold {
  /** A stable name, such as `integer-key`. */
  readonly code: string;
  /** How much it hurts. */
  readonly severity: Severity;
  /** What runs into it: `public.orders.id`, `database`. */
  readonly where: string;
  /** What happens there, in one sentence. */
  readonly what: string;
  /** The limit. */
  readonly level: Figure;
  /** The share of the runs that reach it within the horizon. */
  readonly probability: Figure;
  /** Half of the runs that reach it do so by this date. */
  readonly date: IsoDate;
  /** One in twenty of the runs that reach it does so by this date. */
  readonly earliest: IsoDate;
  /** Nineteen in twenty of the runs that reach it do so by this date. */
  readonly latest: IsoDate;
  /** What to do. */
  readonly act: string;
  /** Seconds that doing it takes. */
  readonly lead: number;
  /** The day to begin: the earliest date less the lead time; the first day of the plan if that is over. */
  readonly actBy: IsoDate;
}

/** The dates of the runs. */
export interface CrossingOptions {
  readonly today: IsoDate;
  readonly step: number;
  readonly steps: number;
  readonly runs: number;
}

/** When a limit is reached, over all runs; nothing where no run reaches it. */
export function crossing(watched: Watched, options: CrossingOptions): GrowthThreshold | undefined {
  const { today, step, steps, runs } = options;
  const { level, unit, value, evidence } = watched;
  if (watched.most !== undefined && watched.most < level) return undefined;
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const at = firstReached(watched, run, steps);
    if (at !== undefined) times.push(at * step);
  }
  if (times.length === 0) return undefined;
  times.sort((a, b) => a - b);
  const share = times.length / runs;
  const dateAt = (part: number) =>
    addDuration(today, Math.floor(quantile(times, part) / 86_400) * 86_400);
  const earliest = dateAt(0.05);
  const actBy = addDuration(earliest, -watched.lead);
  const { code, severity, where, what, act, lead } = watched;
  // The error of a share of so many runs, by Wilson's score interval.
  const half = 1.96 * Math.sqrt(share * (1 - share) / runs);
  return {
    code,
    severity,
    where,
    what,
    level: figure(level, unit, { tag: "exact", evidence }),
    probability: figure(share, "ratio", {
      band: [Math.max(0, share - half), Math.min(1, share + half)],
      evidence: `${formatShare(share)} of ${runs} runs reach it within ${
        formatDuration(steps * step)
      }; today it stands at ${formatShare(value(0, 0) / level)} of the limit`,
    }),
    date: dateAt(0.5),
    earliest,
    latest: dateAt(0.95),
    act,
    lead,
    actBy: actBy < today ? today : actBy,
  };
}

/** The first step at which a run reaches a limit, with the part of a step between two dates. */
function firstReached({ value, level }: Watched, run: number, steps: number): number | undefined {
  let before = value(0, run);
  if (before >= level) return 0;
  for (let at = 1; at <= steps; at++) {
    const now = value(at, run);
    if (now >= level) return at - 1 + (level - before) / (now - before);
    before = now;
  }
  return undefined;
}
