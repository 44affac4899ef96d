import { pascalCase } from "../../lib/model/naming.ts";
import type { Weighed } from "../../lib/sources/words/decide_entities.ts";
import { type Reading, relate } from "../../lib/sources/words/understand_text.ts";
import { pairsOf } from "../../lib/sources/words/weighing/pairs_of.ts";
import { statedFeatures, supposedFeatures } from "../../lib/sources/words/weighing/tie_features.ts";
import { observeNouns } from "../../lib/sources/words/weighing/weigh_nouns.ts";
import type { CorpusText, Pair } from "../../tests/sources/corpus/corpus.ts";
import { spelling, spellings } from "../../tests/sources/corpus/score.ts";
import type { Example } from "./fit_logistic.ts";

/** What a term stands for in an annotation: a thing, an extra (which proves nothing) or nothing. */
type Meaning = { readonly gold: string } | "extra" | undefined;

function meanings(gold: CorpusText): (name: string) => Meaning {
  const known = spellings(gold);
  return (name) => {
    const found = known.get(spelling(pascalCase(name)));
    return found === "unknown" ? undefined : found;
  };
}

/** The nouns of a reading, and which of them are things: of two names for one thing, the weightier. */
export function labelNouns(
  reading: Reading,
  terms: ReadonlyMap<string, Weighed>,
  gold: CorpusText,
): readonly Example[] {
  const meaning = meanings(gold);
  const taken = new Set<string>();
  const nouns = observeNouns({ ...reading, terms });
  return nouns.toSorted((a, b) => b.weighed.score - a.weighed.score).flatMap((
    { weighed: { term }, features },
  ) => {
    const means = meaning(term);
    if (means === "extra") return [];
    if (means === undefined || typeof means === "string") return [{ features, truth: false }];
    const truth = !taken.has(means.gold);
    taken.add(means.gold);
    return [{ features, truth }];
  });
}

/** Pairs of things, and which of them are related: those with a tie by the grammar, and the others. */
export function labelPairs(
  reading: Reading,
  terms: ReadonlyMap<string, Weighed>,
  gold: CorpusText,
): { readonly stated: readonly Example[]; readonly supposed: readonly Example[] } {
  const meaning = meanings(gold);
  const nameOf = (name: string) => {
    const means = meaning(name);
    return means === "extra"
      ? `extra ${spelling(name)}`
      : typeof means === "object"
      ? means.gold
      : name;
  };
  const key = (pair: Pair) => pair.map(nameOf).sort().join("\n");
  const related = new Set(
    gold.relationships.flatMap(({ ends, or = [], via = [] }) => [
      ...[ends, ...or].map(key),
      ...via.flatMap((link) => ends.map((end) => key([end, link]))),
    ]),
  );
  const neutral = new Set(gold.extras.relationships.map(key));
  const stated: Example[] = [];
  const supposed: Example[] = [];
  const read = relate(reading, terms);
  for (const pair of pairsOf(read)) {
    const ends: Pair = [pair.one.term, pair.other.term];
    const [one, other] = ends.map(meaning);
    if (one === undefined || other === undefined) continue;
    if (ends[0] !== ends[1] && nameOf(ends[0]) === nameOf(ends[1])) continue;
    const truth = related.has(key(ends));
    if (!truth && (one === "extra" || other === "extra" || neutral.has(key(ends)))) continue;
    if (pair.ties.length > 0) stated.push({ features: statedFeatures(pair, read), truth });
    else supposed.push({ features: supposedFeatures(pair, read), truth });
  }
  return { stated, supposed };
}
