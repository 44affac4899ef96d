import { type Displayable, displayable } from "../../core/displayable.ts";
import type { Finding } from "../../core/finding.ts";
import { formatShare } from "../../core/format.ts";
import { freeze } from "../../core/freeze.ts";
import { randomFrom } from "../../core/random.ts";
import { hashPartition } from "./hash_partition.ts";
import { hashRing } from "./hash_ring.ts";
import { hashUint32 } from "./jenkins_hash.ts";
import { jumpHash } from "./jump_hash.ts";

/** How keys are placed: by PostgreSQL's own hash, jump hash, a ring with virtual nodes, or by ranges. */
export type PlacementMethod = "postgresql" | "jump" | "ring" | "range";

/** How unequal keys are. */
export type KeySkew =
  /** All alike. */
  | { readonly kind: "uniform" }
  /** The k-th most common key has a share in proportion to k to the power of -exponent. */
  | { readonly kind: "zipf"; readonly exponent: number }
  /** Tenants whose sizes follow Pareto's law; at 1.16 a fifth of them has four fifths. */
  | { readonly kind: "pareto"; readonly shape: number }
  /** A few keys have these shares, the others share the rest. */
  | { readonly kind: "hot"; readonly shares: readonly number[] };

/** What is placed, and how. */
export interface PlacementOptions {
  /** Keys, 1 to 10 million. Defaults to a million. */
  readonly keys?: number;
  /** Shards, 1 to 1024. */
  readonly shards: number;
  /** Defaults to `postgresql`. */
  readonly method?: PlacementMethod;
  /** Defaults to uniform. */
  readonly skew?: KeySkew;
  /** Points of each shard on the ring. Defaults to 128. */
  readonly virtualNodes?: number;
  /** Shards after rebalancing. Defaults to one more. */
  readonly rebalanceTo?: number;
  /** Defaults to 1. */
  readonly seed?: number | string;
}

/** Where keys went. */
export interface Placement {
  /** How keys were placed. */
  readonly method: PlacementMethod;
  /** Shards. */
  readonly shards: number;
  /** Keys. */
  readonly keys: number;
  /** For each shard its share of the keys. */
  readonly keyShares: readonly number[];
  /** For each shard its share of the work. */
  readonly workShares: readonly number[];
  /** The share of the work that the busiest key has. */
  readonly busiestKey: number;
  /** The share of the work of the busiest shard, and how many times an equal part that is. */
  readonly hottest: { readonly shard: number; readonly share: number; readonly times: number };
  /** What rebalancing to another number of shards moves: shares of the keys and of the work. */
  readonly rebalance: { readonly to: number; readonly keys: number; readonly work: number };
  /** What hurts about it. */
  readonly findings: readonly Finding[];
}

type Place = (key: number) => number;
type MakePlace = (
  shards: number,
  options: Required<Pick<PlacementOptions, "keys" | "virtualNodes">>,
) => Place;

const METHODS: Readonly<Record<PlacementMethod, MakePlace>> = {
  postgresql(shards) {
    const place = hashPartition(["bigint"], shards);
    return (key) => place([key]);
  },
  jump: (shards) => (key) => jumpHash(hashUint32(key), shards),
  ring(shards, { virtualNodes }) {
    const choose = hashRing(Array.from({ length: shards }, (_, at) => `shard ${at}`), virtualNodes);
    return (key) => choose(hashUint32(key));
  },
  // Ranges that were cut so that each holds as many keys as the others.
  range: (shards, { keys }) => (key) => Math.min(shards - 1, Math.floor(key * shards / keys)),
};

/**
 * Places keys on shards and says how even that is, what the busiest shard has and what a rebalancing moves.
 * The same seed gives the same placement.
 *
 * @throws {RangeError} When there are no keys or shards, or more than the limits, or a skew cannot be.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulatePlacement } from "@groundplan/groundplan";
 *
 * const { rebalance } = simulatePlacement({ keys: 100_000, shards: 8, method: "jump" });
 * assert.equal(rebalance.keys.toFixed(2), "0.11"); // a ninth
 * ```
 */
export function simulatePlacement(options: PlacementOptions): Placement & Displayable {
  const { keys = 1e6, shards, method = "postgresql", skew = { kind: "uniform" }, seed = 1 } =
    options;
  const { virtualNodes = 128, rebalanceTo = shards + 1 } = options;
  whole("keys", keys, 1e7);
  whole("shards", shards, 1024);
  whole("shards after rebalancing", rebalanceTo, 1025);
  const weights = weightsOf(skew, keys, seed);
  const make = METHODS[method];
  if (!make) {
    throw new RangeError(`Cannot place keys by ${method}: ${Object.keys(METHODS).join(", ")}`);
  }
  const [before, after] = [shards, rebalanceTo].map((count) => make(count, { keys, virtualNodes }));
  const keyShares = new Float64Array(shards);
  const workShares = new Float64Array(shards);
  let [busiestKey, movedKeys, movedWork] = [0, 0, 0];
  for (let key = 0; key < keys; key++) {
    const shard = before!(key);
    const weight = weights ? weights[key]! : 1 / keys;
    keyShares[shard] = keyShares[shard]! + 1 / keys;
    workShares[shard] = workShares[shard]! + weight;
    if (weight > busiestKey) busiestKey = weight;
    if (shard !== after!(key)) {
      movedKeys += 1 / keys;
      movedWork += weight;
    }
  }
  const share = Math.max(...workShares);
  const hottest = { shard: workShares.indexOf(share), share, times: share * shards };
  return displayable(
    {
      method,
      shards,
      keys,
      keyShares: freeze([...keyShares]),
      workShares: freeze([...workShares]),
      busiestKey,
      hottest: freeze(hottest),
      rebalance: freeze({ to: rebalanceTo, keys: movedKeys, work: movedWork }),
      findings: freeze([...findingsOf(busiestKey, hottest, shards)]),
    },
    async () => (await import("../../display/draw_placement.ts")).drawPlacement,
  );
}

function whole(what: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new RangeError(`Cannot place keys with ${value} ${what}: a whole number from 1 to ${most}`);
}

/** The share of the work that each key has, in the order of the keys; nothing where all are alike. */
function weightsOf(skew: KeySkew, keys: number, seed: number | string): Float64Array | undefined {
  if (skew.kind === "uniform") return undefined;
  const random = randomFrom(`${seed}:keys`);
  const weights = new Float64Array(keys);
  if (skew.kind === "zipf") {
    positive("exponent", skew.exponent);
    for (let key = 0; key < keys; key++) weights[key] = (key + 1) ** -skew.exponent;
  } else if (skew.kind === "pareto") {
    positive("shape", skew.shape);
    for (let key = 0; key < keys; key++) weights[key] = (1 - random.uniform()) ** (-1 / skew.shape);
  } else {
    const hot = skew.shares.reduce((sum, share) => sum + share, 0);
    if (skew.shares.some((share) => !(share >= 0)) || hot > 1 || skew.shares.length > keys) {
      throw new RangeError(
        `Cannot place hot keys with shares ${skew.shares.join(", ")}: up to 1 together`,
      );
    }
    weights.fill((1 - hot) / Math.max(1, keys - skew.shares.length), skew.shares.length);
    weights.set(skew.shares);
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (let key = 0; key < keys; key++) weights[key] = weights[key]! / sum;
  // How common a key is says nothing of where it stands in their order.
  for (let at = keys - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [weights[at], weights[other]] = [weights[other]!, weights[at]!];
  }
  return weights;
}

function positive(what: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new RangeError(`Cannot place keys with ${what} ${value}: it must be positive`);
}

function* findingsOf(
  busiestKey: number,
  hottest: Placement["hottest"],
  shards: number,
): Iterable<Finding> {
  if (busiestKey > 1 / shards) {
    yield {
      code: "hot-key",
      severity: "warning",
      where: `shard ${hottest.shard}`,
      what: `One key has ${formatShare(busiestKey)} of the work, an equal part is ${
        formatShare(1 / shards)
      }`,
      why: "More shards cannot help: one key stays on one shard.",
      fix: "Give it a shard of its own, or salt the key",
    };
  } else if (hottest.times > 1.5) {
    yield {
      code: "uneven-shards",
      severity: "advice",
      where: `shard ${hottest.shard}`,
      what: `The busiest shard has ${hottest.times.toFixed(2)} times an equal part of the work`,
      why: "All shards have to be as large as the busiest.",
      fix: "Move some keys by hand, or use more, smaller shards than servers",
    };
  }
}
