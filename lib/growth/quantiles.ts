/** What of 100 runs 5, 25, 50, 75 and 95 stay under. */
export interface Quantiles {
  /** Five of a hundred runs stay under it. */
  readonly p5: number;
  /** A quarter of the runs stays under it. */
  readonly p25: number;
  /** Half of the runs stays under it. */
  readonly p50: number;
  /** Three quarters of the runs stay under it. */
  readonly p75: number;
  /** Ninety-five of a hundred runs stay under it. */
  readonly p95: number;
}

/** The names of the quantiles, from the lowest. */
export const QUANTILES = ["p5", "p25", "p50", "p75", "p95"] as const;

/**
 * Quantiles of values, straight between two neighbours (type 7 of Hyndman and Fan, Sample Quantiles in
 * Statistical Packages, 1996).
 *
 * @param values At least one.
 */
export function quantilesOf(values: Float64Array): Quantiles {
  const sorted = values.slice().sort();
  return {
    p5: quantile(sorted, 0.05),
    p25: quantile(sorted, 0.25),
    p50: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p95: quantile(sorted, 0.95),
  };
}

/** One quantile of sorted values. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const [below, above] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return place === low || below === above ? below : below + (above - below) * (place - low);
}

/** Quantiles with a function applied to each. */
export function mapQuantiles(
  { p5, p25, p50, p75, p95 }: Quantiles,
  to: (value: number) => number,
): Quantiles {
  return { p5: to(p5), p25: to(p25), p50: to(p50), p75: to(p75), p95: to(p95) };
}

/** Quantiles that are all the same. */
export function certainly(value: number): Quantiles {
  return { p5: value, p25: value, p50: value, p75: value, p95: value };
}
