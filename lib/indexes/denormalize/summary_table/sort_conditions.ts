import { isGiven } from "../../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode } from "../../../workload/syntax_tree.ts";
import { columnDimension, type Dimension, fallsOn } from "../dimensions.ts";
import { type ColumnContext, equalityOf, isFixedCondition } from "../fixed_conditions.ts";
import { columnNode, contains, replaceNodes } from "../trees.ts";

/** Conditions of a statement over one table, told apart by what they are over. */
export interface SortedConditions {
  /** Those that are part of what is kept. */
  readonly fixed: readonly SyntaxNode[];
  /** Those over dimensions, which a summary answers; each as it is over the summary. */
  readonly open: readonly SyntaxNode[];
  /** All dimensions, with those that conditions ask for. */
  readonly dimensions: ReadonlyMap<string, Dimension>;
}

/** Tells conditions apart; nothing where one of them cannot be answered by a summary. */
export function sortConditions(
  conditions: readonly SyntaxNode[],
  grouped: ReadonlyMap<string, Dimension>,
  context: ColumnContext & { readonly alias: string },
): SortedConditions | undefined {
  const { alias } = context;
  const dimensions = new Map(grouped);
  const fixed: SyntaxNode[] = [];
  const open: SyntaxNode[] = [];
  for (const condition of conditions) {
    const kept = overDimensions(condition, dimensions, context);
    if (kept) open.push(kept);
    else if (isFixedCondition(condition, context)) fixed.push(condition);
    else {
      const equal = equalityOf(condition, context);
      const dimension = equal &&
        columnDimension(columnNode(alias, equal.column.column.name), context);
      if (!dimension) return undefined;
      dimensions.set(dimension.key, dimension);
      open.push(condition);
    }
  }
  return { fixed, open, dimensions };
}

// A condition over a column that is a dimension, or over the start of a unit of one that is cut off.
function overDimensions(
  condition: SyntaxNode,
  dimensions: ReadonlyMap<string, Dimension>,
  context: ColumnContext & { readonly alias: string },
): SyntaxNode | undefined {
  const whole = replaceNodes(condition, (type, node) => {
    const column = type === "ColumnRef" ? context.column({ ColumnRef: node }) : undefined;
    return column && dimensions.get(column.column.name) ? { Null: {} } : undefined;
  });
  const plain = !contains(whole, "ColumnRef") && contains(whole, "Null") && isComparison(condition);
  if (plain) return condition;
  const expression = nodeOf(condition, "A_Expr");
  const operator = namesOf(listOf(expression ?? {}, "name")).join(".");
  const column = expression && context.column(expression.lexpr)?.column.name;
  const cut = [...dimensions.values()].find((one) => one.unit && one.column === column);
  if (
    !expression || !cut || !/^(<|>=)$/.test(operator) || !fallsOn(cut.unit!, expression.rexpr)
  ) {
    return undefined;
  }
  if (!isFixedCondition(condition, context)) return undefined;
  return { A_Expr: { ...expression, lexpr: columnNode(context.alias, cut.name) } };
}

// A column with whatever the statement brings, in either order.
function isComparison(node: unknown): boolean {
  const expression = nodeOf(node, "A_Expr");
  return (expression?.kind === "AEXPR_OP" || expression?.kind === "AEXPR_IN" ||
    expression?.kind === "AEXPR_BETWEEN" || expression?.kind === "AEXPR_OP_ANY") &&
    [expression.lexpr, expression.rexpr].some((side) => nodeOf(side, "ColumnRef")) &&
    [expression.lexpr, expression.rexpr].some((side) => {
      const items = nodeOf(side, "List") ? listOf(nodeOf(side, "List")!, "items") : [side];
      return items.every(isGiven);
    });
}
