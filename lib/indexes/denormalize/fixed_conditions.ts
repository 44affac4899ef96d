import { baseType } from "../../engines/postgresql/sizes/user_types.ts";
import type { Schema } from "../../schema/schema.ts";
import { isGiven, type StatementView } from "../../whatif/rewrites/statement_view.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, unwrap } from "../../workload/syntax_tree.ts";

/**
 * Whether a condition says the same of a row at all times and in all sessions, so that a trigger may decide
 * by it: comparisons of columns with constants that no setting reads another way.
 */
export function isFixedCondition(node: unknown, context: ColumnContext): boolean {
  const [type, fields] = unwrap(node) ?? [];
  return type !== undefined && fields !== undefined &&
    (FIXED[type]?.(fields, context, node) ?? false);
}

/** Where columns and their types are looked up. */
export interface ColumnContext extends Pick<StatementView, "column"> {
  readonly schema: Schema;
}

type IsFixed = (fields: SyntaxNode, context: ColumnContext, node: unknown) => boolean;

const OPERATORS: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);

const FIXED: Readonly<Record<string, IsFixed>> = {
  BoolExpr: (fields, context) =>
    listOf(fields, "args").every((arg) => isFixedCondition(arg, context)),
  NullTest: (fields, view) => view.column(fields.arg) !== undefined && !fields.argisrow,
  BooleanTest: (fields, view) => view.column(fields.arg)?.type === "boolean",
  ColumnRef: (_fields, view, node) => view.column(node)?.type === "boolean",
  A_Expr(fields, { column: columnOf, schema }) {
    const names = namesOf(listOf(fields, "name"));
    const column = columnOf(fields.lexpr);
    if (!column || names.length !== 1) return false;
    if (fields.kind === "AEXPR_IN") {
      const list = listOf(nodeOf(fields.rexpr, "List") ?? {}, "items");
      return list.length > 0 && list.every((item) => isFixedConstant(item, column.type, schema));
    }
    return fields.kind === "AEXPR_OP" && OPERATORS.has(names[0]!) &&
      isFixedConstant(fields.rexpr, column.type, schema);
  },
};

/** Types whose constants mean the same in every session; dates and times only as ISO 8601 writes them. */
const PLAIN =
  /^(smallint|integer|bigint|numeric|boolean|text|character varying|character|uuid)(\(.*\))?$/;
const ISO = /^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;

/** A constant that every session reads alike, when it is compared with a column of a type. */
export function isFixedConstant(node: unknown, type: string, schema: Schema): boolean {
  const cast = nodeOf(node, "TypeCast");
  if (cast) {
    const name = namesOf(listOf((cast.typeName ?? {}) as SyntaxNode, "names")).at(-1) ?? "";
    return SHORT_TYPES.has(name) && isFixedConstant(cast.arg, type, schema);
  }
  const constant = nodeOf(node, "A_Const");
  if (!constant || constant.isnull) return false;
  const text = (constant.sval as { readonly sval?: string } | undefined)?.sval;
  if (/^(date|timestamp without time zone|timestamp\(\d\) without time zone)$/.test(type)) {
    return text !== undefined && ISO.test(text);
  }
  return PLAIN.test(type) || baseType(schema, type).labels !== undefined;
}

const SHORT_TYPES: ReadonlySet<string> = new Set([
  "int2",
  "int4",
  "int8",
  "numeric",
  "bool",
  "text",
  "varchar",
  "bpchar",
  "uuid",
  "date",
  "timestamp",
]);

/** A comparison for equality of a column with what the statement brings, sides in either order. */
export function equalityOf(
  node: unknown,
  view: Pick<StatementView, "column">,
):
  | { readonly column: NonNullable<ReturnType<StatementView["column"]>>; readonly value: unknown }
  | undefined {
  const expression = nodeOf(node, "A_Expr");
  if (
    expression?.kind !== "AEXPR_OP" || namesOf(listOf(expression, "name")).join(".") !== "="
  ) return undefined;
  for (const [side, value] of [["lexpr", "rexpr"], ["rexpr", "lexpr"]] as const) {
    const column = view.column(expression[side]);
    if (column && isGiven(expression[value])) return { column, value: expression[value] };
  }
  return undefined;
}
