import { quoteSqlIdentifier } from "../../core/escape.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import { bareTable } from "../../schema/bare_table.ts";
import type { ForeignKey, KeyConstraint, Schema, Table } from "../../schema/schema.ts";
import { type PartitionBound, partitionName } from "./partition_bounds.ts";
import type { PartitionKey } from "./partition_key.ts";

/**
 * Keys of a partitioned table hold its partition columns: PostgreSQL manual, section 5.12.2.3. A range that may
 * not overlap stays the last.
 */
export function widened(key: KeyConstraint, column: string): KeyConstraint {
  if (key.columns.includes(column)) return key;
  const columns = key.withoutOverlaps
    ? [...key.columns.slice(0, -1), column, ...key.columns.slice(-1)]
    : [...key.columns, column];
  return { ...key, columns };
}

/** Whether a foreign key refers to a key that gets the partition column, and so is lost. */
export function loses(
  { schema, name }: Pick<Table, "schema" | "name">,
  column: string,
  { references }: ForeignKey,
): boolean {
  return references.schema === schema && references.name === name &&
    !references.columns.includes(column);
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
    foreignKeys: table.foreignKeys.filter((one) => !loses(table, key.column, one)),
    partitioning: { method: key.method, keys: [quoteSqlIdentifier(key.column)] },
  };
  const edits: SchemaEdit[] = [];
  for (const other of schema.tables) {
    if (same(other) || !other.foreignKeys.some((one) => loses(table, key.column, one))) continue;
    edits.push({
      on: "schema",
      kind: "put-table",
      target: `${other.schema}.${other.name}`,
      reason,
      value: {
        ...other,
        foreignKeys: other.foreignKeys.filter((one) => !loses(table, key.column, one)),
      },
    });
  }
  const path = `${table.schema}.${table.name}`;
  edits.push({ on: "schema", kind: "put-table", target: path, reason, value: parent });
  for (const { suffix, bound } of bounds) {
    const name = partitionName(table.name, suffix);
    edits.push({
      on: "schema",
      kind: "put-table",
      target: `${table.schema}.${name}`,
      reason,
      value: {
        ...bareTable(
          { schema: table.schema, name },
          table.columns.map(({ identity: _, comment: __, ...column }) => column),
        ),
        partitionOf: { schema: table.schema, name: table.name, bound },
      },
    });
  }
  return edits;
}
