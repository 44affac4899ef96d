import type { Column, Schema, Table } from "../../schema/schema.ts";
import { findTable } from "../../schema/find_table.ts";
import { baseType } from "../../engines/postgresql/sizes/user_types.ts";
import {
  listOf,
  namesOf,
  nodeOf,
  type SyntaxNode,
  unwrap,
  walk,
} from "../../workload/syntax_tree.ts";

/** A table of a statement, by the name that the statement knows it by. */
export interface StatementTable {
  /** How the statement calls it. */
  readonly alias: string;
  /** The table of the schema. */
  readonly table: Table;
  /** An outer join may give NULL for its columns. */
  readonly nullable: boolean;
}

/** A column of a statement. */
export interface StatementColumn extends StatementTable {
  /** The column of the schema. */
  readonly column: Column;
  /** The type under its domain. */
  readonly type: string;
}

/** A condition of an outer join, or of a join on the side of one that may be missing. */
export interface OuterCondition {
  /** The condition. */
  readonly condition: SyntaxNode;
  /** The tables whose columns are NULL where it is not met. */
  readonly inside: ReadonlySet<string>;
}

/** What rules of rewriting ask of a statement. */
export interface StatementView {
  /** Such as `SelectStmt`. */
  readonly type: string;
  /** Its fields. */
  readonly fields: SyntaxNode;
  /** The tables of its FROM; nothing when it reads from anything else, too. */
  readonly tables: readonly StatementTable[] | undefined;
  /** What must all be true of its rows, join conditions of inner joins included. */
  readonly conditions: readonly SyntaxNode[];
  /** What must be true for an outer join to find a row, with the tables that it finds the row in. */
  readonly outerConditions: readonly OuterCondition[];
  /** The column that a node is, when it is nothing but a column. */
  column(node: unknown): StatementColumn | undefined;
}

/** Looks at a statement's parse tree with the schema at hand. */
export function viewStatement(statement: SyntaxNode, schema: Schema): StatementView {
  const [type = "", fields = {}] = unwrap(statement) ?? [];
  const common = new Set(
    listOf((fields.withClause ?? {}) as SyntaxNode, "ctes")
      .map((item) => String(nodeOf(item, "CommonTableExpr")?.ctename)),
  );
  const tables: StatementTable[] = [];
  const conditions: SyntaxNode[] = [];
  const outerConditions: OuterCondition[] = [];
  let plain = true;
  if (fields.relation) visitTable(fields.relation as SyntaxNode, false);
  for (const item of [...listOf(fields, "fromClause"), ...listOf(fields, "usingClause")]) {
    visitFrom(item, false);
  }
  conditions.push(...conjuncts(fields.whereClause));
  return {
    type,
    fields,
    tables: plain ? tables : undefined,
    conditions,
    outerConditions,
    column,
  };

  function visitTable(range: SyntaxNode, nullable: boolean): void {
    const name = String(range.relname);
    const path = range.schemaname ? `${range.schemaname}.${name}` : name;
    const table = !range.schemaname && common.has(name) ? undefined : findTable(schema, path);
    if (!table) {
      plain = false;
      return;
    }
    const alias = (range.alias as SyntaxNode | undefined)?.aliasname;
    tables.push({ alias: String(alias ?? name), table, nullable });
  }

  function visitFrom(node: unknown, nullable: boolean): void {
    const range = nodeOf(node, "RangeVar");
    if (range) return visitTable(range, nullable);
    const join = nodeOf(node, "JoinExpr");
    if (!join || join.alias || join.isNatural || listOf(join, "usingClause").length > 0) {
      plain = false;
      return;
    }
    const outer = join.jointype === "JOIN_LEFT";
    if (!outer && join.jointype !== "JOIN_INNER") plain = false;
    const start = tables.length;
    visitFrom(join.larg, nullable);
    const middle = tables.length;
    visitFrom(join.rarg, nullable || outer);
    const parts = conjuncts(join.quals);
    if (!outer && !nullable) return void conditions.push(...parts);
    const inside = new Set(tables.slice(outer ? middle : start).map(({ alias }) => alias));
    outerConditions.push(...parts.map((condition) => ({ condition, inside })));
  }

  function column(node: unknown): StatementColumn | undefined {
    const names = namesOf(listOf(nodeOf(node, "ColumnRef") ?? {}, "fields"));
    const [name, owner] = [names.at(-1), names.at(-2)];
    if (name === undefined || names.length > 2) return undefined;
    const found = tables.filter(({ alias, table }) =>
      (owner === undefined || owner === alias) && table.columns.some((one) => one.name === name)
    );
    if (found.length !== 1 || (!plain && owner === undefined)) return undefined;
    const own = found[0]!.table.columns.find((one) => one.name === name)!;
    return { ...found[0]!, column: own, type: baseType(schema, own.type).type };
  }
}

/** The conditions that AND holds together. */
export function conjuncts(node: unknown): readonly SyntaxNode[] {
  if (!node) return [];
  const bool = nodeOf(node, "BoolExpr");
  return bool?.boolop === "AND_EXPR"
    ? listOf(bool, "args").flatMap(conjuncts)
    : [node as SyntaxNode];
}

/** A comparison of two sides by one operator. */
export interface Comparison {
  readonly operator: string;
  readonly left: unknown;
  readonly right: unknown;
}

const TURNED: Readonly<Record<string, string>> = {
  "=": "=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** A comparison, with the value that the statement brings at the right. */
export function comparisonOf(node: unknown): Comparison | undefined {
  const expression = nodeOf(node, "A_Expr");
  const names = namesOf(listOf(expression ?? {}, "name"));
  const operator = names[0] ?? "";
  if (expression?.kind !== "AEXPR_OP" || names.length !== 1 || !(operator in TURNED)) {
    return undefined;
  }
  const { lexpr: left, rexpr: right } = expression;
  if (isGiven(right)) return { operator, left, right };
  return isGiven(left) ? { operator: TURNED[operator]!, left: right, right: left } : undefined;
}

const GIVEN: ReadonlySet<string> = new Set([
  "ParamRef",
  "A_Const",
  "TypeCast",
  "TypeName",
  "SQLValueFunction",
  "String",
]);

/** Whether a node has one value for the whole statement: constants, parameters, casts of them, the clock. */
export function isGiven(node: unknown): boolean {
  if (!node) return false;
  let given = true;
  walk(node, (type, fields) => {
    if (type === "FuncCall" && namesOf(listOf(fields, "funcname")).at(-1) === "now") return;
    if (!GIVEN.has(type)) given = false;
  });
  return given;
}

/** The last word of a called function's name, with its arguments. */
export function callOf(
  node: unknown,
): { readonly name: string; readonly args: readonly unknown[] } | undefined {
  const call = nodeOf(node, "FuncCall");
  if (!call || call.agg_distinct || call.over || call.agg_filter) return undefined;
  const name = namesOf(listOf(call, "funcname")).at(-1);
  return name === undefined ? undefined : { name, args: listOf(call, "args") };
}

/** The type that a node is cast to, by the engine's own short name, with what is cast. */
export function castOf(node: unknown): { readonly to: string; readonly arg: unknown } | undefined {
  const cast = nodeOf(node, "TypeCast");
  const type = cast?.typeName as SyntaxNode | undefined;
  if (!cast || !type || type.typmods || type.arrayBounds) return undefined;
  return { to: namesOf(listOf(type, "names")).at(-1) ?? "", arg: cast.arg };
}

/** A whole number that is written out. */
export function integerOf(node: unknown): number | undefined {
  const minus = nodeOf(node, "A_Expr");
  if (minus && !minus.lexpr && namesOf(listOf(minus, "name"))[0] === "-") {
    const value = integerOf(minus.rexpr);
    return value === undefined ? undefined : -value;
  }
  const value = nodeOf(node, "A_Const")?.ival as { readonly ival?: number } | undefined;
  return value ? value.ival ?? 0 : undefined;
}

/** The same statement with other conditions in its WHERE. */
export function withWhere(statement: SyntaxNode, conditions: readonly SyntaxNode[]): SyntaxNode {
  const [type, fields] = unwrap(statement)!;
  const args = conditions.flatMap(conjuncts);
  const { whereClause: _old, ...rest } = fields;
  if (args.length === 0) return { [type]: rest };
  const whereClause = args.length === 1 ? args[0] : { BoolExpr: { boolop: "AND_EXPR", args } };
  return { [type]: { ...rest, whereClause } };
}
