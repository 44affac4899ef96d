import { type Figure, figure } from "../../core/figure.ts";
import { parseEngine } from "../../engines/engine.ts";
import { postgresql } from "../../engines/postgresql/postgresql.ts";
import type { PatternPruning } from "./measure_pruning.ts";

/** Milliseconds of planning at 1,000 partitions of which none is pruned, by the first version of each pace. */
const PACES = [
  { since: 18, milliseconds: 18 },
  { since: 0, milliseconds: 50 },
] as const;
/** What is left where all partitions but one are pruned while planning. */
const LEAST = 40e-6;

/** What planning is reckoned for. */
export interface PlanningSecondsOptions {
  /** Partitions that there will be. */
  readonly count: number;
  /** The schema's engine, such as `postgresql@17`. */
  readonly engine: string;
}

/**
 * How long planning a statement takes for its partitions alone, as `bench/partition_planning_bench.ts`
 * measured it.
 *
 * @param pruning What the planner did with the partitions that it was shown.
 */
export function planningSeconds(
  { planned, of }: Pick<PatternPruning, "planned" | "of">,
  { count, engine }: PlanningSecondsOptions,
): Figure {
  const { version } = parseEngine(engine, [postgresql]);
  const { milliseconds } = PACES.find(({ since }) => version >= since)!;
  // What is pruned while planning stays the same number however many others there are.
  const opened = planned >= of ? count : Math.min(count, planned);
  return figure(Math.max(LEAST, opened * milliseconds * 1e-6), "seconds", {
    band: 0.5,
    evidence: {
      text:
        `${opened} partitions are planned; at 1,000 of which none is pruned PostgreSQL ${version} ` +
        `was measured at ${milliseconds} ms, at one at 0.04 ms`,
      source: "bench/partition_planning_bench.ts",
    },
  });
}
