import { TIME_UNITS } from "../../core/quantity.ts";
import type { Table } from "../../schema/schema.ts";
import type { QueryPattern, Usage } from "../../workload/query_pattern.ts";

/** A way to partition a table. */
export interface PartitionKey {
  /** By intervals of time, by values, or by a hash. */
  readonly method: "range" | "list" | "hash";
  /** The column. */
  readonly column: string;
  /** Range: what one partition covers. */
  readonly interval?: Interval;
  /** Executions a second of the patterns that say something of the column, as this method needs it. */
  readonly rate: number;
}

/** An interval of the calendar. */
export interface Interval {
  /** Its name, as PostgreSQL reads it. */
  readonly name: "1 day" | "1 week" | "1 month" | "3 months" | "1 year";
  /** Seconds; of months and years their mean. */
  readonly seconds: number;
}

const YEAR = TIME_UNITS["year"]!;

/** Intervals that people and calendars know, from the shortest. */
export const INTERVALS: readonly Interval[] = Object.freeze([
  { name: "1 day", seconds: 86_400 },
  { name: "1 week", seconds: 7 * 86_400 },
  { name: "1 month", seconds: YEAR / 12 },
  { name: "3 months", seconds: YEAR / 4 },
  { name: "1 year", seconds: YEAR },
]);

const TIME = /^(date|timestamp)/;
const VALUES = /^(boolean|smallint|integer|bigint|text|character|uuid)/;

/** What a key is chosen for. */
export interface PartitionKeyOptions {
  readonly patterns: readonly QueryPattern[];
  /** Bytes that are added a second. */
  readonly growth: number;
  /** Bytes that a partition shall have at most. */
  readonly target: number;
  /** Seconds that rows are kept; infinite for ever. */
  readonly retention: number;
  /** Distinct values by column. */
  readonly distinct: ReadonlyMap<string, number>;
  /** Bytes at the horizon. */
  readonly bytes: number;
}

/** The ways in which a table can be partitioned, the one that queries and retention ask for first. */
export function partitionKeys(table: Table, options: PartitionKeyOptions): readonly PartitionKey[] {
  const { retention, target, growth, distinct } = options;
  const rate = (column: string, usages: readonly Usage[]) =>
    rateOf(table, column, { ...options, usages });
  const times = table.columns.filter(({ type, nullable }) => TIME.test(type) && !nullable)
    .map(({ name }): PartitionKey => ({
      method: "range",
      column: name,
      interval: intervalFor(growth, target, retention),
      rate: rate(name, ["range", "equality"]),
    }))
    .toSorted((a, b) => b.rate - a.rate);
  const range = times.filter((one, at) => one.rate > 0 || (at === 0 && retention < Infinity));
  const looked = table.columns.filter(({ type, nullable }) => VALUES.test(type) && !nullable)
    .map(({ name }) => ({ name, rate: rate(name, ["equality", "in", "join"]) }))
    .filter(({ rate }) => rate > 0).toSorted((a, b) => b.rate - a.rate);
  const few = looked.filter(({ name }) => (distinct.get(name) ?? Infinity) <= 50);
  const many = looked.filter(({ name }) => (distinct.get(name) ?? 0) > 1000);
  return [
    ...range,
    ...few.slice(0, 1).map(({ name, rate }): PartitionKey => ({
      method: "list",
      column: name,
      rate,
    })),
    ...many.slice(0, 1).map(({ name, rate }): PartitionKey => ({
      method: "hash",
      column: name,
      rate,
    })),
  ];
}

/** The longest interval whose partitions stay small enough, and of which retention drops whole ones. */
export function intervalFor(growth: number, target: number, retention: number): Interval {
  const longest = INTERVALS.toReversed().find(({ seconds }) =>
    growth * seconds <= target && seconds <= retention / 6
  );
  return longest ?? INTERVALS[0]!;
}

function rateOf(
  { name, schema }: Table,
  column: string,
  { patterns, usages }: PartitionKeyOptions & { readonly usages: readonly Usage[] },
): number {
  const used = patterns.filter(({ kind, tables }) =>
    kind !== "insert" &&
    tables.some((use) =>
      use.table === name && (use.schema ?? schema) === schema &&
      use.columns.some((one) => one.column === column && !one.within && usages.includes(one.usage))
    )
  );
  return used.reduce((sum, { rate = 0 }) => sum + rate, 0);
}
