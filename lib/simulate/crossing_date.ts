import { addDuration, type IsoDate, secondsBetween } from "../core/date.ts";

/** A value at a date. */
export interface DatedValue {
  readonly date: IsoDate;
  readonly value: number;
}

const DAY = 86_400;

/**
 * The day on which a value that grows reaches a level, on a straight line of its logarithm between two dates; the
 * later date where no line leads there.
 */
export function crossingDate(before: DatedValue, after: DatedValue, level: number): IsoDate {
  if (!Number.isFinite(after.value) || !(before.value > 0) || after.value <= before.value) {
    return after.date;
  }
  const part = Math.log(level / before.value) / Math.log(after.value / before.value);
  const days = secondsBetween(before.date, after.date) / DAY;
  return addDuration(before.date, Math.round(days * Math.min(1, Math.max(0, part))) * DAY);
}
