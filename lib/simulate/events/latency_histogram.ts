/** Times counted in buckets that are 0.4 % wide at any length. */
export interface LatencyHistogram {
  /** Counts a time in seconds. */
  readonly record: (seconds: number) => void;
  /** How many were counted. */
  readonly count: () => number;
  /** Their mean, exact. */
  readonly mean: () => number;
  /** The time that a share of them stay under; `NaN` where none was counted. */
  readonly quantile: (share: number) => number;
  /** The share of them that took at most some seconds; `NaN` where none was counted. */
  readonly shareUnder: (seconds: number) => number;
  /** Counts all that another counted. */
  readonly add: (other: LatencyHistogram) => void;
  /** Forgets all. */
  readonly clear: () => void;
  /** Buckets that hold something: the shortest time of each, and how many it holds. */
  readonly buckets: () => readonly (readonly [seconds: number, count: number])[];
}

/** Times are told apart from about a nanosecond to some years: powers of two. */
const LOWEST = -30;
const OCTAVES = 58;
const PARTS = 256;

/**
 * A histogram whose buckets grow with what they hold, as in Tene's HdrHistogram: 256 parts to each power of
 * two, found by the bits of the number.
 */
export function latencyHistogram(): LatencyHistogram {
  const counts = new Uint32Array(OCTAVES * PARTS);
  const number = new Float64Array(1);
  const bits = new Uint32Array(number.buffer);
  let [count, sum] = [0, 0];
  const bucketOf = (seconds: number): number => {
    number[0] = seconds;
    const high = bits[1]!;
    const bucket = ((high >>> 20) - 1023 - LOWEST) * PARTS + ((high >>> 12) & (PARTS - 1));
    return bucket < 0 ? 0 : bucket < counts.length ? bucket : counts.length - 1;
  };
  const startOf = (bucket: number): number =>
    2 ** (Math.floor(bucket / PARTS) + LOWEST) * (1 + bucket % PARTS / PARTS);
  const buckets = (): [number, number][] => {
    const found: [number, number][] = [];
    for (let bucket = 0; bucket < counts.length; bucket++) {
      if (counts[bucket]! > 0) found.push([startOf(bucket), counts[bucket]!]);
    }
    return found;
  };
  return {
    record(seconds) {
      counts[bucketOf(seconds)]!++;
      count++;
      sum += seconds;
    },
    count: () => count,
    mean: () => sum / count,
    quantile(share) {
      if (count === 0) return NaN;
      const wanted = share * count;
      let before = 0;
      for (let bucket = 0; bucket < counts.length; bucket++) {
        const here = counts[bucket]!;
        if (here === 0 || before + here < wanted) {
          before += here;
          continue;
        }
        const [start, end] = [startOf(bucket), startOf(bucket + 1)];
        return start + (end - start) * (wanted - before) / here;
      }
      return startOf(counts.length);
    },
    shareUnder(seconds) {
      if (count === 0) return NaN;
      const last = bucketOf(seconds);
      let under = 0;
      for (let bucket = 0; bucket < last; bucket++) under += counts[bucket]!;
      const [start, end] = [startOf(last), startOf(last + 1)];
      const part = Math.min(1, Math.max(0, (seconds - start) / (end - start)));
      return (under + part * counts[last]!) / count;
    },
    add(other) {
      for (const [start, more] of other.buckets()) counts[bucketOf(start)]! += more;
      count += other.count();
      sum += other.count() === 0 ? 0 : other.mean() * other.count();
    },
    clear() {
      counts.fill(0);
      [count, sum] = [0, 0];
    },
    buckets,
  };
}
