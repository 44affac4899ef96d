import type { Codes } from "./codes.ts";

/** A table without what can be told beforehand: constant columns, and columns that say the same. */
export interface Collapsed {
  /** The columns that are left, those with the most values first. */
  readonly codes: Codes;
  /** For each column that is left the columns of the table that have equal partitions. */
  readonly classes: readonly (readonly number[])[];
  /** Columns in which all rows agree. */
  readonly constants: readonly number[];
  /** Columns in which no two rows agree: keys by themselves. */
  readonly unique: readonly number[];
}

/**
 * Takes constant, unique and equivalent columns out of a table. Codes number values in order of first
 * appearance, so columns are equivalent exactly when their codes are equal.
 */
export function collapse(codes: Codes): Collapsed {
  const constants: number[] = [];
  const unique: number[] = [];
  const classes: number[][] = [];
  const byHash = new Map<number, number[][]>();
  codes.columns.forEach((column, at) => {
    if (codes.rows < 2 || codes.distinct[at]! <= 1) return void constants.push(at);
    if (codes.distinct[at] === codes.rows) return void unique.push(at);
    const key = hashOf(column);
    const alike = byHash.get(key) ?? [];
    const same = alike.find(([first]) => areEqual(codes.columns[first!]!, column));
    if (same) return void same.push(at);
    const fresh = [at];
    byHash.set(key, [...alike, fresh]);
    classes.push(fresh);
  });
  classes.sort((a, b) => codes.distinct[b[0]!]! - codes.distinct[a[0]!]! || a[0]! - b[0]!);
  return {
    codes: {
      rows: codes.rows,
      columns: classes.map(([first]) => codes.columns[first!]!),
      distinct: classes.map(([first]) => codes.distinct[first!]!),
    },
    classes,
    constants,
    unique,
  };
}

function hashOf(column: Int32Array): number {
  let hash = 0;
  for (const code of column) hash = Math.imul(hash ^ code, 0x9e3779b1) + 1 | 0;
  return hash;
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
