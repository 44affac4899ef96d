import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { indexesOf, type IndexForm } from "../engines/postgresql/sizes/size_table.ts";
import type { ForeignKey, Table } from "../schema/schema.ts";
import type { Lab } from "../whatif/lab.ts";
import { columnsOf } from "../whatif/model_patterns.ts";
import { parsePattern } from "../workload/parse_pattern.ts";
import type { QueryPattern } from "../workload/query_pattern.ts";
import type { RowChange } from "./row_changes.ts";

/** Whether an index finds the rows that refer to a key: its first columns are the foreign key's, in any order. */
export function supportsForeignKey(
  { method, elements, where }: Pick<IndexForm, "method" | "elements" | "where">,
  { columns }: Pick<ForeignKey, "columns">,
): boolean {
  const leading = elements.slice(0, columns.length).map((element) =>
    "column" in element ? element.column : ""
  );
  return method === "btree" && where === undefined &&
    columns.every((column) => leading.includes(column));
}

/** Names of a table's indexes that find the rows of a foreign key. */
export function foreignKeySupport(table: Table, key: ForeignKey): readonly string[] {
  return indexesOf(table).filter((index) => supportsForeignKey(index, key))
    .map(({ name }) => name);
}

/**
 * What PostgreSQL itself asks when rows that others refer to are deleted or get another key: for each such
 * row, which rows refer to it. No plan of the statement shows it, and without an index each is a scan of the
 * whole referring table.
 *
 * Source: PostgreSQL 18, RI_FKey_noaction_del() in src/backend/utils/adt/ri_triggers.c.
 *
 * @param lab The planner, for its schema.
 * @param changes The rows that the workload changes.
 * @returns Query patterns named after the foreign key, with the rate of the changes.
 */
export async function foreignKeyChecks(
  { schema }: Pick<Lab, "schema">,
  changes: readonly RowChange[],
): Promise<readonly QueryPattern[]> {
  const columns = columnsOf(schema);
  const checks: QueryPattern[] = [];
  for (const table of schema.tables) {
    if (table.partitionOf) continue;
    for (const key of table.foreignKeys) {
      if (key.notEnforced) continue;
      const rate = changes.filter(({ table, kind, columns }) =>
        table.schema === key.references.schema && table.name === key.references.name &&
        (kind === "delete" ||
          kind === "update" && columns.some((column) => key.references.columns.includes(column)))
      ).reduce((sum, { rate }) => sum + rate, 0);
      if (rate === 0) continue;
      const terms = key.columns.map((column, at) => `${quoteIdentifier(column)} = $${at + 1}`);
      const from = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
      checks.push(
        await parsePattern(`select 1 from ${from} where ${terms.join(" and ")} for key share`, {
          name: `check of ${table.name}.${key.name}`,
          rate,
          columns,
        }),
      );
    }
  }
  return checks;
}
