import { addDuration, type IsoDate } from "../../core/date.ts";
import { quoteSqlIdentifier, quoteSqlLiteral } from "../../core/escape.ts";
import { writeDuration } from "../../core/format.ts";
import { freeze } from "../../core/freeze.ts";
import type { Table } from "../../schema/schema.ts";
import { type Interval, intervalStart, nextInterval, truncationOf } from "./interval.ts";
import { boundsFrom, partitionName, rangeBounds } from "./partition_bounds.ts";
import type { PartitionKey } from "./partition_key.ts";

/** How partitions come and go. */
export interface PartitionSchedule {
  /** How often it is run. */
  readonly every: Interval["name"];
  /** Partitions that exist ahead of the present. */
  readonly ahead: number;
  /** The statements of the first runs, and those of the first run that detaches something. */
  readonly runs: readonly ScheduledRun[];
  /**
   * A script for psql, the same for every run: it prints the statements that are due on the day and runs
   * each by itself, since a partition cannot be detached concurrently within a transaction.
   */
  readonly native: readonly string[];
  /** The same with pg_partman 5 and pg_cron, in place of the partitions of the DDL. */
  readonly partman: readonly string[];
}

/** What is due on a day. */
export interface ScheduledRun {
  /** The day. */
  readonly date: IsoDate;
  /** The statements. */
  readonly statements: readonly string[];
}

/** From when to when a partition is there. */
export interface PartitionLife {
  /** Its name. */
  readonly name: string;
  /** The day that it is created. */
  readonly created: IsoDate;
  /** The day that it is dropped; absent where its rows are kept for ever, or beyond the horizon. */
  readonly dropped?: IsoDate;
}

/** Partitions that exist ahead of the present. */
export const AHEAD = 4;

const SHOWN = 3;

interface Scheduled {
  readonly key: PartitionKey;
  readonly today: IsoDate;
  /** Seconds that rows are kept; infinite for ever. */
  readonly retention: number;
}

/** When partitions are created ahead, and when those are detached and dropped whose retention is over. */
export function partitionSchedule(
  table: Table,
  { key, today, retention }: Scheduled,
): PartitionSchedule | undefined {
  const { interval } = key;
  if (!interval) return undefined;
  const subject: Subject = {
    table,
    interval,
    zoned: isZoned(table, key.column),
    column: key.column,
    retention,
  };
  return freeze({
    every: interval.name,
    ahead: AHEAD,
    runs: firstRuns(subject, today),
    native: nativeScript(subject),
    partman: partmanStatements(subject),
  });
}

/** The lives of partitions up to a date, the first one and each so many-th, so that they can be drawn. */
export function partitionLives(
  table: Table,
  { key, today, retention }: Scheduled,
  { until, most }: { readonly until: IsoDate; readonly most: number },
): readonly PartitionLife[] {
  const { interval } = key;
  if (!interval) return [];
  const first = intervalStart(today, interval);
  const starts: IsoDate[] = [];
  for (let start = first; start < until; start = nextInterval(start, interval)) starts.push(start);
  const every = Math.ceil(starts.length / most);
  const lives = starts.filter((_, at) => at % every === 0).map((start): PartitionLife => {
    const [bound] = rangeBounds(start, { interval, count: 1, zoned: false });
    const ahead = nextInterval(start, interval, -AHEAD);
    const over = retention === Infinity
      ? undefined
      : addDuration(nextInterval(start, interval), retention);
    return {
      name: partitionName(table.name, bound!.suffix),
      created: ahead < today ? today : ahead,
      ...(over === undefined || over > until ? {} : { dropped: over }),
    };
  });
  return freeze(lives);
}

interface Subject {
  readonly table: Table;
  readonly interval: Interval;
  readonly zoned: boolean;
  readonly column: string;
  readonly retention: number;
}

function qualified({ schema }: Table, name: string): string {
  return `${quoteSqlIdentifier(schema)}.${quoteSqlIdentifier(name)}`;
}

function firstRuns(subject: Subject, today: IsoDate): readonly ScheduledRun[] {
  const { table, interval, retention } = subject;
  const start = intervalStart(today, interval);
  const runs = Array.from({ length: SHOWN }, (_, at): ScheduledRun => ({
    date: nextInterval(start, interval, at + 1),
    statements: [createNext(subject, nextInterval(start, interval, at + 1 + AHEAD))],
  }));
  if (retention === Infinity) return runs;
  // What is older than the first partition lies in one; it goes when its youngest row is old enough.
  const [oldest] = boundsFrom(today, { ...subject, count: 1 });
  const over = addDuration(start, retention);
  const begin = intervalStart(over, interval);
  const date = begin < over ? nextInterval(begin, interval) : begin;
  return [...runs, {
    date,
    statements: [
      createNext(subject, nextInterval(date, interval, AHEAD)),
      ...detach(table, partitionName(table.name, oldest!.suffix)),
    ],
  }];
}

function createNext({ table, ...options }: Subject, start: IsoDate): string {
  const [next] = rangeBounds(start, { ...options, count: 1 });
  return `create table if not exists ${
    qualified(table, partitionName(table.name, next!.suffix))
  } partition of ${qualified(table, table.name)} ${next!.bound.toLowerCase()};`;
}

function detach(table: Table, partition: string): readonly string[] {
  return [
    `alter table ${qualified(table, table.name)} detach partition ${
      qualified(table, partition)
    } concurrently;`,
    `drop table ${qualified(table, partition)};`,
  ];
}

const literal = quoteSqlLiteral;

function nativeScript(
  { table, interval, zoned, retention }: Subject,
): readonly string[] {
  const parent = qualified(table, table.name);
  // The suffix is filled in by format(): a letter and a date.
  const name = partitionName(table.name, "p00000000").slice(0, -"p00000000".length);
  const day = (part: string) =>
    `to_char(${part}, 'YYYY-MM-DD')${zoned ? " || ' 00:00:00+00'" : ""}`;
  const first = `date_trunc('${truncationOf(interval)}', now() at time zone 'UTC')`;
  const create = `select format(
  'create table if not exists %I.%I partition of %s for values from (%L) to (%L)',
  ${literal(table.schema)}, ${literal(name)} || 'p' || to_char(start, 'YYYYMMDD'), ${
    literal(parent)
  },
  ${day("start")}, ${day(`start + interval '${interval.name}'`)})
from generate_series(
  ${first},
  ${first} + ${AHEAD} * interval '${interval.name}',
  interval '${interval.name}') as start
\\gexec`;
  if (retention === Infinity) return [create];
  const type = zoned ? "timestamptz" : "timestamp";
  const now = zoned ? "now()" : "now() at time zone 'UTC'";
  const drop = `select
  format('alter table %s detach partition %s concurrently', inhparent::regclass, inhrelid::regclass),
  format('drop table %s', inhrelid::regclass)
from pg_inherits join pg_class on pg_class.oid = inhrelid
where inhparent = ${literal(parent)}::regclass
  and substring(pg_get_expr(relpartbound, inhrelid) from $$TO \\('([^']+)'\\)$$)::${type}
    <= ${now} - interval ${literal(writeDuration(retention))}
\\gexec`;
  return [create, drop];
}

function partmanStatements(
  { table, interval, column, retention }: Subject,
): readonly string[] {
  const path = literal(`${table.schema}.${table.name}`);
  return [
    "create schema if not exists partman;",
    "create extension if not exists pg_partman schema partman;",
    "create extension if not exists pg_cron;",
    `select partman.create_parent(p_parent_table => ${path}, p_control => ${literal(column)}, ` +
    `p_interval => ${literal(interval.name)}, p_premake => ${AHEAD}, p_default_table => false);`,
    ...(retention === Infinity ? [] : [
      `update partman.part_config set retention = ${literal(writeDuration(retention))}, ` +
      `retention_keep_table = false, infinite_time_partitions = true where parent_table = ${path};`,
    ]),
    "select cron.schedule('partitions', '@hourly', 'call partman.run_maintenance_proc()');",
  ];
}

/** Whether a column is a time with a zone. */
export function isZoned(table: Table, column: string): boolean {
  const type = table.columns.find(({ name }) => name === column)?.type ?? "";
  return /^timestamp.*with time zone$/.test(type) && !type.includes("without");
}
