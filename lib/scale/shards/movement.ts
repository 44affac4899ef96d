import { type Figure, figure } from "../../core/figure.ts";
import { formatBytes, formatDuration } from "../../core/format.ts";

/** How rows are found on shards: by the remainder of their hash, or by whole shards that can be moved. */
export type PlacementScheme = "remainder" | "movable shards";

/** What it takes to go from one number of nodes to another. */
export interface Movement {
  /** Nodes before. */
  readonly from: number;
  /** Nodes after. */
  readonly to: number;
  /** The share of the rows that change their node. */
  readonly share: Figure;
  /** Bytes that are sent. */
  readonly bytes: Figure;
  /** Seconds until the new nodes have caught up; infinite where they never do. */
  readonly seconds: Figure;
  /** Whether catching up ends: changes come more slowly than they are applied. */
  readonly converges: boolean;
  /** What that means, in one sentence. */
  readonly sentence: string;
}

/** How fast rows move. */
export interface MovementOptions {
  /** Bytes that are spread. */
  readonly bytes: number;
  /** Bytes of changes a second, all nodes together. */
  readonly writeRate: number;
  /** Bytes a second that copying may take. Defaults to 50 MB/s. */
  readonly bandwidth?: number;
  /** Bytes of changes a second that a receiving node applies. Defaults to 20 MB/s. */
  readonly applyRate?: number;
  /** How rows are found. Defaults to movable shards. */
  readonly scheme?: PlacementScheme;
}

const SHARES: Readonly<Record<PlacementScheme, (from: number, to: number) => number>> = {
  remainder: movedByRemainder,
  "movable shards": (from, to) => from === to ? 0 : Math.abs(to - from) / Math.max(from, to),
};

/**
 * What it takes to go from one number of nodes to another: the rows that move, how long that takes and
 * whether the receiving nodes ever catch up with what is written meanwhile.
 *
 * @param from Nodes before, from 1.
 * @param to Nodes after, from 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { movement } from "@groundplan/groundplan";
 *
 * const options = { bytes: 2 ** 40, writeRate: 0 };
 * assert.equal(movement(4, 5, { ...options, scheme: "remainder" }).share.value, 0.8);
 * assert.equal(movement(4, 5, { ...options, scheme: "movable shards" }).share.value, 0.2);
 * ```
 */
export function movement(from: number, to: number, options: MovementOptions): Movement {
  const { bytes, writeRate, bandwidth = 50 * 2 ** 20, applyRate = 20 * 2 ** 20 } = options;
  for (const nodes of [from, to]) {
    if (!(Number.isInteger(nodes) && nodes >= 1)) {
      throw new RangeError(
        `Cannot move rows between ${from} and ${to} nodes: whole numbers from 1`,
      );
    }
  }
  const share = SHARES[options.scheme ?? "movable shards"](from, to);
  const moved = bytes * share;
  const copy = moved / bandwidth;
  // Each receiving node applies the changes of what it receives, by itself.
  const receivers = Math.max(1, to > from ? to - from : to);
  const changes = writeRate * share / receivers;
  const converges = changes < applyRate;
  const seconds = converges ? copy + changes * copy / (applyRate - changes) : Infinity;
  const text = `${formatBytes(moved)} at ${formatBytes(bandwidth)}/s`;
  return {
    from,
    to,
    share: figure(share, "ratio", {
      tag: "exact",
      evidence: `${from} to ${to} nodes by ${options.scheme}`,
    }),
    bytes: figure(moved, "bytes", { evidence: `${formatBytes(bytes)} of which ${share} move` }),
    seconds: figure(seconds, "seconds", {
      tag: "assumed",
      evidence: `${text}; changes of ${formatBytes(changes)}/s applied at ${
        formatBytes(applyRate)
      }/s`,
    }),
    converges,
    sentence: converges
      ? `From ${from} to ${to} nodes ${formatBytes(moved)} move, in ${formatDuration(seconds)}`
      : `From ${from} to ${to} nodes the new ones never catch up: ${
        formatBytes(changes)
      } of changes a ` +
        `second come in, and ${formatBytes(applyRate)} are applied`,
  };
}

/** The share of whole numbers whose remainder changes with the divisor. */
function movedByRemainder(from: number, to: number): number {
  const common = from / gcd(from, to) * to;
  // Remainders agree for as many of each common multiple as the smaller divisor has, and again at each
  // multiple of both.
  return 1 - Math.min(from, to) / common;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
