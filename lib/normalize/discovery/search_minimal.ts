import type { Codes } from "./codes.ts";
import { MOST_DENSE_COLUMNS, searchDense } from "./dense_search.ts";
import type { Limits, Search } from "./search.ts";
import { searchWide } from "./wide_search.ts";

/** Finds all minimal dependencies by the way that suits the number of columns. */
export function searchMinimal(codes: Codes, limits: Limits): Search {
  const width = codes.columns.length;
  if (width === 0) return { words: 1, sets: [new Int32Array(0)], complete: [true] };
  return width <= MOST_DENSE_COLUMNS ? searchDense(codes, limits) : searchWide(codes, limits);
}
