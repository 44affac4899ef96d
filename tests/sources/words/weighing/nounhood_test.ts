import assert from "node:assert/strict";
import { nounhoodOf } from "../../../../lib/sources/words/weighing/nounhood.ts";
import { wordsOfLists } from "./words_of_lists.ts";

Deno.test("nounhoodOf() rates words from hardly ever a noun to nearly always one", () => {
  assert.deepEqual(["belong", "receive"].map(nounhoodOf), [0, 0]);
  assert.deepEqual(["building", "meeting"].map(nounhoodOf), [4, 4]);
});

Deno.test("nounhoodOf() knows words with -s by their base", () => {
  for (const [word, base] of [["orders", "order"], ["places", "place"], ["supplies", "supply"]]) {
    assert.notEqual(nounhoodOf(base!), undefined, base);
    assert.equal(nounhoodOf(word!), nounhoodOf(base!), word);
  }
});

Deno.test("nounhoodOf() says nothing of words that nobody rated", () => {
  assert.deepEqual(["wibble", "constructor", ""].map(nounhoodOf), [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("no word is rated twice", async () => {
  const words = await wordsOfLists("nounhood.ts");
  assert.ok(words.length > 2000, "the lists are found");
  assert.deepEqual(words.filter((word, at) => words.indexOf(word) !== at), []);
  assert.deepEqual(words.filter((word) => nounhoodOf(word) === undefined), []);
});
