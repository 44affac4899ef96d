import assert from "node:assert/strict";
import fc from "fast-check";
import { type Choices, costOf, minimize } from "../../../lib/scale/shards/minimize.ts";

const problem: fc.Arbitrary<Choices> = fc.array(fc.integer({ min: 1, max: 4 }), {
  minLength: 1,
  maxLength: 6,
})
  .chain((sizes) =>
    fc.array(fc.uniqueArray(fc.nat(sizes.length - 1), { minLength: 1, maxLength: 3 }), {
      maxLength: 9,
    })
      .chain((scopes) =>
        fc.tuple(...scopes.map((variables) => {
          const entries = variables.reduce((product, one) => product * sizes[one]!, 1);
          return fc.array(fc.nat(20), { minLength: entries, maxLength: entries })
            .map((costs) => ({ variables, costs: Float64Array.from(costs) }));
        })).map((factors) => ({ sizes, factors }))
      )
  );

function bruteForce({ sizes, factors }: Choices): number {
  let least = Infinity;
  const visit = (choices: number[]): void => {
    if (choices.length === sizes.length) {
      least = Math.min(least, costOf(choices, { sizes, factors }));
      return;
    }
    for (let choice = 0; choice < sizes[choices.length]!; choice++) visit([...choices, choice]);
  };
  visit([]);
  return least;
}

Deno.test("the search finds what trying everything finds", () => {
  fc.assert(
    fc.property(problem, (choices) => {
      const found = minimize(choices);
      assert.ok(found.exact);
      assert.equal(found.cost, bruteForce(choices));
      assert.equal(costOf(found.choices, choices), found.cost);
    }),
    { numRuns: 400, seed: 1 },
  );
});

Deno.test("tables that are tied together too closely give a bound that holds", () => {
  const sizes = new Array<number>(12).fill(6);
  const factors = sizes.flatMap((_, a) =>
    sizes.slice(a + 1).map((_, b) => ({
      variables: [a, a + 1 + b],
      costs: Float64Array.from({ length: 36 }, (_, at) => (at * 7919 + a * 31 + b * 17) % 23),
    }))
  );
  const { cost, bound, choices, exact } = minimize({ sizes, factors });
  assert.equal(exact, false);
  assert.ok(bound <= cost && bound > 0, `${bound} ${cost}`);
  assert.equal(costOf(choices, { sizes, factors }), cost);
});
