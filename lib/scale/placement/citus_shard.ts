import { hashValue, type KeyValue } from "./hash_value.ts";

/**
 * Which of Citus's hash shards takes a value: each has an equal part of the 32-bit hashes.
 *
 * Source: Citus, distributed/utils/shardinterval_utils.c, and the type's hash function without a seed.
 *
 * @param type Type of the distribution column, such as `bigint`.
 * @param shards Shards of the table, 1 to 64,000.
 * @returns The shard's place, from 0, by the value.
 */
export function citusShard(type: string, shards: number): (value: KeyValue) => number {
  if (!(Number.isInteger(shards) && shards >= 1 && shards <= 64_000)) {
    throw new RangeError(
      `Cannot distribute over ${shards} shards: a whole number from 1 to 64,000`,
    );
  }
  const hash = hashValue(type);
  const width = Math.floor(4294967296 / shards);
  // Hashes are signed: the first shard begins at -2^31. The last one takes what the division leaves.
  return (value) =>
    Math.min(shards - 1, Math.floor(((hash(value).low ^ 0x80000000) >>> 0) / width));
}
