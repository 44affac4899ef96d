import type { QueryPattern, Usage } from "../../lib/workload/query_pattern.ts";

/** What an index can help with. */
const INDEXABLE: ReadonlySet<Usage> = new Set([
  "equality",
  "in",
  "range",
  "join",
  "order",
  "group",
  "null test",
]);

/** Columns of each table that a statement compares, joins, groups or sorts by. */
export function indexableColumns(pattern: QueryPattern): ReadonlyMap<string, readonly string[]> {
  return columnsOf(pattern, (usage) => INDEXABLE.has(usage));
}

/** Columns of each table that a statement reads at all. */
export function accessedColumns(pattern: QueryPattern): ReadonlyMap<string, readonly string[]> {
  return columnsOf(pattern, (usage) => usage !== "set" && usage !== "contains");
}

function columnsOf(
  { tables }: QueryPattern,
  wanted: (usage: Usage) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { table, columns } of tables) {
    const own = found.get(table) ?? found.set(table, new Set()).get(table)!;
    for (const { column, usage, within } of columns) {
      if (wanted(usage) && column !== "*" && within === undefined) own.add(column);
    }
  }
  return new Map([...found].map(([table, columns]) => [table, [...columns]]));
}
