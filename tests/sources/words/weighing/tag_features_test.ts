import assert from "node:assert/strict";
import { tagByRules } from "../../../../lib/sources/words/tag_words.ts";
import { tagFeatures } from "../../../../lib/sources/words/weighing/tag_features.ts";
import { english } from "./read_words.ts";

function featuresOf(sentence: string, word: string): readonly string[] {
  const all = tagByRules(sentence, english);
  return tagFeatures(all, all.findIndex(({ token }) => token.text === word));
}

const has = (features: readonly string[], ...expected: readonly string[]) =>
  assert.deepEqual(expected.filter((each) => !features.includes(each)), [], features.join("; "));

Deno.test("tagFeatures() observes the word, its ending and its neighbours", () => {
  const features = featuresOf("Each guide plans tours for the guests.", "plans");
  has(features, "verb", "word: plan", "ending: s", "noun _ noun", "determiner noun _");
  has(features, "behind a noun: -s, noun");
});

Deno.test("tagFeatures() names small words, but no others", () => {
  const features = featuresOf("Each guide plans tours for the guests.", "tours");
  has(features, "_ “for”", "“” _", "“” _ “for”");
  const others = features.filter((feature) => /guide|plan|guest/.test(feature));
  assert.deepEqual(others, []);
});

Deno.test("tagFeatures() sees the edges of a text, a clause and what verbs the clause has", () => {
  const features = featuresOf("Lifts stop; guests wait", "Lifts");
  has(features, "edge _", "opens a clause", "with a capital");
  assert.ok(!features.includes("closes a clause"));
  has(featuresOf("Lifts stop; guests wait", "wait"), "_ edge", "closes a clause");
  const between = featuresOf("The driver orders books and he signs lists.", "books");
  has(between, "verb around");
  has(featuresOf("Each guide plans tours for the guests.", "plans"), "verb, no verb");
});

Deno.test("tagFeatures() gives singular and plural one word", () => {
  const wordOf = (sentence: string, word: string) =>
    featuresOf(sentence, word).find((feature) => feature.startsWith("word: "));
  assert.equal(wordOf("A clerk boxes gloves.", "boxes"), "word: box");
  assert.equal(wordOf("A box holds gloves.", "box"), "word: box");
  assert.equal(wordOf("A press prints books.", "press"), "word: press");
});
