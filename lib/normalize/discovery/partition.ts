import type { Codes } from "./codes.ts";

/**
 * The rows that share their values with other rows, cluster by cluster: a stripped partition.
 * Source: Huhtala et al., "TANE", The Computer Journal 42(2), 1999.
 */
export interface Partition {
  rows: Int32Array;
  /** Where each cluster ends in `rows`. */
  ends: Int32Array;
  clusters: number;
  size: number;
}

/** Counters for grouping, all zero between uses. */
export interface Scratch {
  readonly counts: Int32Array;
  readonly touched: Int32Array;
}

/** Counters that suffice for a table. */
export function scratchFor({ rows, distinct }: Codes): Scratch {
  return {
    counts: new Int32Array(distinct.reduce((a, b) => Math.max(a, b), 1)),
    touched: new Int32Array(rows + 1),
  };
}

/** A partition without rows that has room for `size`. */
export function emptyPartition(size: number): Partition {
  return {
    rows: new Int32Array(size),
    ends: new Int32Array((size >> 1) + 1),
    clusters: 0,
    size: 0,
  };
}

/** All rows in one cluster. */
export function wholePartition(rows: number): Partition {
  const whole = emptyPartition(rows);
  for (let row = 0; row < rows; row++) whole.rows[row] = row;
  if (rows > 1) {
    whole.ends[0] = rows;
    whole.clusters = 1;
    whole.size = rows;
  }
  return whole;
}

/** Splits each cluster by a column's codes and drops the rows that are left alone. */
export function refine(
  from: Partition,
  codes: Int32Array,
  into: Partition,
  { counts, touched }: Scratch,
): void {
  if (into.rows.length < from.size) {
    into.rows = new Int32Array(from.size);
    into.ends = new Int32Array((from.size >> 1) + 1);
  }
  const { rows, ends } = from;
  const outRows = into.rows;
  const outEnds = into.ends;
  let clusters = 0;
  let size = 0;
  for (let cluster = 0, start = 0; cluster < from.clusters; cluster++) {
    const end = ends[cluster]!;
    if (end - start === 2) {
      const first = rows[start]!;
      const second = rows[start + 1]!;
      if (codes[first] === codes[second]) {
        outRows[size++] = first;
        outRows[size++] = second;
        outEnds[clusters++] = size;
      }
      start = end;
      continue;
    }
    let kinds = 0;
    for (let at = start; at < end; at++) {
      const code = codes[rows[at]!]!;
      if (counts[code]!++ === 0) touched[kinds++] = code;
    }
    for (let kind = 0; kind < kinds; kind++) {
      const code = touched[kind]!;
      const count = counts[code]!;
      if (count < 2) {
        counts[code] = -1;
        continue;
      }
      counts[code] = size;
      size += count;
      outEnds[clusters++] = size;
    }
    for (let at = start; at < end; at++) {
      const row = rows[at]!;
      const code = codes[row]!;
      const to = counts[code]!;
      if (to < 0) continue;
      outRows[to] = row;
      counts[code] = to + 1;
    }
    for (let kind = 0; kind < kinds; kind++) counts[touched[kind]!] = 0;
    start = end;
  }
  into.clusters = clusters;
  into.size = size;
}
