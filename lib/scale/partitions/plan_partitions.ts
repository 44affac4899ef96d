import { type Displayable, displayable } from "../../core/displayable.ts";
import { type Figure, figure } from "../../core/figure.ts";
import type { Finding } from "../../core/finding.ts";
import { formatBytes, formatDuration, formatShare } from "../../core/format.ts";
import { freeze } from "../../core/freeze.ts";
import { parseBytes, TIME_UNITS } from "../../core/quantity.ts";
import { ddl } from "../../engines/postgresql/ddl.ts";
import { type Forecast, forecast, type ForecastOptions } from "../../growth/forecast.ts";
import { applySchemaEdits, type SchemaEdit } from "../../schema/apply_edits.ts";
import type { Table } from "../../schema/schema.ts";
import { distinctCount, tableStatistics } from "../../statistics/statistics.ts";
import type { Lab } from "../../whatif/lab.ts";
import { measurePruning, type PatternPruning } from "./measure_pruning.ts";
import { type PartitionKey, partitionKeys } from "./partition_key.ts";
import { isZoned, type PartitionSchedule, partitionSchedule } from "./partition_schedule.ts";
import {
  hashBounds,
  intervalStart,
  partitionEdits,
  rangeBounds,
  widened,
} from "./partition_schema.ts";

/** How partitions are planned. */
export interface PlanPartitionsOptions extends Pick<ForecastOptions, "horizon" | "runs" | "seed"> {
  /** A table that stays smaller than this is left whole; a tenth where rows expire. Defaults to 100 GB. */
  readonly smallest?: number | string;
  /** Bytes that a partition shall have at most. Defaults to 25 GB. */
  readonly target?: number | string;
}

/** What is advised for one table. */
export interface PartitionAdvice {
  /** `public.orders`. */
  readonly table: string;
  /** Whether to partition it. */
  readonly partition: boolean;
  /** Why, and why not otherwise. */
  readonly reasons: readonly string[];
  /** By what. */
  readonly key?: PartitionKey;
  /** Bytes at the horizon, middle and band of the forecast. */
  readonly bytes: Figure;
  /** Partitions at the horizon. */
  readonly partitions?: Figure;
  /** Bytes of one partition. */
  readonly partitionBytes?: Figure;
  /** Seconds that planning a query takes that no partition is pruned from. */
  readonly planning?: Figure;
  /** What the real planner reads of it, by query pattern. */
  readonly pruning: readonly PatternPruning[];
  /** Keys that the table's own columns cannot keep unique any more, and foreign keys that are lost. */
  readonly findings: readonly Finding[];
  /** The changes of the schema. */
  readonly edits: readonly SchemaEdit[];
  /** The statements that make the partitioned table. */
  readonly ddl: readonly string[];
  /** How partitions come and go. */
  readonly schedule?: PartitionSchedule;
  /** Partitions over time. */
  readonly timeline: readonly {
    readonly date: string;
    readonly partitions: number;
    readonly bytes: number;
  }[];
}

/** Which tables to partition, and how. */
export interface PartitionPlan {
  /** The model's name. */
  readonly name: string;
  /** One for each table, those to be partitioned first. */
  readonly tables: readonly PartitionAdvice[];
}

/** Planning with 1,000 partitions, none pruned, was measured at 52 ms. */
const PLANNING_A_PARTITION = 52e-6;

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
  const context: Context = {
    lab,
    grown,
    smallest: parseBytes(options.smallest ?? "100 GB"),
    target: parseBytes(options.target ?? "25 GB"),
  };
  const tables: PartitionAdvice[] = [];
  for (const table of lab.schema.tables) {
    if (table.partitionOf || table.partitioning) continue;
    tables.push(await adviseTable(table, context));
  }
  tables.sort((a, b) => Number(b.partition) - Number(a.partition) || b.bytes.value - a.bytes.value);
  return displayable(
    { name: model.name, tables: freeze(tables) },
    async () => (await import("../../display/draw_partition_plan.ts")).drawPartitionPlan,
  );
}

interface Context {
  readonly lab: Lab;
  readonly grown: Forecast;
  readonly smallest: number;
  readonly target: number;
}

async function adviseTable(table: Table, context: Context): Promise<PartitionAdvice> {
  const { lab, grown, smallest, target } = context;
  const path = `${table.schema}.${table.name}`;
  const sizes = sizesOf(grown, path);
  const end = sizes.at(-1)!;
  const bytes = figure(end.p50, "bytes", {
    band: [Math.min(end.p5, end.p50), Math.max(end.p95, end.p50)],
    evidence: `Forecast of ${path} with its indexes at ${grown.dates.at(-1)}`,
  });
  const origin = lab.schema.origins?.[path];
  const volume = lab.model!.entities.find(({ id }) => id === origin)?.volume;
  const retention = volume?.retention !== undefined && volume.retention > 0
    ? volume.retention
    : Infinity;
  const limit = retention < grown.horizon ? smallest / 10 : smallest;
  const whole = (reason: string): PartitionAdvice => ({
    table: path,
    partition: false,
    reasons: [reason],
    bytes,
    pruning: [],
    findings: [],
    edits: [],
    ddl: [],
    timeline: [],
  });
  if (end.p95 < limit) {
    return whole(
      `It has ${formatBytes(end.p50)} at the horizon, less than the ${
        formatBytes(limit)
      } from which ` +
        "maintenance of the whole hurts",
    );
  }
  const known = tableStatistics(lab.statistics, table.name, table.schema);
  const distinct = new Map(
    known?.columns.map((one) => [one.name, distinctCount(one.distinct, known.rows)]) ?? [],
  );
  const growth = retention < Infinity
    ? end.p50 / Math.min(retention, Math.max(grown.horizon, 1))
    : Math.max(0, (end.p50 - sizes[0]!.p50) / Math.max(grown.horizon, 1));
  const keys = partitionKeys(table, {
    patterns: lab.patterns,
    growth,
    target,
    retention,
    distinct,
    bytes: end.p50,
  });
  if (keys.length === 0) {
    return whole(
      `It has ${
        formatBytes(end.p50)
      } at the horizon, but no query says something of a column that it could ` +
        "be partitioned by, and no row expires: every query would read every partition",
    );
  }
  const measured = [];
  for (const key of keys) {
    const pruning = await measurePruning(lab, table, key);
    measured.push({ key, pruning, gain: gainOf(pruning, key, retention) });
  }
  const [best] = measured.toSorted((a, b) => b.gain - a.gain);
  const { key, pruning, gain } = best!;
  if (gain <= 0) {
    const read = formatShare(Math.round((1 - prunedShare(pruning)) * 100) / 100);
    const reason =
      `It has ${formatBytes(end.p50)} at the horizon, but with partitions by ${key.method} of ` +
      `${key.column} an execution would still read ${read} of them`;
    return { ...whole(reason), pruning };
  }
  return advise(table, { ...context, key, pruning, bytes, retention, growth, sizes });
}

/**
 * How much partitions help: the share of the partitions that an execution need not read, less a half, since
 * every partition that is read costs a descent and planning; dropping old rows whole makes up for most of it.
 */
function gainOf(pruning: readonly PatternPruning[], key: PartitionKey, retention: number): number {
  const dropped = key.method === "range" && retention < Infinity ? 0.4 : 0;
  return prunedShare(pruning) - 0.5 + dropped;
}

function prunedShare(pruning: readonly PatternPruning[]): number {
  const weight = ({ rate }: PatternPruning) => Math.max(rate, 1e-9);
  const total = pruning.reduce((sum, one) => sum + weight(one), 0);
  if (total === 0) return 1;
  return pruning.reduce((sum, one) => sum + weight(one) * (1 - one.scanned / one.of), 0) / total;
}

interface Chosen extends Context {
  readonly key: PartitionKey;
  readonly pruning: readonly PatternPruning[];
  readonly bytes: Figure;
  readonly retention: number;
  readonly growth: number;
  readonly sizes: readonly Size[];
}

function advise(table: Table, chosen: Chosen): PartitionAdvice {
  const { lab, grown, key, pruning, bytes, retention, target, sizes } = chosen;
  const path = `${table.schema}.${table.name}`;
  const counts = sizes.map(({ p50 }, at) => countOf(key, { ...chosen, bytes: p50, years: at }));
  const count = counts.at(-1)!;
  const { interval } = key;
  const start = interval && intervalStart(lab.today, interval);
  const bounds = interval && start
    ? rangeBounds(start, { interval, count: 5, zoned: isZoned(table, key.column) })
    : key.method === "hash"
    ? hashBounds(count)
    : [];
  // No default partition: with one, no other can be detached while the table is in use.
  const first = bounds[0]?.bound.match(/FROM \((.*?)\)/)?.[1];
  const all = first === undefined
    ? key.method === "list" ? [{ suffix: "others", bound: "DEFAULT" }] : bounds
    : [{ suffix: "before", bound: `FOR VALUES FROM (MINVALUE) TO (${first})` }, ...bounds];
  const edits = partitionEdits(lab.schema, table, { key, bounds: all });
  const changed = applySchemaEdits(lab.schema, edits);
  const schedule = partitionSchedule(table, { key, today: lab.today, retention });
  const pruned = pruning.filter(({ scanned, of }) => scanned < of);
  const partitionBytes = bytes.value / count;
  return {
    table: path,
    partition: true,
    reasons: [
      `It has ${formatBytes(bytes.value)} at the horizon`,
      ...(retention < Infinity && interval
        ? [
          `Rows expire after ${
            formatDuration(retention)
          }: a partition is dropped in a moment, where a ` +
          "delete would leave dead rows behind",
        ]
        : []),
      `${pruned.length} of ${pruning.length} query patterns read only some of the partitions`,
    ],
    key,
    bytes,
    partitions: figure(count, "count", {
      evidence: interval
        ? `Partitions of ${interval.name}${
          retention < Infinity ? " while rows are kept" : ""
        }, and 4 ahead`
        : `Partitions of at most ${formatBytes(target)}`,
    }),
    partitionBytes: figure(partitionBytes, "bytes", {
      evidence: `${formatBytes(bytes.value)} / ${count}`,
    }),
    planning: figure(count * PLANNING_A_PARTITION, "seconds", {
      band: 0.5,
      evidence:
        "52 ms were measured at 1,000 partitions where none is pruned, 0.08 ms where all but one are",
    }),
    pruning,
    findings: consequences(lab, table, key),
    edits,
    ddl: statementsOf(ddl(changed).statements, table),
    ...(schedule ? { schedule } : {}),
    timeline: sizes.map(({ p50 }, at) => ({
      date: grown.dates[at]!,
      partitions: counts[at]!,
      bytes: p50,
    })),
  };
}

function countOf(
  { interval, method }: PartitionKey,
  { bytes, years, retention, target, grown, growth }: Omit<Chosen, "bytes"> & {
    readonly bytes: number;
    readonly years: number;
  },
): number {
  if (!interval) {
    return method === "hash" ? 2 ** Math.ceil(Math.log2(Math.max(2, bytes / target))) : 8;
  }
  const step = grown.horizon / Math.max(1, grown.dates.length - 1);
  // What is there at the start reaches back as far as its growth says.
  const age = growth > 0 ? Math.min(10 * TIME_UNITS["year"]!, bytes / growth) : grown.horizon;
  return Math.max(
    1,
    Math.ceil(Math.min(retention, Math.max(age, years * step)) / interval.seconds),
  ) + 4;
}

function consequences({ schema }: Lab, table: Table, { column }: PartitionKey): readonly Finding[] {
  const path = `${table.schema}.${table.name}`;
  const findings: Finding[] = [];
  for (const key of [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques]) {
    if (key.columns.includes(column)) continue;
    findings.push({
      code: "unique-key-without-partition-column",
      severity: "warning",
      where: `${path}.${key.name}`,
      what: `${key.columns.join(", ")} becomes unique only together with ${column}`,
      why: "A unique key of a partitioned table must hold the columns that it is partitioned by.",
      fix:
        `Declare (${widened(key, column).columns.join(", ")}); where ${
          key.columns.join(", ")
        } is not unique ` +
        "by its making (uuid, identity), keep its values in a table of their own",
      source: "PostgreSQL manual, section 5.12.2.3",
    });
  }
  for (const other of schema.tables) {
    for (const key of other.foreignKeys) {
      const { references } = key;
      if (references.name !== table.name || references.schema !== table.schema) continue;
      if (references.columns.includes(column)) continue;
      findings.push({
        code: "foreign-key-to-partitioned-table",
        severity: "warning",
        where: `${other.schema}.${other.name}.${key.name}`,
        what: `It refers to ${references.columns.join(", ")}, which ${path} no longer keeps unique`,
        why: "A foreign key needs a unique key on exactly its columns.",
        fix:
          `Add ${column} to ${other.name} and to the foreign key, or drop it and look for orphans`,
      });
    }
  }
  return findings;
}

function statementsOf(statements: readonly string[], { name }: Table): readonly string[] {
  const named = new RegExp(
    `\\b(TABLE|ON|ONLY|PARTITION)( ONLY)? (\\w+\\.)?"?${name.replace(/\W/g, ".")}(_\\w+)?"?\\b`,
  );
  return statements.filter((statement) => named.test(statement.split("\n")[0]!))
    .map((statement) => statement.endsWith(";") ? statement : `${statement};`);
}

interface Size {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

function sizesOf({ series, dates }: Forecast, path: string): readonly Size[] {
  const own = series.filter(({ table }) => table === path);
  return dates.map((_, at) =>
    own.reduce<Size>((sum, { points }) => {
      const { p5, p50, p95 } = points[at]!.bytes;
      return { p5: sum.p5 + p5, p50: sum.p50 + p50, p95: sum.p95 + p95 };
    }, { p5: 0, p50: 0, p95: 0 })
  );
}
