import { indexesOf } from "../../engines/postgresql/sizes/size_table.ts";
import { applySchemaEdits, type SchemaEdit } from "../../schema/apply_edits.ts";
import { findTable } from "../../schema/find_table.ts";
import type { Schema } from "../../schema/schema.ts";
import type { ColumnUse, QueryPattern } from "../../workload/query_pattern.ts";
import { freeName } from "./names.ts";

const EQUAL: ReadonlySet<string> = new Set(["equality", "in"]);

/**
 * Plain indexes that a statement may lack: for each table the columns of its equalities and then one of a
 * range or of the order, and each column that it is joined by. What is kept twice must beat these first.
 *
 * @param schema Where names are taken.
 * @param known Where indexes count as there. Defaults to the same schema.
 */
export function helpfulIndexes(
  schema: Schema,
  pattern: QueryPattern,
  known: Schema = schema,
): readonly SchemaEdit[] {
  const edits: SchemaEdit[] = [];
  for (const use of pattern.tables) {
    const table = findTable(known, use.schema ? `${use.schema}.${use.table}` : use.table);
    if (!table || table.partitioning) continue;
    const plain = use.columns.filter(({ column, within }) =>
      within === undefined && table.columns.some(({ name }) => name === column)
    );
    const names = (wanted: (use: ColumnUse) => boolean) => [
      ...new Set(plain.filter(wanted).map(({ column }) => column)),
    ];
    const equal = names(({ usage }) => EQUAL.has(usage));
    const next = names(({ usage }) => usage === "range" || usage === "order");
    const joins = names(({ usage }) => usage === "join");
    const wanted = [
      ...next.length === 0 ? [equal] : next.map((column) => [...equal, column]),
      ...joins.map((column) => [column, ...equal]),
      ...joins.map((column) => [column]),
    ];
    for (const columns of wanted) {
      const elements = [...new Set(columns)].slice(0, 4).map((column) => ({ column }));
      if (elements.length === 0) continue;
      const begins = (index: { readonly elements: readonly unknown[] }) =>
        elements.every((element, at) =>
          (index.elements[at] as { readonly column?: string } | undefined)?.column ===
            element.column
        );
      const exists = indexesOf(table).some((index) =>
        index.method === "btree" && index.where === undefined && begins(index)
      );
      const target = `${table.schema}.${table.name}`;
      const proposed = edits.some((edit) =>
        edit.target === target && begins(edit.value as { readonly elements: readonly unknown[] })
      );
      if (exists || proposed) continue;
      const name = freeName(
        applySchemaEdits(schema, edits),
        table.schema,
        `${table.name}_${elements.map(({ column }) => column).join("_")}_idx`,
      );
      edits.push({
        on: "schema",
        kind: "add-index",
        target,
        value: { name, method: "btree", unique: false, elements },
        reason: `${pattern.name} looks for ${elements.map(({ column }) => column).join(", ")}`,
      });
    }
  }
  return edits;
}
