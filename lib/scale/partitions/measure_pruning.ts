import { quoteSqlLiteral } from "../../core/escape.ts";
import { TIME_UNITS } from "../../core/quantity.ts";
import type { Table } from "../../schema/schema.ts";
import { distinctCount, tableStatistics } from "../../statistics/statistics.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { PlanNode } from "../../whatif/plan.ts";
import type { PartitionKey } from "./partition_key.ts";
import {
  hashBounds,
  intervalStart,
  nextInterval,
  type PartitionBound,
  partitionEdits,
  rangeBounds,
} from "./partition_schema.ts";
import { isZoned } from "./partition_schedule.ts";

/** What partitions do to one query pattern, by the real planner. */
export interface PatternPruning {
  /** The pattern's name. */
  readonly name: string;
  /** Executions a second. */
  readonly rate: number;
  /** Partitions that are read, and those that there are. */
  readonly scanned: number;
  /** Partitions that the planner was shown. */
  readonly of: number;
  /** Costs in the planner's units, without and with partitions. */
  readonly before: number;
  /** With partitions. */
  readonly after: number;
}

/** More partitions than this are not made for a measurement: the oldest are put into one. */
const MOST = 48;

/** Partitions a table in a lab and lets PostgreSQL's planner say which partitions each query reads. */
export async function measurePruning(
  lab: Lab,
  table: Table,
  key: PartitionKey,
): Promise<readonly PatternPruning[]> {
  const bounds = boundsFor(lab, table, key);
  const patterns = lab.patterns.filter(({ kind, tables }) =>
    kind !== "insert" &&
    tables.some((use) => use.table === table.name && (use.schema ?? table.schema) === table.schema)
  );
  if (patterns.length === 0 || bounds.length === 0) return [];
  const names = patterns.map(({ name }) => name);
  const before = await lab.explainAll(names);
  const after = await lab.with(partitionEdits(lab.schema, table, { key, bounds })).explainAll(
    names,
  );
  const parts = new Set(bounds.map(({ suffix }) => `${table.name}_${suffix}`));
  return patterns.map(({ name, rate = 0 }, at) => {
    const { plan, cost } = after[at]!;
    const scanned = new Set(relationsOf(plan).filter((relation) => parts.has(relation))).size;
    // What is pruned when execution starts, as by now(), is still in the cost.
    const removed = removedFrom(plan);
    return {
      name,
      rate,
      scanned,
      of: parts.size,
      before: before[at]!.cost,
      after: removed > 0 ? cost * scanned / (scanned + removed) : cost,
    };
  });
}

function removedFrom({ detail, children }: PlanNode): number {
  const own = Number(detail["Subplans Removed"] ?? 0);
  return children.reduce((sum, child) => sum + removedFrom(child), own);
}

function relationsOf({ relation, children }: PlanNode): readonly string[] {
  return [...(relation === undefined ? [] : [relation]), ...children.flatMap(relationsOf)];
}

function boundsFor(lab: Lab, table: Table, key: PartitionKey): readonly PartitionBound[] {
  const known = tableStatistics(lab.statistics, table.name, table.schema);
  const column = known?.columns.find(({ name }) => name === key.column);
  if (key.method === "hash") return hashBounds(16);
  if (key.method === "list") {
    const values = column?.mostCommon?.values ?? column?.histogram ?? [];
    if (values.length === 0 || distinctCount(column!.distinct, known!.rows) > 60) return [];
    return [
      ...values.slice(0, MOST).map((value, at) => ({
        suffix: `v${at}`,
        bound: `FOR VALUES IN (${quoteSqlLiteral(value)})`,
      })),
      { suffix: "others", bound: "DEFAULT" },
    ];
  }
  const interval = key.interval!;
  const [first, last] = [column?.histogram?.[0], column?.histogram?.at(-1)].map((text) =>
    Date.parse(text ?? "")
  );
  const end = Math.max(Date.parse(lab.date ?? lab.today), last! || 0);
  const span = (end - (first || end - 3 * TIME_UNITS["year"]! * 1000)) / 1000;
  const count = Math.max(2, Math.min(MOST, Math.ceil(span / interval.seconds)));
  const day = new Date(end).toISOString().slice(0, 10);
  const start = nextInterval(intervalStart(day, interval), interval, 1 - count);
  const bounds = rangeBounds(start, {
    interval,
    count: count + 1,
    zoned: isZoned(table, key.column),
  });
  // The ends are open, so that no row is without a partition.
  return bounds.map(({ suffix, bound }, at) => ({
    suffix,
    bound: at === 0
      ? bound.replace(/FROM \(.*?\)/, "FROM (MINVALUE)")
      : at === bounds.length - 1
      ? bound.replace(/TO \(.*?\)/, "TO (MAXVALUE)")
      : bound,
  }));
}
