import type { IsoDate } from "../../core/date.ts";
import { quoteSqlIdentifier, quoteSqlLiteral } from "../../core/escape.ts";
import { writeDuration } from "../../core/format.ts";
import type { Table } from "../../schema/schema.ts";
import type { Interval, PartitionKey } from "./partition_key.ts";
import { intervalStart, nextInterval, rangeBounds } from "./partition_schema.ts";

/** How partitions come and go. */
export interface PartitionSchedule {
  /** When it is run. */
  readonly every: Interval["name"];
  /** Partitions that exist ahead of the present. */
  readonly ahead: number;
  /** What creates the next partition and detaches the oldest, as PostgreSQL itself does it. */
  readonly native: readonly string[];
  /** The same with pg_partman 5. */
  readonly partman: readonly string[];
}

const AHEAD = 4;

/** Statements that create partitions ahead, and detach and drop those whose retention is over. */
export function partitionSchedule(
  table: Table,
  { key, today, retention }: {
    readonly key: PartitionKey;
    readonly today: IsoDate;
    /** Seconds; infinite for ever. */
    readonly retention: number;
  },
): PartitionSchedule | undefined {
  const { interval } = key;
  if (!interval) return undefined;
  const name = (suffix: string) =>
    `${quoteSqlIdentifier(table.schema)}.${quoteSqlIdentifier(`${table.name}_${suffix}`)}`;
  const parent = `${quoteSqlIdentifier(table.schema)}.${quoteSqlIdentifier(table.name)}`;
  const start = nextInterval(intervalStart(today, interval), interval, AHEAD);
  const [next] = rangeBounds(start, { interval, count: 1, zoned: isZoned(table, key.column) });
  const created = `create table if not exists ${name(next!.suffix)} partition of ${parent} ${
    next!.bound.toLowerCase()
  };`;
  const kept = retention === Infinity ? undefined : Math.ceil(retention / interval.seconds);
  const oldest = kept === undefined
    ? undefined
    : rangeBounds(nextInterval(intervalStart(today, interval), interval, -kept - 1), {
      interval,
      count: 1,
      zoned: false,
    })[0]!;
  const literal = quoteSqlLiteral(`${table.schema}.${table.name}`);
  return {
    every: interval.name,
    ahead: AHEAD,
    native: [
      created,
      ...(oldest
        ? [
          `alter table ${parent} detach partition ${name(oldest.suffix)} concurrently;`,
          `drop table ${name(oldest.suffix)};`,
        ]
        : []),
    ],
    partman: [
      "create schema if not exists partman;",
      "create extension if not exists pg_partman schema partman;",
      `select partman.create_parent(p_parent_table => ${literal}, p_control => ${
        quoteSqlLiteral(key.column)
      }, p_interval => ${quoteSqlLiteral(interval.name)}, p_premake => ${AHEAD});`,
      ...(kept === undefined ? [] : [
        `update partman.part_config set retention = ${
          quoteSqlLiteral(writeDuration(retention))
        }, retention_keep_table = false where parent_table = ${literal};`,
      ]),
      "select cron.schedule('partitions', '@hourly', 'call partman.run_maintenance_proc()');",
    ],
  };
}

/** Whether a column is a time with a zone. */
export function isZoned(table: Table, column: string): boolean {
  return /with time zone$/.test(table.columns.find(({ name }) => name === column)?.type ?? "") &&
    !/without/.test(table.columns.find(({ name }) => name === column)?.type ?? "");
}
