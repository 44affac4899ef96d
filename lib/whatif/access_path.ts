import type { PlanNode } from "./plan.ts";
import { formatCount } from "../core/format.ts";

type Describe = (node: PlanNode) => string;

// `(p.sku)::text` is said as `p.sku`: casts are the planner's business.
const CASTED =
  /\(([\w."]+)\)::"?\w+"?(?: varying| precision| with(?:out)? time zone)?(?:\(\d+\))?/g;
const CAST = /::"?\w+"?(?: varying| precision| with(?:out)? time zone)?(?:\([\d,]+\))?(?:\[\])?/g;

const condition = ({ detail }: PlanNode, name: string): string => {
  const text = detail[name];
  if (typeof text !== "string") return "";
  return text.replace(CASTED, "$1").replace(CAST, "").replace(/^\((.*)\)$/, "$1");
};
const where = (node: PlanNode, name = "Index Cond"): string => {
  const text = condition(node, name);
  return text ? ` where ${text}` : "";
};
const keeping = (node: PlanNode): string => {
  const text = condition(node, "Filter");
  return text ? `, keeping ${text}` : "";
};
const table = ({ relation = "a table", alias }: PlanNode): string =>
  alias && alias !== relation ? `${relation} (${alias})` : relation;
const keys = ({ detail }: PlanNode, name: string): string =>
  Array.isArray(detail[name]) ? (detail[name] as readonly string[]).join(", ") : "";

/** What each kind of node does, in words. */
const WORDS: Readonly<Record<string, Describe>> = {
  "Seq Scan": (node) => `reads all of ${table(node)}${keeping(node)}`,
  "Index Scan": (node) =>
    `reads ${table(node)} through index ${node.index}${where(node)}${keeping(node)}`,
  "Index Only Scan": (node) =>
    `reads only index ${node.index} of ${table(node)}${where(node)}${keeping(node)}`,
  "Bitmap Heap Scan": (node) =>
    `reads the pages of ${table(node)} that its indexes name${where(node, "Recheck Cond")}${
      keeping(node)
    }`,
  "Bitmap Index Scan": (node) => `collects rows from index ${node.index}${where(node)}`,
  BitmapAnd: () => "keeps the rows that all indexes name",
  BitmapOr: () => "takes the rows that any index names",
  "Nested Loop": (node) =>
    `for each row of the first looks up the second${joined(node, "Join Filter")}`,
  "Hash Join": (node) => `looks rows up in a hash table${joined(node, "Hash Cond")}`,
  "Merge Join": (node) => `merges two sorted inputs${joined(node, "Merge Cond")}`,
  Hash: () => "builds a hash table",
  Sort: (node) => `sorts by ${keys(node, "Sort Key")}`,
  "Incremental Sort": (node) =>
    `sorts by ${keys(node, "Sort Key")} within what is sorted by ${keys(node, "Presorted Key")}`,
  Aggregate: (node) => {
    const by = keys(node, "Group Key");
    const how = node.strategy === "Hashed" ? " in a hash table" : "";
    return by ? `groups by ${by}${how}` : "aggregates all rows";
  },
  Limit: (node) => `stops after ${formatCount(node.rows)} rows`,
  Unique: () => "drops repeated rows",
  Append: () => "reads one part after the other",
  "Merge Append": () => "merges sorted parts",
  Gather: (node) => `with ${node.detail["Workers Planned"]} parallel workers`,
  "Gather Merge": (node) =>
    `with ${node.detail["Workers Planned"]} parallel workers, merging what they sort`,
  Memoize: () => "remembers the rows of keys that come again",
  Materialize: () => "keeps rows to read them again",
  WindowAgg: () => "computes window functions",
  "CTE Scan": (node) => `reads common table expression ${String(node.detail["CTE Name"] ?? "")}`,
  "Recursive Union": () => "repeats until no new rows come",
  "Subquery Scan": () => "passes on a subquery",
  Result: () => "computes a row",
  ModifyTable: (node) =>
    `${String(node.detail.Operation ?? "change").toLowerCase()}s rows of ${table(node)}`,
};

function joined(node: PlanNode, name: string): string {
  const on = condition(node, name);
  const kind = node.joinType && node.joinType !== "Inner"
    ? ` (${node.joinType.toLowerCase()} join)`
    : "";
  return `${kind}${on ? ` on ${on}` : ""}`;
}

/** What one node of a plan does, in words. */
export function describeNode(node: PlanNode): string {
  return WORDS[node.nodeType]?.(node) ?? node.nodeType.toLowerCase();
}

/** Nodes that say nothing on the way. */
const SILENT = new Set(["Hash", "Materialize", "Result", "Subquery Scan"]);

/**
 * The access path of a plan as one sentence, in the order in which rows flow.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accessPath, readPlan } from "@groundplan/groundplan";
 *
 * const plan = readPlan([{ Plan: { "Node Type": "Seq Scan", "Relation Name": "orders", "Alias": "o" } }]);
 * assert.equal(accessPath(plan), "Reads all of orders (o).");
 * ```
 */
export function accessPath(plan: PlanNode): string {
  const steps: string[] = [];
  collect(plan);
  const text = steps.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

  function collect(node: PlanNode): void {
    node.children.forEach(collect);
    if (!SILENT.has(node.nodeType) || node.children.length === 0) steps.push(describeNode(node));
  }
}
