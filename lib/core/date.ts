/**
 * Calendar dates as ISO 8601 text (`2029-01-15`): they compare as text and mean the same everywhere.
 *
 * @module
 */
import { parseDuration, TIME_UNITS } from "./quantity.ts";

/** A calendar date, `YYYY-MM-DD`, in UTC. */
export type IsoDate = string;

const MS_A_DAY = 86_400_000;

/** How `parseDate()` reads relative dates. */
export interface ParseDateOptions {
  /** Today, for `"in 3 years"`. Without it a relative date is an error. */
  readonly now?: IsoDate;
}

/**
 * Reads a date: `"2029"`, `"2029-01"`, `"2029-01-15"`, or `"in 3 years"` counted from `now`. A year or a
 * month means its first day.
 *
 * @throws {SyntaxError} When the text is no date, or is relative and there is no `now`.
 * @throws {RangeError} When the calendar has no such day.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseDate } from "@groundplan/groundplan";
 *
 * assert.equal(parseDate("2029-01"), "2029-01-01");
 * assert.equal(parseDate("in 18 months", { now: "2026-11-23" }), "2028-05-23");
 * ```
 */
export function parseDate(text: string, options: ParseDateOptions = {}): IsoDate {
  const match = /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(text);
  if (match) {
    const [, year, month = "1", day = "1"] = match;
    return calendarDate([Number(year), Number(month), Number(day)], text);
  }
  const relative = /^\s*(?:in\b|\+)\s*(.+)$/i.exec(text);
  if (!relative || options.now === undefined) {
    const known = relative ? "it counts from today, and no `now` is given" : "no date found";
    throw new SyntaxError(
      `Cannot read ${JSON.stringify(text)} as a date: ${known}; write it as 2029-01-15 or 2029-01`,
    );
  }
  return addDuration(options.now, parseDuration(relative[1]!));
}

function calendarDate(
  [year, month, day]: readonly [number, number, number],
  text: string,
): IsoDate {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    throw new RangeError(`Cannot read ${JSON.stringify(text)} as a date: there is no such day`);
  }
  return date.toISOString().slice(0, 10);
}

/** A date moved by a length of time in seconds; whole months move by the calendar. */
export function addDuration(date: IsoDate, seconds: number): IsoDate {
  const months = seconds / TIME_UNITS["month"]!;
  const whole = Math.round(months);
  if (whole !== 0 && Math.abs(months - whole) < 1e-9) return addMonths(date, whole);
  return isoDate(Date.parse(date) + seconds * 1000);
}

/** A date moved by whole months; the 31st of a shorter month is its last day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const moved = new Date(date);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, last));
  return isoDate(moved.getTime());
}

/** Seconds from one date to another; negative when it lies before. */
export function secondsBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** Days from one date to another; negative when it lies before. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_A_DAY);
}

function isoDate(milliseconds: number): IsoDate {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0) {
    throw new RangeError("Cannot reckon with a date outside the years 0 to 9999");
  }
  return date.toISOString().slice(0, 10);
}
