import type { Codes } from "./codes.ts";

/** Compares two rows and remembers in which columns they agree. @returns Whether that is news. */
export type Compare = (first: number, second: number) => boolean;

/** When to stop looking. */
export interface SampleOptions {
  /** The least share of comparisons with news that is worth going on for. Defaults to 0.001. */
  readonly yield?: number;
  /** The most comparisons. Defaults to no limit. */
  readonly most?: number;
  readonly expired: () => boolean;
}

interface Run {
  /** The rows, those with equal values in the column next to each other, alike ones nearest. */
  readonly rows: Int32Array;
  readonly codes: Int32Array;
  distance: number;
  /** The share of the last comparisons that were news. */
  share: number;
}

/**
 * Compares rows that are likely to agree in many columns: neighbours within the clusters of each column,
 * at growing distances, for as long as they bring news. Source: Papenbrock and Naumann, "A hybrid approach
 * to functional dependency discovery", SIGMOD 2016, section 6.
 */
export function sample(codes: Codes, compare: Compare, options: SampleOptions): void {
  const least = options.yield ?? 0.001;
  const runs: Run[] = codes.columns.map((column, at) => ({
    rows: sortedRows(codes, at),
    codes: column,
    distance: 0,
    share: 1,
  }));
  let left = options.most ?? Infinity;
  for (const run of left > 0 ? runs : []) {
    left -= step(run, compare);
    if (options.expired()) return;
  }
  while (left > 0 && !options.expired()) {
    const best = runs.reduce((a, b) => b.share > a.share ? b : a);
    if (best.share < least) return;
    left -= step(best, compare);
  }
}

function step(run: Run, compare: Compare): number {
  const { rows, codes } = run;
  const distance = ++run.distance;
  let compared = 0;
  let news = 0;
  for (let at = distance; at < rows.length; at++) {
    const first = rows[at - distance]!;
    const second = rows[at]!;
    if (codes[first] !== codes[second]) continue;
    compared++;
    if (compare(first, second)) news++;
  }
  run.share = compared === 0 ? 0 : news / compared;
  return compared;
}

// Sorts by the column, within it by its right neighbour, within that by its left one.
function sortedRows(codes: Codes, column: number): Int32Array {
  const width = codes.columns.length;
  const keys = [(column + width - 1) % width, (column + 1) % width, column];
  let rows: Int32Array = Int32Array.from({ length: codes.rows }, (_, row) => row);
  for (const key of keys) rows = countingSort(rows, codes.columns[key]!, codes.distinct[key]!);
  return rows;
}

function countingSort(rows: Int32Array, codes: Int32Array, distinct: number): Int32Array {
  const starts = new Int32Array(distinct + 1);
  for (const row of rows) starts[codes[row]! + 1]!++;
  for (let code = 0; code < distinct; code++) starts[code + 1]! += starts[code]!;
  const sorted = new Int32Array(rows.length);
  for (const row of rows) sorted[starts[codes[row]!]!++] = row;
  return sorted;
}
