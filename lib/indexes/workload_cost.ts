import type { Lab } from "../whatif/lab.ts";
import { PlanningError } from "../whatif/planning_error.ts";
import { foreignKeyChecks } from "./foreign_key_support.ts";
import { openWriteCost } from "./write_cost.ts";

/** What a workload costs a second, in the planner's units. */
export interface WorkloadCost {
  /** Plans by their rates. */
  readonly reads: number;
  /** The upkeep of indexes. */
  readonly writes: number;
  /** Both. */
  readonly total: number;
}

/**
 * What a lab's workload costs with the indexes that its schema has: the plans of all patterns that can be
 * planned and of the foreign keys' checks, by their rates, and the upkeep of the indexes.
 *
 * @param lab The planner with its workload.
 */
export async function workloadCost(lab: Lab): Promise<WorkloadCost> {
  const upkeep = await openWriteCost(lab);
  const whatIf = lab.whatIf([]);
  let reads = 0;
  for (const pattern of [...lab.patterns, ...await foreignKeyChecks(lab, upkeep.changes)]) {
    try {
      const [answer] = await whatIf.costs([{ pattern, shown: [] }]);
      if (answer && !(answer instanceof PlanningError)) reads += (pattern.rate ?? 1) * answer.cost;
    } catch (error) {
      if (!(error instanceof PlanningError || error instanceof TypeError)) throw error;
    }
  }
  const writes = lab.schema.tables.reduce(
    (sum, table) => sum + upkeep.ofSet(table, table.indexes),
    0,
  );
  return { reads, writes, total: reads + writes };
}
