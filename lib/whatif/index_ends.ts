import type { ColumnStatistics } from "../statistics/statistics.ts";

type Compare = (a: string, b: string) => number;

// Text is compared as the embedded database does, whose collation is C.
const COMPARE: Readonly<Record<string, Compare>> = {
  N: (a, b) => Number(a) - Number(b),
  D: compareText,
  S: compareText,
};

/**
 * Where a B-tree leads with a column, a real server looks up its actual least and greatest value before
 * it interpolates in the first or last bucket of the histogram. An empty index cannot tell; the nearest
 * that is known are the least and the greatest of the common values and the histogram.
 *
 * Source: PostgreSQL 18, src/backend/utils/adt/selfuncs.c, get_actual_variable_range().
 *
 * @param category The type's category, such as `N` for numbers; see `pg_type.typcategory`.
 * @returns The statistics, whose histogram reaches as far as its values are known to.
 */
export function reachIndexEnds(column: ColumnStatistics, category: string): ColumnStatistics {
  const { histogram, mostCommon } = column;
  const compare = COMPARE[category];
  if (!compare || !histogram || histogram.length < 2 || !mostCommon?.values.length) return column;
  const sorted = mostCommon.values.toSorted(compare);
  const least = sorted[0]!;
  const greatest = sorted.at(-1)!;
  const bounds = [...histogram];
  if (compare(least, bounds[0]!) < 0) bounds[0] = least;
  if (compare(greatest, bounds.at(-1)!) > 0) bounds[bounds.length - 1] = greatest;
  return { ...column, histogram: bounds };
}

function compareText(a: string, b: string): number {
  const encoder = new TextEncoder();
  const [x, y] = [encoder.encode(a), encoder.encode(b)];
  for (let at = 0; at < Math.min(x.length, y.length); at++) {
    if (x[at] !== y[at]) return x[at]! - y[at]!;
  }
  return x.length - y.length;
}
