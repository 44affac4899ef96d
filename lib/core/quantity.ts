/**
 * Reads numbers with units as people write them: `"20 GB"`, `"900/s"`, `"7 years"`, `"3..6 %"`.
 *
 * Bytes go by powers of 1024, as PostgreSQL's settings do. A year is the Gregorian mean of 365.2425
 * days and a month its twelfth part.
 *
 * @module
 */
import { freeze } from "./freeze.ts";
import { didYouMean } from "./suggest.ts";

/** A number, or a range with the value to reckon with inside. */
export interface Amount {
  /** The value to reckon with. */
  readonly value: number;
  /** The lowest value. */
  readonly low?: number;
  /** The highest value. */
  readonly high?: number;
}

/** Units by name, each with what one of it is in base units. */
export type UnitTable = Readonly<Record<string, number>>;

const DAY = 86_400;
const YEAR = 365.2425 * DAY;

/** Seconds in each unit of time. */
export const TIME_UNITS: UnitTable = freeze({
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  millisecond: 1e-3,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: DAY,
  day: DAY,
  w: 7 * DAY,
  wk: 7 * DAY,
  week: 7 * DAY,
  mo: YEAR / 12,
  month: YEAR / 12,
  quarter: YEAR / 4,
  y: YEAR,
  yr: YEAR,
  year: YEAR,
});

/** Bytes in each unit of memory. */
export const BYTE_UNITS: UnitTable = freeze({
  b: 1,
  byte: 1,
  kb: 2 ** 10,
  kib: 2 ** 10,
  mb: 2 ** 20,
  mib: 2 ** 20,
  gb: 2 ** 30,
  gib: 2 ** 30,
  tb: 2 ** 40,
  tib: 2 ** 40,
  pb: 2 ** 50,
  pib: 2 ** 50,
});

const SCALES: UnitTable = freeze({
  "": 1,
  "%": 0.01,
  percent: 0.01,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
  g: 1e9,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
});

const NUMBER = String.raw`[-+]?(?:\d[\d_,]*(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?`;
const AMOUNT = new RegExp(
  String.raw`^\s*(${NUMBER})\s*([a-zµ%]*)\s*(?:(?:\.\.|–|\bto\b)\s*(${NUMBER})\s*([a-zµ%]*)\s*)?$`,
  "i",
);

/**
 * Reads a count, such as `2e6`, `"2M"`, `"40 k"` or `"2 million"`.
 *
 * @throws {SyntaxError} When the text is not a count.
 * @throws {RangeError} When it is negative or not finite.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseCount } from "@groundplan/groundplan";
 *
 * assert.equal(parseCount("2 million"), 2e6);
 * assert.equal(parseCount("60k"), 60_000);
 * ```
 */
export function parseCount(text: string | number): number {
  return parseAmount(text, { as: "a count" }).value;
}

/** How `parseAmount()` reads. */
export interface ParseAmountOptions {
  /** What is being read, for error messages: `"a count"`. */
  readonly as?: string;
  /** What each unit is in base units. Defaults to k, M, million, %, … */
  readonly units?: UnitTable;
  /** The unit of a bare number. Defaults to 1. */
  readonly bare?: number;
  /** Whether numbers under 0 are read. */
  readonly negative?: boolean;
}

/**
 * Reads an amount that may be a range: `"2M"`, `"3..6 %"`, `"1 GB..2 GB"`. A range's value is its middle.
 *
 * @throws {SyntaxError} When the text is not an amount or its unit is unknown.
 * @throws {RangeError} When it is negative, not finite, or its range is upside down.
 */
export function parseAmount(text: string | number, options: ParseAmountOptions = {}): Amount {
  const { as = "an amount", units = SCALES, bare = 1, negative = false } = options;
  if (typeof text === "number") {
    return freeze({ value: inRange(text * bare, { as, text, negative }) });
  }
  const match = AMOUNT.exec(text);
  if (!match) {
    throw new SyntaxError(`Cannot read ${JSON.stringify(text)} as ${as}: no number found`);
  }
  const [, first, firstUnit = "", second, secondUnit] = match;
  const scale = (unit: string) => unit === "" ? bare : unitOf(unit, units, { as, text });
  if (second === undefined) {
    return freeze({ value: inRange(times(first!, scale(firstUnit)), { as, text, negative }) });
  }
  const highScale = scale(secondUnit!);
  const low = times(first!, firstUnit === "" ? highScale : scale(firstUnit));
  const high = times(second, highScale);
  if (low > high) {
    throw new RangeError(
      `Cannot read ${
        JSON.stringify(text)
      } as ${as}: the range goes down; write ${second}..${first}`,
    );
  }
  return freeze({
    value: inRange((low + high) / 2, { as, text, negative }),
    low: inRange(low, { as, text, negative }),
    high: inRange(high, { as, text, negative }),
  });
}

interface Reading {
  readonly as: string;
  readonly text: string | number;
}

function inRange(value: number, { as, text, negative }: Reading & { negative: boolean }): number {
  if (!Number.isFinite(value) || (value < 0 && !negative)) {
    throw new RangeError(
      `Cannot read ${JSON.stringify(text)} as ${as}: it must be ${
        negative ? "finite" : "0 or more"
      }`,
    );
  }
  return value;
}

// 4 * 0.01 is exact only as 4 / 100: shares are divided, not multiplied.
function times(digits: string, scale: number): number {
  const number = Number(digits.replace(/[_,]/g, ""));
  return scale === 0.01 ? number / 100 : number * scale;
}

function unitOf(name: string, units: UnitTable, { as, text }: Reading): number {
  const lower = name.toLowerCase();
  const found = units[lower] ?? (lower.length > 2 ? units[lower.replace(/s$/, "")] : undefined);
  if (found !== undefined) return found;
  throw new SyntaxError(
    `Cannot read ${JSON.stringify(text)} as ${as}: unknown unit ${JSON.stringify(name)}${
      didYouMean(lower.replace(/s$/, ""), suggestible(units))
    }`,
  );
}

// Abbreviations resemble each other too much to tell which one was meant.
function suggestible(units: UnitTable): readonly string[] {
  return Object.keys(units).filter((unit) =>
    unit.length > 2 ? !unit.endsWith("ib") : /^.b$/.test(unit)
  );
}

/**
 * Reads a number of bytes, such as `"20 GB"`; a bare number is bytes. A kB is 1024 bytes.
 *
 * @throws {SyntaxError} When the text is not an amount of bytes.
 */
export function parseBytes(text: string | number): number {
  return parseAmount(text, { as: "bytes", units: BYTE_UNITS }).value;
}

/**
 * Reads a length of time in seconds, such as `"7 years"`, `"10 ms"` or `"1 h"`; a bare number is seconds.
 *
 * @throws {SyntaxError} When the text is not a length of time.
 */
export function parseDuration(text: string | number): number {
  return parseAmount(text, { as: "a length of time", units: TIME_UNITS }).value;
}

/** A share of 1, such as `"4%"` or 0.04. */
export function parseShare(text: string | number): number {
  const { value } = parseAmount(text, { as: "a share" });
  if (value > 1) {
    throw new RangeError(`Cannot read ${JSON.stringify(text)} as a share: it is over 1 (100 %)`);
  }
  return value;
}

/** An amount over a length of time, as in `"60k/day"`. */
export interface AmountPer {
  readonly amount: Amount;
  /** Whether the amount was written in percent. */
  readonly percent: boolean;
  /** Seconds. */
  readonly period: number;
}

const PER = /^(.*?)\s*(?:\/|\bper\b|\ban?\b)\s*(\d+(?:\.\d+)?)?\s*([a-zµ]+)\s*$/i;

/**
 * Reads an amount over a length of time: `"60k/day"`, `"3..6 %/month"`, `"1 per 5 min"`.
 *
 * @throws {SyntaxError} When the text has no `/` or its unit of time is unknown.
 */
export function parseAmountPer(text: string, options: ParseAmountOptions = {}): AmountPer {
  const { as = "a rate" } = options;
  const match = PER.exec(text);
  if (!match) {
    throw new SyntaxError(
      `Cannot read ${
        JSON.stringify(text)
      } as ${as}: write an amount, a slash and a unit of time, such as "900/s"`,
    );
  }
  const [, amount, count = "1", unit] = match;
  return freeze({
    amount: parseAmount(amount!, { ...options, as }),
    percent: /%|percent/i.test(amount!),
    period: Number(count) * unitOf(unit!, TIME_UNITS, { as, text }),
  });
}

/**
 * Reads a rate a second, such as `"900/s"` or `"60k/day"`; a bare number is a second's.
 *
 * @throws {SyntaxError} When the text is not a rate.
 */
export function parseRate(text: string | number): number {
  if (typeof text === "number") return parseAmount(text, { as: "a rate" }).value;
  const { amount, percent, period } = parseAmountPer(text);
  if (percent) {
    throw new SyntaxError(
      `Cannot read ${JSON.stringify(text)} as a rate: a percentage is a growth, not a rate`,
    );
  }
  return amount.value / period;
}
