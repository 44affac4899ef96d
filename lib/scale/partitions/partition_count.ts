import { columnOf, hashCount, type PatternPruning } from "./measure_pruning.ts";
import { boundsFrom, hashBounds, listBounds, type PartitionBound } from "./partition_bounds.ts";
import type { PartitionKey } from "./partition_key.ts";
import { AHEAD, isZoned } from "./partition_schedule.ts";
import type { Subject } from "./partition_subject.ts";

/** A table with the key that it is to be partitioned by. */
export interface Chosen extends Subject {
  readonly key: PartitionKey;
  readonly pruning: readonly PatternPruning[];
}

/** The bounds of the partitions that are made at first. */
export function boundsOf(chosen: Chosen, count: number): readonly PartitionBound[] {
  const { lab, table, key, bytes: { value: bytes }, target } = chosen;
  if (key.method === "hash") return hashBounds(count);
  if (key.method === "list") {
    return listBounds(columnOf(lab, table, key.column), { bytes, target });
  }
  const zoned = isZoned(table, key.column);
  return boundsFrom(lab.today, { interval: key.interval!, count: AHEAD + 1, zoned });
}

/** Partitions at a date of the forecast. */
export function countOf(chosen: Chosen, at: number): number {
  const { key: { interval, method }, retention, target, grown, sizes } = chosen;
  if (method === "hash") return hashCount(sizes.at(-1)!.p50, target);
  if (!interval) return boundsOf(chosen, 0).length;
  const step = grown.horizon / Math.max(1, grown.dates.length - 1);
  // What is there at the start reaches back as far as its growth says, and lies in one partition.
  const elapsed = at * step;
  const lives = Math.min(retention, elapsed) / interval.seconds;
  const before = sizes[0]!.p50 > 0 && elapsed < retention ? 1 : 0;
  return Math.ceil(lives) + before + 1 + AHEAD;
}
