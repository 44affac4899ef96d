import { type ColumnStatistics, distinctCount } from "../../../statistics/statistics.ts";

/** The share that is taken of a condition of which nothing is known. */
const UNKNOWN = 0.1;

/**
 * The share of rows that satisfy the predicate of a partial index, from the statistics of its columns:
 * comparisons with a constant, ranges too, and tests for NULL, joined by AND. Whatever else it says is taken for 0.1.
 *
 * @param predicate Canonical text; absent: all rows.
 * @param columns What the columns hold.
 * @param rows Rows of the table, by which values that are distinct in each row are counted.
 */
export function predicateShare(
  predicate: string | undefined,
  columns: readonly ColumnStatistics[],
  rows?: number,
): number {
  if (predicate === undefined) return 1;
  const terms = predicate.replaceAll(/[()]/g, " ").split(/\bAND\b/i);
  return terms.reduce((share, term) => share * termShare(term.trim(), columns, rows), 1);
}

function termShare(
  term: string,
  columns: readonly ColumnStatistics[],
  rows: number | undefined,
): number {
  const match =
    /^"?(\w+)"?(?:::[\w ]+?)?\s*(=|<>|<=|>=|<|>|is null|is not null)\s*(?:'([^']*)'|([\w.]+))?/i
      .exec(term);
  const column = columns.find(({ name }) => name === (match?.[1] ?? term.replace(/^NOT\s+/i, "")));
  if (!column) return UNKNOWN;
  if (!match) return frequencyOf(column, /^NOT\s/i.test(term) ? "f" : "t") ?? UNKNOWN;
  const operator = match[2]!.toLowerCase();
  if (operator === "is null") return column.nullFraction;
  if (operator === "is not null") return 1 - column.nullFraction;
  const value = match[3] ?? match[4] ?? "";
  if (operator in HOLDS) return rangeShare(column, HOLDS[operator]!, value);
  const share = frequencyOf(column, value) ?? frequencyOf(column, value[0] ?? "") ??
    shareOfOthers(column, rows);
  return operator === "=" ? share : Math.max(0, 1 - column.nullFraction - share);
}

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

// Common values by themselves, all others by the bounds of equally many: scalarineqsel() in selfuncs.c.
function rangeShare(
  { mostCommon, histogram = [], nullFraction }: ColumnStatistics,
  holds: (order: number) => boolean,
  value: string,
): number {
  const frequencies = mostCommon?.frequencies ?? [];
  const common = frequencies.reduce((sum, share) => sum + share, 0);
  if (histogram.length < 2 && common + nullFraction < 0.99) return UNKNOWN;
  const among = (mostCommon?.values ?? []).reduce(
    (sum, one, at) => sum + (holds(compare(one, value)) ? frequencies[at]! : 0),
    0,
  );
  const within = histogram.filter((bound) => holds(compare(bound, value))).length;
  const others = Math.max(0, 1 - nullFraction - common);
  // A value between two bounds is taken to lie in their middle.
  const inside = histogram.length < 2
    ? 0
    : Math.max(0, Math.min(1, (within - 0.5) / (histogram.length - 1)));
  return among + others * inside;
}

// Numbers by their size; dates and times as the catalog prints them sort as text does.
function compare(one: string, other: string): number {
  const [a, b] = [Number(one), Number(other)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return one < other ? -1 : one > other ? 1 : 0;
}

// What one value has that is not among the common ones, as the planner reckons: var_eq_const() in
// src/backend/utils/adt/selfuncs.c.
function shareOfOthers(column: ColumnStatistics, rows: number | undefined): number {
  const { distinct, nullFraction, mostCommon } = column;
  if (typeof distinct !== "number" && rows === undefined) return UNKNOWN;
  const common = mostCommon?.frequencies ?? [];
  const left = 1 - nullFraction - common.reduce((sum, share) => sum + share, 0);
  return Math.max(0, left) / Math.max(1, distinctCount(distinct, rows ?? 1) - common.length);
}

function frequencyOf({ mostCommon }: ColumnStatistics, value: string): number | undefined {
  const at = mostCommon?.values.indexOf(value) ?? -1;
  return at < 0 ? undefined : mostCommon!.frequencies[at];
}
