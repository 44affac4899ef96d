import type { Schema, Table } from "../../../schema/schema.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../../../workload/syntax_tree.ts";
import { groupedBy, type PlainSelect, plainSelect } from "../plain_select.ts";
import { isGuarded } from "../structure.ts";
import { bareName, contains, sameTree, takesWholeRows } from "../trees.ts";
import { definitionOf } from "./definition.ts";
import { type Output, type Outputs, outputsOf } from "./outputs.ts";
import { AGGREGATES, isTimeless, readsAlike } from "./timeless.ts";

/** What a statement reads, as a view that keeps it. */
export interface ViewRead {
  readonly outputs: readonly Output[];
  readonly definition: SyntaxNode;
  /** Columns that parameters are compared with. */
  readonly filters: readonly Filter[];
  readonly order: readonly Order[];
  /** Outputs that tell the rows apart. */
  readonly unique?: readonly string[];
  readonly tables: readonly Table[];
}

interface Filter {
  readonly output: Output;
  readonly condition: SyntaxNode;
}

interface Order {
  readonly sort: SyntaxNode;
  readonly output: Output;
}

/** Reads a statement as a view and what is asked of it; nothing where a view would not give the same. */
export function viewReadOf(statement: SyntaxNode, schema: Schema): ViewRead | undefined {
  const view = plainSelect(statement, schema);
  if (!view || contains(view.fields, "SubLink") || view.tables.length === 0) return undefined;
  const { fields, tables, conditions } = view;
  if (tables.some(({ table }) => isGuarded(table))) return undefined;
  if (takesWholeRows(statement, new Set(tables.map(({ alias }) => alias)))) return undefined;
  if (!isTimeless(fields) || !readsAlike(fields, view)) return undefined;
  const outputs = outputsOf(view);
  if (!outputs || contains({ ...fields, whereClause: undefined }, "ParamRef")) return undefined;
  const open = conditions.filter((condition) => contains(condition, "ParamRef"));
  const filters = open.length === 0 ? [] : filtersOf(view, open, outputs);
  const order = filters && orderOf(fields, outputs);
  if (!filters || !order) return undefined;
  const { list } = outputs;
  if (fields.distinctClause && list.some(({ shown }) => shown === undefined)) return undefined;
  const groups = listOf(fields, "groupClause")
    .map((item) => groupedBy(item, listOf(fields, "targetList"), view));
  const fixed = conditions.filter((condition) => !open.includes(condition));
  const definition = definitionOf(fields, {
    outputs: list,
    groups: groups.length === 0 ? [] : [...groups, ...filters.map(({ output }) => output.val)],
    conditions: open.length > 0
      ? fixed
      : fields.whereClause === undefined
      ? []
      : [fields.whereClause],
    flatten: open.length > 0 && !hasOuterJoin(view),
    limited: isLimited(fields),
  });
  const unique = groups.map((tree) => list.find(({ val }) => sameTree(val, tree))?.name);
  return {
    outputs: list,
    definition,
    filters,
    order,
    ...(groups.length > 0 && unique.every((name) => name !== undefined)
      ? { unique: [...unique, ...filters.map(({ output }) => output.name)] }
      : {}),
    tables: tables.map(({ table }) => table),
  };
}

// Conditions with parameters are asked of the view, over columns of its own.
function filtersOf(
  view: PlainSelect,
  open: readonly SyntaxNode[],
  { add }: Outputs,
): readonly Filter[] | undefined {
  const { fields, conditions } = view;
  const groups = listOf(fields, "groupClause");
  const aggregates = groups.length > 0 || hasAggregate(fields);
  // What a limit or an aggregate over all rows gives depends on which rows there are.
  if (isLimited(fields) || fields.distinctClause || (aggregates && groups.length === 0)) {
    return undefined;
  }
  // Conditions of inner joins are lifted alike; those of outer joins stay where they are.
  if (hasOuterJoin(view) && conjunctsOf(fields).length !== conditions.length) return undefined;
  const filters: Filter[] = [];
  for (const condition of open) {
    const expression = nodeOf(condition, "A_Expr");
    const operator = namesOf(listOf(expression ?? {}, "name")).join(".");
    if (expression?.kind !== "AEXPR_OP" || !view.column(expression.lexpr)) return undefined;
    if (!nodeOf(expression.rexpr, "ParamRef")) return undefined;
    if (!/^(=|<|<=|>|>=)$/.test(operator) || (aggregates && operator !== "=")) return undefined;
    const name = view.column(expression.lexpr)!.column.name;
    const output = add(`by_${name}`, expression.lexpr);
    if (!output) return undefined;
    filters.push({ output, condition });
  }
  return filters;
}

function orderOf(fields: SyntaxNode, { list, add }: Outputs): readonly Order[] | undefined {
  const order: Order[] = [];
  for (const item of listOf(fields, "sortClause")) {
    const sort = nodeOf(item, "SortBy")!;
    const position = (nodeOf(sort.node, "A_Const")?.ival as { readonly ival?: number } | undefined)
      ?.ival;
    const name = bareName(sort.node);
    const shown = name !== undefined && list.find((output) => output.shown === name);
    const output = position !== undefined
      ? list[position - 1]
      : shown || add(`sorted_${order.length + 1}`, sort.node);
    if (!output) return undefined;
    order.push({ sort, output });
  }
  return order;
}

const isLimited = ({ limitCount, limitOffset }: SyntaxNode): boolean =>
  limitCount !== undefined || limitOffset !== undefined;

const hasOuterJoin = ({ tables }: PlainSelect): boolean => tables.some(({ nullable }) => nullable);

function conjunctsOf({ whereClause }: SyntaxNode): readonly unknown[] {
  const bool = nodeOf(whereClause, "BoolExpr");
  if (bool?.boolop === "AND_EXPR") return listOf(bool, "args");
  return whereClause === undefined ? [] : [whereClause];
}

function hasAggregate(fields: SyntaxNode): boolean {
  let found = false;
  walk([fields.targetList, fields.havingClause, fields.sortClause], (type, call) => {
    if (type === "FuncCall" && AGGREGATES.has(namesOf(listOf(call, "funcname")).at(-1) ?? "")) {
      found = true;
    }
  });
  return found;
}
