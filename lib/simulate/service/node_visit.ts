import type { PlanNode } from "../../whatif/plan.ts";
import type { Work } from "./calibration.ts";
import type { PlannerPrices } from "./fetched_rows.ts";
import type { RelationFacts } from "./relation_facts.ts";

/** Units of each kind of work; what is not there is not done. */
export type WorkUnits = Readonly<Partial<Record<Work, number>>>;

/** One node on the walk through a plan. */
export interface Visit {
  readonly node: PlanNode;
  /** Times that it is started. */
  readonly loops: number;
  /** The part of its rows that is asked for, where something above stops early; 0 to 1. */
  readonly spent: number;
  /** Rows that it gives, over all loops. */
  readonly rows: number;
  /** Its own cost in one loop, in the planner's units. */
  readonly ownCost: number;
  /** Processes that share the work, below a Gather. */
  readonly processes: number;
  readonly prices: PlannerPrices;
  readonly facts: RelationFacts;
  readonly parent?: PlanNode;
  /** Bytes that a sort or a hash table may take. */
  readonly workMemory: number;
  /** Rows that a child gives, over all loops. */
  rowsOf(child: PlanNode): number;
}

/** A count of an executed plan. */
export function actual({ detail }: PlanNode, name: string): number | undefined {
  const value = detail[name];
  return typeof value === "number" && detail["Actual Rows"] !== undefined ? value : undefined;
}
