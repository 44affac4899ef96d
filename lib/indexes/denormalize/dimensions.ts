import { baseType } from "../../engines/postgresql/sizes/user_types.ts";
import { printNode } from "../../whatif/rewrites/print_tree.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode } from "../../workload/syntax_tree.ts";
import type { ColumnContext } from "./fixed_conditions.ts";
import { columnNode, replaceNodes, shapeOf } from "./trees.ts";

/** What rows are grouped by: a column, or a date cut off at a unit. */
export interface Dimension {
  /** Tells it from the others. */
  readonly key: string;
  /** The name of its column in a summary. */
  readonly name: string;
  /** The column's type. */
  readonly type: string;
  /** The column of the table. */
  readonly column: string;
  /** As SQL over a row of a name. */
  readonly of: (row: string) => string;
  /** The unit that it is cut off at. */
  readonly unit?: string;
}

/** Types of which equal values are printed alike. */
const PLAIN =
  /^(smallint|integer|bigint|numeric\(\d+, ?\d+\)|boolean|text|character varying|character|uuid|date|timestamp|time )/;
const TIMESTAMP = /^timestamp(\(\d\))? without time zone$/;
const UNITS: ReadonlySet<string> = new Set(["hour", "day", "month", "quarter", "year"]);

/** A column as a dimension; nothing where it may be missing or equal values may look different. */
export function columnDimension(node: unknown, context: ColumnContext): Dimension | undefined {
  const found = context.column(node);
  if (!found || found.column.nullable || found.column.generated || found.column.collation) {
    return undefined;
  }
  const { name, type: declared } = found.column;
  if (!PLAIN.test(found.type) && !baseType(context.schema, found.type).labels) return undefined;
  return { key: name, name, type: declared, column: name, of: (row) => `${row}.${quoted(name)}` };
}

const quoted = (name: string) => printNode(columnNode(name));

/** `date_trunc('day', column)`, where no time zone of a session has a say. */
export function truncatedDimension(node: unknown, context: ColumnContext): Dimension | undefined {
  const call = nodeOf(node, "FuncCall");
  const args = call ? listOf(call, "args") : [];
  if (!call || namesOf(listOf(call, "funcname")).at(-1) !== "date_trunc" || args.length !== 2) {
    return undefined;
  }
  const unit = (nodeOf(args[0], "A_Const")?.sval as { readonly sval?: string } | undefined)?.sval;
  const of = inUtc(args[1], context) ?? context.column(args[1]);
  if (!of || unit === undefined || !UNITS.has(unit) || of.column.nullable) return undefined;
  if (context.column(args[1]) && !TIMESTAMP.test(of.type)) return undefined;
  const { name } = of.column;
  return {
    key: shapeOf(normal("r")),
    name: `${name}_${unit}`,
    type: "timestamp without time zone",
    column: name,
    unit,
    of: (row) => printNode(normal(row)),
  };

  function normal(row: string): unknown {
    return replaceNodes(
      node,
      (type, fields) =>
        type === "ColumnRef" && context.column({ ColumnRef: fields })
          ? columnNode(row, name)
          : undefined,
    );
  }
}

// `column at time zone 'UTC'` of a timestamp with time zone.
function inUtc(node: unknown, { column }: ColumnContext) {
  const call = nodeOf(node, "FuncCall");
  const args = call ? listOf(call, "args") : [];
  if (!call || namesOf(listOf(call, "funcname")).at(-1) !== "timezone" || args.length !== 2) {
    return undefined;
  }
  const zone = (nodeOf(args[0], "A_Const")?.sval as { readonly sval?: string } | undefined)?.sval;
  const found = column(args[1]);
  return zone === "UTC" && found && /^timestamp(\(\d\))? with time zone$/.test(found.type)
    ? found
    : undefined;
}

/** Whether a constant falls on the start of a unit, so that comparing with it cuts no group in two. */
export function fallsOn(unit: string, node: unknown): boolean {
  const value = nodeOf(node, "TypeCast")?.arg ?? node;
  const text = (nodeOf(value, "A_Const")?.sval as { readonly sval?: string } | undefined)?.sval;
  const date = /^\d{4}-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?$/.exec(text ?? "");
  if (!date) return false;
  const [, month, day] = date;
  const first = day === "01";
  if (unit === "year") return first && month === "01";
  if (unit === "quarter") return first && (Number(month) - 1) % 3 === 0;
  return unit === "month" ? first : true;
}

/** A dimension's place in a statement, as the summary's column. */
export function dimensionNode(alias: string, { name }: Dimension): SyntaxNode {
  return columnNode(alias, name);
}
