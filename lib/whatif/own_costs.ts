import type { PlanNode } from "./plan.ts";

/**
 * What each step of a plan costs by itself, in the planner's units; together they make the plan's cost. A
 * step that is stopped early, as below a Limit, counts for the part of its cost that is spent.
 */
export function ownCosts(plan: PlanNode): ReadonlyMap<PlanNode, number> {
  const costs = new Map<PlanNode, number>();
  visit(plan, 1);
  return costs;

  function visit(node: PlanNode, spent: number): void {
    const below = node.children.reduce((sum, child) => sum + child.totalCost, 0);
    costs.set(node, spent * Math.max(0, node.totalCost - below));
    const part = below > node.totalCost ? node.totalCost / below : 1;
    for (const child of node.children) visit(child, spent * part);
  }
}
