import { type Codes, rowMajor } from "./codes.ts";
import { sample } from "./sampler.ts";
import type { Limits, Search } from "./search.ts";
import { findDuplicates, findViolations, partitionBy, validatorFor } from "./validator.ts";

/** Up to so many columns, all sets of columns fit in one array. */
export const MOST_DENSE_COLUMNS = 21;

/** Up to so many pairs of rows, all are compared. */
const MOST_PAIRS = 3_000_000;

/**
 * Finds all minimal dependencies of a table with few columns, at least one. Every set of columns has an entry that says
 * which columns it is known not to determine; sets in which two rows agree pass that on to their subsets.
 * What is left is checked against the rows until nothing fails.
 *
 * A set is a number whose highest bit is the first column, so that descending order is lexicographic. The
 * target after the last column is the row itself: what determines it is unique.
 */
export function searchDense(codes: Codes, limits: Limits, mostPairs = MOST_PAIRS): Search {
  const width = codes.columns.length;
  const count = 1 << width;
  const full = (2 << width) - 1;
  const agreed = new Uint8Array(count);
  const agreeIn = agreement(codes);
  const compare = (first: number, second: number): boolean => {
    const set = agreeIn(first, second);
    if (agreed[set] === 1) return false;
    agreed[set] = 1;
    return true;
  };
  const allCompared = codes.rows * (codes.rows - 1) / 2 <= mostPairs;
  if (allCompared) compareAll(codes.rows, compare);
  else sample(codes, compare, limits);

  const validator = validatorFor(codes);
  const valid = new Int32Array(count);
  for (;;) {
    const broken = brokenTargets(agreed, width);
    let failed = false;
    for (let set = count - 1; set >= 0; set--) {
      const open = minimalTargets(broken, set, limits.maxLhs) & full & ~valid[set]!;
      if (open === 0) continue;
      if (allCompared) {
        valid[set]! |= open;
        continue;
      }
      if (limits.expired()) return result(valid, width, false);
      const partition = partitionBy(validator, columnsOf(set, width));
      for (let target = 0; target <= width; target++) {
        const bit = targetBit(target, width);
        if ((open & bit) === 0) continue;
        const fails = target === width
          ? findDuplicates(partition, compare)
          : findViolations(partition, codes.columns[target]!, compare);
        if (fails) failed = true;
        else valid[set]! |= bit;
      }
    }
    if (!failed) return result(valid, width, true);
  }
}

// Targets have the bits of their columns, moved up by one; the row has bit 0.
function targetBit(target: number, width: number): number {
  return 1 << (width - target);
}

function agreement(codes: Codes): (first: number, second: number) => number {
  const width = codes.columns.length;
  const rows = rowMajor(codes);
  return (first, second) => {
    let set = 0;
    for (let a = first * width, b = second * width, end = a + width; a < end; a++, b++) {
      set = set << 1 | (rows[a] === rows[b] ? 1 : 0);
    }
    return set;
  };
}

function compareAll(rows: number, compare: (first: number, second: number) => boolean): void {
  for (let first = 0; first < rows; first++) {
    for (let second = first + 1; second < rows; second++) compare(first, second);
  }
}

/** For each set the targets that some pair of rows shows it not to determine. */
function brokenTargets(agreed: Uint8Array, width: number): Int32Array {
  const count = agreed.length;
  const full = (2 << width) - 1;
  const broken = new Int32Array(count);
  for (let set = 0; set < count; set++) if (agreed[set] === 1) broken[set] = full & ~(set << 1);
  for (let bit = 1; bit < count; bit <<= 1) {
    for (let block = 0; block < count; block += bit << 1) {
      for (let set = block; set < block + bit; set++) broken[set]! |= broken[set + bit]!;
    }
  }
  return broken;
}

/** The targets that a set may determine while no smaller set does. */
function minimalTargets(broken: Int32Array, set: number, maxLhs: number): number {
  let open = ~broken[set]! & ~(set << 1);
  let size = 0;
  for (let rest = set; rest !== 0 && open !== 0; rest &= rest - 1) {
    open &= broken[set & ~(rest & -rest)]!;
    size++;
  }
  return size > maxLhs ? 0 : open;
}

function columnsOf(set: number, width: number): number[] {
  const columns: number[] = [];
  for (let column = 0; column < width; column++) {
    if (set >> (width - 1 - column) & 1) columns.push(column);
  }
  return columns;
}

function result(valid: Int32Array, width: number, complete: boolean): Search {
  const sets: number[][] = Array.from({ length: width + 1 }, () => []);
  for (let set = valid.length - 1; set >= 0; set--) {
    const found = valid[set]!;
    if (found === 0) continue;
    // Words hold the first column in their highest bit.
    const word = set << (32 - width);
    for (let target = 0; target <= width; target++) {
      if (found & targetBit(target, width)) sets[target]!.push(word);
    }
  }
  return {
    words: 1,
    sets: sets.map((words) => Int32Array.from(words)),
    complete: sets.map(() => complete),
  };
}
