import assert from "node:assert/strict";
import { sortOfNoun } from "../../../../lib/sources/words/weighing/noun_sorts.ts";
import { sortOfThing } from "../../../../lib/sources/words/weighing/sort_of_thing.ts";
import { wordsOfLists } from "./words_of_lists.ts";

Deno.test("sortOfThing() knows what common nouns name", () => {
  const nouns = ["clerk", "invoice", "carpet", "colour", "harbour", "vacancy"];
  assert.deepEqual(nouns.map(sortOfThing), [
    "person",
    "document",
    "object",
    "property",
    "place",
    "idea",
  ]);
});

Deno.test("sortOfThing() judges a compound by its last part", () => {
  for (
    const [noun, sort] of [["lampbook", "document"], ["lamp-invoice", "document"], [
      "lamphouse",
      "place",
    ]] as const
  ) {
    assert.equal(sortOfNoun(noun), undefined, `${noun} is in no list`);
    assert.equal(sortOfThing(noun), sort);
  }
});

Deno.test("sortOfThing() takes a word's own sort before that of its end", () => {
  assert.equal(sortOfNoun("pet"), "creature");
  assert.equal(sortOfThing("carpet"), "object");
});

Deno.test("sortOfThing() tells acts by their ending and says what it does not know", () => {
  assert.deepEqual(["frobnication", "wobbling", "wibble"].map(sortOfThing), [
    "event",
    "event",
    "unknown",
  ]);
});

Deno.test("no noun has two sorts", async () => {
  const words = await wordsOfLists("noun_sorts.ts");
  assert.ok(words.length > 5000, "the lists are found");
  assert.deepEqual(words.filter((word, at) => words.indexOf(word) !== at), []);
  assert.deepEqual(words.filter((word) => sortOfNoun(word) === undefined), []);
  assert.deepEqual(words.filter((word) => !/^[\p{Ll}\p{N}]+(?:-[\p{Ll}\p{N}]+)*$/u.test(word)), []);
});
