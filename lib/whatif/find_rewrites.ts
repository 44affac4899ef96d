import { type Displayable, displayable } from "../core/displayable.ts";
import type { Edit } from "../core/edit.ts";
import { type Figure, figure } from "../core/figure.ts";
import { compareFindings, type Finding } from "../core/finding.ts";
import { parseStatement } from "../workload/parse_pattern.ts";
import { comparePlans, type PlanComparison } from "./compare_plans.ts";
import { resolvePattern } from "./explain_patterns.ts";
import type { Explained } from "./explained.ts";
import type { Lab } from "./lab.ts";
import { columnsOf } from "./model_patterns.ts";
import type { PlanNode } from "./plan.ts";
import { PlanningError } from "./planning_error.ts";
import type { RewriteContext, RewriteProposal, RewriteRule } from "./rewrites/rewrite_rule.ts";

/** What is looked at. */
export interface FindRewritesOptions {
  /** Names of patterns, or statements. Defaults to the whole workload. */
  readonly queries?: readonly string[];
}

/** A better way to write a statement, proven by the plans before and after. */
export interface Rewrite {
  /** The rule's code, such as `offset-paging`. */
  readonly code: string;
  /** The pattern's name, or the statement. */
  readonly name: string;
  /** The statement as it is. */
  readonly before: Explained;
  /** The statement as it would be. */
  readonly after: Explained;
  /** The cost of the old way over the cost of the new one; an index that the new one needs is given to both. */
  readonly gain: number;
  /** The two plans side by side. */
  readonly comparison: PlanComparison;
  /** What the application has to change; absent: the same rows for the same parameters. */
  readonly application?: string;
  /** The hypothetical indexes that it leans on. */
  readonly edits: readonly Edit[];
  /** What is so, why it matters and what to write. */
  readonly finding: Finding;
}

/** How a workload could be written better. */
export interface Rewrites extends Displayable {
  /** Those that gain most first. */
  readonly rewrites: readonly Rewrite[];
  /** The same as findings, the worst first. */
  readonly findings: readonly Finding[];
}

/** A rewrite that gains less is not worth the words. */
const LEAST_GAIN = 1.05;
/** How much more a rewrite must gain for another index to be proposed with it. */
const WORTH_AN_INDEX = 2;

/**
 * Finds statements that can be written better: paging by OFFSET, conditions and casts that hide a column
 * from its indexes, one statement for each row of a list, DISTINCT of what is distinct, `select *` that
 * keeps a plan from reading only an index. Each is proven by PostgreSQL's own planner: what does not lower
 * the cost is not reported. Where the application has to change with it, the rewrite says how.
 *
 * @param lab The planner with its workload.
 * @param options Which statements to look at.
 * @throws {SyntaxError} When a statement does not parse.
 * @throws {RangeError} When there is no pattern of a name.
 * @throws {PlanningError} When PostgreSQL refuses a statement.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, findRewrites, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", total: "numeric(12,2)" }).rows("4M");
 * await using lab = await openLab(shop);
 * const { rewrites } = await findRewrites(lab, {
 *   queries: ["select total from orders where id + 0 = $1"],
 * });
 * assert.equal(rewrites[0]!.after.sql, "SELECT total FROM orders WHERE id = CAST($1 AS bigint)");
 * assert.ok(rewrites[0]!.gain > 1000);
 * ```
 */
export async function findRewrites(
  lab: Lab,
  options: FindRewritesOptions = {},
): Promise<Rewrites> {
  // Loaded only to look for rewrites: the rules bring what prints SQL.
  const { rewriteRules } = await import("./rewrites/rewrite_rules.ts");
  const workload = await lab.explainAll(options.queries);
  const columns = columnsOf(lab.schema);
  const rates = new Map(
    lab.patterns.flatMap(({ name, rate }) => rate === undefined ? [] : [[name, rate] as const]),
  );
  const rewrites: Rewrite[] = [];
  for (const before of workload) {
    const query = lab.patterns.some(({ name }) => name === before.name) ? before.name : before.sql;
    const pattern = await resolvePattern(query, lab.patterns, columns);
    const { statement } = await parseStatement(pattern.sql);
    const { schema, statistics } = lab;
    const context = { pattern, statement, schema, statistics, before, workload, rates };
    for (const rule of rewriteRules) rewrites.push(...await proven(lab, rule, context));
  }
  rewrites.sort((a, b) => b.gain - a.gain || compareFindings(a.finding, b.finding));
  return displayable(
    { rewrites, findings: rewrites.map(({ finding }) => finding).sort(compareFindings) },
    async () => (await import("../display/draw_rewrites.ts")).drawRewrites,
  );
}

async function proven(
  lab: Lab,
  rule: RewriteRule,
  context: RewriteContext,
): Promise<readonly Rewrite[]> {
  const rewrites: Rewrite[] = [];
  for (const proposal of await rule.match(context)) {
    // With the indexes that are there it may do; one more must be worth it.
    const plain = proposal.edits?.length && proposal.sql !== undefined
      ? await prove(lab, rule, context, { ...proposal, edits: [] })
      : undefined;
    const whole = await prove(lab, rule, context, proposal);
    const better = plain && whole && whole.gain < WORTH_AN_INDEX * plain.gain ? plain : whole;
    const rewrite = better ?? plain;
    if (rewrite) rewrites.push(rewrite);
  }
  return rewrites;
}

async function prove(
  lab: Lab,
  rule: RewriteRule,
  { pattern, before: given }: RewriteContext,
  proposal: RewriteProposal,
): Promise<Rewrite | undefined> {
  const { sql, against, edits = [], executions = 1, application } = proposal;
  const changed = edits.length > 0 ? lab.with(edits) : lab;
  const ask = async (where: Lab, text: string, params?: readonly (string | null)[]) => {
    try {
      return await where.explain(text, params ? { params } : {});
    } catch (error) {
      if (error instanceof PlanningError) return undefined;
      throw error;
    }
  };
  const values = given.parameters?.values;
  const fitting = proposal.values && values ? proposal.values(values) : values;
  // The old way is given the new index as well, so that the gain is the rewrite's own.
  const before = against !== undefined
    ? await askAsWritten(changed, against)
    : sql === undefined || edits.length === 0
    ? given
    : await ask(changed, pattern.sql, values);
  const after = await ask(changed, sql ?? pattern.sql, fitting) ??
    (sql === undefined ? undefined : await ask(changed, sql));
  if (!before || !after || !sameTables(before.plan, after.plan)) return undefined;
  const gain = executions * before.cost / Math.max(after.cost, 1e-9);
  if (gain < LEAST_GAIN || proposal.accepts?.(after, before) === false) return undefined;
  const comparison = comparePlans(before.plan, after.plan);
  return {
    code: rule.code,
    name: pattern.name,
    before,
    after,
    gain,
    comparison,
    ...(application === undefined ? {} : { application }),
    edits,
    finding: findingOf(rule, proposal, { before, after, comparison, given, executions }),
  };

  async function askAsWritten(where: Lab, text: string): Promise<Explained | undefined> {
    const left = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
    const most = Math.max(0, ...left);
    return values && most > 0 && most <= values.length
      ? await ask(where, text, values.slice(0, most))
      : await ask(where, text);
  }
}

interface Proof {
  readonly before: Explained;
  readonly after: Explained;
  readonly comparison: PlanComparison;
  readonly given: Explained;
  readonly executions: number;
}

function findingOf(
  { code, why, source }: RewriteRule,
  { where, what, fix, application, edits = [], sql, ...proposal }: RewriteProposal,
  { before, after, comparison, given, executions }: Proof,
): Finding {
  const { target } = given;
  const rescued = target !== undefined && executions * before.latency.value > target &&
    after.latency.value <= target;
  const times = executions > 1 ? ` in ${executions} executions` : "";
  return {
    code,
    severity: rescued ? "warning" : "advice",
    where,
    what,
    why: [proposal.why, why, comparison.sentence].filter((text) => text !== "").join(" "),
    fix: [
      fix,
      application === undefined
        ? "The rows stay the same."
        : `The application changes with it: ${application}`,
      ...(sql === undefined ? [] : [`In full: ${sql}`]),
    ].join(" "),
    source,
    figures: [
      cost(executions * before.cost, `The plan as it is${times}: ${before.path}`),
      cost(after.cost, `The plan as it would be: ${after.path}`),
    ],
    ...(edits.length === 0 ? {} : { edits }),
  };
}

function cost(value: number, text: string): Figure {
  return figure(value, "cost", {
    evidence: { text, source: "PostgreSQL's planner over the projected statistics" },
  });
}

// A plan that reads less of the tables proves a contradiction, not a better way.
function sameTables(before: PlanNode, after: PlanNode): boolean {
  const [a, b] = [tablesOf(before), tablesOf(after)];
  return a.size === b.size && [...a].every((name) => b.has(name));
}

function tablesOf({ relation, children }: PlanNode): ReadonlySet<string> {
  return new Set([
    ...(relation === undefined ? [] : [relation]),
    ...children.flatMap((child) => [...tablesOf(child)]),
  ]);
}
