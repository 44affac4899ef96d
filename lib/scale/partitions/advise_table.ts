import { figure } from "../../core/figure.ts";
import { formatBytes, formatDuration, formatShare } from "../../core/format.ts";
import { ddl } from "../../engines/postgresql/ddl.ts";
import { baseType } from "../../engines/postgresql/sizes/user_types.ts";
import { applySchemaEdits } from "../../schema/apply_edits.ts";
import type { Table } from "../../schema/schema.ts";
import { distinctCount, tableStatistics } from "../../statistics/statistics.ts";
import { measurePruning, type PatternPruning } from "./measure_pruning.ts";
import type { PartitionAdvice } from "./partition_advice.ts";
import { partitionConsequences } from "./partition_consequences.ts";
import { boundsOf, type Chosen, countOf } from "./partition_count.ts";
import { type PartitionKey, partitionKeys } from "./partition_key.ts";
import { AHEAD, partitionLives, partitionSchedule } from "./partition_schedule.ts";
import { partitionEdits } from "./partition_schema.ts";
import { type AdviseTableContext, sizesOf, type Subject, subjectOf } from "./partition_subject.ts";
import { planningSeconds } from "./planning_seconds.ts";
import { statementsOf } from "./table_statements.ts";

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
