import type { Hash64 } from "./jenkins_hash.ts";
import { ringPoints } from "./jump_hash.ts";

/** Chooses a shard for the hash of a key. */
export type ChooseShard = (hash: Hash64) => number;

/**
 * A ring of hashes on which each shard has many points; a key belongs to the next point.
 *
 * Source: Karger and others, Consistent Hashing and Random Trees, 1997; virtual nodes as in DeCandia and
 * others, Dynamo, 2007, section 4.2.
 *
 * @param shards Names of the shards.
 * @param virtualNodes Points a shard, from 1; about 100 keep shards within 10 % of each other. Defaults to 128.
 */
export function hashRing(shards: readonly string[], virtualNodes = 128): ChooseShard {
  if (shards.length === 0 || !(Number.isInteger(virtualNodes) && virtualNodes >= 1)) {
    throw new RangeError(
      `Cannot make a ring of ${shards.length} shards with ${virtualNodes} points each: at least 1 of both`,
    );
  }
  const points = shards.flatMap((name, shard) =>
    ringPoints(name, virtualNodes).map((point) => ({ point, shard }))
  ).sort((a, b) => a.point - b.point || a.shard - b.shard);
  const places = Uint32Array.from(points, ({ point }) => point);
  const owners = Uint16Array.from(points, ({ shard }) => shard);
  return ({ high }) => {
    let [low, top] = [0, places.length];
    while (low < top) {
      const middle = (low + top) >> 1;
      if (places[middle]! < high) low = middle + 1;
      else top = middle;
    }
    return owners[low === places.length ? 0 : low]!;
  };
}
