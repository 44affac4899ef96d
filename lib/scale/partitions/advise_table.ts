import { type Figure, figure } from "../../core/figure.ts";
import type { Finding } from "../../core/finding.ts";
import { formatBytes, formatDuration, formatShare } from "../../core/format.ts";
import { ddl } from "../../engines/postgresql/ddl.ts";
import { qualify } from "../../engines/postgresql/identifiers.ts";
import { baseType } from "../../engines/postgresql/sizes/user_types.ts";
import type { Forecast } from "../../growth/forecast.ts";
import { applySchemaEdits, type SchemaEdit } from "../../schema/apply_edits.ts";
import type { Table } from "../../schema/schema.ts";
import { distinctCount, tableStatistics } from "../../statistics/statistics.ts";
import type { Lab } from "../../whatif/lab.ts";
import { columnOf, hashCount, measurePruning, type PatternPruning } from "./measure_pruning.ts";
import { boundsFrom, hashBounds, listBounds, type PartitionBound } from "./partition_bounds.ts";
import { partitionConsequences } from "./partition_consequences.ts";
import { type PartitionKey, partitionKeys } from "./partition_key.ts";
import {
  AHEAD,
  isZoned,
  type PartitionLife,
  partitionLives,
  type PartitionSchedule,
  partitionSchedule,
} from "./partition_schedule.ts";
import { partitionEdits } from "./partition_schema.ts";
import { planningSeconds } from "./planning_seconds.ts";

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
  /** What the real planner reads of it, by query pattern, and how long planning that takes. */
  readonly pruning: readonly (PatternPruning & { readonly planning?: Figure })[];
  /** Keys that the table's own columns cannot keep unique any more, and foreign keys that are lost. */
  readonly findings: readonly Finding[];
  /** The changes of the schema. */
  readonly edits: readonly SchemaEdit[];
  /** The statements that make the partitioned table. */
  readonly ddl: readonly string[];
  /** How partitions come and go. */
  readonly schedule?: PartitionSchedule;
  /** From when to when partitions by time are there: each so many-th, at most 16. */
  readonly lives: readonly PartitionLife[];
  /** Partitions over time. */
  readonly timeline: readonly {
    readonly date: string;
    readonly partitions: number;
    readonly bytes: number;
  }[];
}

/** What tables are judged by. */
export interface AdviseTableContext {
  readonly lab: Lab;
  /** The lab at the horizon: partitions are judged by what there will be. */
  readonly later: Lab;
  readonly grown: Forecast;
  /** Bytes from which a table is worth partitioning. */
  readonly smallest: number;
  /** Bytes that a partition shall have at most. */
  readonly target: number;
}

/** Says whether to partition a table, and how. */
export async function adviseTable(
  table: Table,
  context: AdviseTableContext,
): Promise<PartitionAdvice> {
  const { later, grown } = context;
  const path = `${table.schema}.${table.name}`;
  const sizes = sizesOf(grown, path);
  const end = sizes.at(-1)!;
  const bytes = figure(end.p50, "bytes", {
    band: [Math.min(end.p5, end.p50), Math.max(end.p95, end.p50)],
    evidence: `Forecast of ${path} with its indexes at ${grown.dates.at(-1)}`,
  });
  const leave = (reason: string, pruning: readonly PatternPruning[] = []): PartitionAdvice => ({
    table: path,
    partition: false,
    reasons: [reason],
    bytes,
    pruning,
    findings: [],
    edits: [],
    ddl: [],
    lives: [],
    timeline: [],
  });
  if (table.partitioning) {
    const { method, keys } = table.partitioning;
    return leave(`It is partitioned already, by ${method} of ${keys.join(", ")}`);
  }
  const subject = subjectOf(table, { ...context, bytes, sizes });
  const size = `It has ${formatBytes(end.p50)} at the horizon`;
  const { keys, limit } = candidatesOf(subject);
  if (end.p95 < limit) {
    return leave(
      `${size}, less than the ${formatBytes(limit)} from which maintenance of the whole hurts`,
    );
  }
  if (keys.length === 0) {
    return leave(
      `${size}, but no query says something of a column that it could be partitioned by, and no row ` +
        "expires by a time that it holds: every query would read every partition",
    );
  }
  const measured = [];
  for (const key of keys) {
    const pruning = await measurePruning(later, table, { ...subject, key, bytes: end.p50 });
    measured.push({ key, pruning, gain: gainOf(pruning, key, subject.retention) });
  }
  const [best] = measured.toSorted((a, b) => b.gain - a.gain);
  const { key, pruning, gain } = best!;
  if (gain <= 0) {
    const read = formatShare(Math.round((1 - prunedShare(pruning)) * 100) / 100);
    return leave(
      `${size}, but with partitions by ${key.method} of ${key.column} an execution would still read ` +
        `${read} of them`,
      pruning,
    );
  }
  return advise({ ...subject, key, pruning });
}

interface Subject extends AdviseTableContext {
  readonly table: Table;
  readonly bytes: Figure;
  readonly sizes: readonly Size[];
  /** Seconds that rows are kept; infinite for ever. */
  readonly retention: number;
  /** Bytes that are added a second. */
  readonly growth: number;
}

function subjectOf(
  table: Table,
  context: AdviseTableContext & Pick<Subject, "bytes" | "sizes">,
): Subject {
  const { lab, grown, sizes } = context;
  const origin = lab.schema.origins?.[`${table.schema}.${table.name}`];
  const kept = lab.model!.entities.find(({ id }) => id === origin)?.volume.retention;
  const retention = kept !== undefined && kept > 0 ? kept : Infinity;
  const [first, last] = [sizes[0]!.p50, sizes.at(-1)!.p50];
  const horizon = Math.max(grown.horizon, 1);
  const growth = retention < Infinity
    ? last / Math.min(retention, horizon)
    : Math.max(0, last - first) / horizon;
  return { ...context, table, retention, growth };
}

/** Where rows expire a smaller table is worth it too, since whole partitions are dropped. */
const SMALLER = 10;

function candidatesOf({ table, lab, grown, smallest, target, retention, growth, bytes }: Subject): {
  readonly keys: readonly PartitionKey[];
  /** Bytes from which the table is worth partitioning. */
  readonly limit: number;
} {
  const known = tableStatistics(lab.statistics, table.name, table.schema);
  const keys = partitionKeys(table, {
    patterns: lab.patterns,
    growth,
    target,
    retention,
    distinct: new Map(
      known?.columns.map((one) => [one.name, distinctCount(one.distinct, known.rows)]) ?? [],
    ),
    isEnumeration: (type) => baseType(lab.schema, type).labels !== undefined,
  });
  const expiring = retention < grown.horizon ? keys.filter(({ method }) => method === "range") : [];
  const limit = expiring.length > 0 ? smallest / SMALLER : smallest;
  return { keys: (bytes.band?.[1] ?? bytes.value) < smallest ? expiring : keys, limit };
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

interface Chosen extends Subject {
  readonly key: PartitionKey;
  readonly pruning: readonly PatternPruning[];
}

function advise(chosen: Chosen): PartitionAdvice {
  const { table, lab, grown, key, pruning, bytes, retention, sizes } = chosen;
  const path = `${table.schema}.${table.name}`;
  const counts = sizes.map((_, at) => countOf(chosen, at));
  const count = counts.at(-1)!;
  const { engine } = lab.schema;
  const edits = partitionEdits(lab.schema, table, { key, bounds: boundsOf(chosen, count) });
  const schedule = partitionSchedule(table, { key, today: lab.today, retention });
  return {
    table: path,
    partition: true,
    reasons: reasonsOf(chosen),
    key,
    bytes,
    partitions: figure(count, "count", { evidence: countEvidence(chosen) }),
    partitionBytes: figure(bytes.value / count, "bytes", {
      evidence: `${formatBytes(bytes.value)} / ${count}`,
    }),
    planning: planningSeconds({ planned: 1, of: 1 }, { count, engine }),
    pruning: pruning.map((one) => ({ ...one, planning: planningSeconds(one, { count, engine }) })),
    findings: partitionConsequences({ schema: lab.schema, table, key, count, pruning }),
    edits,
    ddl: statementsOf(ddl(applySchemaEdits(lab.schema, edits)).statements, table, edits),
    ...(schedule ? { schedule } : {}),
    lives: partitionLives(table, { key, today: lab.today, retention }, {
      until: grown.dates.at(-1)!,
      most: LIVES,
    }),
    timeline: sizes.map(({ p50 }, at) => ({
      date: grown.dates[at]!,
      partitions: counts[at]!,
      bytes: p50,
    })),
  };
}

const LIVES = 16;

function boundsOf(chosen: Chosen, count: number): readonly PartitionBound[] {
  const { lab, table, key, bytes: { value: bytes }, target } = chosen;
  if (key.method === "hash") return hashBounds(count);
  if (key.method === "list") {
    return listBounds(columnOf(lab, table, key.column), { bytes, target });
  }
  const zoned = isZoned(table, key.column);
  return boundsFrom(lab.today, { interval: key.interval!, count: AHEAD + 1, zoned });
}

function reasonsOf({ key, bytes, retention, pruning }: Chosen): readonly string[] {
  const pruned = pruning.filter(({ scanned, of }) => scanned < of);
  return [
    `It has ${formatBytes(bytes.value)} at the horizon`,
    ...(retention < Infinity && key.interval
      ? [
        `Rows expire after ${
          formatDuration(retention)
        }: a partition is dropped in a moment, where a ` +
        "delete would leave dead rows behind",
      ]
      : []),
    `${pruned.length} of ${pruning.length} query patterns read only some of the partitions`,
  ];
}

function countEvidence({ key: { interval, method }, retention, target }: Chosen): string {
  if (method === "list") return "A partition for each common value, and one for all others";
  if (!interval) return `Partitions of at most ${formatBytes(target)}`;
  return `Partitions of ${interval.name}${
    retention < Infinity ? " while rows are kept" : ""
  }, and ${AHEAD} ahead`;
}

/** Partitions at a date of the forecast. */
function countOf(chosen: Chosen, at: number): number {
  const { key: { interval, method }, retention, target, grown, sizes } = chosen;
  if (method === "hash") return hashCount(sizes.at(-1)!.p50, target);
  if (!interval) return boundsOf(chosen, 0).length;
  const step = grown.horizon / Math.max(1, grown.dates.length - 1);
  // What is there at the start reaches back as far as its growth says, and lies in one partition.
  const elapsed = at * step;
  const lives = Math.min(retention, elapsed) / interval.seconds;
  const before = sizes[0]!.p50 > 0 && elapsed < retention ? 1 : 0;
  return Math.ceil(lives) + before + 1 + AHEAD;
}

/** The statements that make a table and its partitions, out of those that make the whole schema. */
function statementsOf(
  statements: readonly string[],
  table: Table,
  edits: readonly SchemaEdit[],
): readonly string[] {
  const names = edits.flatMap(({ value }) =>
    value && "partitionOf" in value && value.partitionOf ? [value] : []
  );
  const paths = [table, ...names].map(qualify);
  return statements.filter((statement) => {
    const named = /\b(?:TABLE|COLUMN|ON)(?: ONLY)? (?!TABLE|COLUMN)/.exec(statement);
    const rest = named ? statement.slice(named.index + named[0].length) : "";
    return paths.some((path) =>
      rest.startsWith(path) && /^(?![\w$])/.test(rest.slice(path.length))
    );
  }).map((statement) => statement.endsWith(";") ? statement : `${statement};`);
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
