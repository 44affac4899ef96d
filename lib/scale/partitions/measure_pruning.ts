import { TIME_UNITS } from "../../core/quantity.ts";
import type { Table } from "../../schema/schema.ts";
import { type ColumnStatistics, tableStatistics } from "../../statistics/statistics.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { PlanNode } from "../../whatif/plan.ts";
import { intervalStart, nextInterval } from "./interval.ts";
import {
  hashBounds,
  listBounds,
  type PartitionBound,
  partitionName,
  rangeBounds,
} from "./partition_bounds.ts";
import type { PartitionKey } from "./partition_key.ts";
import { isZoned } from "./partition_schedule.ts";
import { partitionEdits } from "./partition_schema.ts";

/** What partitions do to one query pattern, by the real planner. */
export interface PatternPruning {
  /** The pattern's name. */
  readonly name: string;
  /** Executions a second. */
  readonly rate: number;
  /** Partitions that are read. */
  readonly scanned: number;
  /** Partitions that are planned: those that are read, and those that only the execution leaves out. */
  readonly planned: number;
  /** Partitions that the planner was shown. */
  readonly of: number;
  /** Cost in the planner's units without partitions. */
  readonly before: number;
  /** The same with partitions. */
  readonly after: number;
}

/** What is measured. */
export interface MeasurePruningOptions {
  readonly key: PartitionKey;
  /** Bytes of the table at the horizon. */
  readonly bytes: number;
  /** Bytes that a partition shall have at most. */
  readonly target: number;
}

/** More partitions than this are not made for a measurement: the oldest are put into one. */
const MOST = 48;

/** Partitions a table in a lab and lets PostgreSQL's planner say which partitions each query reads. */
export async function measurePruning(
  lab: Lab,
  table: Table,
  options: MeasurePruningOptions,
): Promise<readonly PatternPruning[]> {
  const { key } = options;
  const bounds = boundsFor(lab, table, options);
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
  const parts = new Set(bounds.map(({ suffix }) => partitionName(table.name, suffix)));
  return patterns.map(({ name, rate = 0 }, at) => {
    const { plan, cost } = after[at]!;
    const scanned = new Set(relationsOf(plan).filter((relation) => parts.has(relation))).size;
    // What is left out when execution starts, as by now(), was planned and is still in the cost.
    const planned = Math.min(parts.size, scanned + removedFrom(plan));
    return {
      name,
      rate,
      scanned,
      planned,
      of: parts.size,
      before: before[at]!.cost,
      after: planned > scanned ? cost * scanned / planned : cost,
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

type MakeBounds = (
  subject: MeasurePruningOptions & {
    readonly lab: Lab;
    readonly table: Table;
    readonly column: ColumnStatistics | undefined;
  },
) => readonly PartitionBound[];

const BOUNDS: Readonly<Record<PartitionKey["method"], MakeBounds>> = {
  hash: ({ bytes, target }) => hashBounds(Math.min(MOST, hashCount(bytes, target))),
  list: ({ column, bytes, target }) => listBounds(column, { bytes, target }),
  range: pastBounds,
};

function boundsFor(
  lab: Lab,
  table: Table,
  options: MeasurePruningOptions,
): readonly PartitionBound[] {
  const column = columnOf(lab, table, options.key.column);
  return BOUNDS[options.key.method]({ ...options, lab, table, column });
}

/** What is known of a column. */
export function columnOf(
  { statistics }: Pick<Lab, "statistics">,
  { name, schema }: Table,
  column: string,
): ColumnStatistics | undefined {
  return tableStatistics(statistics, name, schema)?.columns.find((one) => one.name === column);
}

/** Partitions by hash: a power of two, so that each can be split in two later. */
export function hashCount(bytes: number, target: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, bytes / target)));
}

function pastBounds(
  { lab, table, column, key }: Parameters<MakeBounds>[0],
): readonly PartitionBound[] {
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
