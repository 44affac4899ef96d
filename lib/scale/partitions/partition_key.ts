import type { Table } from "../../schema/schema.ts";
import type { QueryPattern, Usage } from "../../workload/query_pattern.ts";
import { type Interval, intervalFor } from "./interval.ts";

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
  /** Whether a type is an enumeration. */
  readonly isEnumeration: (type: string) => boolean;
}

/**
 * The ways in which a table can be partitioned, the one that queries and retention ask for first. A column
 * that statements change is none: its rows would move from partition to partition.
 */
export function partitionKeys(table: Table, options: PartitionKeyOptions): readonly PartitionKey[] {
  const { retention, target, growth, distinct, isEnumeration } = options;
  const changed = changedColumns(table, options);
  const columns = table.columns.filter(({ name, nullable, generated }) =>
    !nullable && !generated && !changed.has(name)
  );
  const rate = (column: string, usages: readonly Usage[]) =>
    rateOf(table, column, { ...options, usages });
  // Among columns that nobody asks for, the one that says when the row came.
  const stamped = new Set(
    columns.filter((one) => /\b(now|current_timestamp|clock_timestamp)\b/i.test(one.default ?? ""))
      .map(({ name }) => name),
  );
  const times = columns.filter(({ type }) => TIME.test(type))
    .map(({ name }): PartitionKey => ({
      method: "range",
      column: name,
      interval: intervalFor(growth, target, retention),
      rate: rate(name, ["range", "equality"]),
    }))
    .toSorted((a, b) =>
      b.rate - a.rate ||
      Number(stamped.has(b.column)) - Number(stamped.has(a.column))
    );
  const range = times.filter((one, at) => one.rate > 0 || (at === 0 && retention < Infinity));
  const looked = columns.filter(({ type }) => VALUES.test(type) || isEnumeration(type))
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

function changedColumns(
  { name, schema }: Table,
  { patterns }: PartitionKeyOptions,
): ReadonlySet<string> {
  const uses = patterns.filter(({ kind }) => kind === "update" || kind === "merge")
    .flatMap(({ tables }) => tables).filter((use) =>
      use.written && use.table === name && (use.schema ?? schema) === schema
    );
  return new Set(
    uses.flatMap(({ columns }) =>
      columns.filter(({ usage }) => usage === "set").map(({ column }) => column)
    ),
  );
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
