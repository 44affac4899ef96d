import assert from "node:assert/strict";
import { pairsOf } from "../../../../lib/sources/words/weighing/pairs_of.ts";
import { type TieWeights, weighTies } from "../../../../lib/sources/words/weighing/weigh_ties.ts";
import { readTies } from "./read_words.ts";

const TEXT = "The warden books a tour for each visitor. Boats stand by.";

/** Keeps what is stated and supposes nothing. */
const AS_READ: TieWeights = { stated: { always: 1 }, supposed: { always: -1 } };

const tied = (text: string, weights: Partial<TieWeights>) =>
  weighTies(readTies(text), { ...AS_READ, ...weights }).map(({ from, verb, to }) =>
    `${from} ${verb} ${to}`
  );

Deno.test("weighTies() keeps what the grammar read where nothing speaks against it", () => {
  assert.deepEqual(tied(TEXT, {}), ["warden books tour", "tour books for visitor"]);
});

Deno.test("weighTies() drops a stated tie of which much speaks against it", () => {
  const stated = { always: 1, "by: verb": -3 };
  assert.deepEqual(tied(TEXT, { stated }), ["tour books for visitor"]);
  assert.deepEqual(tied(TEXT, { stated: { always: -1 } }), []);
});

Deno.test("weighTies() supposes a tie with the verb and the preposition of the statement", () => {
  const supposed = { always: -1, "statement: subject and for": 3 };
  assert.deepEqual(tied(TEXT, { supposed }), [
    "warden books tour",
    "tour books for visitor",
    "warden books for visitor",
  ]);
});

Deno.test("weighTies() has no verb for things of two sentences", () => {
  const supposed = { always: -1, "next passage: subject and subject": 3 };
  assert.deepEqual(tied(TEXT, { supposed }).at(-1), "warden goes with boat");
});

Deno.test("weighTies() marks what it supposed", () => {
  const supposed = { always: 9 };
  const facts = weighTies(readTies(TEXT), { ...AS_READ, supposed }).flatMap((tie) => tie.facts);
  const near = facts.filter(({ by }) => by === "nearness");
  assert.equal(near.length, 4, "warden and visitor, the boats and each of the three");
  assert.equal(facts.length, near.length + 2);
});

Deno.test("pairsOf() leaves out a kind and what it is a kind of", () => {
  const pairs = pairsOf(readTies("A boat is either a yacht or a dinghy. A skipper sails a yacht."));
  const keys = pairs.map(({ one, other }) => [one.term, other.term].sort().join(" "));
  assert.ok(keys.includes("skipper yacht"));
  assert.ok(!keys.includes("boat yacht") && !keys.includes("boat dinghy"), keys.join(", "));
});

Deno.test("pairsOf() counts to how many other things each is tied, and to how many both are", () => {
  const pairs = pairsOf(readTies(TEXT));
  const pair = (...terms: readonly string[]) =>
    pairs.find(({ one, other }) => terms.includes(one.term) && terms.includes(other.term))!;
  assert.equal(pair("warden", "visitor").common, 1, "both are tied to the tour");
  assert.deepEqual(pair("warden", "visitor").degrees, [1, 1]);
  assert.deepEqual(
    [...pair("warden", "tour").degrees].sort(),
    [0, 1],
    "the tie itself is not counted",
  );
});
