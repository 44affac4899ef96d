import { freeze } from "../core/freeze.ts";
import {
  type AttributeSet,
  compareSets,
  EMPTY_SET,
  minus,
  placesOf,
  singleton,
} from "./attribute_set.ts";
import { closureOf } from "./closure.ts";
import { minimalSets } from "./minimal_sets.ts";
import type { Relation } from "./relation.ts";
import { namesIn, type Scheme, schemeOf } from "./scheme.ts";
import { addToTrie, emptyTrie, hasSubsetIn } from "./set_trie.ts";

/** How many keys to look for. */
export interface CandidateKeysOptions {
  /** The most keys to list, from 1. Defaults to 10,000; a relation can have exponentially many. */
  readonly limit?: number;
}

/** The candidate keys of a relation. */
export interface CandidateKeys {
  /** The keys, the smallest first. */
  readonly keys: readonly (readonly string[])[];
  /** Attributes of some key. */
  readonly prime: readonly string[];
  /** Whether these are all keys. */
  readonly complete: boolean;
}

/** Used where nobody says how many keys to look for. */
export const DEFAULT_KEY_LIMIT = 10_000;

/**
 * Lists the candidate keys: the minimal sets of attributes that determine all others.
 * Source: Lucchesi and Osborn, "Candidate keys for relations", JCSS 17(2), 1978.
 *
 * @returns The keys found within the limit, and whether there are more.
 * @throws {RangeError} When the limit is below 1 or a dependency names no attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { candidateKeys, parseRelation } from "@groundplan/groundplan";
 *
 * const { keys } = candidateKeys(parseRelation("R(A, B, C)", "A, B -> C; C -> B"));
 * assert.deepEqual(keys, [["A", "B"], ["A", "C"]]);
 * ```
 */
export function candidateKeys(
  relation: Relation,
  options: CandidateKeysOptions = {},
): CandidateKeys {
  const scheme = schemeOf(relation);
  const { keys, complete } = keysOf(scheme, options);
  const prime = keys.reduce((a, b) => a | b, EMPTY_SET);
  return freeze({
    keys: keys.map((key) => namesIn(scheme, key)),
    prime: namesIn(scheme, prime),
    complete,
  });
}

/** The keys as sets, the smallest first. */
export function keysOf(
  scheme: Scheme,
  { limit = DEFAULT_KEY_LIMIT }: CandidateKeysOptions = {},
): { readonly keys: readonly AttributeSet[]; readonly complete: boolean } {
  if (!(limit >= 1)) {
    throw new RangeError(`Cannot list ${limit} keys of ${scheme.name}: the limit is at least 1`);
  }
  const keys: AttributeSet[] = [];
  for (const key of eachKey(scheme)) {
    if (keys.length === limit) return { keys: keys.sort(compareSets), complete: false };
    keys.push(key);
  }
  return { keys: keys.sort(compareSets), complete: true };
}

/** Enumerates the keys lazily, in no particular order. */
export function* eachKey(scheme: Scheme): Generator<AttributeSet> {
  const isSuperkey = (set: AttributeSet) => closureOf(scheme, set) === scheme.all;
  if (scheme.multivalued.length > 0) yield* minimalSets(scheme.all, isSuperkey);
  else yield* eachFunctionalKey(scheme, isSuperkey);
}

// From each key and each dependency X → Y that meets it, X ∪ (key − Y) is a superkey; when every such
// superkey holds a known key, all keys are known.
function* eachFunctionalKey(
  scheme: Scheme,
  isSuperkey: (set: AttributeSet) => boolean,
): Generator<AttributeSet> {
  const arrows = scheme.functional.map(({ determinant, dependent }) => ({
    determinant,
    dependent: minus(dependent, determinant),
  }));
  const known = emptyTrie();
  const seen = new Set<AttributeSet>();
  const queue: AttributeSet[] = [];
  const add = (superkey: AttributeSet): AttributeSet => {
    const key = reduce(superkey, isSuperkey);
    addToTrie(known, placesOf(key));
    seen.add(key);
    queue.push(key);
    return key;
  };
  yield add(scheme.all);
  for (let at = 0; at < queue.length; at++) {
    const key = queue[at]!;
    for (const { determinant, dependent } of arrows) {
      if ((key & dependent) === 0n) continue;
      const superkey = determinant | minus(key, dependent);
      if (seen.has(superkey) || hasSubsetIn(known, placesOf(superkey))) continue;
      yield add(superkey);
    }
  }
}

/** Leaves out attributes, the last first, for as long as a monotone property holds. */
export function reduce(
  set: AttributeSet,
  holds: (set: AttributeSet) => boolean,
): AttributeSet {
  let least = set;
  for (const place of placesOf(set).reverse()) {
    const smaller = minus(least, singleton(place));
    if (holds(smaller)) least = smaller;
  }
  return least;
}
