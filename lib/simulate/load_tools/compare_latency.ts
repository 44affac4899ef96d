import { type Displayable, displayable } from "../../core/displayable.ts";
import type { MeasuredLatency, PgbenchLog } from "./read_pgbench_log.ts";

/** What was predicted of a pattern, in seconds. */
export interface PredictedLatency {
  /** The pattern's name. */
  readonly name: string;
  /** The mean. */
  readonly mean: number;
  /** What half stay under. */
  readonly p50?: number;
  /** What 95 of a hundred stay under. */
  readonly p95?: number;
  /** What 99 of a hundred stay under. */
  readonly p99?: number;
}

/** A pattern's latency as it was predicted and as it was measured. */
export interface ComparedPattern {
  /** The pattern's name. */
  readonly name: string;
  /** What was predicted. */
  readonly predicted: PredictedLatency;
  /** What pgbench measured. */
  readonly measured: MeasuredLatency;
  /** What was predicted over what was measured, of the means. */
  readonly ratio: number;
}

/** How well latencies were predicted. */
export interface LatencyComparison extends Displayable {
  /** By pattern, in the order of the predictions. */
  readonly patterns: readonly ComparedPattern[];
  /** The mean over all transactions, predicted over measured. */
  readonly ratio: number;
  /** The factor that half of the patterns lie within. */
  readonly medianFactor: number;
  /** Spearman's rank correlation of the means; 1 where fewer than two patterns were measured. */
  readonly rankCorrelation: number;
  /** Predicted patterns that the log has nothing of. */
  readonly missing: readonly string[];
}

/**
 * Puts predicted latencies beside those that pgbench measured.
 *
 * @param predicted What was predicted.
 * @param log pgbench's log, with scripts named after patterns.
 * @throws {RangeError} When the log has none of the patterns.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareLatency, readPgbenchLog } from "@groundplan/groundplan";
 *
 * const log = readPgbenchLog("0 1 1000 0 1700000000 100\n", { scripts: ["order"] });
 * assert.equal(compareLatency([{ name: "order", mean: 0.002 }], log).ratio, 2);
 * ```
 */
export function compareLatency(
  predicted: readonly PredictedLatency[],
  log: PgbenchLog,
): LatencyComparison {
  const measured = new Map(log.scripts.map((script) => [script.name, script]));
  const patterns = predicted.flatMap((one): readonly ComparedPattern[] => {
    const script = measured.get(one.name);
    if (!script || script.count === 0) return [];
    return [{ name: one.name, predicted: one, measured: script, ratio: one.mean / script.mean }];
  });
  if (patterns.length === 0) {
    throw new RangeError(
      `Cannot compare ${predicted.length} predictions: the log has none of their names, only ${
        log.scripts.map(({ name }) => name).join(", ")
      }`,
    );
  }
  const found = new Set(patterns.map(({ name }) => name));
  const sum = (of: (one: ComparedPattern) => number) =>
    patterns.reduce((total, one) => total + one.measured.count * of(one), 0);
  const factors = patterns.map(({ ratio }) => Math.max(ratio, 1 / ratio)).sort((a, b) => a - b);
  return displayable(
    {
      patterns,
      ratio: sum(({ predicted }) => predicted.mean) / sum(({ measured }) => measured.mean),
      medianFactor: factors[factors.length >> 1]!,
      rankCorrelation: rankCorrelation(
        patterns.map(({ predicted }) => predicted.mean),
        patterns.map(({ measured }) => measured.mean),
      ),
      missing: predicted.map(({ name }) => name).filter((name) => !found.has(name)),
    },
    async () => (await import("../../display/draw_latency_comparison.ts")).drawLatencyComparison,
  );
}

/** Spearman's rank correlation; equal values share the mean of their ranks. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  if (a.length < 2) return 1;
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (a.length + 1) / 2;
  let [both, first, second] = [0, 0, 0];
  x.forEach((rank, at) => {
    both += (rank - middle) * (y[at]! - middle);
    first += (rank - middle) ** 2;
    second += (y[at]! - middle) ** 2;
  });
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 1;
}

function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]!.value === order[from]!.value) to++;
    for (const { at } of order.slice(from, to)) ranks[at] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}
