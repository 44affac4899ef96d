import { type Displayable, displayable } from "../../core/displayable.ts";
import type { IsoDate } from "../../core/date.ts";
import type { Finding } from "../../core/finding.ts";
import { freeze } from "../../core/freeze.ts";
import { parseBytes } from "../../core/quantity.ts";
import { type Forecast, forecast, type ForecastOptions } from "../../growth/forecast.ts";
import type { Lab } from "../../whatif/lab.ts";
import { adviseTable } from "./advise_table.ts";
import type { PartitionAdvice } from "./partition_advice.ts";

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
  /** The date whose data the planner was shown. */
  readonly at: IsoDate;
  /** What makes the plan worth less than it looks. */
  readonly findings: readonly Finding[];
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
  const at = latestPlannable(grown);
  const context = {
    lab,
    later: lab.date === undefined ? lab.at(at) : lab,
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
    {
      name: model.name,
      tables: freeze(tables),
      at: lab.date ?? at,
      findings: freeze([
        ...grown.findings.filter(({ severity }) => severity === "error"),
        ...judgedEarlier(model.name, grown, lab.date ?? at),
      ]),
    },
    async () => (await import("../../display/draw_partition_plan.ts")).drawPartitionPlan,
  );
}

/** A table has 2^32 pages at most, and the planner believes in no more; a few pages are left for others. */
const LARGEST = 30 * 2 ** 40;

/** The last date of a forecast at which every relation is one that PostgreSQL can have. */
function latestPlannable({ series, dates }: Forecast): IsoDate {
  const relations = series.filter(({ table }) => table !== undefined);
  const beyond = dates.findIndex((_, at) =>
    relations.some(({ points }) => points[at]!.bytes.p50 > LARGEST)
  );
  return dates[beyond < 0 ? dates.length - 1 : Math.max(0, beyond - 1)]!;
}

function judgedEarlier(name: string, { dates }: Forecast, at: IsoDate): readonly Finding[] {
  const horizon = dates.at(-1)!;
  if (at >= horizon) return [];
  return [{
    code: "partitions-judged-before-horizon",
    severity: "warning",
    where: name,
    what: `What queries read is judged by the data of ${at}, not of ${horizon}`,
    why: "Beyond that a table or an index is larger than PostgreSQL can have.",
    fix: "Look less far ahead, or let the growth level off",
  }];
}
