/** A statement that only computes, and the settings that make it do one kind of work. */
export interface Probe {
  /** What it is about. */
  readonly name: string;
  /** The statement: it reads generated rows and PostgreSQL's own catalogs. */
  readonly sql: string;
  /** Planner settings for it. */
  readonly settings?: Readonly<Record<string, string>>;
}

const LOOPED = {
  enable_hashjoin: "off",
  enable_mergejoin: "off",
  enable_material: "off",
  enable_memoize: "off",
};
const series = (rows: number): string => `generate_series(1, ${rows})`;

/**
 * Statements that tell kinds of work apart. They need no tables, create nothing and run in a read-only
 * transaction. None goes through an index of the user's.
 */
export const PROBES: readonly Probe[] = [
  { name: "rows", sql: `select count(*) from ${series(60_000)}` },
  {
    name: "aggregates",
    sql: `select sum(i), max(i), min(i), avg(i * 2 + 1) from ${series(60_000)} i`,
  },
  { name: "numeric", sql: `select sum(i::numeric * 2.5) from ${series(60_000)} i` },
  {
    name: "filters",
    sql: `select count(*) from ${series(60_000)} i where i % 7 = 3 and i > 5 and i <> 100`,
  },
  {
    name: "sort",
    sql: `select count(*) from (select i from ${
      series(100_000)
    } i order by hashint4(i) offset 0) s`,
  },
  {
    name: "sort of texts",
    sql: `select count(*) from (select i from ${
      series(30_000)
    } i order by md5(i::text) offset 0) s`,
  },
  { name: "few groups", sql: `select i % 100, count(*) from ${series(60_000)} i group by 1` },
  { name: "many groups", sql: `select i, count(*) from ${series(60_000)} i group by i` },
  {
    name: "hash join",
    sql: `select count(*) from ${series(100_000)} a join ${series(20_000)} b on b = a`,
    settings: { enable_mergejoin: "off", enable_nestloop: "off" },
  },
  {
    name: "merge join",
    sql: `select count(*) from (select hashint4(i) v from ${series(60_000)} i) a ` +
      `join (select hashint4(i) v from ${series(60_000)} i) b on b.v = a.v`,
    settings: { enable_hashjoin: "off", enable_nestloop: "off" },
  },
  {
    name: "lookups by index",
    sql: `select count(t.typlen) from ${
      series(20_000)
    } i join pg_catalog.pg_type t on t.oid = (16 + i % 10)::oid`,
    settings: LOOPED,
  },
  {
    name: "scans of a table",
    sql: `select count(*) from ${series(20)} i, lateral (select 1 from pg_catalog.pg_attribute a ` +
      `where a.attlen > i offset 0) s`,
    settings: { ...LOOPED, enable_indexscan: "off", enable_bitmapscan: "off" },
  },
  {
    name: "ranges of an index",
    sql:
      `select count(*) from ${
        series(300)
      } i, lateral (select a.attlen from pg_catalog.pg_attribute a ` +
      `where a.attrelid = 1259 + (i * 0)::oid::int offset 0) s`,
    settings: { ...LOOPED, enable_seqscan: "off", enable_bitmapscan: "off" },
  },
  {
    name: "windows",
    sql: `select count(r) from (select row_number() over () r from ${series(60_000)}) s`,
  },
  {
    name: "materialized",
    sql: `with s as materialized (select i from ${series(60_000)} i) select count(*) from s`,
  },
];
