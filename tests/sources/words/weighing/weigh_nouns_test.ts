import assert from "node:assert/strict";
import type { Weighed } from "../../../../lib/sources/words/decide_entities.ts";
import type { Weights } from "../../../../lib/sources/words/weighing/logistic.ts";
import { observeNouns, weighNouns } from "../../../../lib/sources/words/weighing/weigh_nouns.ts";
import { readNouns } from "./read_words.ts";

const TEXT = "A keeper paints the lamps of a tower. Ships pass the tower.";

const weigh = (text: string, weights: Weights) => {
  const weighed = weighNouns(readNouns(text), weights);
  return (term: string): Weighed => weighed.get(term)!;
};

const byRules = (text: string, term: string) => readNouns(text).terms.get(term)!;

Deno.test("weighNouns() decides by the weights of what is observed", () => {
  const noun = weigh(TEXT, { always: 1, "head: lamp": -4 });
  assert.ok(byRules(TEXT, "lamp").entity, "the rules take lamps for things");
  const decided = ["keeper", "lamp", "tower", "ship"].map((term) => noun(term).entity);
  assert.deepEqual(decided, [true, false, true, true]);
});

Deno.test("weighNouns() says in its reasons by how much it changes the score", () => {
  const lamp = weigh(TEXT, { always: 1, "head: lamp": -4 })("lamp");
  const { score, reasons } = byRules(TEXT, "lamp");
  assert.deepEqual(lamp.reasons.slice(0, -1), reasons, "the reasons of the rules stay");
  const [, said] = /annotated texts \(([+-]\d+\.\d)\)$/.exec(lamp.reasons.at(-1)!)!;
  assert.equal(said, (lamp.score - score).toFixed(1));
  assert.match(weigh(TEXT, { always: 9 })("lamp").reasons.at(-1)!, /\(\+\d\.\d\)$/);
});

Deno.test("weighNouns() calls doubtful what is near the threshold", () => {
  const doubts = [-9, 0, 9].map((always) => weigh(TEXT, { always })("lamp").doubtful);
  assert.deepEqual(doubts, [false, true, false]);
});

Deno.test("weighNouns() is more lenient where the text is short", () => {
  const long = `${TEXT} ${"Gulls eat fish. ".repeat(8)}`;
  const weights = { always: -0.2 };
  assert.equal(weigh(TEXT, weights)("keeper").entity, true);
  assert.equal(weigh(long, weights)("keeper").entity, false);
});

Deno.test("weighNouns() does not bring back what the text says is not kept", () => {
  const text = "A keeper paints lamps. Ships pass a tower. We do not keep ships.";
  const noun = weigh(text, { always: 99 });
  assert.deepEqual([noun("keeper").entity, noun("ship").entity], [true, false]);
});

Deno.test("observeNouns() observes each noun's parts, neighbours and place", () => {
  const nouns = observeNouns(readNouns(TEXT));
  const of = (noun: string) => nouns.find(({ weighed: { term } }) => term === noun)!.features;
  const tower = new Set(of("tower"));
  for (const feature of ["head: tower", "taken for a thing", "passages: 2", "stands as: of"]) {
    assert.ok(tower.has(feature), feature);
  }
  assert.ok(of("keeper").includes("only in the first passage"));
  assert.ok(of("ship").includes("only in the last passage"));
  assert.ok(!tower.has("only in the first passage") && !tower.has("only in the last passage"));
  for (const { features } of nouns) assert.equal(new Set(features).size, features.length);
});
