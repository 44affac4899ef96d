import { findTable } from "../../../schema/find_table.ts";
import type { ForeignKey, Schema, Table } from "../../../schema/schema.ts";
import type { StatementView } from "../../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode } from "../../../workload/syntax_tree.ts";
import type { Filter, Measure } from "../measures.ts";
import { type SelectOfOne, selectOfOne } from "../plain_select.ts";
import { isSteadyKey } from "../steady_key.ts";

/** What a statement asks of the children of a row. */
export interface ChildRead {
  readonly child: Table;
  readonly key: ForeignKey;
  readonly parent: Table;
  readonly filter: Filter;
  readonly measures: readonly Measure[];
  /** The statement with what stands for each measure in the row of the parent. */
  readonly rewritten: (column: (measure: Measure) => string) => Promise<SyntaxNode>;
}

/** Foreign keys of a table that say at every moment which row is meant. */
export function keysOf(
  schema: Schema,
  child: Table,
): readonly { key: ForeignKey; parent: Table }[] {
  return child.foreignKeys.flatMap((key) => {
    const parent = findTable(schema, key.references);
    // A key that may be missing would tell no row apart.
    const fits = parent && isSteadyKey(schema, child, key, parent) &&
      key.references.columns.every((name) =>
        parent.columns.find((column) => column.name === name)?.nullable === false
      );
    return fits ? [{ key, parent }] : [];
  });
}

/** What the names of columns that count a child begin with. */
export function prefixOf(child: Table, filter: Filter): string {
  const words = filter.columns.filter((name) => !child.name.includes(name));
  return [child.name, ...words].join("_");
}

/** A statement over the rows of one table, without groups, limits and an order. */
export function overOneTable(statement: SyntaxNode, schema: Schema): SelectOfOne | undefined {
  const one = selectOfOne(statement, schema);
  const { groupClause, havingClause, limitCount, limitOffset, sortClause } = one?.view.fields ?? {};
  return groupClause || havingClause || limitCount || limitOffset || sortClause ? undefined : one;
}

/** `c.parent_id = p.id`, where `p` is of the statement around. */
export function correlates(
  node: unknown,
  view: Pick<StatementView, "column">,
  column: string,
  above: string,
  target: string,
): boolean {
  const expression = nodeOf(node, "A_Expr");
  if (expression?.kind !== "AEXPR_OP" || namesOf(listOf(expression, "name")).join(".") !== "=") {
    return false;
  }
  return [["lexpr", "rexpr"], ["rexpr", "lexpr"]].some(([own, other]) => {
    const names = namesOf(listOf(nodeOf(expression[other!], "ColumnRef") ?? {}, "fields"));
    return view.column(expression[own!])?.column.name === column &&
      names.length === 2 && names[0] === above && names[1] === target;
  });
}
