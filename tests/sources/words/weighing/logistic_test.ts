import assert from "node:assert/strict";
import { logOdds, probabilityOf } from "../../../../lib/sources/words/weighing/logistic.ts";

Deno.test("logOdds() adds what each feature weighs, and `always` in any case", () => {
  const weights = { always: -1, red: 2, round: 0.5 };
  assert.equal(logOdds(["red", "round"], weights), 1.5);
  assert.equal(logOdds([], weights), -1);
  assert.equal(logOdds(["red"], { red: 2 }), 2, "without `always` nothing is added");
});

Deno.test("logOdds() counts a feature once, however often it is observed", () => {
  assert.equal(logOdds(["red", "red"], { always: -1, red: 2 }), 1);
});

Deno.test("logOdds() leaves out what has no weight, whatever its name", () => {
  assert.equal(logOdds(["blue", "constructor", "toString", "__proto__"], { always: 3 }), 3);
});

Deno.test("probabilityOf() is one half at even odds and stays between 0 and 1", () => {
  assert.equal(probabilityOf(0), 0.5);
  assert.ok(Math.abs(probabilityOf(Math.log(3)) - 0.75) < 1e-12, "three to one");
  assert.ok(Math.abs(probabilityOf(2) + probabilityOf(-2) - 1) < 1e-12);
  assert.deepEqual([probabilityOf(-1e4), probabilityOf(1e4)], [0, 1]);
});
