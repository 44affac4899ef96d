import { type Codes, rowMajor } from "./codes.ts";
import { allTargets, columnsOf, type Lattice, targetBit } from "./lattice.ts";
import { sample } from "./sampler.ts";
import type { Limits, Search } from "./search.ts";
import { findDuplicates, findViolations, partitionBy, validatorFor } from "./validator.ts";

/** Up to so many pairs of rows, all are compared. */
const MOST_PAIRS = 3_000_000;
/** The most pairs to compare before the search where there are more. */
const MOST_COMPARISONS = 2_000_000;

/**
 * Finds all minimal dependencies with a lattice: pairs of rows tell which sets of columns do not determine
 * which targets; what may be left is checked against all rows, and what fails there tells more, until
 * nothing fails.
 */
export function searchLattice(
  codes: Codes,
  lattice: Lattice,
  limits: Limits,
  mostPairs = MOST_PAIRS,
): Search {
  const width = codes.columns.length;
  const agreeIn = agreement(codes);
  const compare = (first: number, second: number) => lattice.learn(agreeIn(first, second));
  const allCompared = codes.rows * (codes.rows - 1) / 2 <= mostPairs;
  if (allCompared) compareAll(codes.rows, compare);
  else sample(codes, compare, { expired: limits.expired, most: MOST_COMPARISONS });

  const validator = validatorFor(codes);
  const valid = new Map<number, number>();
  for (let failed = true; failed;) {
    failed = false;
    for (const [set, targets] of lattice.candidates(limits.maxLhs)) {
      const known = valid.get(set) ?? 0;
      const open = targets & ~known;
      if (open === 0) continue;
      if (limits.expired()) return resultOf(valid, width, false);
      const good = allCompared ? open : check(open, set);
      if (good !== open) failed = true;
      if (good !== 0) valid.set(set, known | good);
    }
  }
  return resultOf(valid, width, true);

  function check(open: number, set: number): number {
    const partition = partitionBy(validator, columnsOf(set, width));
    if (partition.clusters === 0) return open;
    let good = 0;
    for (let target = 0; target <= width; target++) {
      const bit = targetBit(target, width);
      if ((open & bit) === 0) continue;
      const fails = target === width
        ? findDuplicates(partition, compare)
        : findViolations(partition, codes.columns[target]!, compare);
      if (!fails) good |= bit;
    }
    return good;
  }
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

function compareAll(rows: number, compare: (first: number, second: number) => void): void {
  for (let first = 0; first < rows; first++) {
    for (let second = first + 1; second < rows; second++) compare(first, second);
  }
}

function resultOf(valid: ReadonlyMap<number, number>, width: number, complete: boolean): Search {
  const sets: number[][] = Array.from({ length: width + 1 }, () => []);
  for (const [set, targets] of [...valid].sort(([a], [b]) => b - a)) {
    // Words hold the first column in their highest bit.
    const word = set << (32 - width);
    for (let rest = targets & allTargets(width); rest !== 0; rest &= rest - 1) {
      sets[width - (31 - Math.clz32(rest & -rest))]!.push(word);
    }
  }
  return {
    words: 1,
    sets: sets.map((words) => Int32Array.from(words)),
    complete: sets.map(() => complete),
  };
}
