import { type Displayable, displayable } from "../core/displayable.ts";
import { formatNumber } from "../core/format.ts";
import { describeNode } from "./access_path.ts";
import { ownCosts } from "./own_costs.ts";
import type { PlanNode } from "./plan.ts";

/** What is different between two plans of one statement. */
export interface PlanComparison {
  /** Whether both go the same way: nodes, joins, indexes and how they nest. */
  readonly same: boolean;
  /** The second plan's cost for one of the first's. */
  readonly costRatio: number;
  /** Steps that only the first has, in words. */
  readonly gone: readonly string[];
  /** Steps that only the second has, in words. */
  readonly come: readonly string[];
  /** One sentence. */
  readonly sentence: string;
}

/**
 * Compares two plans of one statement, as values.
 *
 * @param before The plan as it was.
 * @param after The plan as it is now.
 */
export function comparePlans(before: PlanNode, after: PlanNode): PlanComparison & Displayable {
  const same = planPath(before) === planPath(after);
  const costRatio = before.totalCost === after.totalCost ? 1 : after.totalCost / before.totalCost;
  const [old, now] = [stepsOf(before), stepsOf(after)];
  const gone = without(old, now);
  const come = without(now, old);
  const sentence = sentenceOf(same, costRatio, gone, come);
  return displayable({ same, costRatio, gone, come, sentence }, drawComparison);
}

const drawComparison = async () => (await import("../display/draw_comparison.ts")).drawComparison;

/** A plan without its numbers: nodes, joins, indexes and how they nest. Equal for equal ways. */
export function planPath(
  { nodeType, joinType, strategy, index, relation, children }: PlanNode,
): string {
  const words = [nodeType, joinType, strategy, index, relation].filter((word) =>
    word !== undefined
  );
  return `${words.join(" ")}(${children.map(planPath).join(",")})`;
}

function stepsOf(plan: PlanNode): readonly string[] {
  return [...plan.children.flatMap(stepsOf), shortName(plan)];
}

function shortName(node: PlanNode): string {
  const where = node.index ? ` ${node.index}` : node.relation ? ` on ${node.relation}` : "";
  return `${node.nodeType}${where}`;
}

function without(steps: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return steps.filter((step) => {
    const at = left.indexOf(step);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

function sentenceOf(
  same: boolean,
  ratio: number,
  gone: readonly string[],
  come: readonly string[],
): string {
  const cost = Math.abs(ratio - 1) < 0.005
    ? "at the same cost"
    : ratio < 1
    ? `for ${formatNumber(1 / ratio)} times less cost`
    : `for ${formatNumber(ratio)} times the cost`;
  if (same) return `The same plan, ${cost}.`;
  if (gone.length === 0 && come.length === 0) return `The same steps in another order, ${cost}.`;
  const list = (steps: readonly string[]) => [...new Set(steps)].join(", ") || "nothing";
  return `${list(come)} instead of ${list(gone)}, ${cost}.`;
}

/** The step that a plan spends most on, and its share of the whole cost. */
export function costliestStep(plan: PlanNode): {
  readonly node: PlanNode;
  readonly share: number;
  readonly words: string;
} {
  const [worst, most] = [...ownCosts(plan)].reduce((one, other) => other[1] > one[1] ? other : one);
  return {
    node: worst,
    share: plan.totalCost > 0 ? most / plan.totalCost : 0,
    words: describeNode(worst),
  };
}
