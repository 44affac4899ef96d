import type { PlanNode } from "../../../lib/whatif/plan.ts";

/** A plan without its numbers: node types, strategies, joins, relations, indexes and how they nest. */
export function planShape(
  { nodeType, joinType, strategy, index, relation, detail, children }: PlanNode,
): string {
  const words = [
    nodeType,
    joinType,
    strategy,
    index,
    relation,
    detail["Scan Direction"],
    detail["Parent Relationship"],
    detail["Partial Mode"],
    detail["Workers Planned"],
    detail["Sort Key"],
    detail["Presorted Key"],
    detail["Group Key"],
    detail["Index Cond"],
    detail["Hash Cond"],
    detail["Merge Cond"],
    detail["Join Filter"],
    detail["Filter"],
  ].filter((word) => word !== undefined).map(String);
  return `${words.join(" ")} (${children.map(planShape).join(", ")})`;
}
