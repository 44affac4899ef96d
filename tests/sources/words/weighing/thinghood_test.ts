import assert from "node:assert/strict";
import { thinghoodOf } from "../../../../lib/sources/words/weighing/thinghood.ts";
import { wordsOfLists } from "./words_of_lists.ts";

Deno.test("thinghoodOf() rates nouns from hardly ever a thing to nearly always one", () => {
  assert.deepEqual(["colour", "week"].map(thinghoodOf), [0, 0]);
  assert.deepEqual(["customer", "invoice", "vehicle"].map(thinghoodOf), [9, 9, 9]);
});

Deno.test("thinghoodOf() rates a word with a hyphen by its end, unless it is known itself", () => {
  assert.equal(thinghoodOf("lamp-keeper"), thinghoodOf("keeper"));
  assert.ok(thinghoodOf("half-year")! < 2, "though a year is kept now and then");
});

Deno.test("thinghoodOf() says nothing of nouns that nobody rated", () => {
  assert.deepEqual(["wibble", "toString", ""].map(thinghoodOf), [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("no noun is rated twice", async () => {
  const words = await wordsOfLists("thinghood.ts");
  assert.ok(words.length > 3000, "the lists are found");
  assert.deepEqual(words.filter((word, at) => words.indexOf(word) !== at), []);
  assert.deepEqual(words.filter((word) => thinghoodOf(word) === undefined), []);
});
