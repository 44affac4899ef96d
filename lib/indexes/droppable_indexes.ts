import { indexesOf } from "../engines/postgresql/sizes/size_table.ts";
import type { Index, Schema, Table } from "../schema/schema.ts";
import type { OptionalIndex } from "../whatif/what_if.ts";

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
  return table.foreignKeys.every(({ columns }) => !supports(index, columns)) ||
    table.foreignKeys.filter(({ columns }) => supports(index, columns))
      .every(({ columns }) =>
        indexesOf(table).some((other) =>
          other.name !== index.name && supports(other, columns) &&
          (other.unique || !table.indexes.some(({ name }) => name === other.name))
        )
      );
}

// The referencing rows are found by the first columns of an index, in any order.
function supports(
  { method, elements, where }: Pick<Index, "method" | "elements" | "where">,
  columns: readonly string[],
): boolean {
  const leading = elements.slice(0, columns.length).map((element) =>
    "column" in element ? element.column : ""
  );
  return method === "btree" && where === undefined &&
    columns.every((column) => leading.includes(column));
}
