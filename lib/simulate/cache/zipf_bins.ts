/** Ranks of Zipf's law that are reckoned with as if they were alike. */
export interface ZipfBin {
  /** How many ranks. */
  readonly count: number;
  /** Their share of all draws together. */
  readonly share: number;
}

/** Ranks that are reckoned with one by one. */
const SINGLE = 1000;
/** How much wider each bin is than the one before: within it, popularity changes by less than this. */
const GROWTH = 1.02;

/**
 * Zipf's law over many items in few bins: the first thousand ranks one by one, then ranges, each 2 % wider than
 * the last, whose shares are integrals (Euler–Maclaurin, midpoint).
 *
 * @param items How many, from 0; need not be whole.
 * @param exponent From 0.
 * @returns Bins from the most popular; their shares add up to 1.
 */
export function zipfBins(items: number, exponent: number): readonly ZipfBin[] {
  const bins: { count: number; share: number }[] = [];
  const single = Math.min(SINGLE, Math.floor(items));
  for (let rank = 1; rank <= single; rank++) bins.push({ count: 1, share: rank ** -exponent });
  const end = items + 0.5;
  for (let from = single + 0.5; from < end - 1e-9;) {
    const to = Math.min(end, Math.max(from + 1, from * GROWTH));
    bins.push({ count: to - from, share: integral(from, to, exponent) });
    from = to;
  }
  const sum = bins.reduce((sum, { share }) => sum + share, 0);
  return bins.map(({ count, share }) => ({ count, share: share / sum }));
}

function integral(from: number, to: number, exponent: number): number {
  const power = 1 - exponent;
  return Math.abs(power) < 1e-9 ? Math.log(to / from) : (to ** power - from ** power) / power;
}
