import { indexStatistics, sizeTable } from "../../engines/postgresql/sizes/size_table.ts";
import { storageOfType } from "../../engines/postgresql/sizes/storage_of_type.ts";
import { resolveIn } from "../../engines/postgresql/sizes/user_types.ts";
import { getTable } from "../../schema/find_table.ts";
import type { QualifiedName, Schema, Table } from "../../schema/schema.ts";
import {
  type ColumnStatistics,
  distinctCount,
  type TableStatistics,
  tableStatistics,
} from "../../statistics/statistics.ts";
import type { StructureData } from "./structure.ts";

/** What a table holds and how large it is, once it has more columns. */
export function widenedTable(
  { schema, statistics }: StructureData,
  { schema: namespace, name }: QualifiedName,
  added: readonly ColumnStatistics[],
): TableStatistics {
  const known = tableStatistics(statistics, name, namespace)!;
  const table = getTable(schema, { schema: namespace, name });
  const columns = [...known.columns, ...added];
  const sized = (held: readonly ColumnStatistics[]) => {
    const names = new Set(held.map((column) => column.name));
    const own = { ...table, columns: table.columns.filter((column) => names.has(column.name)) };
    return sizeTable(schema, { ...own, indexes: [], uniques: [] }, {
      rows: Math.max(0, known.rows),
      columns: held,
    }).heap.pages;
  };
  const factor = sized(columns) / Math.max(1, sized(known.columns));
  return {
    ...known,
    columns,
    pages: Math.round(known.pages * factor),
    allVisiblePages: Math.round(known.allVisiblePages * factor),
  };
}

/** A column's values as another table holds them, which refers to it at random. */
export function copiedStatistics(
  { statistics }: StructureData,
  from: QualifiedName,
  column: string,
  name: string,
  to: QualifiedName,
): ColumnStatistics {
  const source = tableStatistics(statistics, from.name, from.schema);
  const rows = tableStatistics(statistics, to.name, to.schema)?.rows ?? 0;
  const known = source?.columns.find((one) => one.name === column);
  if (!source || !known) return { name, nullFraction: 0, width: 8, distinct: 200 };
  const distinct = Math.min(Math.max(1, rows), distinctCount(known.distinct, source.rows));
  return { ...known, name, distinct, correlation: 0 };
}

/** A number that was counted or summed up. */
export function measureStatistics(
  schema: Schema,
  name: string,
  type: string,
  distinct: number,
): ColumnStatistics {
  const { width } = storageOfType(type, resolveIn(schema));
  return { name, nullFraction: 0, width, distinct: Math.max(1, Math.round(distinct)) };
}

/** What a new table holds and how large it is. */
export function newTable(
  schema: Schema,
  table: Table,
  rows: number,
  columns: readonly ColumnStatistics[],
): TableStatistics {
  const sizes = sizeTable(schema, table, { rows, columns, churn: 1 });
  const { pages } = sizes.heap;
  return {
    schema: table.schema,
    name: table.name,
    rows: Math.round(rows),
    pages,
    allVisiblePages: Math.round(pages / 2),
    columns,
    indexes: sizes.indexes.map(indexStatistics),
    extended: [],
  };
}
