import type { ColumnStatistics } from "../../../statistics/statistics.ts";

/** The share that is taken of a condition of which nothing is known. */
const UNKNOWN = 0.1;

/**
 * The share of rows that satisfy the predicate of a partial index, from the statistics of its columns:
 * comparisons with a constant and tests for NULL, joined by AND. Whatever else it says is taken for 0.1.
 *
 * @param predicate Canonical text; absent: all rows.
 */
export function predicateShare(
  predicate: string | undefined,
  columns: readonly ColumnStatistics[],
): number {
  if (predicate === undefined) return 1;
  const terms = predicate.replaceAll(/[()]/g, " ").split(/\bAND\b/i);
  return terms.reduce((share, term) => share * termShare(term.trim(), columns), 1);
}

function termShare(term: string, columns: readonly ColumnStatistics[]): number {
  const match = /^"?(\w+)"?(?:::[\w ]+?)?\s*(=|<>|is null|is not null)\s*(?:'([^']*)'|([\w.]+))?/i
    .exec(term);
  const column = columns.find(({ name }) => name === (match?.[1] ?? term.replace(/^NOT\s+/i, "")));
  if (!column) return UNKNOWN;
  if (!match) return frequencyOf(column, /^NOT\s/i.test(term) ? "f" : "t") ?? UNKNOWN;
  const operator = match[2]!.toLowerCase();
  if (operator === "is null") return column.nullFraction;
  if (operator === "is not null") return 1 - column.nullFraction;
  const value = match[3] ?? match[4] ?? "";
  const share = frequencyOf(column, value) ?? frequencyOf(column, value[0] ?? "") ??
    (typeof column.distinct === "number" ? 1 / Math.max(1, column.distinct) : UNKNOWN);
  return operator === "=" ? share : Math.max(0, 1 - column.nullFraction - share);
}

function frequencyOf({ mostCommon }: ColumnStatistics, value: string): number | undefined {
  const at = mostCommon?.values.indexOf(value) ?? -1;
  return at < 0 ? undefined : mostCommon!.frequencies[at];
}
