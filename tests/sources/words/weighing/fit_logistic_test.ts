import assert from "node:assert/strict";
import fc from "fast-check";
import { type Example, fitLogistic, withThreshold } from "../../../../bench/words/fit_logistic.ts";
import {
  logOdds,
  probabilityOf,
  type Weights,
} from "../../../../lib/sources/words/weighing/logistic.ts";

const PENALTY = 2;
const FEATURES = ["a", "b", "c", "d"];

const examples: fc.Arbitrary<readonly Example[]> = fc.array(
  fc.record({ features: fc.subarray(FEATURES), truth: fc.boolean() }),
  { minLength: 8, maxLength: 60 },
);

const fit = (of: readonly Example[]) =>
  fitLogistic(of, { penalty: PENALTY, leastCount: 1, smallest: 0 });

/** What the weights are charged with: how unlikely they make what is true, and how far they are from zero. */
function loss(of: readonly Example[], weights: Weights): number {
  const misfit = of.map(({ features, truth }) =>
    -Math.log(probabilityOf((truth ? 1 : -1) * logOdds(features, weights)))
  );
  const squares = Object.values(weights).map((weight) => PENALTY / 2 * weight ** 2);
  return [...misfit, ...squares].reduce((sum, each) => sum + each, 0);
}

/** The slopes of the loss, by feature. */
function gradient(
  of: readonly Example[],
  weights: Weights,
): readonly (readonly [string, number])[] {
  return ["always", ...FEATURES].map((name) => [
    name,
    of.filter(({ features }) => name === "always" || features.includes(name)).reduce(
      (sum, { features, truth }) =>
        sum + probabilityOf(logOdds(features, weights)) - (truth ? 1 : 0),
      PENALTY * (weights[name] ?? 0),
    ),
  ]);
}

Deno.test("fitLogistic() stops where the penalised loss has no slope", () => {
  fc.assert(
    fc.property(examples, (of) => {
      const weights = fit(of);
      // Weights have two decimals: each is off by 0.005 at most, and so is each slope by that times
      // the penalty and a fourth of the examples that share a feature.
      const most = 0.01 * (PENALTY + (FEATURES.length + 1) * of.length / 4);
      for (const [name, slope] of gradient(of, weights)) {
        assert.ok(Math.abs(slope) <= most, `${name}: ${slope}, at most ${most}`);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("fitLogistic() finds nothing better near its weights, nor far away", () => {
  fc.assert(
    fc.property(
      examples,
      fc.tuple(...["always", ...FEATURES].map(() => fc.double({ min: -3, max: 3, noNaN: true }))),
      fc.constantFrom(0.05, 0.3, 1),
      (of, direction, length) => {
        const weights = fit(of);
        const moved = Object.fromEntries(
          ["always", ...FEATURES].map((name, at) => [
            name,
            (weights[name] ?? 0) + length * direction[at]!,
          ]),
        );
        // What rounding may cost: the loss bends by the penalty and a fourth of the examples at most.
        const rounding = 0.005 ** 2 * 5 * (PENALTY + 5 * of.length / 4);
        assert.ok(loss(of, weights) <= loss(of, moved) + rounding);
      },
    ),
    { seed: 2, numRuns: 300 },
  );
});

Deno.test("fitLogistic() gives the same weights again, in whatever order features stand", () => {
  fc.assert(
    fc.property(examples, (of) => {
      assert.deepEqual(fit(of), fit(of));
      const turned = of.map(({ features, truth }) => ({ features: features.toReversed(), truth }));
      assert.deepEqual(fit(turned), fit(of));
    }),
    { seed: 3, numRuns: 30 },
  );
});

Deno.test("fitLogistic() learns what decides, and that only", () => {
  const of = Array.from({ length: 80 }, (_, at): Example => ({
    features: [...(at % 2 === 0 ? ["even"] : []), ...(at % 4 < 2 ? ["other"] : [])],
    truth: at % 2 === 0,
  }));
  const { always = 0, even = 0, other = 0 } = fitLogistic(of);
  assert.ok(always < -0.5 && even > 1.5, `${always}, ${even}`);
  assert.ok(Math.abs(other) < even / 5, `${other}: seen as often with one as with the other`);
});

Deno.test("fitLogistic() has no weight for what was seldom observed", () => {
  const seldom: Example = { features: ["seldom", "seldom"], truth: true };
  const of = [
    ...Array<Example>(3).fill(seldom),
    ...Array<Example>(9).fill({ features: [], truth: false }),
  ];
  assert.ok(!("seldom" in fitLogistic(of)), "three times, however often in one");
  assert.ok("seldom" in fitLogistic([seldom, ...of]));
});

Deno.test("withThreshold() makes the odds even at the probability asked for", () => {
  const weights = withThreshold({ always: 0.3, a: 1 }, 0.35);
  const even = Math.log(0.35 / 0.65) - 0.3;
  assert.ok(Math.abs(logOdds([], weights) + even) < 0.006, "rounded to two decimals");
  assert.equal(weights["a"], 1);
  assert.equal(logOdds([], withThreshold({}, 0.5)), 0);
});
