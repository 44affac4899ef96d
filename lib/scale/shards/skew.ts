import { type Figure, figure } from "../../core/figure.ts";
import { formatCount, formatShare } from "../../core/format.ts";

/**
 * The share of the work that the most common of many keys has, if the k-th most common has a share in
 * proportion to k to the power of -exponent.
 *
 * @param exponent 0 for equal keys; about 1 for names, tenants and products.
 * @param keys Keys, from 1.
 */
export function zipfTop(exponent: number, keys: number): number {
  return 1 / harmonic(exponent, keys);
}

/** The generalized harmonic number; beyond its first terms by Euler and Maclaurin's formula. */
function harmonic(exponent: number, count: number): number {
  const exact = Math.min(count, 1000);
  let sum = 0;
  for (let k = 1; k <= exact; k++) sum += k ** -exponent;
  if (count <= exact) return sum;
  const integral = Math.abs(exponent - 1) < 1e-9
    ? Math.log(count / exact)
    : (count ** (1 - exponent) - exact ** (1 - exponent)) / (1 - exponent);
  const ends = (count ** -exponent - exact ** -exponent) / 2;
  const slopes = exponent * (exact ** (-exponent - 1) - count ** (-exponent - 1)) / 12;
  return sum + integral + ends + slopes;
}

/**
 * The share of the work that the hottest shard has: the most common key, and an equal part of the rest.
 *
 * @param top The most common key's share of the work, 0 to 1.
 * @param shards Shards, from 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { hottestShard } from "@groundplan/groundplan";
 *
 * assert.equal(hottestShard(0.0775, 8).value.toFixed(3), "0.193");
 * ```
 */
export function hottestShard(top: number, shards: number): Figure {
  const share = top + (1 - top) / shards;
  return figure(share, "ratio", {
    band: [Math.min(share, 1 / shards), Math.min(1, share * 1.15)],
    evidence: `The most common key has ${formatShare(top)}, the rest is spread over ${
      formatCount(shards)
    } shards`,
  });
}
