import { agreement, largestFirst } from "./agree_sets.ts";
import type { Codes } from "./codes.ts";
import { addSet, type SetStore, setStore, wordsFor } from "./column_sets.ts";
import { sample } from "./sampler.ts";
import type { Limits, Search } from "./search.ts";
import { openTeam, type Team } from "./team.ts";

/** The most pairs of rows to compare before the search. */
const MOST_COMPARISONS = 2_000_000;
/** A task is split into so many shares for each thread, so that none waits long for another. */
const SHARES = 4;

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
  const unique = await searchUnique(team, store, width);
  team.prepare({ words, agreed: largestFirst(store), unique: unique.sets });
  const targets = codes.columns.map((_, target) => team.solve({ target }));
  const searches = [...await Promise.all(targets), unique];
  return {
    words,
    sets: searches.map(({ sets }) => sets),
    complete: searches.map(({ complete }) => complete),
  };
}

async function searchUnique(
  team: Team,
  store: SetStore,
  width: number,
): Promise<{ readonly sets: Int32Array; readonly complete: boolean }> {
  const { words } = store;
  team.prepare({ words, agreed: largestFirst(store) });
  const of = team.size === 1 ? 1 : team.size * SHARES;
  const parts = await Promise.all(
    Array.from({ length: of }, (_, part) => team.solve({ target: width, share: { part, of } })),
  );
  const found = setStore(words);
  for (const { sets, learned } of parts) {
    for (let at = 0; at < sets.length; at += words) addSet(found, sets.subarray(at, at + words));
    for (let at = 0; at < learned.length; at += words) {
      addSet(store, learned.subarray(at, at + words));
    }
  }
  return {
    sets: found.sets.slice(0, found.count * words),
    complete: parts.every(({ complete }) => complete),
  };
}
