import assert from "node:assert/strict";
import type { Occurrence } from "../../../../lib/sources/words/weighing/occurrences.ts";
import { readWords } from "./read_words.ts";

const partsOf = (occurrences: readonly Occurrence[]) =>
  occurrences.map(({ term, part }) => `${term}: ${part}`);

Deno.test("occurrencesOf() gives every noun with its part and its place", () => {
  const { text, occurrences } = readWords("A keeper paints the lamps of a tower for each visitor.");
  assert.deepEqual(
    occurrences.map(({ term, part, start, end }) => [term, part, text.slice(start, end)]),
    [
      ["keeper", "subject", "A keeper"],
      ["lamp", "object", "the lamps"],
      ["tower", "of", "a tower"],
      ["visitor", "for", "each visitor"],
    ],
  );
});

Deno.test("occurrencesOf() tells what does from what something is done to", () => {
  const { occurrences } = readWords("Winches are oiled by a mechanic.");
  assert.deepEqual(partsOf(occurrences), ["winch: patient", "mechanic: by"]);
});

Deno.test("occurrencesOf() finds what a pronoun stands for", () => {
  const { text, occurrences } = readWords("A crane lifts boats. It has a driver.");
  const again = occurrences.filter(({ term }) => term === "crane");
  assert.deepEqual(again.map(({ start, end }) => text.slice(start, end)), ["A crane", "It"]);
  assert.deepEqual(again.map(({ passage }) => passage), [0, 1]);
});

Deno.test("occurrencesOf() gives the nouns of one list one number, and other lists another", () => {
  const { occurrences } = readWords("A depot has drivers and vans for each district.");
  const listOf = new Map(occurrences.map(({ term, list }) => [term, list]));
  assert.equal(listOf.get("driver"), listOf.get("van"));
  assert.equal(new Set(listOf.values()).size, 3, "the depot, the list, the district");
});

Deno.test("occurrencesOf() repeats a heading in the passages under it", () => {
  const { occurrences } = readWords("# Boats\n\n- moored at a berth");
  const headings = occurrences.filter(({ part }) => part === "heading");
  assert.deepEqual(headings.map(({ term, passage }) => [term, passage]), [["boat", 1]]);
});
