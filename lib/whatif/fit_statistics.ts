import { freeze } from "../core/freeze.ts";
import {
  indexesOf,
  indexStatistics,
  sizeIndex,
  sizeTable,
} from "../engines/postgresql/sizes/size_table.ts";
import { storageOfType } from "../engines/postgresql/sizes/storage_of_type.ts";
import { baseType, resolveIn } from "../engines/postgresql/sizes/user_types.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { declaredColumn } from "../statistics/declared_column.ts";
import type { Statistics, TableStatistics } from "../statistics/statistics.ts";
import { checkStatistics } from "../statistics/check_statistics.ts";

const ASSUMED_ROWS = 1000;

/**
 * Statistics for every table and index of a schema: those that are known, a share of the parent's for
 * partitions that are new, computed sizes for indexes that are new, and assumptions for the rest.
 *
 * @throws {RangeError} When the statistics contradict themselves.
 */
export function fitStatistics(statistics: Statistics, schema: Schema): Statistics {
  checkStatistics(statistics);
  const known = new Map(statistics.tables.map((table) => [`${table.schema}.${table.name}`, table]));
  const find = ({ schema, name }: { readonly schema: string; readonly name: string }) =>
    known.get(`${schema}.${name}`);
  return freeze({ ...statistics, tables: schema.tables.map(fit) });

  function fit(table: Table): TableStatistics {
    const own = find(table) ?? share(table) ?? assume(table);
    if (table.partitioning) {
      return {
        ...own,
        pages: 0,
        columns: [],
        inherited: own.inherited ?? own.columns,
        indexes: [],
      };
    }
    const contents = { rows: Math.max(0, own.rows), columns: own.columns };
    const indexes = indexesOf(table).map((index) =>
      own.indexes.find(({ name }) => name === index.name) ??
        indexStatistics(sizeIndex(schema, table, index, contents, own.pages))
    );
    const listed = new Set(indexes.map(({ name }) => name));
    // A partition's parts of its parent's keys and indexes are known by their own names; the parent's stand
    // for them in the schema.
    const parts = table.partitionOf ? own.indexes.filter(({ name }) => !listed.has(name)) : [];
    return { ...own, schema: table.schema, name: table.name, indexes: [...indexes, ...parts] };
  }

  // A new partition holds its part of what the table held.
  function share(table: Table): TableStatistics | undefined {
    const { partitionOf } = table;
    const parent = partitionOf && find(partitionOf);
    if (!partitionOf || !parent) return undefined;
    const siblings = schema.tables.filter((other) =>
      other.partitionOf?.name === partitionOf.name &&
      other.partitionOf.schema === partitionOf.schema
    ).length;
    const part = (count: number) => Math.round(count / siblings);
    return {
      ...parent,
      rows: part(parent.rows),
      pages: part(parent.pages),
      allVisiblePages: part(parent.allVisiblePages),
      columns: parent.columns.length > 0 ? parent.columns : parent.inherited ?? [],
      indexes: [],
      extended: [],
    };
  }

  function assume(table: Table): TableStatistics {
    const columns = table.columns.map((column) => {
      const { type, labels } = baseType(schema, column.type);
      return declaredColumn({
        name: column.name,
        type,
        ...(labels ? { labels } : {}),
        width: storageOfType(column.type, resolveIn(schema)).width,
        rows: ASSUMED_ROWS,
        nullable: column.nullable,
        today: "2025-01-01",
      });
    });
    const sizes = sizeTable(schema, table, { rows: ASSUMED_ROWS, columns });
    return {
      schema: table.schema,
      name: table.name,
      rows: ASSUMED_ROWS,
      pages: sizes.heap.pages,
      allVisiblePages: sizes.heap.pages,
      columns,
      indexes: sizes.indexes.map(indexStatistics),
      extended: [],
    };
  }
}
