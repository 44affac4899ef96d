import type { Codes } from "./codes.ts";
import { denseLattice, MOST_DENSE_COLUMNS } from "./dense_lattice.ts";
import { searchLattice } from "./lattice_search.ts";
import type { Limits, Search } from "./search.ts";
import { LatticeFull, MOST_SPARSE_COLUMNS, sparseLattice } from "./sparse_lattice.ts";
import { searchWide } from "./wide_search.ts";

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
  return await searchWide(codes, limits, { workers: small ? 1 : workers });
}
