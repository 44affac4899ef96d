import assert from "node:assert/strict";
import fc from "fast-check";
import { randomFrom } from "../../../lib/core/random.ts";
import type { NodeAccess } from "../../../lib/simulate/service/node_access.ts";
import { pagePopularity } from "../../../lib/simulate/service/page_popularity.ts";
import type { ParameterValues } from "../../../lib/simulate/service/parameter_values.ts";

const access = (all: number, pages: number, more: Partial<NodeAccess> = {}): NodeAccess => ({
  table: { name: "public.t", rows: all * 50, pages: all } as NodeAccess["table"],
  kind: "random",
  pages,
  whole: false,
  ...more,
});
const values = (more: Partial<ParameterValues>): ParameterValues => ({
  number: 1,
  column: { usage: "equality", rowsPerKey: 1 } as NonNullable<ParameterValues["column"]>,
  keys: 1000,
  common: [],
  exponent: 0,
  declared: true,
  ...more,
});

Deno.test("shares add up to one, and no more pages are asked for than there are", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 100_000 }),
    fc.integer({ min: 1, max: 500 }),
    fc.integer({ min: 1, max: 1_000_000 }),
    fc.double({ min: 0, max: 2, noNaN: true }),
    fc.option(fc.integer({ min: 1, max: 100_000 })),
    (all, pages, keys, exponent, freshness) => {
      const driver = values({ keys, exponent, ...(freshness ? { freshness } : {}) });
      const classes = pagePopularity(access(all, pages), driver);
      const sum = classes.reduce((total, { share }) => total + share, 0);
      const asked = classes.reduce((total, { pages }) => total + pages, 0);
      assert.ok(Math.abs(sum - 1) < 1e-6, `${sum}`);
      assert.ok(asked <= all + 1e-6, `${asked} of ${all}`);
      assert.ok(classes.every(({ pages, share }) => pages > 0 && share >= 0));
    },
  ));
});

Deno.test("keys drawn by Zipf's law make pages as popular as keys that are counted", () => {
  const [keys, all, exponent] = [20_000, 1000, 0.9];
  // Twenty keys a page, as rows fill pages: each page is asked for by the sum of its keys.
  const weights = Array.from({ length: keys }, (_, at) => (at + 1) ** -exponent);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const pages = new Array<number>(all).fill(0);
  const random = randomFrom("deal");
  for (let at = keys - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [weights[at], weights[other]] = [weights[other]!, weights[at]!];
  }
  weights.forEach((weight, at) => pages[at % all]! += weight / whole);
  pages.sort((a, b) => b - a);
  const classes = pagePopularity(access(all, 1), values({ keys, exponent }));
  const shareOf = (count: number) => {
    let [left, share] = [count, 0];
    for (const one of classes) {
      const taken = Math.min(left, one.pages);
      share += one.share * taken / one.pages;
      left -= taken;
    }
    return share;
  };
  for (const count of [1, 10, 100, 500]) {
    const counted = pages.slice(0, count).reduce((sum, share) => sum + share, 0);
    assert.ok(Math.abs(shareOf(count) - counted) < 0.06, `${count}: ${shareOf(count)} ${counted}`);
  }
});

Deno.test("what no parameter names is the same at each execution", () => {
  assert.deepEqual(pagePopularity(access(1000, 7), undefined), [{ pages: 7, share: 1 }]);
  assert.deepEqual(pagePopularity(access(1000, 1000, { kind: "sequential" }), values({})), [
    { pages: 1000, share: 1 },
  ]);
});

Deno.test("the newest rows lie on few pages where rows come in their order", () => {
  const column = { usage: "equality", rowsPerKey: 1, statistics: { correlation: 1 } };
  const driver = values({ freshness: 500, column: column as never });
  const classes = pagePopularity(access(10_000, 1), driver);
  let [pages, share] = [0, 0];
  for (const one of classes) {
    if (pages >= 30) break;
    pages += one.pages;
    share += one.share;
  }
  assert.ok(classes[0]!.pages < 5);
  assert.ok(share > 0.9, "ten pages hold a mean of them: thirty hold more than nine of ten");
});
