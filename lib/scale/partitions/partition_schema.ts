import { addDuration, addMonths, type IsoDate } from "../../core/date.ts";
import { quoteSqlIdentifier } from "../../core/escape.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { KeyConstraint, Schema, Table } from "../../schema/schema.ts";
import type { Interval, PartitionKey } from "./partition_key.ts";

/** One partition: the end of its name and its bounds. */
export interface PartitionBound {
  readonly suffix: string;
  /** As the catalog prints it: `FOR VALUES FROM (…) TO (…)`. */
  readonly bound: string;
}

/** The first day of the interval that holds a date. */
export function intervalStart(date: IsoDate, { name }: Interval): IsoDate {
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))];
  switch (name) {
    case "1 day":
      return date;
    case "1 week":
      return addDuration(date, -((new Date(date).getUTCDay() + 6) % 7) * 86_400);
    case "1 month":
      return `${date.slice(0, 7)}-01`;
    case "3 months":
      return `${year}-${String(month - (month - 1) % 3).padStart(2, "0")}-01`;
    case "1 year":
      return `${year}-01-01`;
  }
}

/** The first day of the interval that is so many intervals later. */
export function nextInterval(start: IsoDate, { name }: Interval, count = 1): IsoDate {
  const months = { "1 day": 0, "1 week": 0, "1 month": 1, "3 months": 3, "1 year": 12 }[name];
  if (months > 0) return addMonths(start, months * count);
  return addDuration(start, (name === "1 day" ? 1 : 7) * count * 86_400);
}

/**
 * Partitions by time.
 *
 * @param start The first day of the first one.
 */
export function rangeBounds(
  start: IsoDate,
  { interval, count, zoned }: {
    readonly interval: Interval;
    readonly count: number;
    /** Whether the column is a time with a zone. */
    readonly zoned: boolean;
  },
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

/** Partitions by hash. */
export function hashBounds(count: number): readonly PartitionBound[] {
  return Array.from({ length: count }, (_, at) => ({
    suffix: `h${at}`,
    bound: `FOR VALUES WITH (modulus ${count}, remainder ${at})`,
  }));
}

/** Keys of a partitioned table hold its partition columns: PostgreSQL manual, section 5.12.2.3. */
export function widened(key: KeyConstraint, column: string): KeyConstraint {
  return key.columns.includes(column) ? key : { ...key, columns: [...key.columns, column] };
}

/**
 * The edits that make a table partitioned: its partitions, and keys that hold the partition column. Foreign
 * keys of other tables that refer to a key which was widened are dropped.
 */
export function partitionEdits(
  schema: Schema,
  table: Table,
  { key, bounds }: { readonly key: PartitionKey; readonly bounds: readonly PartitionBound[] },
): readonly SchemaEdit[] {
  const reason = `Partition ${table.name} by ${key.method} of ${key.column}`;
  const same = ({ schema, name }: Pick<Table, "schema" | "name">) =>
    schema === table.schema && name === table.name;
  const parent: Table = {
    ...table,
    ...(table.primaryKey ? { primaryKey: widened(table.primaryKey, key.column) } : {}),
    uniques: table.uniques.map((unique) => widened(unique, key.column)),
    indexes: table.indexes.map((index) =>
      index.unique ? { ...index, elements: [...index.elements, { column: key.column }] } : index
    ),
    exclusions: [],
    foreignKeys: table.foreignKeys.filter(({ references }) => !same(references)),
    partitioning: { method: key.method, keys: [quoteSqlIdentifier(key.column)] },
  };
  const edits: SchemaEdit[] = [];
  for (const other of schema.tables) {
    if (same(other) || !other.foreignKeys.some(({ references }) => same(references))) continue;
    edits.push({
      on: "schema",
      kind: "put-table",
      target: `${other.schema}.${other.name}`,
      reason,
      value: {
        ...other,
        foreignKeys: other.foreignKeys.filter(({ references }) => !same(references)),
      },
    });
  }
  const path = `${table.schema}.${table.name}`;
  edits.push({ on: "schema", kind: "put-table", target: path, reason, value: parent });
  for (const { suffix, bound } of bounds) {
    const name = `${table.name}_${suffix}`;
    edits.push({
      on: "schema",
      kind: "put-table",
      target: `${table.schema}.${name}`,
      reason,
      value: {
        schema: table.schema,
        name,
        columns: table.columns.map(({ identity: _, ...column }) => column),
        uniques: [],
        foreignKeys: [],
        checks: [],
        exclusions: [],
        indexes: [],
        triggers: [],
        policies: [],
        partitionOf: { schema: table.schema, name: table.name, bound },
      },
    });
  }
  return edits;
}
