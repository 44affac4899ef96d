import assert from "node:assert/strict";
import { randomFrom } from "../../../lib/core/random.ts";
import { cheApproximation } from "../../../lib/simulate/cache/che_approximation.ts";
import { zipfBins } from "../../../lib/simulate/cache/zipf_bins.ts";

/** The hit ratio of LRU by W. F. King, Analysis of Demand Paging Algorithms (1971): every ordered cache. */
function kingLru(shares: readonly number[], capacity: number): number {
  const states = (left: number, rest: number, used: ReadonlySet<number>): number => {
    if (left === 0) return [...used].reduce((sum, at) => sum + shares[at]!, 0);
    let sum = 0;
    for (const [at, share] of shares.entries()) {
      if (used.has(at)) continue;
      sum += share / rest * states(left - 1, rest - share, new Set([...used, at]));
    }
    return sum;
  };
  return states(capacity, 1, new Set());
}

/** The same by running a cache. */
function runLru(draw: () => number, capacity: number, accesses: number): number {
  const cache = new Map<number, true>();
  let hits = 0;
  for (let at = 0; at < accesses; at++) {
    const page = draw();
    if (cache.delete(page) && at >= accesses / 4) hits++;
    cache.set(page, true);
    if (cache.size > capacity) cache.delete(cache.keys().next().value!);
  }
  return hits / (accesses * 0.75);
}

Deno.test("pages that are all read alike hit as often as they fit", () => {
  const { hitRatio, held } = cheApproximation([{ pages: 1e6, rate: 3000 }], 250_000);
  assert.ok(Math.abs(hitRatio - 0.25) < 1e-9);
  assert.ok(Math.abs(held[0]! - 250_000) < 1e-3);
});

Deno.test("a cache that is large enough always hits, an empty one never", () => {
  const classes = [{ pages: 100, rate: 5 }, { pages: 50, rate: 0 }];
  const whole = cheApproximation(classes, 100);
  assert.deepEqual([whole.hitRatio, whole.characteristicTime], [1, Infinity]);
  assert.equal(cheApproximation(classes, 0).hitRatio, 0);
});

Deno.test("King's exact LRU over a few pages is met within one in a hundred", () => {
  const weights = Array.from({ length: 9 }, (_, at) => (at + 1) ** -0.8);
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / sum);
  for (const capacity of [2, 4, 6]) {
    const exact = kingLru(shares, capacity);
    const { hitRatio } = cheApproximation(shares.map((rate) => ({ pages: 1, rate })), capacity);
    assert.ok(Math.abs(hitRatio - exact) < 0.01, `${capacity}: ${hitRatio} for ${exact}`);
  }
});

Deno.test("a run cache under Zipf's law is met within 0.0022", () => {
  const [pages, exponent, accesses] = [20_000, 0.8, 800_000];
  const random = randomFrom("lru");
  const shares = zipfBins(pages, exponent).flatMap(({ count, share }) =>
    count === 1 ? [share] : []
  );
  assert.equal(shares.length >= 1000, true);
  const cumulative = new Float64Array(pages);
  let sum = 0;
  for (let rank = 1; rank <= pages; rank++) cumulative[rank - 1] = sum += rank ** -exponent;
  const draw = () => {
    const wanted = random.uniform() * sum;
    let [low, high] = [0, pages - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const measured = runLru(draw, 2000, accesses);
  const { hitRatio } = cheApproximation([{ pages, rate: 100, exponent }], 2000);
  assert.ok(Math.abs(hitRatio - measured) < 0.0022, `${hitRatio} for ${measured}`);
});

Deno.test("Zipf's bins add up to the law", () => {
  const [items, exponent] = [100_000, 1.1];
  let sum = 0;
  for (let rank = 1; rank <= items; rank++) sum += rank ** -exponent;
  const bins = zipfBins(items, exponent);
  assert.ok(Math.abs(bins[0]!.share * sum - 1) < 1e-5);
  assert.ok(Math.abs(bins.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-12);
  assert.ok(Math.abs(bins.reduce((sum, { count }) => sum + count, 0) - items) < 1e-6);
  assert.ok(bins.length < 1300);
});

Deno.test("a cold cache fills until it is as warm as an old one", () => {
  const classes = [{ pages: 1e5, rate: 1000 }, { pages: 1e3, rate: 1000 }];
  const old = cheApproximation(classes, 20_000);
  const ratios = [0, 1, 10, 1e6].map((age) => cheApproximation(classes, 20_000, { age }).hitRatio);
  assert.equal(ratios[0], 0);
  assert.deepEqual(ratios, ratios.toSorted((a, b) => a - b));
  assert.equal(ratios.at(-1), old.hitRatio);
  // After a second each of the hot pages was read once in the mean.
  assert.ok(Math.abs(ratios[1]! - (1 - Math.exp(-1)) / 2) < 0.01);
});

Deno.test("what cannot be is refused", () => {
  assert.throws(() => cheApproximation([{ pages: -1, rate: 1 }], 5), /class 1 has pages of -1/);
  assert.throws(() => cheApproximation([], NaN), /capacity of NaN/);
});
