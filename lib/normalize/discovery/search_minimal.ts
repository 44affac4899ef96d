import type { Codes } from "./codes.ts";
import { addSet, setStore } from "./column_sets.ts";
import { denseLattice, MOST_DENSE_COLUMNS } from "./dense_lattice.ts";
import { searchLattice } from "./lattice_search.ts";
import type { Limits, Search } from "./search.ts";
import { LatticeFull, MOST_SPARSE_COLUMNS, sparseLattice } from "./sparse_lattice.ts";
import { searchWide, type WideOptions } from "./wide_search.ts";

/** Tables with fewer cells are searched faster than a worker starts. */
const CELLS_FOR_WORKERS = 20_000;

/**
 * Finds all minimal dependencies by the way that suits the table: with an entry for every set of columns
 * where these are few, with entries for the sets in which rows agree where those are few, and otherwise
 * target after target.
 */
export async function searchMinimal(
  codes: Codes,
  limits: Limits,
  workers: number,
): Promise<Search> {
  const width = codes.columns.length;
  if (width === 0) return { words: 1, sets: [new Int32Array(0)], complete: [true] };
  if (width <= MOST_DENSE_COLUMNS) return searchLattice(codes, denseLattice(width), limits);
  if (width <= MOST_SPARSE_COLUMNS) {
    try {
      return searchLattice(codes, sparseLattice(width), limits);
    } catch (error) {
      if (!(error instanceof LatticeFull)) throw error;
    }
  }
  const small = codes.rows * width < CELLS_FOR_WORKERS;
  return await searchShortFirst(codes, limits, { workers: small ? 1 : workers });
}

/** Left sides of so many columns are looked for before longer ones. */
const SHORT = 2;

// A table may have more dependencies than time or memory allow; then at least all short ones are there.
async function searchShortFirst(
  codes: Codes,
  limits: Limits,
  options: WideOptions,
): Promise<Search> {
  if (limits.maxLhs <= SHORT) return await searchWide(codes, limits, options);
  const short = await searchWide(codes, { ...limits, maxLhs: SHORT }, options);
  if (short.complete.includes(false)) return short;
  const all = await searchWide(codes, limits, options);
  if (!all.complete.includes(false)) return all;
  return {
    ...all,
    sets: all.sets.map((sets, at) => union(sets, short.sets[at]!)),
    completeUpTo: SHORT,
  };

  function union(sets: Int32Array, others: Int32Array): Int32Array {
    const store = setStore(all.words);
    for (const some of [others, sets]) {
      for (let at = 0; at < some.length; at += all.words) {
        addSet(store, some.subarray(at, at + all.words));
      }
    }
    return store.sets.slice(0, store.count * all.words);
  }
}
