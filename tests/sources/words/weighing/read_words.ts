import { weighTerms } from "../../../../lib/sources/words/decide_entities.ts";
import { type English, loadEnglish } from "../../../../lib/sources/words/english.ts";
import { splitText } from "../../../../lib/sources/words/split_text.ts";
import { type Reading, readText, relate } from "../../../../lib/sources/words/understand_text.ts";
import type { Related } from "../../../../lib/sources/words/weighing/pairs_of.ts";
import type { NounsRead } from "../../../../lib/sources/words/weighing/weigh_nouns.ts";
import type { TagWeights } from "../../../../lib/sources/words/weighing/weigh_tags.ts";

/** With these nothing is likelier than what the rules say. */
export const NO_TAG_WEIGHTS: TagWeights = {
  noun: {},
  verb: {},
  participle: {},
  adjective: {},
  other: {},
};

/** Who knows the words. */
export const english: English = await loadEnglish();

/** A text as the rules read it, without weights. */
export function readWords(text: string): Reading {
  return readText({ passages: splitText(text), text }, english, NO_TAG_WEIGHTS);
}

/** A text with its nouns as the rules weigh them. */
export function readNouns(text: string): NounsRead {
  const reading = readWords(text);
  return { ...reading, terms: weighTerms(reading.facts) };
}

/** A text with what the rules tie together. */
export function readTies(text: string): Related {
  const reading = readWords(text);
  return relate(reading, weighTerms(reading.facts));
}
