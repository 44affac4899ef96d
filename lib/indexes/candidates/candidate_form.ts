import { indexesOf } from "../../engines/postgresql/sizes/size_table.ts";
import type { Index, IndexElement, QualifiedName, Table } from "../../schema/schema.ts";
import type { IndexKind } from "../advice.ts";

/** An index on a table, before it has a name. */
export interface CandidateForm {
  readonly table: QualifiedName;
  readonly method: string;
  readonly elements: readonly IndexElement[];
  readonly include?: readonly string[];
  readonly where?: string;
}

/** What tells two forms apart. */
export function formKey({ table, method, elements, include = [], where }: CandidateForm): string {
  const keys = elements.map(elementKey);
  return JSON.stringify([table.schema, table.name, method, keys, [...include].sort(), where]);
}

/** What tells two keys of an index apart. */
export function elementKey(element: IndexElement): string {
  const { descending = false, nulls, operatorClass = "", collation = "" } = element;
  const text = "column" in element ? element.column : `(${element.expression})`;
  return JSON.stringify([
    text,
    descending,
    nulls ?? (descending ? "first" : "last"),
    operatorClass,
    collation,
  ]);
}

/** An index of the schema as a form. */
export function formOf(
  table: QualifiedName,
  { method, elements, include, where }: Pick<Index, "method" | "elements" | "include" | "where">,
): CandidateForm {
  return {
    table: { schema: table.schema, name: table.name },
    method,
    elements,
    ...(include ? { include } : {}),
    ...(where === undefined ? {} : { where }),
  };
}

/** What is special about an index. */
export function kindsOf({ method, elements, include, where }: CandidateForm): readonly IndexKind[] {
  return [
    method === "gin" || method === "brin" ? method : "btree",
    ...(include?.length ? ["covering"] as const : []),
    ...(where === undefined ? [] : ["partial"] as const),
    ...(elements.some((element) => "expression" in element) ? ["expression"] as const : []),
  ];
}

/** Columns that an index reads, those of its expressions and its predicate included. */
export function columnsOfForm(form: CandidateForm, { columns }: Table): readonly string[] {
  const texts = [
    ...form.elements.map((element) =>
      "column" in element ? `"${element.column}"` : element.expression
    ),
    ...(form.include ?? []).map((column) => `"${column}"`),
    form.where ?? "",
  ];
  const words = new Set(
    texts.flatMap((text) => text.match(/"[^"]+"|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [])
      .map((word) => word.replaceAll('"', "")),
  );
  return columns.map(({ name }) => name).filter((name) => words.has(name));
}

/** The forms of all indexes that a table has, those of its keys included. */
export function formsOfTable(table: Table): readonly CandidateForm[] {
  return indexesOf(table).map((index) => formOf(table, index));
}

/**
 * A name for an index as PostgreSQL would choose it, told apart from others by a number.
 *
 * @param taken Names that there are; the new one is added.
 */
export function nameOf(form: CandidateForm, taken: Set<string>): string {
  const LONGEST = 59;
  const parts = form.elements.map((element) =>
    "column" in element
      ? element.column
      : element.expression.replaceAll(/\W+/g, "_").replaceAll(/^_+|_+$/g, "")
  );
  const stem = [form.table.name, ...parts].join("_").slice(0, LONGEST - 5).replace(/_+$/, "");
  for (let number = 0;; number++) {
    const name = `${stem}${number === 0 ? "" : number}_idx`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
