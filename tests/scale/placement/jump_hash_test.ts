import assert from "node:assert/strict";
import fc from "fast-check";
import { hashRing } from "../../../lib/scale/placement/hash_ring.ts";
import { hashUint32 } from "../../../lib/scale/placement/jenkins_hash.ts";
import { jumpHash } from "../../../lib/scale/placement/jump_hash.ts";

/** The paper's figure 1, in the 64-bit arithmetic that it is written in. */
function published(start: bigint, buckets: number): number {
  let [key, bucket, next] = [start, -1, 0];
  while (next < buckets) {
    bucket = next;
    key = BigInt.asUintN(64, key * 2862933555777941757n + 1n);
    next = Math.floor((bucket + 1) * (2 ** 31 / Number((key >> 33n) + 1n)));
  }
  return bucket;
}

Deno.test("jump hash is the published algorithm", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.integer({ min: 1, max: 5000 }),
      (key, n) => {
        const hash = { high: Number(key >> 32n), low: Number(key & 0xffffffffn) };
        assert.equal(jumpHash(hash, n), published(key, n));
      },
    ),
    { numRuns: 2000, seed: 1 },
  );
});

Deno.test("one bucket more takes its share and moves nothing else", () => {
  let moved = 0;
  const keys = 20_000;
  for (let key = 0; key < keys; key++) {
    const [before, after] = [jumpHash(hashUint32(key), 8), jumpHash(hashUint32(key), 9)];
    if (before === after) continue;
    moved++;
    assert.equal(after, 8);
  }
  assert.ok(Math.abs(moved / keys - 1 / 9) < 0.01, String(moved / keys));
});

Deno.test("a ring keeps its keys but for those of the new shard, and is the better balanced the more points", () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `node${at}`);
  const spread = (virtualNodes: number) => {
    const choose = hashRing(names(8), virtualNodes);
    const counts = new Array<number>(8).fill(0);
    for (let key = 0; key < 40_000; key++) counts[choose(hashUint32(key))]!++;
    return Math.max(...counts) / 5000;
  };
  assert.ok(spread(1000) < 1.1 && spread(2) > 1.2, `${spread(1000)} ${spread(2)}`);
  const [before, after] = [hashRing(names(8)), hashRing(names(9))];
  for (let key = 0; key < 5000; key++) {
    const now = after(hashUint32(key));
    assert.ok(now === 8 || now === before(hashUint32(key)));
  }
});
