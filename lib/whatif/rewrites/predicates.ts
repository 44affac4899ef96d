import { nodeOf } from "../../workload/syntax_tree.ts";
import type { PlanNode } from "../plan.ts";
import { missingIndex } from "./index_edit.ts";
import {
  CAST_FORMS,
  PREDICATE_FORMS,
  type PredicateForm,
  type PredicateMatch,
} from "./predicate_forms.ts";
import { parseCondition, printNode, printTree } from "./print_tree.ts";
import type { RewriteContext, RewriteProposal, RewriteRule } from "./rewrite_rule.ts";
import { comparisonOf, conjuncts, viewStatement, withWhere } from "./statement_view.ts";

/** Conditions that compute with a column before they compare it. */
export const unindexablePredicate: RewriteRule = {
  code: "unindexable-predicate",
  why:
    "An index holds the column's values, not what an expression makes of them, so every row is read.",
  source: "PostgreSQL manual, 11.7 Indexes on Expressions",
  match: (context) => rewriteConditions(context, PREDICATE_FORMS),
};

/** Comparisons for which the column is cast to the value's type. */
export const implicitCast: RewriteRule = {
  code: "implicit-cast",
  why: "The comparison is made in another type than the column's, which its indexes do not know.",
  source: "PostgreSQL manual, 10.2 Operators (type resolution) and 11.10 Operator Classes",
  match: (context) => rewriteConditions(context, CAST_FORMS),
};

async function rewriteConditions(
  { statement, schema, pattern }: RewriteContext,
  forms: readonly PredicateMatch[],
): Promise<readonly RewriteProposal[]> {
  const view = viewStatement(statement, schema);
  const conditions = conjuncts(view.fields.whereClause);
  const proposals: RewriteProposal[] = [];
  for (const [at, condition] of conditions.entries()) {
    const comparison = comparisonOf(condition);
    if (!comparison) continue;
    for (const match of forms) {
      const form = match(comparison, view);
      if (!form) continue;
      const text = printNode(condition).replace(/\s+/g, " ");
      const number = Number(nodeOf(comparison.right, "ParamRef")?.number);
      const sql = form.condition === undefined ? undefined : await printTree(
        withWhere(statement, conditions.with(at, await parseCondition(form.condition))),
      );
      if (form.condition === undefined || sql !== undefined) {
        proposals.push(proposalOf(pattern.name, text, form, sql, number));
      }
      break;
    }
  }
  return proposals;
}

function proposalOf(
  pattern: string,
  text: string,
  form: PredicateForm,
  sql: string | undefined,
  number: number,
): RewriteProposal {
  const { column: { table, column }, condition, application, value } = form;
  const path = `${table.schema}.${table.name}.${column.name}`;
  const element = form.element ?? { column: column.name };
  const edits = missingIndex(table, [element], `${pattern} looks for ${text}`);
  return {
    where: path,
    what: `No index on ${column.name} can serve \`${text}\` of ${pattern}`,
    why: "",
    fix: condition === undefined
      ? `An index over the expression serves it as it stands: ${
        "expression" in element ? element.expression : column.name
      }.`
      : `Write \`${condition}\`${edits.length > 0 ? `, with an index on ${column.name}` : ""}.`,
    // An index must serve it then: another estimate of the same plan proves nothing.
    accepts: (after, before) => indexConditions(after.plan) !== indexConditions(before.plan),
    ...(sql === undefined ? {} : { sql }),
    ...(edits.length === 0 ? {} : { edits }),
    ...(application === undefined ? {} : { application }),
    ...(value && number > 0
      ? {
        values: (before) =>
          before.map((one, at) => at === number - 1 && one !== null ? value(one) : one),
      }
      : {}),
  };
}

// What the indexes of a plan are asked for.
function indexConditions({ index, detail, children }: PlanNode): string {
  const own = index === undefined ? "" : `${index} ${detail["Index Cond"] ?? ""}`;
  return [own, ...children.map(indexConditions)].join(";");
}
