import { bitCount } from "./column_sets.ts";
import { allTargets, type Lattice } from "./lattice.ts";

/** Up to so many columns, a set and its targets each fit in a 31-bit number. */
export const MOST_SPARSE_COLUMNS = 30;

/** More sets than this in which rows agree would not fit. */
const MOST_SETS = 2_000_000;
/** The subsets of a larger set alone would not fit. */
const LARGEST_SET = 19;

/** Thrown where rows agree in too many sets of columns for a sparse lattice. */
export class LatticeFull extends Error {
  override readonly name = "LatticeFull";
}

/**
 * A lattice with an entry for each set in which two rows agree and for its subsets: of high use where rows
 * agree in few columns. A set without an entry is unique as far as is known.
 *
 * @throws {LatticeFull} From `learn`, when there would be too many entries.
 */
export function sparseLattice(width: number): Lattice {
  const full = allTargets(width);
  const entries: Entries = {
    keys: new Int32Array(1 << 16),
    broken: new Int32Array(1 << 16),
    count: 0,
  };

  const learn = (set: number): boolean => {
    if (bitCount(set) > LARGEST_SET) throw new LatticeFull();
    return spread(set, full & ~(set << 1));
  };
  const spread = (set: number, targets: number): boolean => {
    const at = slotOf(entries, set);
    if (entries.keys[at] === 0) {
      if (entries.count >= MOST_SETS) throw new LatticeFull();
      const grew = addEntry(entries, at, set);
      if (grew) return spread(set, targets);
    }
    const news = targets & ~entries.broken[at]!;
    if (news === 0) return false;
    entries.broken[at]! |= news;
    for (let rest = set; rest !== 0; rest &= rest - 1) spread(set & ~(rest & -rest), news);
    return true;
  };
  const brokenAt = (set: number): number | undefined => {
    const at = slotOf(entries, set);
    return entries.keys[at] === 0 ? undefined : entries.broken[at]!;
  };

  // The targets for which each column of a set is needed; none where a smaller set has no entry.
  const neededBy = (set: number, open: number): number => {
    let left = open;
    for (let rest = set; rest !== 0 && left !== 0; rest &= rest - 1) {
      left &= brokenAt(set & ~(rest & -rest)) ?? 0;
    }
    return left;
  };

  return {
    learn,
    candidates(maxSize) {
      const found: (readonly [number, number])[] = [];
      if (entries.count === 0) found.push([0, full]);
      for (let at = 0; at < entries.keys.length; at++) {
        if (entries.keys[at] === 0) continue;
        const set = entries.keys[at]! - 1;
        const size = bitCount(set);
        if (size > maxSize) continue;
        const open = neededBy(set, full & ~(set << 1) & ~entries.broken[at]!);
        if (open !== 0) found.push([set, open]);
        if (size === maxSize) continue;
        // Sets without an entry are made by adding a column after the last.
        const last = set === 0 ? 1 << width : set & -set;
        for (let bit = last >> 1; bit !== 0; bit >>= 1) {
          const larger = set | bit;
          if (brokenAt(larger) !== undefined) continue;
          const targets = neededBy(larger, full & ~(larger << 1));
          if (targets !== 0) found.push([larger, targets]);
        }
      }
      return found.sort(([a], [b]) => b - a);
    },
  };
}

/** Sets and the targets that they do not determine: open addressing, a key being the set plus one. */
interface Entries {
  keys: Int32Array;
  broken: Int32Array;
  count: number;
}

function slotOf({ keys }: Entries, set: number): number {
  const mask = keys.length - 1;
  let hash = Math.imul(set ^ set >>> 15, 0x2c1b3c6d);
  hash = Math.imul(hash ^ hash >>> 12, 0x297a2d39);
  let slot = (hash ^ hash >>> 15) & mask;
  while (keys[slot] !== 0 && keys[slot] !== set + 1) slot = (slot + 1) & mask;
  return slot;
}

/** Adds an entry at a free slot. @returns Whether the table grew, so that slots have moved. */
function addEntry(entries: Entries, at: number, set: number): boolean {
  entries.keys[at] = set + 1;
  entries.count++;
  if (entries.count * 2 < entries.keys.length) return false;
  const { keys, broken } = entries;
  entries.keys = new Int32Array(keys.length * 4);
  entries.broken = new Int32Array(keys.length * 4);
  for (let old = 0; old < keys.length; old++) {
    if (keys[old] === 0) continue;
    const slot = slotOf(entries, keys[old]! - 1);
    entries.keys[slot] = keys[old]!;
    entries.broken[slot] = broken[old]!;
  }
  return true;
}
