import { alignTo, PAGE } from "./page.ts";

/** How often keys repeat. */
export interface KeyMultiplicities {
  readonly rows: number;
  readonly distinct: number;
  /** Shares of the rows that the most common keys have. */
  readonly common: readonly number[];
  /** Whether the other keys repeat equally often, rather than at random. */
  readonly evenly: boolean;
}

/** The leaves of a B-tree that merges equal keys. */
export interface DuplicateLeaves extends KeyMultiplicities {
  /** Bytes of an entry without a posting list, aligned. */
  readonly tuple: number;
  readonly fillfactor: number;
}

/** The longest entry with a posting list: a tenth of a page without its line pointer, aligned. */
const LONGEST_POSTING = Math.floor((Math.floor(PAGE.bytes / 10 / 8) * 8 - PAGE.linePointer) / 8) *
  8;
/** Bytes of a row's address in a posting list. */
const ADDRESS = 6;
/** Items that are laid out one by one; from more, a sample of that size is taken. */
const SAMPLE = 20_000;

/**
 * Leaf pages of a bulk-built B-tree whose equal keys are merged, by laying out its items as the build
 * does: a page ends when the next item does not fit, or when less than the fill factor leaves is free
 * and the posting list that was put last would have to shrink to its key.
 *
 * Source: PostgreSQL 18, _bt_buildadd() in nbtsort.c and _bt_dedup_save_htid() in nbtdedup.c. How often a
 * key repeats is taken to be a Poisson variable that is not zero, the common keys apart.
 */
export function leafPagesWithDuplicates(layout: DuplicateLeaves): number {
  const { rows, tuple, fillfactor } = layout;
  const perPosting = Math.max(1, Math.floor((LONGEST_POSTING - tuple) / ADDRESS));
  const items = rows / Math.max(1, Math.min(perPosting, rows / layout.distinct));
  const scale = Math.min(1, SAMPLE / items);
  const free = Math.floor(PAGE.bytes * (100 - fillfactor) / 100);
  const start = PAGE.bytes - PAGE.header - PAGE.btreeSpecial;

  let pages = 1;
  let room = start - PAGE.linePointer; // the high key's line pointer is set aside
  let onPage = 0;
  let lastItem = 0;
  let lastExtra = 0;
  function put(addresses: number): void {
    const size = addresses === 1 ? tuple : alignTo(tuple + addresses * ADDRESS, 8);
    const extra = addresses === 1 ? 0 : size - tuple;
    const space = room - PAGE.linePointer;
    if (space < size + 8 || (space + lastExtra < free && onPage > 1)) {
      pages++;
      // The last item moves over; its key stays behind as the high key.
      room = start - PAGE.linePointer - (lastItem + PAGE.linePointer);
      onPage = 1;
    }
    room -= size + PAGE.linePointer;
    onPage++;
    lastItem = size;
    lastExtra = extra;
  }

  let placed = 0;
  for (const count of multiplicities(layout, scale)) {
    placed += count;
    for (let left = count; left > 0; left -= perPosting) put(Math.min(left, perPosting));
  }
  const partial = (start - room) / start;
  return placed === 0 ? 1 : (pages - 1 + Math.min(1, partial)) * (rows / placed);
}

function* multiplicities(
  { rows, distinct, common, evenly }: KeyMultiplicities,
  scale: number,
): Generator<number> {
  const random = seeded(1);
  const shared = Math.min(1, common.reduce((sum, share) => sum + share, 0));
  const others = Math.max(0, distinct - common.length);
  // Keys stand in the order of their values, which says nothing of how common they are: spread them.
  const commonCounts = sampledCounts(common.map((share) => share * rows), scale);
  const otherKeys = others > 0 ? Math.max(1, Math.round(others * scale)) : 0;
  const mean = otherKeys > 0 ? rows * scale * (1 - shared) / otherKeys : 0;
  const every = Math.max(1, Math.floor(otherKeys / (commonCounts.length + 1)));
  const weightOf = tailWeights(common, others);
  let next = 0;
  let owed = 0;
  let [known, rate] = [NaN, 0];
  for (let key = 0; key < otherKeys; key++) {
    if (key % every === every - 1 && next < commonCounts.length) yield commonCounts[next++]!;
    if (evenly) {
      owed += mean;
      const count = Math.max(1, Math.floor(owed + 1e-9));
      owed -= count;
      yield count;
    } else {
      const expected = mean * weightOf(key);
      // Mostly every key is expected as often as the one before.
      if (expected !== known) [known, rate] = [expected, poissonRate(expected)];
      yield expected <= 1.000001 ? 1 : repeats(rate, random);
    }
  }
  while (next < commonCounts.length) yield commonCounts[next++]!;
}

/** Repeats of which a scaled-down part still fills posting lists as the whole does. */
const MANY = 2000;

// In a sample a key of very many rows keeps a part of them; of the other common keys a part is kept whole.
function sampledCounts(counts: readonly number[], scale: number): readonly number[] {
  let due = 0.5;
  return counts.flatMap((count) => {
    if (count * scale >= MANY) return [Math.round(count * scale)];
    due += scale;
    if (due < 1) return [];
    due -= 1;
    return [Math.max(1, Math.round(count))];
  });
}

/**
 * How many times the mean each key repeats that is not common: where the common ones follow a power of
 * their rank, the others are taken to go on with it.
 */
function tailWeights(common: readonly number[], others: number): (key: number) => number {
  const exponent = common.length >= 20 ? rankExponent(common) : 0;
  if (exponent < 0.05 || exponent >= 1) return () => 1;
  const first = common.length;
  const last = common.length + others;
  const total = (last ** (1 - exponent) - first ** (1 - exponent)) / (1 - exponent);
  const mean = total / others;
  return (key) => {
    const place = first + (key * 0.61803398875 % 1) * others;
    return place ** -exponent / mean;
  };
}

// The slope of log share on log rank, by least squares.
function rankExponent(shares: readonly number[]): number {
  const points = shares.toSorted((a, b) => b - a).map((share, at) =>
    [Math.log(at + 1), Math.log(Math.max(1e-12, share))] as const
  ).slice(4);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const [xy, xx] = points.reduce(
    ([xy, xx], [x, y]) => [xy + (x - meanX) * (y - meanY), xx + (x - meanX) ** 2] as const,
    [0, 0] as readonly [number, number],
  );
  return -xy / xx;
}

/** The rate of a Poisson variable whose mean, zeros left out, is the given one; by Newton's method. */
function poissonRate(mean: number): number {
  let rate = mean;
  for (let step = 0; step < 8 && mean < 50; step++) {
    const none = Math.exp(-rate);
    const found = rate / (1 - none) - mean;
    const slope = (1 - none - rate * none) / (1 - none) ** 2;
    rate = Math.max(1e-9, rate - found / slope);
  }
  return rate;
}

function repeats(rate: number, random: () => number): number {
  if (rate > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(1, Math.round(rate + Math.sqrt(rate) * normal));
  }
  // Drawn from the part of the distribution that is not zero, by inversion.
  let place = random() * -Math.expm1(-rate);
  let share = rate * Math.exp(-rate);
  let count = 1;
  while (place > share && count < 400) {
    place -= share;
    count++;
    share *= rate / count;
  }
  return count;
}

// mulberry32, by Tommy Ettinger (public domain): the same layout gives the same size.
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
