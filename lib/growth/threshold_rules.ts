import { formatBytes, formatCount, formatDuration } from "../core/format.ts";
import { TIME_UNITS } from "../core/quantity.ts";
import type { Column, Table } from "../schema/schema.ts";
import type { Watched } from "./crossing.ts";
import type { TableRuns } from "./forecast_totals.ts";
import { engineLimits } from "./engine_limits.ts";
import { onCurve } from "./size_curves.ts";
import type { ThresholdContext, ThresholdRule } from "./threshold_rule.ts";

const DAY = TIME_UNITS["day"]!;
const WEEK = 7 * DAY;
const MONTH = TIME_UNITS["month"]!;

/** The highest number of each type. PostgreSQL 18 manual, table 8.2. */
const HIGHEST: Readonly<Record<string, number>> = {
  smallint: 32_767,
  integer: 2_147_483_647,
  bigint: Number(9_223_372_036_854_775_807n),
};

/** What is watched, one rule a row. */
export const thresholdRules: readonly ThresholdRule[] = [
  integerKeys,
  referringIntegers,
  workingSet,
  disk,
  longVacuum,
  longRebuild,
  longDump,
  partitionCount,
  toastValues,
  transactionNumbers,
  ...engineLimits,
];

function isNumbered({ identity, default: value }: Column): boolean {
  return identity !== undefined || /\bnextval\(/.test(value ?? "");
}

/** Numbers that a table has given out: rows at the start, those that came, and gaps. */
function numbersOf({ runs: { rows, born } }: TableRuns, { runs, capacity }: ThresholdContext) {
  return (at: number, run: number) =>
    (rows[run]! + born[at * runs + run]!) * capacity.numbersPerRow;
}

function* integerKeys(context: ThresholdContext): Iterable<Watched> {
  for (const table of context.tables) {
    const { curves: { table: { columns }, path } } = table;
    for (const column of columns.filter(isNumbered)) {
      const { identity, type } = column;
      const highest = HIGHEST[type];
      const level = identity?.maximum ? Number(identity.maximum) : highest;
      if (level === undefined || identity?.cycle) continue;
      const increment = Math.abs(Number(identity?.increment ?? 1));
      const given = numbersOf(table, context);
      yield {
        code: "integer-key",
        severity: "error",
        where: `${path}.${column.name}`,
        what: `${column.name} runs out of ${type} numbers, and every insert fails`,
        level,
        unit: "count",
        evidence: identity?.maximum
          ? `MAXVALUE of the identity column`
          : `The highest ${type}: PostgreSQL manual, table 8.2`,
        act: type === "bigint"
          ? "Use uuid, or numbers that start again in each partition"
          : "Change the column and every foreign key to it to bigint: add a bigint column, fill it in " +
            "batches, swap the two in one short transaction",
        lead: 3 * MONTH,
        value: (at, run) => given(at, run) * increment,
      };
    }
  }
}

// A foreign key that is narrower than the key which it refers to overflows although the key does not.
function* referringIntegers(context: ThresholdContext): Iterable<Watched> {
  const tables = new Map(context.tables.map((table) => [table.curves.path, table]));
  for (const { curves: { table, path } } of context.tables) {
    for (const { columns, references } of table.foreignKeys) {
      const parent = tables.get(`${references.schema}.${references.name}`);
      for (const [at, name] of columns.entries()) {
        const column = table.columns.find((one) => one.name === name);
        const target = parent?.curves.table.columns.find(({ name }) =>
          name === references.columns[at]
        );
        const level = HIGHEST[column?.type ?? ""];
        const wider = HIGHEST[target?.type ?? ""];
        if (!parent || !column || !target || !isNumbered(target)) continue;
        if (level === undefined || wider === undefined || level >= wider) continue;
        yield {
          code: "narrow-foreign-key",
          severity: "error",
          where: `${path}.${name}`,
          what: `${name} is ${column.type} and refers to ${target.type} numbers that outgrow it`,
          level,
          unit: "count",
          evidence: `The highest ${column.type}: PostgreSQL manual, table 8.2`,
          act: `Change ${name} to ${target.type}`,
          lead: MONTH,
          value: numbersOf(parent, context),
        };
      }
    }
  }
}

function* workingSet({ totals, capacity, runs }: ThresholdContext): Iterable<Watched> {
  const { memory, hotShare } = capacity;
  if (memory === undefined) return;
  yield {
    code: "working-set-leaves-memory",
    severity: "warning",
    where: "database",
    what:
      "Indexes and the rows that are used no longer fit into memory, and reads wait for the disk",
    level: memory * 0.75,
    unit: "bytes",
    evidence: `Three quarters of ${formatBytes(memory)}; the working set is all indexes and ${
      hotShare * 100
    } % of the tables`,
    act:
      "Get more memory, drop indexes that nobody uses, or move old rows to partitions of their own",
    lead: MONTH,
    value: (at, run) => {
      const place = at * runs + run;
      return totals.bytes[place]! - (1 - hotShare) * totals.heap[place]!;
    },
  };
}

function* disk({ totals, capacity, runs }: ThresholdContext): Iterable<Watched> {
  if (capacity.disk === undefined) return;
  yield {
    code: "disk-full",
    severity: "error",
    where: "database",
    what: "The disk is so full that the server will soon stop",
    level: capacity.disk * 0.85,
    unit: "bytes",
    evidence: `85 % of ${
      formatBytes(capacity.disk)
    }: the rest is for rebuilds and the write-ahead log`,
    act: "Enlarge the disk, archive old rows, or shard",
    lead: MONTH,
    value: (at, run) => {
      const place = at * runs + run;
      return totals.bytes[place]! + capacity.walKept;
    },
  };
}

interface LongWork {
  readonly code: string;
  readonly what: string;
  readonly act: string;
  readonly lead: number;
  /** Bytes a second, and where the number comes from. */
  readonly speed: number;
  readonly evidence: string;
}

function tableWork(work: LongWork, bytes: (table: TableRuns) => Float64Array): ThresholdRule {
  return function* ({ tables, capacity, runs }) {
    for (const table of tables) {
      const { curves, runs: { rows } } = table;
      const values = bytes(table);
      yield {
        code: work.code,
        severity: "warning",
        where: curves.path,
        what: `${work.what} of ${curves.table.name} takes longer than ${
          formatDuration(capacity.window)
        }`,
        level: work.speed * capacity.window,
        unit: "bytes",
        evidence: work.evidence,
        act: work.act,
        lead: work.lead,
        most: onCurve({ rows: curves.rows, values }, table.most),
        value: (at, run) => onCurve({ rows: curves.rows, values }, rows[at * runs + run]!),
      };
    }
  };
}

function longVacuum(context: ThresholdContext): Iterable<Watched> {
  return tableWork({
    code: "vacuum-too-long",
    what: "Vacuum",
    act:
      "Partition it, so that each partition is vacuumed by itself, or raise the cost limit of vacuum",
    lead: 2 * MONTH,
    speed: context.capacity.vacuumSpeed,
    evidence: "One autovacuum worker with the default cost limit dirties 10 pages in 2 ms, 39 MB/s",
  }, ({ curves }) => curves.heap)(context);
}

function longRebuild(context: ThresholdContext): Iterable<Watched> {
  const { rebuildSpeed } = context.capacity;
  return tableWork({
    code: "rebuild-too-long",
    what: "Rebuilding the indexes",
    act: "Partition it, so that indexes are rebuilt part by part",
    lead: 2 * MONTH,
    speed: rebuildSpeed,
    evidence: `Rebuilding is assumed to write ${formatBytes(rebuildSpeed)} of index a second`,
  }, ({ curves }) => curves.total.map((bytes, at) => bytes - curves.heap[at]!))(context);
}

function* longDump({ totals, capacity, runs }: ThresholdContext): Iterable<Watched> {
  yield {
    code: "dump-too-long",
    severity: "warning",
    where: "database",
    what: `A dump takes longer than ${formatDuration(capacity.window)}`,
    level: capacity.dumpSpeed * capacity.window,
    unit: "bytes",
    evidence: `A dump is assumed to read ${formatBytes(capacity.dumpSpeed)} a second`,
    act: "Back up with incremental physical backups instead of dumps",
    lead: MONTH,
    value: (at, run) => totals.heap[at * runs + run]!,
  };
}

const MOST_PARTITIONS = 1000;

/** Partitions of tables that are partitioned already, which go on as their intervals say. */
export function* partitionCount(
  { schema, step }: Pick<ThresholdContext, "schema" | "step">,
): Iterable<Watched> {
  for (const { schema: namespace, name, partitioning } of schema.tables) {
    const parts = schema.tables.filter(({ partitionOf }) =>
      partitionOf?.name === name && partitionOf.schema === namespace
    );
    if (!partitioning || parts.length === 0) continue;
    const interval = intervalOf(parts);
    yield {
      code: "too-many-partitions",
      severity: "warning",
      where: `${namespace}.${name}`,
      what: "Planning a query that is not pruned opens every partition",
      level: MOST_PARTITIONS,
      unit: "count",
      evidence:
        "Planning at 1,000 partitions was measured at 18 ms (PostgreSQL 18) and 50 ms (15) where none is pruned",
      act: "Use longer intervals, or detach old partitions",
      lead: WEEK,
      value: (at) => parts.length + (interval === undefined ? 0 : at * step / interval),
    };
  }
}

/** Seconds that one partition covers, where their bounds are dates. */
function intervalOf(parts: readonly Table[]): number | undefined {
  const spans = parts.flatMap(({ partitionOf }) => {
    const [, from, to] = /FROM \('([^']+)'\) TO \('([^']+)'\)/.exec(partitionOf!.bound) ?? [];
    const seconds = (Date.parse(to ?? "") - Date.parse(from ?? "")) / 1000;
    return seconds > 0 ? [seconds] : [];
  }).sort((a, b) => a - b);
  return spans[spans.length >> 1];
}

function* toastValues({ tables, runs }: ThresholdContext): Iterable<Watched> {
  for (const { curves, runs: { rows }, most } of tables) {
    if (!curves.relations.some(({ kind }) => kind === "toast")) continue;
    yield {
      code: "toast-numbers-run-out",
      severity: "error",
      where: curves.path,
      what:
        "Values out of line are numbered by 32 bits in each table: inserts become slow, then fail",
      level: 2 ** 32,
      unit: "count",
      evidence: "TOAST pointers hold an OID: PostgreSQL manual, section 66.2",
      act: "Partition the table: each partition numbers its own",
      lead: 3 * MONTH,
      most,
      value: (at, run) => rows[at * runs + run]!,
    };
  }
}

/** `autovacuum_freeze_max_age`: transactions after which a table is vacuumed whole, busy or not. */
const FREEZE_AGE = 200e6;

/**
 * Each transaction that writes takes a number of 32 bits. A table has to be read whole before half of them
 * are gone; where that takes longer than the numbers last that are left, the server stops writing.
 */
function* transactionNumbers(
  { model, tables, capacity, runs }: ThresholdContext,
): Iterable<Watched> {
  if (!/^postgres/i.test(model.engine)) return;
  const rate = model.patterns.filter(({ query, sql = "" }) =>
    query ? query.action !== "select" : /^\s*(insert|update|delete|merge)\b/i.test(sql)
  ).reduce((sum, pattern) => sum + (pattern.rate ?? 0), 0);
  if (rate <= 0) return;
  const left = (2 ** 31 - FREEZE_AGE) / rate;
  for (const { curves, runs: { rows }, most } of tables) {
    yield {
      code: "transaction-numbers-run-out",
      severity: "error",
      where: curves.path,
      what: `Vacuum no longer gets through ${curves.table.name} before transaction numbers run out`,
      level: left * capacity.vacuumSpeed,
      unit: "bytes",
      evidence: `${formatCount(rate)} writing transactions a second use up the numbers in ${
        formatDuration(left)
      } after vacuum begins: PostgreSQL manual, section 24.1.5`,
      act: "Write in larger transactions, partition the table, or let vacuum go faster",
      lead: 2 * MONTH,
      most: onCurve({ rows: curves.rows, values: curves.total }, most),
      value: (at, run) =>
        onCurve({ rows: curves.rows, values: curves.total }, rows[at * runs + run]!),
    };
  }
}
