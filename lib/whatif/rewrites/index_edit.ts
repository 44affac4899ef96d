import type { Edit } from "../../core/edit.ts";
import { indexesOf } from "../../engines/postgresql/sizes/size_table.ts";
import type { Index, IndexElement, Table } from "../../schema/schema.ts";

/** The edit that adds an index; none where the table has one that begins the same. */
export function missingIndex(
  table: Table,
  elements: readonly IndexElement[],
  reason: string,
): readonly Edit[] {
  const known = indexesOf(table).some((index) =>
    index.method === "btree" && index.where === undefined &&
    elements.every((element, at) => textOf(index.elements[at]) === textOf(element))
  );
  if (known) return [];
  const words = elements.map((element) => textOf(element)!.replace(/\W+/g, "_"));
  const value: Index = {
    name: `${table.name}_${words.join("_").replace(/^_|_$/g, "")}_idx`.slice(0, 63),
    method: "btree",
    unique: false,
    elements,
  };
  const target = `${table.schema}.${table.name}`;
  return [{ on: "schema", kind: "add-index", target, value, reason }];
}

function textOf(element: IndexElement | undefined): string | undefined {
  if (!element) return undefined;
  return "column" in element ? element.column : element.expression;
}
