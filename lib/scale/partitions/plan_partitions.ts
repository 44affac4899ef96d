import { type Displayable, displayable } from "../../core/displayable.ts";
import { freeze } from "../../core/freeze.ts";
import { parseBytes } from "../../core/quantity.ts";
import { forecast, type ForecastOptions } from "../../growth/forecast.ts";
import type { Lab } from "../../whatif/lab.ts";
import { adviseTable, type PartitionAdvice } from "./advise_table.ts";

/** How partitions are planned. */
export interface PlanPartitionsOptions extends Pick<ForecastOptions, "horizon" | "runs" | "seed"> {
  /** A table that stays smaller than this is left whole; a tenth where rows expire. Defaults to 100 GB. */
  readonly smallest?: number | string;
  /** Bytes that a partition shall have at most. Defaults to 25 GB. */
  readonly target?: number | string;
}

/** Which tables to partition, and how. */
export interface PartitionPlan {
  /** The model's name. */
  readonly name: string;
  /** One for each table, those to be partitioned first. */
  readonly tables: readonly PartitionAdvice[];
}

/**
 * Plans partitions: which tables, by what, in which intervals. Candidates come from query patterns and
 * retention; the real planner says which partitions each query reads. "Do not partition" is an answer.
 *
 * @param lab A lab that was opened on a model.
 * @throws {TypeError} When the lab has no model: nothing is known of growth and retention.
 */
export async function planPartitions(
  lab: Lab,
  options: PlanPartitionsOptions = {},
): Promise<PartitionPlan & Displayable> {
  const { model } = lab;
  if (!model) {
    throw new TypeError(
      "Cannot plan partitions: the lab was opened on a schema; open it on a model",
    );
  }
  const { horizon, runs = 200, seed } = options;
  const grown = forecast(model, {
    today: lab.today,
    runs,
    ...(horizon === undefined ? {} : { horizon }),
    ...(seed === undefined ? {} : { seed }),
  });
  const context = {
    lab,
    grown,
    smallest: parseBytes(options.smallest ?? "100 GB"),
    target: parseBytes(options.target ?? "25 GB"),
  };
  const tables: PartitionAdvice[] = [];
  for (const table of lab.schema.tables) {
    if (table.partitionOf) continue;
    tables.push(await adviseTable(table, context));
  }
  tables.sort((a, b) => Number(b.partition) - Number(a.partition) || b.bytes.value - a.bytes.value);
  return displayable(
    { name: model.name, tables: freeze(tables) },
    async () => (await import("../../display/draw_partition_plan.ts")).drawPartitionPlan,
  );
}
