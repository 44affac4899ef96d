import {
  listOf,
  namesOf,
  nodeOf,
  type SyntaxNode,
  unwrap,
  walk,
} from "../../workload/syntax_tree.ts";
import { conjuncts, type StatementView } from "../../whatif/rewrites/statement_view.ts";

/** A tree with nodes replaced; what `replace` returns is not looked into again. */
export function replaceNodes(
  value: unknown,
  replace: (type: string, fields: SyntaxNode) => unknown,
): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceNodes(item, replace));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as SyntaxNode);
  const [only] = entries;
  if (only && entries.length === 1 && /^[A-Z]/.test(only[0])) {
    const replaced = replace(only[0], only[1] as SyntaxNode);
    if (replaced !== undefined) return replaced;
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, replaceNodes(item, replace)]));
}

/** Whether a node of one of these types is anywhere in a tree. */
export function contains(value: unknown, ...types: readonly string[]): boolean {
  let found = false;
  walk(value, (type) => {
    if (types.includes(type)) found = true;
    return !found;
  });
  return found;
}

/** Trees are equal when their text is, wherever it stood. */
export function sameTree(a: unknown, b: unknown): boolean {
  return shapeOf(a) === shapeOf(b);
}

/** A tree as text, without the places of its words. */
export function shapeOf(value: unknown): string {
  return JSON.stringify(value, (key, item) => key === "location" ? undefined : item);
}

/** A column reference. */
export function columnNode(...names: readonly string[]): SyntaxNode {
  return { ColumnRef: { fields: names.map((sval) => ({ String: { sval } })) } };
}

/** The one name of a bare column reference. */
export function bareName(node: unknown): string | undefined {
  const fields = listOf(nodeOf(node, "ColumnRef") ?? {}, "fields");
  const [name] = namesOf(fields);
  return fields.length === 1 ? name : undefined;
}

/** Whether a star or a whole row is asked for: what a table has more would show. */
export function takesWholeRows(statement: SyntaxNode, aliases: ReadonlySet<string>): boolean {
  let found = false;
  walk(statement, (type, fields) => {
    if (type === "A_Star") found = true;
    if (type === "FuncCall" && fields.agg_star) return;
    const name = type === "ColumnRef" ? bareName({ ColumnRef: fields }) : undefined;
    if (name !== undefined && aliases.has(name)) found = true;
  });
  return found;
}

/** The name that PostgreSQL gives a column of the result; nothing where it has none of its own. */
export function outputName(target: unknown): string | undefined {
  const { name, val } = nodeOf(target, "ResTarget") ?? {};
  return name === undefined ? impliedName(val) : String(name);
}

// PostgreSQL's FigureColname, as far as statements go that are rewritten here.
function impliedName(node: unknown): string | undefined {
  const [type, fields] = unwrap(node) ?? [];
  if (!type || !fields) return undefined;
  if (type === "ColumnRef") return namesOf(listOf(fields, "fields")).at(-1);
  if (type === "FuncCall") return namesOf(listOf(fields, "funcname")).at(-1);
  if (type === "TypeCast") {
    const named = impliedName(fields.arg);
    const type = fields.typeName as SyntaxNode | undefined;
    return named ?? namesOf(listOf(type ?? {}, "names")).at(-1);
  }
  if (type === "CoalesceExpr") return "coalesce";
  if (type === "CaseExpr") return impliedName(fields.defresult) ?? "case";
  if (type === "SubLink" && fields.subLinkType === "EXPR_SUBLINK") {
    const select = nodeOf(fields.subselect, "SelectStmt");
    return select && outputName(listOf(select, "targetList")[0]);
  }
  if (type === "SubLink" && fields.subLinkType === "EXISTS_SUBLINK") return "exists";
  return undefined;
}

/** Changes the expressions of a SELECT and leaves the names of its result as they are. */
export function mapSelect(
  fields: SyntaxNode,
  replace: (type: string, fields: SyntaxNode) => unknown,
): SyntaxNode {
  const targets = listOf(fields, "targetList");
  const names = new Set(targets.map(outputName));
  const targetList = targets.map((target) => {
    const own = nodeOf(target, "ResTarget")!;
    const val = replaceNodes(own.val, replace);
    if (sameTree(val, own.val)) return target;
    const name = outputName(target) ?? "?column?";
    return { ResTarget: { ...own, name, val } };
  });
  // A bare name in ORDER BY means a column of the result before one of a table.
  const sortClause = listOf(fields, "sortClause").map((item) => {
    const sort = nodeOf(item, "SortBy")!;
    const name = bareName(sort.node);
    if (name !== undefined && names.has(name)) return item;
    return { SortBy: { ...sort, node: replaceNodes(sort.node, replace) } };
  });
  const rest = Object.fromEntries(
    ["fromClause", "whereClause", "groupClause", "havingClause", "distinctClause"].flatMap((key) =>
      fields[key] === undefined ? [] : [[key, replaceNodes(fields[key], replace)]]
    ),
  );
  return {
    ...fields,
    ...rest,
    targetList,
    ...(sortClause.length > 0 ? { sortClause } : {}),
  };
}

/** Conditions as one, for a WHERE. */
export function allOf(conditions: readonly unknown[]): SyntaxNode | undefined {
  const args = conditions.flatMap((condition) => conjuncts(condition));
  if (args.length === 0) return undefined;
  return args.length === 1 ? args[0] : { BoolExpr: { boolop: "AND_EXPR", args } };
}

/** A SELECT with another FROM and WHERE. */
export function withFrom(
  fields: SyntaxNode,
  fromClause: readonly unknown[],
  conditions: readonly unknown[],
): SyntaxNode {
  const { whereClause: _old, ...rest } = fields;
  const whereClause = allOf(conditions);
  return { ...rest, fromClause, ...(whereClause ? { whereClause } : {}) };
}

/** The aliases that a tree's columns are of; nothing where one cannot be told. */
export function aliasesOf(
  value: unknown,
  view: Pick<StatementView, "column">,
): ReadonlySet<string> | undefined {
  const aliases = new Set<string>();
  let known = true;
  walk(value, (type, fields) => {
    if (type === "SubLink") known = false;
    if (type !== "ColumnRef") return;
    const column = view.column({ ColumnRef: fields });
    if (column) aliases.add(column.alias);
    else known = false;
  });
  return known ? aliases : undefined;
}

/** Whether all functions that a tree calls are among those. */
export function callsOnly(value: unknown, functions: ReadonlySet<string>): boolean {
  let only = true;
  walk(value, (type, fields) => {
    if (type === "FuncCall" && !functions.has(namesOf(listOf(fields, "funcname")).join("."))) {
      only = false;
    }
  });
  return only;
}
