import type { PlanNode } from "./plan.ts";

/** Something that the lab's planner does and an older one does not. */
export interface PlannerFeature {
  readonly id: string;
  readonly title: string;
  /** The major version that brought it. */
  readonly since: number;
  /** The setting that turns it off, so that the lab plans as the older server does. */
  readonly setting?: string;
  /** Whether a plan or its statement shows it. */
  readonly shows: (plan: PlanNode, sql: string, leading: LeadingColumns) => boolean;
}

/** The first key column of each index, by the index's name. */
export type LeadingColumns = Readonly<Record<string, string>>;

const has = (plan: PlanNode, test: (node: PlanNode) => boolean): boolean =>
  test(plan) || plan.children.some((child) => has(child, test));
const condition = (node: PlanNode, name: string) => String(node.detail[name] ?? "");

/**
 * What changed in the planner between PostgreSQL 14 and 18, as far as it shows in plans.
 *
 * Source: the release notes of PostgreSQL 15 to 18, section "Optimizer".
 */
export const PLANNER_FEATURES: readonly PlannerFeature[] = Object.freeze([
  {
    id: "self-join-elimination",
    title: "joins of a table with itself are removed",
    since: 18,
    setting: "enable_self_join_elimination",
    shows: () => false,
  },
  {
    id: "distinct-reordering",
    title: "DISTINCT columns are put in the order of an index",
    since: 18,
    setting: "enable_distinct_reordering",
    shows: () => false,
  },
  {
    id: "group-by-reordering",
    title: "GROUP BY columns are put in the order of an index",
    since: 17,
    setting: "enable_group_by_reordering",
    shows: () => false,
  },
  {
    id: "presorted-aggregate",
    title: "rows are sorted before DISTINCT and ordered aggregates",
    since: 16,
    setting: "enable_presorted_aggregate",
    shows: () => false,
  },
  {
    id: "or-to-any",
    title: "OR of one column is turned to one index condition",
    since: 18,
    shows: (plan, sql) =>
      /\bor\b/i.test(sql) && has(plan, (node) => /= ANY/.test(condition(node, "Index Cond"))),
  },
  {
    id: "skip-scan",
    title: "a B-tree is used without a condition on its first column",
    since: 18,
    shows: (plan, _, leading) =>
      has(plan, (node) => {
        const text = condition(node, "Index Cond");
        const first = leading[node.index ?? ""];
        return text !== "" && first !== undefined && !new RegExp(`\\b${first}\\b`).test(text);
      }),
  },
  {
    id: "right-semi-join",
    title: "semi joins build their hash table on the outer side",
    since: 18,
    shows: (plan) => has(plan, ({ joinType }) => joinType === "Right Semi"),
  },
  {
    id: "right-anti-join",
    title: "anti joins build their hash table on the outer side",
    since: 16,
    shows: (plan) => has(plan, ({ joinType }) => joinType === "Right Anti"),
  },
  {
    id: "in-list-index-scan",
    title: "one index scan serves a whole IN list, and keeps the order of the index",
    since: 17,
    shows: (plan) => has(plan, (node) => /= ANY/.test(condition(node, "Index Cond"))),
  },
  {
    id: "incremental-sort-distinct",
    title: "incremental sort for DISTINCT",
    since: 16,
    shows: (plan) =>
      has(plan, ({ nodeType, children }) =>
        nodeType === "Unique" &&
        children.some((child) => has(child, ({ nodeType }) => nodeType === "Incremental Sort"))),
  },
  {
    id: "window-without-frames",
    title: "window functions are sorted incrementally and stop early",
    since: 16,
    shows: (plan) => has(plan, ({ nodeType }) => nodeType === "WindowAgg"),
  },
  {
    id: "merge-append-union",
    title: "UNION merges sorted inputs",
    since: 17,
    shows: (_, sql) => /\bunion\b(?!\s+all)/i.test(sql),
  },
  {
    id: "common-table-expression-statistics",
    title: "statistics and order of common table expressions are used outside of them",
    since: 17,
    shows: (plan) => has(plan, ({ nodeType }) => nodeType === "CTE Scan"),
  },
  {
    id: "not-null-elimination",
    title: "tests for NULL that a NOT NULL column decides are left out",
    since: 17,
    shows: (_, sql) => /\bis\s+(not\s+)?null\b/i.test(sql),
  },
  {
    id: "limited-append",
    title: "the first rows of appends and of nested loops are priced by what LIMIT needs",
    since: 17,
    shows: (plan) =>
      has(plan, ({ nodeType }) => nodeType === "Limit") &&
      has(plan, ({ nodeType }) => nodeType === "Append" || nodeType === "Merge Append"),
  },
  {
    id: "parallel-full-join",
    title: "parallel hash joins can be full and right joins",
    since: 16,
    shows: (plan) =>
      has(
        plan,
        ({ nodeType, joinType, detail }) =>
          nodeType === "Hash Join" && /^(Full|Right)/.test(joinType ?? "") &&
          detail["Parallel Aware"] === true,
      ),
  },
  {
    id: "gather-rows",
    title: "the rows of parallel plans are reckoned by the workers' true share",
    since: 17,
    shows: (plan) => has(plan, ({ nodeType }) => /^Gather/.test(nodeType)),
  },
  {
    id: "distinct-to-limit",
    title: "DISTINCT of constants stops at the first row",
    since: 16,
    shows: (plan, sql) =>
      /\bdistinct\b/i.test(sql) && has(plan, ({ nodeType }) => /^(Limit|Unique)$/.test(nodeType)),
  },
  {
    id: "anti-join-pricing",
    title: "nested loops for semi and anti joins are priced otherwise (seen, not in the notes)",
    since: 16,
    shows: (plan) => has(plan, ({ joinType }) => /^(Right )?(Anti|Semi)$/.test(joinType ?? "")),
  },
  {
    id: "incremental-sort-parallel",
    title: "Gather Merge over incremental sorts",
    since: 17,
    shows: (plan) =>
      has(plan, ({ nodeType }) => nodeType === "Gather Merge") &&
      has(plan, ({ nodeType }) => nodeType === "Incremental Sort"),
  },
  {
    id: "memoize-estimates",
    title: "Memoize is priced and placed anew",
    since: 16,
    shows: (plan) => has(plan, ({ nodeType }) => nodeType === "Memoize"),
  },
]);

/** The settings that make the lab plan more as an older server does. */
export function settingsOfVersion(version: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PLANNER_FEATURES.filter(({ since, setting }) => setting !== undefined && since > version)
      .map(({ setting }) => [setting!, "off"]),
  );
}

/** Features that a plan may owe its form to and that an older server lacks. */
export function newerFeatures(
  plan: PlanNode,
  sql: string,
  version: number,
  leading: LeadingColumns,
): readonly PlannerFeature[] {
  return PLANNER_FEATURES.filter(({ since, setting, shows }) =>
    since > version && setting === undefined && shows(plan, sql, leading)
  );
}
