import { freeze } from "../../core/freeze.ts";
import { didYouMean } from "../../core/suggest.ts";
import type { DayName, LoadShape, Profile, WeekName } from "./load.ts";

/** What is asked hour by hour, in proportion; assumptions for want of a measurement. */
export const DAYS: Readonly<Record<DayName, Profile>> = freeze({
  flat: Array(24).fill(1),
  // People at work in one time zone: two humps with a lunch between.
  office: [
    ...[4, 3, 3, 3, 4, 8, 20, 48, 82, 98, 100, 96],
    ...[80, 88, 96, 92, 80, 56, 34, 22, 16, 12, 8, 6],
  ],
  // People after work: a web shop, a game.
  evening: [
    ...[28, 16, 10, 8, 8, 12, 22, 36, 48, 56, 60, 64],
    ...[68, 66, 62, 62, 66, 74, 86, 96, 100, 94, 72, 46],
  ],
  // What runs while people sleep.
  nightly: [
    ...[90, 100, 100, 100, 90, 60, 25, 8, 3, 2, 2, 2],
    ...[2, 2, 2, 2, 2, 2, 3, 5, 10, 20, 40, 70],
  ],
});

/** What is asked day by day from Monday, in proportion. */
export const WEEKS: Readonly<Record<WeekName, Profile>> = freeze({
  flat: Array(7).fill(1),
  workdays: [96, 100, 100, 98, 90, 22, 18],
  weekend: [70, 66, 66, 70, 84, 100, 98],
});

/** A shape over a week as a factor: 1 at its busiest hour, or in the mean. */
export interface WeekCurve {
  /** The factor at some seconds since Monday, midnight. */
  readonly at: (seconds: number) => number;
  /** The seconds since Monday, midnight, of the busiest moment. */
  readonly busiest: number;
  /** The factor in the mean. */
  readonly mean: number;
  /** The highest factor. */
  readonly peak: number;
}

const HOUR = 3600;
const WEEK = 168 * HOUR;

/**
 * The curve of a shape over a week: straight lines between the middles of hours.
 *
 * @param rates Whether its peak or its mean is 1.
 * @throws {RangeError} When a profile has another length, is negative or nothing but 0.
 */
export function weekCurve(
  { daily = "flat", weekly = "flat" }: LoadShape,
  rates: "busiest" | "mean",
): WeekCurve {
  const hours = profileOf(daily, DAYS, "day", 24);
  const days = profileOf(weekly, WEEKS, "week", 7);
  const points = Array.from(
    { length: 168 },
    (_, at) => hours[at % 24]! * days[Math.floor(at / 24)]!,
  );
  const highest = Math.max(...points);
  const mean = points.reduce((sum, point) => sum + point, 0) / points.length;
  const unit = rates === "busiest" ? highest : mean;
  const at = (seconds: number): number => {
    const hour = ((seconds / HOUR - 0.5) % 168 + 168) % 168;
    const before = Math.floor(hour);
    const part = hour - before;
    return (points[before]! * (1 - part) + points[(before + 1) % 168]! * part) / unit;
  };
  return {
    at,
    busiest: (points.indexOf(highest) + 0.5) * HOUR % WEEK,
    mean: mean / unit,
    peak: highest / unit,
  };
}

function profileOf<Name extends string>(
  given: Name | Profile,
  known: Readonly<Record<Name, Profile>>,
  what: string,
  length: number,
): Profile {
  if (typeof given === "string") {
    if (Object.hasOwn(known, given)) return known[given];
    throw new RangeError(
      `Cannot shape a ${what} ${JSON.stringify(given)}: there is none of that name${
        didYouMean(given, Object.keys(known))
      }`,
    );
  }
  const right = given.length === length && given.every((one) => one >= 0 && Number.isFinite(one)) &&
    given.some((one) => one > 0);
  if (right) return given;
  throw new RangeError(
    `Cannot shape a ${what} by ${given.length} numbers: give ${length} from 0, not all of them 0`,
  );
}
