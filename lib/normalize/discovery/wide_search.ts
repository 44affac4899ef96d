import { agreement, largestFirst } from "./agree_sets.ts";
import type { Codes } from "./codes.ts";
import { addSet, setStore, wordsFor } from "./column_sets.ts";
import { sample } from "./sampler.ts";
import type { Limits, Search } from "./search.ts";
import { searchTarget, type TargetContext } from "./target_search.ts";
import { validatorFor } from "./validator.ts";

/** The most pairs of rows to compare before the search. */
const MOST_COMPARISONS = 2_000_000;

/**
 * Finds all minimal dependencies of a table with many columns, target after target. Unique column
 * combinations come first: they determine everything and need no check again.
 */
export function searchWide(
  codes: Codes,
  limits: Limits,
  mostComparisons = MOST_COMPARISONS,
): Search {
  const width = codes.columns.length;
  const words = wordsFor(width);
  const store = setStore(words);
  const agreeIn = agreement(codes, words);
  sample(codes, (a, b) => addSet(store, agreeIn(a, b)), {
    expired: limits.expired,
    most: mostComparisons,
  });
  const context: TargetContext = {
    codes,
    words,
    agreed: largestFirst(store),
    agreeIn,
    validator: validatorFor(codes),
    limits,
    learn: (set) => void addSet(store, set),
  };
  const unique = searchTarget(context, width);
  const known = setStore(words);
  for (let at = 0; at < unique.sets.length; at += words) {
    addSet(known, unique.sets.subarray(at, at + words));
  }
  const next = { ...context, agreed: largestFirst(store), unique: known };
  const searches = codes.columns.map((_, target) => searchTarget(next, target));
  searches.push(unique);
  return {
    words,
    sets: searches.map(({ sets }) => sets),
    complete: searches.map(({ complete }) => complete),
  };
}
