import { addDuration, addMonths, type IsoDate } from "../../core/date.ts";
import { TIME_UNITS } from "../../core/quantity.ts";

/** An interval of the calendar. */
export interface Interval {
  /** Its name, as PostgreSQL reads it. */
  readonly name: "1 day" | "1 week" | "1 month" | "3 months" | "1 year";
  /** Seconds; of months and years their mean. */
  readonly seconds: number;
}

interface CalendarUnit {
  /** As `date_trunc()` knows it. */
  readonly truncate: string;
  readonly start: (date: IsoDate) => IsoDate;
  readonly next: (start: IsoDate, count: number) => IsoDate;
}

const DAY = 86_400;
const YEAR = TIME_UNITS["year"]!;

/** Intervals that people and calendars know, from the shortest. */
export const INTERVALS: readonly Interval[] = Object.freeze([
  { name: "1 day", seconds: DAY },
  { name: "1 week", seconds: 7 * DAY },
  { name: "1 month", seconds: YEAR / 12 },
  { name: "3 months", seconds: YEAR / 4 },
  { name: "1 year", seconds: YEAR },
]);

const CALENDAR: Readonly<Record<Interval["name"], CalendarUnit>> = {
  "1 day": {
    truncate: "day",
    start: (date) => date,
    next: (start, count) => addDuration(start, count * DAY),
  },
  "1 week": {
    truncate: "week",
    start: (date) => addDuration(date, -((new Date(date).getUTCDay() + 6) % 7) * DAY),
    next: (start, count) => addDuration(start, 7 * count * DAY),
  },
  "1 month": {
    truncate: "month",
    start: (date) => `${date.slice(0, 7)}-01`,
    next: (start, count) => addMonths(start, count),
  },
  "3 months": {
    truncate: "quarter",
    start: (date) => {
      const month = Number(date.slice(5, 7));
      return `${date.slice(0, 4)}-${String(month - (month - 1) % 3).padStart(2, "0")}-01`;
    },
    next: (start, count) => addMonths(start, 3 * count),
  },
  "1 year": {
    truncate: "year",
    start: (date) => `${date.slice(0, 4)}-01-01`,
    next: (start, count) => addMonths(start, 12 * count),
  },
};

/** The first day of the interval that holds a date. */
export function intervalStart(date: IsoDate, { name }: Interval): IsoDate {
  return CALENDAR[name].start(date);
}

/** The first day of the interval that is so many intervals later. */
export function nextInterval(start: IsoDate, { name }: Interval, count = 1): IsoDate {
  return CALENDAR[name].next(start, count);
}

/** What `date_trunc()` calls an interval. */
export function truncationOf({ name }: Interval): string {
  return CALENDAR[name].truncate;
}

/** The longest interval whose partitions stay small enough, and of which retention drops whole ones. */
export function intervalFor(growth: number, target: number, retention: number): Interval {
  const longest = INTERVALS.toReversed().find(({ seconds }) =>
    growth * seconds <= target && seconds <= retention / 6
  );
  return longest ?? INTERVALS[0]!;
}
