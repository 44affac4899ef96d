/** The value under which a share of sorted values lies (Hyndman and Fan, 1996, type 7). */
export function quantileSorted(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
}
