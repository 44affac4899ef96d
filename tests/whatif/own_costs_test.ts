import assert from "node:assert/strict";
import { ownCosts } from "../../lib/whatif/own_costs.ts";
import type { PlanNode } from "../../lib/whatif/plan.ts";

function node(totalCost: number, ...children: readonly PlanNode[]): PlanNode {
  return { nodeType: "Node", totalCost, children } as unknown as PlanNode;
}

Deno.test("ownCosts() divides a plan's cost among its steps", () => {
  const [outer, inner] = [node(30), node(20)];
  const plan = node(100, outer, inner);
  assert.deepEqual([...ownCosts(plan)], [[plan, 50], [outer, 30], [inner, 20]]);
});

Deno.test("ownCosts() counts what is spent below a step that stops early", () => {
  const scan = node(900);
  const sort = node(1000, scan);
  const limit = node(10, sort);
  const costs = ownCosts(limit);
  assert.deepEqual([limit, sort, scan].map((step) => costs.get(step)), [0, 1, 9]);
});
