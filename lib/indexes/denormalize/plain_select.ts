import type { Schema, Table } from "../../schema/schema.ts";
import { type StatementView, viewStatement } from "../../whatif/rewrites/statement_view.ts";
import { nodeOf, type SyntaxNode } from "../../workload/syntax_tree.ts";
import { bareName, contains } from "./trees.ts";

/** A SELECT over tables and nothing else. */
export type PlainSelect = StatementView & {
  readonly tables: NonNullable<StatementView["tables"]>;
};

/** A SELECT over tables and nothing else: no set operation, no common table expression, no lock. */
export function plainSelect(statement: SyntaxNode, schema: Schema): PlainSelect | undefined {
  const view = viewStatement(statement, schema);
  const { type, fields, tables } = view;
  const plain = type === "SelectStmt" && fields.op === "SETOP_NONE" && tables !== undefined &&
    tables.length > 0 && !fields.withClause && !fields.lockingClause && !fields.intoClause &&
    !fields.valuesLists && !fields.windowClause;
  return plain ? { ...view, tables } : undefined;
}

/** A SELECT over the rows of one table. */
export interface SelectOfOne {
  readonly view: PlainSelect;
  readonly table: Table;
  readonly alias: string;
}

/** A SELECT over one table, each row of which counts: no subquery, no DISTINCT. */
export function selectOfOne(statement: SyntaxNode, schema: Schema): SelectOfOne | undefined {
  const view = plainSelect(statement, schema);
  const [own, ...more] = view?.tables ?? [];
  if (!view || !own || more.length > 0) return undefined;
  if (contains(view.fields, "SubLink") || view.fields.distinctClause) return undefined;
  return { view, table: own.table, alias: own.alias };
}

/** What a GROUP BY item means: the number or the name of a column of the result, or itself. */
export function groupedBy(
  item: unknown,
  targets: readonly unknown[],
  { column }: { readonly column: (node: unknown) => unknown },
): unknown {
  const position = (nodeOf(item, "A_Const")?.ival as { readonly ival?: number } | undefined)?.ival;
  if (position !== undefined) return nodeOf(targets[position - 1], "ResTarget")?.val;
  const name = bareName(item);
  if (name === undefined || column(item)) return item;
  const named = targets.find((target) => nodeOf(target, "ResTarget")?.name === name);
  return nodeOf(named, "ResTarget")?.val ?? item;
}
