import type { Codes } from "./codes.ts";
import { MOST_DENSE_COLUMNS, searchDense } from "./dense_search.ts";
import type { Limits, Search } from "./search.ts";
import { searchWide } from "./wide_search.ts";

/** Tables with fewer cells are searched faster than a worker starts. */
const CELLS_FOR_WORKERS = 20_000;

/** Finds all minimal dependencies by the way that suits the number of columns. */
export async function searchMinimal(
  codes: Codes,
  limits: Limits,
  workers: number,
): Promise<Search> {
  const width = codes.columns.length;
  if (width === 0) return { words: 1, sets: [new Int32Array(0)], complete: [true] };
  if (width <= MOST_DENSE_COLUMNS) return searchDense(codes, limits);
  const small = codes.rows * width < CELLS_FOR_WORKERS;
  return await searchWide(codes, limits, { workers: small ? 1 : workers });
}
