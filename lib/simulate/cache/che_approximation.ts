import { freeze } from "../../core/freeze.ts";
import { zipfBins } from "./zipf_bins.ts";

/** Pages that are read alike: a level of an index, the leaves of it, a table's heap. */
export interface CachedPages {
  /** How many there are, from 0; need not be whole. */
  readonly pages: number;
  /** Accesses of all of them together a second, from 0. */
  readonly rate: number;
  /** Zipf's exponent, where some are read more than others: the k-th has a share in proportion to
   * k to the power of -exponent. Defaults to 0: all alike. */
  readonly exponent?: number;
}

/** What a cache holds when it has been in use for a while. */
export interface CheApproximation {
  /** How long a page stays in the cache after its last access, in seconds; `Infinity` where all fit. */
  readonly characteristicTime: number;
  /** The share of the accesses of each class that find their page in the cache, in the order given. */
  readonly hits: readonly number[];
  /** How many pages of each class are in the cache, in the order given. */
  readonly held: readonly number[];
  /** The share of all accesses that find their page; 1 where there are none. */
  readonly hitRatio: number;
}

/** How Che's approximation is solved. */
export interface CheApproximationOptions {
  /** Seconds since the cache was empty; so young a cache holds only what was read since. Absent: for ever. */
  readonly age?: number;
}

/**
 * What a least-recently-used cache holds of classes of pages that are read independently of each other.
 *
 * Each page is in the cache when it was read in the last T seconds, where T is such that the expected number
 * of pages is the capacity: Σ (1 − exp(−λᵢ T)) = C (Che, Tung and Wang, Hierarchical Web Caching Systems,
 * IEEE JSAC 20(7), 2002, section III; shown to be accurate by Fricker, Robert and Roberts, A Versatile and
 * Accurate Approximation for LRU Cache Performance, 2012). PostgreSQL's clock sweep counts uses up to five
 * and is within about 0.012 of it.
 *
 * @param classes Pages by how they are read.
 * @param capacity Pages that the cache has room for, from 0.
 * @throws {RangeError} When the capacity, a number of pages, a rate or an exponent is negative or no number.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { cheApproximation } from "@groundplan/groundplan";
 *
 * const { hits } = cheApproximation([{ pages: 1000, rate: 50 }, { pages: 10, rate: 50 }], 110);
 * assert.equal(hits[0]! < 0.12, true);
 * assert.equal(hits[1]! > 0.99, true);
 * ```
 */
export function cheApproximation(
  classes: readonly CachedPages[],
  capacity: number,
  options: CheApproximationOptions = {},
): CheApproximation {
  const { age = Infinity } = options;
  checkCache(classes, capacity, age);
  const read = classes.map((one) => binsOf(one));
  const heldAfter = (time: number) => read.reduce((sum, bins) => sum + heldOf(bins, time), 0);
  const wanted = read.flat().reduce((sum, { pages }) => sum + pages, 0);
  const settled = wanted <= capacity ? Infinity : characteristicTimeOf(heldAfter, capacity, read);
  const time = Math.min(settled, age);
  const hits = read.map((bins) => hitsOf(bins, time));
  const rate = classes.reduce((sum, { rate }) => sum + rate, 0);
  return freeze({
    characteristicTime: settled,
    hits,
    held: read.map((bins) => heldOf(bins, time)),
    hitRatio: rate === 0
      ? 1
      : classes.reduce((sum, { rate }, at) => sum + rate * hits[at]!, 0) / rate,
  });
}

/** Pages of one rate each. */
interface Bin {
  readonly pages: number;
  /** Accesses of one page a second. */
  readonly each: number;
}

function binsOf({ pages, rate, exponent = 0 }: CachedPages): readonly Bin[] {
  if (pages === 0 || rate === 0) return [];
  if (exponent === 0) return [{ pages, each: rate / pages }];
  return zipfBins(pages, exponent).map(({ count, share }) => ({
    pages: count,
    each: rate * share / count,
  }));
}

function heldOf(bins: readonly Bin[], time: number): number {
  return bins.reduce((sum, { pages, each }) => sum - pages * Math.expm1(-each * time), 0);
}

function hitsOf(bins: readonly Bin[], time: number): number {
  const rate = bins.reduce((sum, { pages, each }) => sum + pages * each, 0);
  // Pages that nothing reads cannot miss.
  if (rate === 0) return 1;
  return bins.reduce((sum, { pages, each }) => sum - pages * each * Math.expm1(-each * time), 0) /
    rate;
}

// Pages held grow with the time from 0 to all of them: halving finds where they are the capacity.
function characteristicTimeOf(
  heldAfter: (time: number) => number,
  capacity: number,
  read: readonly (readonly Bin[])[],
): number {
  if (capacity === 0) return 0;
  const rate = read.flat().reduce((sum, { pages, each }) => sum + pages * each, 0);
  // No fewer accesses than pages can fill the cache.
  let low = capacity / rate;
  let high = low;
  while (heldAfter(high) < capacity) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (heldAfter(middle) < capacity) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function checkCache(classes: readonly CachedPages[], capacity: number, age: number): void {
  for (const [name, value] of Object.entries({ capacity, age })) {
    if (!(value >= 0)) {
      throw new RangeError(`Cannot fill a cache with ${name} of ${value}: give 0 or more`);
    }
  }
  for (const [at, { pages, rate, exponent = 0 }] of classes.entries()) {
    for (const [name, value] of Object.entries({ pages, rate, exponent })) {
      if (!(value >= 0 && Number.isFinite(value))) {
        throw new RangeError(
          `Cannot fill a cache: class ${at + 1} has ${name} of ${value}; give 0 or more`,
        );
      }
    }
  }
}
