import type { Codes } from "./codes.ts";
import type { Partition } from "./partition.ts";

/** What the rows say for a dependency. */
export interface Evidence {
  /** Different values on the left side. */
  readonly distinct: number;
  /** Rows that share their left side with another: only these could break the dependency. */
  readonly shared: number;
  /** How likely values in random order would keep the dependency, 0 to 1. */
  readonly chance: number;
}

/**
 * Weighs a dependency that holds. Were the right side's values dealt at random, a group of n rows with equal
 * left sides would all get one value with probability Σ p(a)ⁿ; the groups multiply.
 */
export function evidenceFor(codes: Codes, partition: Partition, shares: Float64Array): Evidence {
  const { ends, clusters, size } = partition;
  const bySize = new Map<number, number>();
  let logChance = 0;
  for (let cluster = 0, start = 0; cluster < clusters; cluster++) {
    const count = ends[cluster]! - start;
    start = ends[cluster]!;
    let log = bySize.get(count);
    if (log === undefined) {
      log = Math.log(shares.reduce((sum, share) => sum + share ** count, 0));
      bySize.set(count, log);
    }
    logChance += log;
  }
  return {
    distinct: codes.rows - size + clusters,
    shared: size,
    chance: Math.exp(logChance),
  };
}

/** The share of rows that each value of a column has. */
export function valueShares(codes: Codes, column: number): Float64Array {
  const shares = new Float64Array(codes.distinct[column]!);
  for (const code of codes.columns[column]!) shares[code]! += 1 / codes.rows;
  return shares;
}

/** n over k. */
export function choose(n: number, k: number): number {
  let ways = 1;
  for (let step = 1; step <= k; step++) ways = ways * (n - step + 1) / step;
  return ways;
}
