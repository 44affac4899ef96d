import type { English } from "../../lib/sources/words/english.ts";
import { tagByRules } from "../../lib/sources/words/tag_words.ts";
import { tagFeatures } from "../../lib/sources/words/weighing/tag_features.ts";
import {
  classOf,
  isAmbiguous,
  isPast,
  type TagWeights,
  type WordClass,
} from "../../lib/sources/words/weighing/weigh_tags.ts";
import type { TaggedSentence } from "../../tests/sources/corpus/fitting/fitting.ts";
import { fitLogistic } from "./fit_logistic.ts";

/** A word that may be a noun or a verb, and what it is. */
export interface LabelledWord {
  readonly features: readonly string[];
  readonly is: WordClass;
  /** What the rules take it for. */
  readonly byRules: WordClass;
}

/** The ambiguous words of tagged sentences. */
export function labelWords(
  sentences: readonly TaggedSentence[],
  english: English,
): readonly LabelledWord[] {
  return sentences.flatMap(({ text, tags }) => {
    const all = tagByRules(text, english);
    return all.flatMap((tagging, at): LabelledWord[] => {
      const said = tags.get(tagging.token.end);
      if (said === undefined || !isAmbiguous(tagging)) return [];
      // A verb in the past has the tag of participles: the clause tells them apart.
      const is = said === "verb" && isPast(tagging) ? "participle" : said;
      return [{ features: tagFeatures(all, at), is, byRules: classOf(tagging.tag) }];
    });
  });
}

const CLASSES: readonly WordClass[] = ["noun", "verb", "participle", "adjective", "other"];

/** Fits one regression for each class of words. */
export function fitTags(words: readonly LabelledWord[]): TagWeights {
  const fit = (name: WordClass) =>
    fitLogistic(words.map(({ features, is }) => ({ features, truth: is === name })), {
      penalty: 1,
      leastCount: 6,
      rounds: 200,
      smallest: 0.1,
    });
  return Object.fromEntries(CLASSES.map((name) => [name, fit(name)])) as Record<
    WordClass,
    ReturnType<typeof fit>
  >;
}
