import assert from "node:assert/strict";
import { tagByRules } from "../../../../lib/sources/words/tag_words.ts";
import {
  classOf,
  isAmbiguous,
  type TagWeights,
  weighTags,
} from "../../../../lib/sources/words/weighing/weigh_tags.ts";
import { FITTED_WEIGHTS } from "../../../../lib/sources/words/weighing/weights.ts";
import { english, NO_TAG_WEIGHTS } from "./read_words.ts";

/** The tags of a sentence's words, where weights change them. */
function turned(sentence: string, weights: Partial<TagWeights>): readonly string[] {
  const all = tagByRules(sentence, english);
  return weighTags(all, { ...NO_TAG_WEIGHTS, ...weights }).flatMap((tag, at) =>
    tag === all[at]!.tag ? [] : [`${all[at]!.token.text}: ${all[at]!.tag} > ${tag}`]
  );
}

const SENTENCE = "The driver orders books and he signs lists.";

Deno.test("weighTags() turns a word that is clearly likelier to be something else", () => {
  assert.deepEqual(turned(SENTENCE, { noun: { "word: sign": 2 } }), ["signs: verb > noun"]);
  assert.deepEqual(turned(SENTENCE, { verb: { "word: list": 2 } }), ["lists: noun > verb"]);
  assert.deepEqual(turned(SENTENCE, {}), []);
});

Deno.test("weighTags() follows the rules where the odds are nearly the same", () => {
  // A weight of 0.6 gives a probability of 0.646, one of 0.7 gives 0.668: 0.15 more than a half or not.
  assert.deepEqual(turned(SENTENCE, { noun: { "word: sign": 0.6 } }), []);
  assert.deepEqual(turned(SENTENCE, { noun: { "word: sign": 0.7 } }), ["signs: verb > noun"]);
});

Deno.test("weighTags() leaves alone what is likely none of the classes", () => {
  assert.deepEqual(turned(SENTENCE, { noun: { "word: sign": 2 }, other: { "word: sign": 3 } }), []);
});

Deno.test("weighTags() leaves words that can only be one thing", () => {
  assert.deepEqual(turned(SENTENCE, { adjective: { "word: driver": 9, "word: and": 9 } }), []);
});

Deno.test("weighTags() leaves the only verb of a sentence, but not of a heading", () => {
  const weights = { noun: { "word: plan": 5 } };
  assert.deepEqual(turned("Each guide plans tours for guests.", weights), []);
  assert.deepEqual(turned("Each guide plans tours for guests", weights), ["plans: verb > noun"]);
});

Deno.test("weighTags() leaves three words and fewer, of which too little is known", () => {
  assert.deepEqual(turned("guide plans tours", { noun: { "word: plan": 5 } }), []);
});

Deno.test("weighTags() gives a verb the tag of its form", () => {
  const verb = { "word: planned": 5, "word: planning": 5 };
  const tagsOf = (sentence: string, word: string) => {
    const all = tagByRules(sentence, english);
    const at = all.findIndex(({ token }) => token.text === word);
    assert.ok(isAmbiguous(all[at]!), word);
    return weighTags(all, { ...NO_TAG_WEIGHTS, verb })[at];
  };
  assert.equal(tagsOf("The planned tours start at the gate.", "planned"), "past");
  assert.equal(tagsOf("The planning takes a guide a week.", "planning"), "gerund");
});

Deno.test("classOf() puts tags into classes", () => {
  assert.deepEqual((["name", "past", "gerund", "verb", "adverb"] as const).map(classOf), [
    "noun",
    "participle",
    "participle",
    "verb",
    "other",
  ]);
});

Deno.test("the fitted weights know every class and are finite", () => {
  const { tags, terms, ties } = FITTED_WEIGHTS;
  assert.deepEqual(Object.keys(tags).sort(), Object.keys(NO_TAG_WEIGHTS).sort());
  for (const weights of [...Object.values(tags), terms, ties.stated, ties.supposed]) {
    assert.ok(Object.keys(weights).length > 100 && Object.hasOwn(weights, "always"));
    assert.ok(Object.values(weights).every((weight) => Math.abs(weight) < 20));
  }
});
