import { allTargets, type Lattice } from "./lattice.ts";

/** Up to so many columns, an entry for each set of columns fits in memory. */
export const MOST_DENSE_COLUMNS = 21;

/** A lattice with an entry for every set of columns. What a set does not determine, its subsets do not. */
export function denseLattice(width: number): Lattice {
  const count = 1 << width;
  const full = allTargets(width);
  const agreed = new Uint8Array(count);
  return {
    learn(set) {
      if (agreed[set] === 1) return false;
      agreed[set] = 1;
      return true;
    },
    *candidates(maxSize) {
      const broken = brokenTargets(agreed, full);
      for (let set = count - 1; set >= 0; set--) {
        const targets = minimalTargets(broken, set, maxSize) & full;
        if (targets !== 0) yield [set, targets];
      }
    },
  };
}

function brokenTargets(agreed: Uint8Array, full: number): Int32Array {
  const count = agreed.length;
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
function minimalTargets(broken: Int32Array, set: number, maxSize: number): number {
  let open = ~broken[set]! & ~(set << 1);
  let size = 0;
  for (let rest = set; rest !== 0 && open !== 0; rest &= rest - 1) {
    open &= broken[set & ~(rest & -rest)]!;
    size++;
  }
  return size > maxSize ? 0 : open;
}
