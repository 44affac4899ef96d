import type { Codes } from "./codes.ts";
import {
  emptyPartition,
  type Partition,
  refine,
  type Scratch,
  scratchFor,
  wholePartition,
} from "./partition.ts";

/** Checks dependencies against all rows, set of columns after set of columns. */
export interface Validator {
  readonly codes: Codes;
  readonly scratch: Scratch;
  /** The partition by the first columns of the current set, from none to all of them. */
  readonly stack: Partition[];
  /** The columns of the current set. */
  readonly path: number[];
}

/** A validator that stands at the empty set. */
export function validatorFor(codes: Codes): Validator {
  return { codes, scratch: scratchFor(codes), stack: [wholePartition(codes.rows)], path: [] };
}

/**
 * Goes to a set of columns. What it has in common with the set before, from the first column on, is not
 * computed again: visit sets in lexicographic order.
 */
export function partitionBy(validator: Validator, columns: readonly number[]): Partition {
  const { codes, scratch, stack, path } = validator;
  let common = 0;
  while (common < columns.length && common < path.length && columns[common] === path[common]) {
    common++;
  }
  path.length = common;
  for (let depth = common; depth < columns.length; depth++) {
    const column = columns[depth]!;
    const from = stack[depth]!;
    const into = stack[depth + 1] ??= emptyPartition(from.size);
    refine(from, codes.columns[column]!, into, scratch);
    path.push(column);
  }
  return stack[columns.length]!;
}

/** At most so many pairs are reported for one broken dependency. */
const MOST_PAIRS = 4;

/**
 * Reports pairs of rows that share a cluster and differ in a column, one a cluster.
 *
 * @returns Whether there is one.
 */
export function findViolations(
  { rows, ends, clusters }: Partition,
  codes: Int32Array,
  report: (first: number, second: number) => void,
): boolean {
  let found = 0;
  for (let cluster = 0, start = 0; cluster < clusters; cluster++) {
    const end = ends[cluster]!;
    const first = rows[start]!;
    const code = codes[first];
    for (let at = start + 1; at < end; at++) {
      if (codes[rows[at]!] === code) continue;
      report(first, rows[at]!);
      if (++found === MOST_PAIRS) return true;
      break;
    }
    start = end;
  }
  return found > 0;
}

/** Reports pairs of rows that share a cluster, one a cluster. @returns Whether there is one. */
export function findDuplicates(
  { rows, ends, clusters }: Partition,
  report: (first: number, second: number) => void,
): boolean {
  for (let cluster = 0, start = 0; cluster < Math.min(clusters, MOST_PAIRS); cluster++) {
    report(rows[start]!, rows[start + 1]!);
    start = ends[cluster]!;
  }
  return clusters > 0;
}
