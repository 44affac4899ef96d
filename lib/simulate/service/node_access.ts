import type { PlanNode } from "../../whatif/plan.ts";
import type { Visit, WorkUnits } from "./node_visit.ts";
import type { IndexFacts, TableFacts } from "./relation_facts.ts";
import type { AccessKind } from "./service_demand.ts";

/** Pages that a node asks for, before it is known how popular they are. */
export interface NodeAccess {
  readonly table: TableFacts;
  /** Absent: the table's own pages. */
  readonly index?: IndexFacts;
  readonly kind: AccessKind;
  /** Different pages in one execution of the statement. */
  readonly pages: number;
  /** Whether the node reads the whole relation or a part that its condition names. */
  readonly whole: boolean;
  /** The condition that names the part. */
  readonly condition?: string;
}

/** What a node does. */
export interface NodeDone {
  readonly units: WorkUnits;
  readonly accesses?: readonly NodeAccess[];
}

/** Counts what a node does. */
export type CountWork = (visit: Visit) => NodeDone;

/** Operators of a condition: one for each comparison. */
export function operatorsOf({ detail }: PlanNode, ...names: readonly string[]): number {
  return names.reduce((sum, name) => {
    const text = detail[name];
    return typeof text === "string" && text !== ""
      ? sum + 1 + (text.match(/ (?:AND|OR) /g)?.length ?? 0)
      : sum;
  }, 0);
}

/** Operators for each row, from what the planner charged for them beside the rows themselves. */
export function operatorsCharged(cost: number, rows: number, { prices }: Visit): number {
  return Math.max(0, cost - rows * prices.tuple) / prices.operator;
}

/** Pages of an index above its leaves: some hundred leaves hang on each. */
export function innerPages({ pages, height }: IndexFacts): number {
  return height === 0 ? 0 : Math.max(height, Math.ceil(pages / 200));
}
