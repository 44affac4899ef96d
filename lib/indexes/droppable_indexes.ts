import { indexesOf } from "../engines/postgresql/sizes/size_table.ts";
import type { Index, Schema, Table } from "../schema/schema.ts";
import type { OptionalIndex } from "../whatif/what_if.ts";
import { supportsForeignKey } from "./foreign_key_support.ts";

/**
 * The indexes that may be dropped if they are of no use: not those that keep values unique, order the table
 * or identify its rows, and not the last one that supports a foreign key.
 */
export function droppableIndexes(schema: Schema): readonly OptionalIndex[] {
  return schema.tables.flatMap((table) =>
    table.indexes.filter((index) => isDroppable(table, index))
      .map((index) => ({ schema: table.schema, table: table.name, index }))
  );
}

function isDroppable(table: Table, index: Index): boolean {
  const { replicaIdentity, clusteredOn } = table;
  if (index.unique || index.attachedTo !== undefined || clusteredOn === index.name) return false;
  if (typeof replicaIdentity === "object" && replicaIdentity.index === index.name) return false;
  // Optional indexes may all be dropped together: only one that is not optional supports a key for certain.
  const staying = indexesOf(table).filter((other) =>
    other.name !== index.name &&
    (other.unique || !table.indexes.some(({ name }) => name === other.name))
  );
  return table.foreignKeys.filter((key) => supportsForeignKey(index, key))
    .every((key) => staying.some((other) => supportsForeignKey(other, key)));
}
