import { agreement, largestFirst } from "./agree_sets.ts";
import type { Codes } from "./codes.ts";
import { addSet, setStore, wordsFor } from "./column_sets.ts";
import { sample } from "./sampler.ts";
import type { Limits, Search } from "./search.ts";
import { openTeam } from "./team.ts";

/** The most pairs of rows to compare before the search. */
const MOST_COMPARISONS = 2_000_000;

/** The part of the time that unique combinations may take: what is left is shared out among the targets. */
const FOR_UNIQUE = 0.4;

/** How a wide table is searched. */
export interface WideOptions {
  /** Defaults to two million. */
  readonly mostComparisons?: number;
  /** Defaults to 1: no thread but this. */
  readonly workers?: number;
}

/**
 * Finds all minimal dependencies of a table with many columns, target after target. Unique column
 * combinations come first: they determine everything and need no check again.
 */
export async function searchWide(
  codes: Codes,
  limits: Limits,
  options: WideOptions = {},
): Promise<Search> {
  const { mostComparisons = MOST_COMPARISONS, workers = 1 } = options;
  const width = codes.columns.length;
  const words = wordsFor(width);
  const store = setStore(words);
  const agreeIn = agreement(codes, words);
  sample(codes, (a, b) => addSet(store, agreeIn(a, b)), {
    expired: limits.expired,
    most: mostComparisons,
  });
  await using team = await openTeam(codes, limits, workers);
  team.prepare({ words, agreed: largestFirst(store) });
  const { learned, ...unique } = await team.solve(width, FOR_UNIQUE);
  for (let at = 0; at < learned.length; at += words) {
    addSet(store, learned.subarray(at, at + words));
  }
  team.prepare({ words, agreed: largestFirst(store), unique: unique.sets });
  const targets = codes.columns.map((_, target) => team.solve(target, 1 / (width - target)));
  const searches = [...await Promise.all(targets), unique];
  return {
    words,
    sets: searches.map(({ sets }) => sets),
    complete: searches.map(({ complete }) => complete),
  };
}
