import { applySchemaEdits, type SchemaEdit } from "../../../schema/apply_edits.ts";
import { getTable } from "../../../schema/find_table.ts";
import type { Column, Index, Schema } from "../../../schema/schema.ts";
import { tableStatistics } from "../../../statistics/statistics.ts";
import type { Lab } from "../../../whatif/lab.ts";
import { columnsOf } from "../../../whatif/model_patterns.ts";
import { parsePattern } from "../../../workload/parse_pattern.ts";
import { helpfulIndexes } from "../helpful_indexes.ts";
import type { Structure } from "../structure.ts";
import { openWriteCost } from "../../write_cost.ts";

/** Kinds whose columns stand in a table with other rows to choose from. */
const INDEXABLE: ReadonlySet<string> = new Set(["copied-column", "generated-column"]);

/** Plain indexes over the columns that are kept, as the rewritten queries look for them. */
export async function indexesOver(
  schema: Schema,
  structure: Structure,
  queries: readonly { readonly rewritten: string }[],
): Promise<readonly SchemaEdit[]> {
  if (!INDEXABLE.has(structure.kind)) return [];
  const kept = new Set(structure.probe.map(({ value }) => (value as Column).name));
  const indexes: SchemaEdit[] = [];
  for (const { rewritten } of queries) {
    const pattern = await parsePattern(rewritten, { columns: columnsOf(schema) });
    for (const edit of helpfulIndexes(applySchemaEdits(schema, indexes), pattern)) {
      const { elements } = edit.value as Index;
      if (elements.some((one) => "column" in one && kept.has(one.column))) indexes.push(edit);
    }
  }
  return indexes;
}

/** The bytes of indexes that a lab has. */
export function indexBytes({ schema, statistics }: Lab, indexes: readonly SchemaEdit[]): number {
  return indexes.reduce((sum, { target, value }) => {
    const { schema: namespace, name } = getTable(schema, target);
    const sized = tableStatistics(statistics, name, namespace)?.indexes
      .find((index) => index.name === (value as Index).name);
    return sum + 8192 * (sized?.pages ?? 0);
  }, 0);
}

/** What the workload pays to keep indexes, in units a second. */
export async function indexCost(lab: Lab, indexes: readonly SchemaEdit[]): Promise<number> {
  const writes = await openWriteCost(lab, {
    queries: lab.patterns.filter(({ kind }) => kind !== "select").map(({ name }) => name),
  });
  return indexes.reduce((sum, { target, value }) => {
    const { schema, name } = getTable(lab.schema, target);
    return sum + writes.ofIndex({ schema, table: name, index: value as Index }).cost;
  }, 0);
}
