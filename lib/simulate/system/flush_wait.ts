/**
 * Seconds that a commit waits before a flush begins that takes it along, where each flush takes all who wait at
 * its beginning: half a flush, whenever one is under way. It is under way for a share of the time that follows
 * from busy periods of exp(λf) flushes between idle times of 1/λ.
 *
 * @param rate Commits a second, from 0.
 * @param flush Seconds of a flush, from 0.
 */
export function flushWait(rate: number, flush: number): number {
  if (rate === 0 || flush === 0) return 0;
  const idle = Math.exp(-rate * flush) / (rate * flush);
  return flush / 2 / (1 + idle);
}
