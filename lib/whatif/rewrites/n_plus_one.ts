import { formatCount } from "../../core/format.ts";
import { findTable } from "../../schema/find_table.ts";
import { comparisonOf, conjuncts, viewStatement, withWhere } from "./statement_view.ts";
import { nodeOf } from "../../workload/syntax_tree.ts";
import type { Explained } from "../explained.ts";
import type { PlanNode } from "../plan.ts";
import { parseCondition, printNode, printTree } from "./print_tree.ts";
import type { RewriteContext, RewriteRule } from "./rewrite_rule.ts";

/** How many rows a list has, at the least and at the most, to be taken for the cause. */
const ROWS: readonly [least: number, most: number] = [4, 10_000];
/** How far the rates may be from one execution a row of the list. */
const AGREEMENT = 1.5;

/** A list, and then one statement for each of its rows. */
export const nPlusOne: RewriteRule = {
  code: "n-plus-one",
  why: "Each row costs a round trip and a descent of the index of its own.",
  source:
    "M. Fowler, Patterns of Enterprise Application Architecture, 2002, Lazy Load (ripple loading)",
  match: async (context) => {
    const { statement, schema, pattern, rates } = context;
    const view = viewStatement(statement, schema);
    const [only, ...more] = view.tables ?? [];
    const rate = rates.get(pattern.name);
    const conditions = conjuncts(view.fields.whereClause);
    const at = conditions.findIndex((node) => {
      const comparison = comparisonOf(node);
      return comparison?.operator === "=" && nodeOf(comparison.right, "ParamRef");
    });
    if (view.type !== "SelectStmt" || !only || more.length > 0 || !rate || at < 0) return [];
    if (view.fields.limitCount || view.fields.groupClause || view.fields.distinctClause) return [];
    if (conditions.length !== 1 || pattern.parameterCount !== 1) return [];
    const { left } = comparisonOf(conditions[0])!;
    const column = view.column(left);
    if (!column) return [];
    const list = listBefore(context, only.table.name, column.column.name, rate);
    if (!list) return [];
    const rows = Math.round(list.rows);
    const name = printNode(left);
    const type = column.column.type;
    const condition = `${name} = any ($1::${type}[])`;
    const sql = await printTree(withWhere(statement, [await parseCondition(condition)]));
    if (sql === undefined) return [];
    return [{
      where: pattern.name,
      what: `${pattern.name} runs ${formatCount(rate)} times a second, once for each of the ${
        formatCount(rows)
      } rows of ${list.name}`,
      why: "",
      fix: `Ask once for all rows of the list: \`${condition}\`, or join it to ${list.name}.`,
      sql,
      executions: rows,
      application: `Collect the keys of ${list.name} and pass them as one array; ` +
        `${column.column.name} tells whose each row is. ${formatCount(rows - 1)} of ${
          formatCount(rows)
        } round trips fall away.`,
      values: ([value]) =>
        value == null
          ? undefined
          : [`{${Array.from({ length: rows }, () => JSON.stringify(value)).join(",")}}`],
    }];
  },
};

// A statement that gives so many rows so often that one execution a row explains the rate.
function listBefore(
  { schema, workload, rates, pattern }: RewriteContext,
  table: string,
  column: string,
  rate: number,
): Explained | undefined {
  const asked = findTable(schema, table)!;
  return workload.find(({ name, rows, plan }) => {
    const often = rates.get(name);
    if (name === pattern.name || !often || rows < ROWS[0] || rows > ROWS[1]) return false;
    const ratio = rate / (often * rows);
    if (ratio > AGREEMENT || ratio < 1 / AGREEMENT) return false;
    return [...tablesOf(plan)].some((other) => {
      const listed = findTable(schema, other);
      const toList = asked.foreignKeys.some(({ columns, references }) =>
        columns.length === 1 && columns[0] === column && references.name === other
      );
      const fromList = listed?.foreignKeys.some(({ columns, references }) =>
        columns.length === 1 && references.name === table && references.columns[0] === column
      );
      return toList || fromList;
    });
  });
}

function tablesOf({ relation, children }: PlanNode): ReadonlySet<string> {
  return new Set([
    ...(relation === undefined ? [] : [relation]),
    ...children.flatMap((child) => [...tablesOf(child)]),
  ]);
}
