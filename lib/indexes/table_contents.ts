import type { TableContents } from "../engines/postgresql/sizes/size_table.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Statistics, TableStatistics } from "../statistics/statistics.ts";

/** What a table holds, with the pages of its heap. */
export interface PagedContents extends TableContents {
  /** Pages of the heap; of a partitioned table, those of its partitions together. */
  readonly pages: number;
}

/** What a table holds by its statistics; a partitioned table holds what its partitions do. */
export function tableContents(
  statistics: Statistics,
  schema: Pick<Schema, "tables">,
  table: Table,
): PagedContents {
  const own = statisticsOf(statistics, table);
  const columns = own?.inherited ?? own?.columns ?? [];
  if (!table.partitioning) {
    return { rows: Math.max(0, own?.rows ?? 0), pages: own?.pages ?? 0, columns };
  }
  const parts = schema.tables.filter(({ partitionOf }) =>
    partitionOf?.name === table.name && partitionOf.schema === table.schema
  ).map((part) => tableContents(statistics, schema, part));
  const sum = (of: (part: PagedContents) => number) =>
    parts.reduce((sum, part) => sum + of(part), 0);
  return {
    rows: own && own.rows >= 0 ? own.rows : sum(({ rows }) => rows),
    pages: sum(({ pages }) => pages),
    columns,
  };
}

function statisticsOf(
  statistics: Statistics,
  { schema, name }: Table,
): TableStatistics | undefined {
  return statistics.tables.find((table) => table.schema === schema && table.name === name);
}
