import { type HashValue, hashValue, type KeyValue } from "./hash_value.ts";
import type { Hash64 } from "./jenkins_hash.ts";

/** `HASH_PARTITION_SEED`, which tells partitions' hashes from those of hash joins. */
const PARTITION_SEED: Hash64 = Object.freeze({ high: 0x7a5b2236, low: 0x7996dcfd });
/** What `hash_combine64()` adds. */
const COMBINE: Hash64 = Object.freeze({ high: 0x49a0f4dd, low: 0x15e5a8e3 });

/** The remainder by which PostgreSQL chooses a hash partition for a key. */
export type HashPartition = (key: readonly (KeyValue | null)[]) => number;

/**
 * Where PostgreSQL puts a row in a table partitioned by hash: the remainder of the partition that takes it.
 *
 * Source: PostgreSQL 18, compute_partition_hash_value() in src/backend/partitioning/partbounds.c.
 *
 * @param types Types of the key's columns, such as `["bigint"]`.
 * @param modulus Partitions, 1 to 2²⁰.
 * @throws {TypeError} When only a database knows the hash of a type.
 * @throws {RangeError} When the modulus is out of bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { hashPartition } from "@groundplan/groundplan";
 *
 * // create table t (id bigint) partition by hash (id), with modulus 8
 * assert.equal(hashPartition(["bigint"], 8)([42]), 2);
 * ```
 */
export function hashPartition(types: readonly string[], modulus: number): HashPartition {
  if (!(Number.isInteger(modulus) && modulus >= 1 && modulus <= 2 ** 20)) {
    throw new RangeError(
      `Cannot place rows on ${modulus} partitions: a whole number from 1 to 2^20`,
    );
  }
  const hashes: readonly HashValue[] = types.map(hashValue);
  return (key) => remainder(rowHash(key, hashes), modulus);
}

function rowHash(key: readonly (KeyValue | null)[], hashes: readonly HashValue[]): Hash64 {
  let row: Hash64 = { high: 0, low: 0 };
  for (let at = 0; at < hashes.length; at++) {
    const value = key[at];
    if (value === null || value === undefined) continue;
    row = combine(row, hashes[at]!(value, PARTITION_SEED));
  }
  return row;
}

/** `hash_combine64(a, b)`: `a ^ (b + 0x49a0f4dd15e5a8e3 + (a << 54) + (a >> 7))`. */
function combine(a: Hash64, b: Hash64): Hash64 {
  const leftHigh = (a.low << 22) >>> 0;
  const rightHigh = a.high >>> 7;
  const rightLow = ((a.low >>> 7) | (a.high << 25)) >>> 0;
  const low = b.low + COMBINE.low + rightLow;
  const high = b.high + COMBINE.high + leftHigh + rightHigh + Math.floor(low / 4294967296);
  return { high: (a.high ^ (high | 0)) >>> 0, low: (a.low ^ (low | 0)) >>> 0 };
}

function remainder({ high, low }: Hash64, modulus: number): number {
  return ((high % modulus) * (4294967296 % modulus) + low) % modulus;
}
