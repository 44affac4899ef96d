import assert from "node:assert/strict";
import { adviseIndexes, openLab, randomFrom } from "@groundplan/groundplan";
import { bruteForce } from "../indexes/brute_force.ts";
import { harvest, plant, PLANTED_KINDS } from "../indexes/planted.ts";
import { randomCandidates, randomModel } from "../indexes/random_problem.ts";

const today = "2026-01-01";

/** How many candidates each random problem has: a few have sixteen, whose 65,536 sets take a while. */
const SIZES = [
  ...Array.from({ length: 30 }, (_, at) => 5 + at % 4),
  ...Array.from({ length: 8 }, () => 10),
  12,
  12,
  ...(Deno.env.get("GROUNDPLAN_LONG") ? [14, 16] : []),
];

Deno.test("of random problems, advice is the true optimum in 95 % and never 1 % worse", async () => {
  let [problems, optima] = [0, 0];
  for (const [seed, size] of SIZES.entries()) {
    await using lab = await openLab(randomModel(1000 + seed), { today });
    const candidates = await randomCandidates(lab, 1000 + seed, size);
    const brute = await bruteForce(lab, candidates);
    const share = 0.1 + 0.6 * randomFrom(`budget ${seed}`).uniform();
    for (const budget of [Math.floor(brute.bytes.at(-1)! * share), brute.bytes.at(-1)!]) {
      const advice = await adviseIndexes(lab, { candidates, drops: false, budget });
      const names = new Set(advice.indexes.map(({ index }) => index.name));
      const set = candidates.reduce(
        (bits, { index }, at) => names.has(index.name) ? bits | 1 << at : bits,
        0,
      );
      const [cost, best] = [brute.costs[set]!, brute.costs[brute.best(budget)]!];
      assert.ok(brute.bytes[set]! <= budget);
      assert.ok(cost <= best * 1.01, `problem ${seed}: ${cost} where ${best} is best`);
      assert.ok(advice.cost.bound <= best * (1 + 1e-6), `problem ${seed}: the bound is too high`);
      problems++;
      if (cost <= best * (1 + 1e-9)) optima++;
    }
  }
  console.log(`${optima} of ${problems} are the optimum`);
  assert.ok(optima >= 0.95 * problems, `${optima} of ${problems}`);
});

Deno.test("of planted optima 95 % are found, and no decoy is taken", async () => {
  const SEEDS = 5;
  let [planted, found] = [0, 0];
  const lost: string[] = [];
  for (const kind of PLANTED_KINDS) {
    for (let seed = 0; seed < SEEDS; seed++) {
      const problem = plant(kind, seed);
      await using lab = await openLab(problem.model, { today });
      const { indexes } = await adviseIndexes(lab, problem.options);
      const { missing, decoys } = harvest(problem, indexes);
      assert.deepEqual(decoys, [], problem.name);
      planted++;
      if (missing === 0) found++;
      else lost.push(problem.name);
    }
  }
  console.log(`${found} of ${planted} are found`);
  assert.ok(planted >= 40 && found >= 0.95 * planted, lost.join(", "));
});
