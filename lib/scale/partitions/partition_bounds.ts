import type { IsoDate } from "../../core/date.ts";
import { quoteSqlLiteral } from "../../core/escape.ts";
import type { ColumnStatistics } from "../../statistics/statistics.ts";
import { type Interval, intervalStart, nextInterval } from "./interval.ts";

/** One partition: the end of its name and its bounds. */
export interface PartitionBound {
  readonly suffix: string;
  /** As the catalog prints it: `FOR VALUES FROM (…) TO (…)`. */
  readonly bound: string;
}

/** How partitions by time are made. */
export interface RangeBoundsOptions {
  readonly interval: Interval;
  readonly count: number;
  /** Whether the column is a time with a zone. */
  readonly zoned: boolean;
}

/**
 * Partitions by time.
 *
 * @param start The first day of the first one.
 */
export function rangeBounds(
  start: IsoDate,
  { interval, count, zoned }: RangeBoundsOptions,
): readonly PartitionBound[] {
  const text = (date: IsoDate) => zoned ? `'${date} 00:00:00+00'` : `'${date}'`;
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = [nextInterval(start, interval, at), nextInterval(start, interval, at + 1)];
    return {
      suffix: `p${from.replaceAll("-", "")}`,
      bound: `FOR VALUES FROM (${text(from)}) TO (${text(to)})`,
    };
  });
}

/**
 * Partitions by time from the present on, and one for all that is older.
 *
 * No default partition: with one, no other can be detached while the table is in use.
 */
export function boundsFrom(
  today: IsoDate,
  options: RangeBoundsOptions,
): readonly PartitionBound[] {
  const bounds = rangeBounds(intervalStart(today, options.interval), options);
  const first = bounds[0]!.bound.match(/FROM \((.*?)\)/)![1]!;
  return [{ suffix: "before", bound: `FOR VALUES FROM (MINVALUE) TO (${first})` }, ...bounds];
}

/** Partitions by hash. */
export function hashBounds(count: number): readonly PartitionBound[] {
  return Array.from({ length: count }, (_, at) => ({
    suffix: `h${at}`,
    bound: `FOR VALUES WITH (modulus ${count}, remainder ${at})`,
  }));
}

/** Values that are this few have a partition each. */
const FEW = 12;

/**
 * Partitions by value, from the most common ones: where there are few values each has its own, else those
 * whose rows fill a quarter of a partition; a default partition takes all others, new values included.
 *
 * @returns Nothing where no value is known.
 */
export function listBounds(
  column: Pick<ColumnStatistics, "mostCommon" | "histogram"> | undefined,
  { bytes, target }: {
    /** Bytes of the whole table. */
    readonly bytes: number;
    /** Bytes that a partition shall have at most. */
    readonly target: number;
  },
): readonly PartitionBound[] {
  const { mostCommon, histogram = [] } = column ?? {};
  const common = mostCommon?.values.map((value, at) =>
    [value, mostCommon.frequencies[at]!] as const
  );
  const rare = mostCommon ? [] : [...new Set(histogram)].map((value) => [value, 0] as const);
  const known = [...common ?? [], ...rare];
  const own = known.length <= FEW
    ? known
    : known.filter(([, share]) => share * bytes >= target / 4);
  if (own.length === 0) return [];
  const taken = new Set(["others"]);
  return [
    ...own.map(([value], at) => ({
      suffix: suffixOf(value, at, taken),
      bound: `FOR VALUES IN (${quoteSqlLiteral(value)})`,
    })),
    { suffix: "others", bound: "DEFAULT" },
  ];
}

function suffixOf(value: string, at: number, taken: Set<string>): string {
  const plain = value.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "").slice(0, 20);
  const suffix = plain === "" || taken.has(plain) ? `v${at}` : plain;
  taken.add(suffix);
  return suffix;
}

/** PostgreSQL cuts longer names. */
const MOST_BYTES = 63;

/** The name of a partition; a long name of its table is cut, so that partitions keep apart. */
export function partitionName(table: string, suffix: string): string {
  let base = table;
  while (new TextEncoder().encode(`${base}_${suffix}`).length > MOST_BYTES) {
    base = base.slice(0, -1);
  }
  return `${base}_${suffix}`;
}
