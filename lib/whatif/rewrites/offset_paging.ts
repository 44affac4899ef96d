import { findTable } from "../../schema/find_table.ts";
import type { ColumnStatistics } from "../../statistics/statistics.ts";
import { formatCount } from "../../core/format.ts";
import { listOf, nodeOf, type SyntaxNode, walk } from "../../workload/syntax_tree.ts";
import type { PlanNode } from "../plan.ts";
import { missingIndex } from "./index_edit.ts";
import { parseCondition, printNode, printTree } from "./print_tree.ts";
import type { ParameterValues, RewriteContext, RewriteRule } from "./rewrite_rule.ts";
import { comparisonOf, conjuncts, integerOf, viewStatement, withWhere } from "./statement_view.ts";

/** The row that a parameter's OFFSET is judged at, where nothing says how far readers go. */
const DEEP = 10_000;
/** A list whose half is shorter is not paged deep. */
const SHALLOW = 100;

/** Pages that are reached by counting off all rows before them. */
export const offsetPaging: RewriteRule = {
  code: "offset-paging",
  why:
    "OFFSET reads and throws away every row before the page, more with each page; rows that come " +
    "or go between two pages are shown twice or never.",
  source: "M. Winand, SQL Performance Explained, 2012, chapter 7, Paging Through Results",
  match: async (context) => {
    const { statement, schema, pattern, statistics } = context;
    const view = viewStatement(statement, schema);
    const { fields, tables = [] } = view;
    const [only, ...more] = tables;
    const order = listOf(fields, "sortClause").map((item) => nodeOf(item, "SortBy"));
    if (view.type !== "SelectStmt" || !only || more.length > 0 || order.length === 0) return [];
    if (fields.distinctClause || fields.groupClause || fields.havingClause) return [];
    if (fields.op !== "SETOP_NONE" || !fields.limitOffset || aggregates(fields)) return [];
    const depth = depthOf(context, fields.limitOffset);
    if (depth === undefined || depth === 0) return [];
    if (depth < SHALLOW && integerOf(fields.limitOffset) === undefined) return [];

    const { table } = only;
    const descending = order[0]?.sortby_dir === "SORTBY_DESC";
    const columns = order.map((sort) => view.column(sort?.node));
    const names = columns.flatMap((column) => column ? [column.column.name] : []);
    const oneWay = order.every((sort) =>
      (sort?.sortby_dir === "SORTBY_DESC") === descending && !sort?.useOp
    );
    const key = table.primaryKey;
    // NULL is neither before nor after a value: such rows would be lost between pages.
    const whole = columns.every((column) => column && !column.column.nullable);
    if (!oneWay || !whole || !key || key.deferrable) return [];
    const unique = key.columns.every((name) => names.includes(name)) ||
      table.uniques.some((one) =>
        !one.deferrable && one.columns.every((name) => names.includes(name))
      );
    const keys = unique
      ? names
      : [...names, ...key.columns.filter((name) => !names.includes(name))];

    const freed = Number(nodeOf(fields.limitOffset, "ParamRef")?.number);
    const first = pattern.parameterCount + 1;
    const numbers = keys.map((_, at) =>
      freed > 0 ? (at === 0 ? freed : first + at - 1) : first + at
    );
    if (freed > 0 && countUses(statement, freed) !== 1) return [];
    const shown = keys.map((name) => {
      const at = names.indexOf(name);
      return at >= 0 ? printNode(order[at]!.node) : refer(only.alias, name);
    });
    const places = numbers.map((number) => `$${number}`);
    const side = descending ? "<" : ">";
    const condition = keys.length === 1
      ? `${shown[0]} ${side} ${places[0]}`
      : `(${shown.join(", ")}) ${side} (${places.join(", ")})`;
    const sorted = await Promise.all(shown.map(async (text) => {
      const node = (await parseCondition(text)) as unknown;
      return {
        SortBy: {
          node,
          sortby_dir: descending ? "SORTBY_DESC" : "SORTBY_DEFAULT",
          sortby_nulls: "SORTBY_NULLS_DEFAULT",
        },
      };
    }));
    const { limitOffset: _old, ...rest } = fields;
    const sql = await printTree(withWhere(
      { SelectStmt: { ...rest, sortClause: sorted } },
      [...conjuncts(fields.whereClause), await parseCondition(condition)],
    ));
    const against = await printTree({
      SelectStmt: { ...fields, limitOffset: { A_Const: { ival: { ival: depth } } } },
    });
    if (sql === undefined || against === undefined) return [];

    const fixed = conjuncts(fields.whereClause).flatMap((node) => {
      const comparison = comparisonOf(node);
      const column = comparison?.operator === "=" ? view.column(comparison.left) : undefined;
      return column ? [column.column.name] : [];
    });
    const elements = [...new Set([...fixed, ...keys])].map((column) => ({ column }));
    const edits = missingIndex(table, elements, `${pattern.name} is read page by page`);
    const known = findTable(schema, table)!;
    const stats = statistics.tables.find((one) =>
      one.name === known.name && one.schema === known.schema
    );
    const share = Math.min(1, depth / Math.max(1, rowsOffered(context.before.plan)));
    return [{
      where: pattern.name,
      what:
        `${pattern.name} counts off rows with OFFSET; at row ${formatCount(depth)} most of its ` +
        "work is thrown away",
      why: "",
      fix: `Ask for the rows behind the last one shown: \`${condition}\` in place of OFFSET` +
        `${
          edits.length > 0
            ? `, with an index on ${elements.map((one) => one.column).join(", ")}`
            : ""
        }.`,
      sql,
      against,
      application:
        `Keep ${keys.join(", ")} of the last row shown and pass ${places.join(", ")}; the ` +
        "first page leaves the condition out, and there is no jumping to page 17.",
      edits,
      values: (before: ParameterValues) => {
        const values = [...before];
        for (const [at, name] of keys.entries()) {
          const column = stats?.columns.find((one) => one.name === name);
          const value = column && valueAt(column, descending ? 1 - share : share);
          if (value === undefined) return undefined;
          values[numbers[at]! - 1] = value;
        }
        return values;
      },
    }];
  },
};

// The rows that there would be without a limit.
function rowsOffered(plan: PlanNode): number {
  if (plan.nodeType === "Limit") return plan.children[0]?.rows ?? plan.rows;
  return plan.children[0] ? rowsOffered(plan.children[0]) : plan.rows;
}

function depthOf({ pattern, before }: RewriteContext, node: unknown): number | undefined {
  const written = integerOf(node);
  if (written !== undefined) return written;
  const number = nodeOf(node, "ParamRef")?.number;
  if (typeof number !== "number") return undefined;
  const declared = pattern.parameters[number - 1]?.values?.map(([value]) => Number(value));
  return declared?.length
    ? Math.max(0, ...declared.filter(Number.isInteger))
    : Math.min(DEEP, Math.floor(rowsOffered(before.plan) / 2));
}

function aggregates(fields: SyntaxNode): boolean {
  let found = false;
  walk(fields.targetList, (type) => {
    if (type === "FuncCall") found = true;
  });
  return found;
}

function countUses(statement: SyntaxNode, wanted: number): number {
  let uses = 0;
  walk(statement, (type, { number }) => {
    if (type === "ParamRef" && number === wanted) uses++;
  });
  return uses;
}

function refer(alias: string, column: string): string {
  const fields = [alias, column].map((sval) => ({ String: { sval } }));
  return printNode({ ColumnRef: { fields } });
}

function valueAt({ histogram, mostCommon }: ColumnStatistics, share: number): string | undefined {
  return histogram?.[Math.round(share * (histogram.length - 1))] ?? mostCommon?.values[0];
}
