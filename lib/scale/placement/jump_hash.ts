import { type Hash64, hashBytes } from "./jenkins_hash.ts";

/**
 * Chooses a bucket so that one bucket more moves only the keys that it takes.
 *
 * Source: Lamping and Veach, A Fast, Minimal Memory, Consistent Hash Algorithm, 2014, figure 1.
 *
 * @param key A 64-bit hash of the key.
 * @param buckets Buckets, from 1.
 * @returns The bucket, from 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { jumpHash } from "@groundplan/groundplan";
 *
 * assert.equal(jumpHash({ high: 0, low: 256 }, 1024), 520);
 * ```
 */
export function jumpHash(key: Hash64, buckets: number): number {
  if (!(Number.isInteger(buckets) && buckets >= 1)) {
    throw new RangeError(`Cannot choose among ${buckets} buckets: a whole number from 1`);
  }
  let { high, low } = key;
  let bucket = -1;
  let next = 0;
  while (next < buckets) {
    bucket = next;
    // key = key * 2862933555777941757 + 1, in 64 bits.
    const product = multiply(low, FACTOR_LOW);
    const carried = product.low + 1;
    high = (product.high + Math.imul(high, FACTOR_LOW) + Math.imul(low, FACTOR_HIGH) +
      (carried > 0xffffffff ? 1 : 0)) >>> 0;
    low = carried >>> 0;
    next = Math.floor((bucket + 1) * (2147483648 / ((high >>> 1) + 1)));
  }
  return bucket;
}

// 2862933555777941757 = 0x27bb2ee687b0b0fd.
const FACTOR_HIGH = 0x27bb2ee6;
const FACTOR_LOW = 0x87b0b0fd;

/** The 64 bits of a product of two 32-bit numbers. */
function multiply(a: number, b: number): Hash64 {
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const low = a0 * b0;
  const middle = a1 * b0 + (low >>> 16);
  const cross = a0 * b1 + (middle & 0xffff);
  return {
    high: (a1 * b1 + Math.floor(middle / 65536) + Math.floor(cross / 65536)) >>> 0,
    low: (((cross & 0xffff) << 16) | (low & 0xffff)) >>> 0,
  };
}

/** Points of one shard on a ring, spread by the hash of its name. */
export function ringPoints(name: string, count: number): readonly number[] {
  const utf8 = new TextEncoder();
  return Array.from({ length: count }, (_, at) => hashBytes(utf8.encode(`${name}#${at}`)).low);
}
