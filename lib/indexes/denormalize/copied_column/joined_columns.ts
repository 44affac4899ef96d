import type { ForeignKey } from "../../../schema/schema.ts";
import type { StatementView } from "../../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../../workload/syntax_tree.ts";

/** The conditions that join a child to its parent by a foreign key; nothing where one is missing. */
export function joinOf(
  view: Pick<StatementView, "conditions" | "outerConditions" | "column">,
  child: string,
  parent: string,
  key: ForeignKey,
): readonly SyntaxNode[] | undefined {
  const all = [...view.conditions, ...view.outerConditions.map(({ condition }) => condition)];
  const found = key.columns.map((column, at) =>
    all.find((node) => {
      const expression = nodeOf(node, "A_Expr");
      if (expression?.kind !== "AEXPR_OP") return false;
      if (namesOf(listOf(expression, "name")).join(".") !== "=") return false;
      const sides = [view.column(expression.lexpr), view.column(expression.rexpr)];
      const own = sides.some((side) => side?.alias === child && side.column.name === column);
      const other = sides.some((side) =>
        side?.alias === parent && side.column.name === key.references.columns[at]
      );
      return own && other;
    })
  );
  return found.every((node) => node !== undefined) ? found : undefined;
}

/** The columns of an alias that a statement names; nothing where a name cannot be told. */
export function columnsUsed(
  view: Pick<StatementView, "fields" | "column">,
  alias: string,
): readonly string[] | undefined {
  const columns = new Set<string>();
  walk(view.fields, (type, fields) => {
    const column = type === "ColumnRef" ? view.column({ ColumnRef: fields }) : undefined;
    if (column?.alias === alias) columns.add(column.column.name);
  });
  return [...columns];
}
