import { compareFindings, type Finding } from "../core/finding.ts";
import { figure } from "../core/figure.ts";
import { formatNumber } from "../core/format.ts";
import { freeze } from "../core/freeze.ts";
import { comparePlans } from "./compare_plans.ts";
import type { Explained } from "./explained.ts";
import type { Lab } from "./lab.ts";
import { type Rewrite, REWRITE_RULES } from "./rewrite_rules.ts";
import { parsePattern } from "../workload/parse_pattern.ts";

/** What a rewrite must save to be worth saying, as a share of the cost. */
const WORTH = 0.1;

/** What `suggestRewrites()` takes beside the lab. */
export interface SuggestRewritesOptions {
  /** Names of patterns, or statements. Defaults to the whole workload. */
  readonly queries?: readonly string[];
}

/**
 * Finds other ways to ask the same: paging without OFFSET, predicates that an index can serve, statements
 * that run once instead of many times, DISTINCT and columns that are not needed, casts that hide an index.
 * Each is proven: it is reported only where the plan of the other form costs at least a tenth less.
 *
 * @returns Findings with the cost before and after as figures.
 */
export async function suggestRewrites(
  lab: Lab,
  options: SuggestRewritesOptions = {},
): Promise<readonly Finding[]> {
  const before = await lab.explainAll(options.queries);
  const findings: Finding[] = [];
  for (const explained of before) {
    const pattern = lab.patterns.find(({ name }) => name === explained.name) ??
      await parsePattern(explained.sql);
    for (const { code, source, rewrite } of REWRITE_RULES) {
      const found = rewrite({
        pattern,
        plan: explained.plan,
        schema: lab.schema,
        patterns: lab.patterns,
      });
      if (!found) continue;
      const proof = await prove(lab, explained, found);
      if (proof) findings.push({ ...proof, code, source });
    }
  }
  return freeze(findings.sort(compareFindings));
}

async function prove(
  lab: Lab,
  before: Explained,
  { sql, edits, what, why, fix, times = 1 }: Rewrite,
): Promise<Omit<Finding, "code" | "source"> | undefined> {
  const view = edits.length > 0 ? lab.with(edits) : lab;
  const after = await view.explain(sql).catch(() => undefined);
  if (!after) return undefined;
  const [old, now] = [before.cost * times, after.cost];
  if (!(now < old * (1 - WORTH))) return undefined;
  const { sentence } = comparePlans(before.plan, after.plan);
  return {
    severity: "advice",
    where: before.name,
    what: `${what}; the other form costs ${formatNumber(now)} instead of ${formatNumber(old)}`,
    why: `${why}. ${sentence}`,
    fix: sql === before.sql ? fix : `${fix}. In full: ${sql}`,
    figures: [
      figure(old, "cost", { tag: "estimated", evidence: "The planner's cost as it is written" }),
      figure(now, "cost", { tag: "estimated", evidence: "The planner's cost of the other form" }),
    ],
    ...(edits.length > 0 ? { edits } : {}),
  };
}
