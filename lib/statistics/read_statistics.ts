import { freeze } from "../core/freeze.ts";
import { parseArrayLiteral, parseNested } from "./array_literal.ts";
import {
  type ColumnStatistics,
  type ExtendedStatisticsContents,
  fromNDistinct,
  type IndexStatistics,
  type Statistics,
  type TableStatistics,
} from "./statistics.ts";

/** A connection that statistics are read over: npm:pg's client, PGlite, or anything of that form. */
export interface StatisticsConnection {
  /** Runs one statement. */
  query(sql: string): Promise<{ rows: unknown[] }>;
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Reads the statistics of a PostgreSQL database over an open connection: catalogs only, never a row of a
 * table, in one read-only transaction.
 *
 * @param connection An open connection to PostgreSQL 14 or newer.
 * @returns What the planner there knows, for every table that is not the system's own.
 */
export async function readStatistics(connection: StatisticsConnection): Promise<Statistics> {
  await connection.query("begin transaction isolation level repeatable read read only");
  try {
    const [{ version, taken } = {}] = await rowsOf(
      `select current_setting('server_version_num')::int as version,
              to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as taken`,
    );
    const relations = await rowsOf(RELATIONS);
    const ranges = Number(version) < 170_000 ? await readRanges(rowsOf) : new Map<string, Row>();
    const columns = groupBy(
      (await rowsOf(columnsSql(Number(version)))).map((row) => ({
        ...row,
        ...ranges.get(columnKey(row)),
      })),
      tableKey,
    );
    const expressions = groupBy(await rowsOf(EXTENDED_EXPRESSIONS), statisticsKey);
    const extended = groupBy(await rowsOf(EXTENDED), tableKey);
    const metapages = await readMetapages(connection);
    const indexes = groupBy(relations.filter(({ kind }) => kind === "i"), tableKey);

    const tables = relations.filter(({ kind }) => kind !== "i").map((row): TableStatistics => {
      const own = columns.get(relationKey(row)) ?? [];
      const inherited = own.filter(({ inherited }) => inherited === true);
      return {
        schema: String(row.schema),
        name: String(row.name),
        ...sizeOf(row),
        allVisiblePages: Number(row.all_visible),
        columns: own.filter(({ inherited }) => inherited !== true).map(columnOf),
        ...(inherited.length > 0 ? { inherited: inherited.map(columnOf) } : {}),
        indexes: (indexes.get(relationKey(row)) ?? []).map((index): IndexStatistics => ({
          name: String(index.name),
          ...sizeOf(index),
          ...metapages.get(relationKey(index)),
          expressions: (columns.get(relationKey(index)) ?? []).map((column) =>
            columnOf({ ...column, name: column.attnum! })
          ),
        })),
        extended: (extended.get(relationKey(row)) ?? []).map((item) =>
          extendedOf(item, expressions.get(statisticsKey(item)) ?? [])
        ),
      };
    });
    return freeze({
      tables,
      tag: "measured" as const,
      evidence: {
        text: `Read from a server of PostgreSQL ${
          Math.floor(Number(version) / 10_000)
        } at ${taken}`,
        source: "pg_class, pg_stats, pg_stats_ext",
      },
    });
  } finally {
    await connection.query("rollback");
  }

  async function rowsOf(sql: string): Promise<readonly Row[]> {
    return (await connection.query(sql)).rows as readonly Row[];
  }
}

const OURS =
  `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;

// The planner takes the size from the files and the density of rows from the last ANALYZE.
const RELATIONS = `
  select n.nspname as schema, coalesce(t.relname, c.relname) as table, c.relname as name,
         case c.relkind when 'i' then 'i' else 't' end as kind,
         case when c.relkind in ('r', 'i', 'm') then pg_relation_size(c.oid) / 8192
           else greatest(c.relpages, 0) end
           as pages,
         c.relpages, c.reltuples, c.relallvisible as all_visible
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_index i on i.indexrelid = c.oid
    left join pg_class t on t.oid = i.indrelid
   where c.relkind in ('r', 'p', 'm', 'i') and ${OURS}
   order by 1, 2, 3`;

function columnsSql(version: number): string {
  const range = version >= 170_000
    ? `s.range_length_histogram::text as range_lengths, s.range_empty_frac as range_empty,
       s.range_bounds_histogram::text as range_bounds`
    : "null as range_lengths, null as range_empty, null as range_bounds";
  return `
  select s.schemaname as schema, s.tablename as table, s.attname as name, a.attnum, s.inherited,
         ${COLUMN}, s.correlation, ${range}
    from pg_stats s
    join pg_namespace n on n.nspname = s.schemaname
    join pg_class c on c.relnamespace = n.oid and c.relname = s.tablename
    join pg_attribute a on a.attrelid = c.oid and a.attname = s.attname
   where ${OURS}
   order by 1, 2, s.inherited, a.attnum`;
}

const COLUMN = `s.null_frac, s.avg_width, s.n_distinct,
         s.most_common_vals::text as mcv, s.most_common_freqs::text as mcf,
         s.histogram_bounds::text as histogram,
         s.most_common_elems::text as elements, s.most_common_elem_freqs::text as element_freqs,
         s.elem_count_histogram::text as element_counts`;

const EXTENDED = `
  select schemaname as schema, tablename as table, statistics_schemaname as statistics_schema,
         statistics_name as statistics, inherited, n_distinct::text, dependencies::text,
         most_common_vals::text as mcv, most_common_val_nulls::text as mcv_nulls,
         most_common_freqs::text as mcf, most_common_base_freqs::text as mcbf
    from pg_stats_ext order by 1, 2, 3, 4, 5`;

const EXTENDED_EXPRESSIONS = `
  select s.statistics_schemaname as statistics_schema, s.statistics_name as statistics, s.inherited,
         s.expr as name, ${COLUMN}, s.correlation
    from pg_stats_ext_exprs s`;

// Before 17 the statistics of ranges stand only in pg_statistic, which only a superuser can read.
async function readRanges(
  rowsOf: (sql: string) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<string, Row>> {
  const [superuser] = await rowsOf(
    "select 1 as yes from pg_roles where rolname = current_user and rolsuper",
  );
  if (!superuser) return new Map();
  const slot = (kind: number, what: string) =>
    `case ${kind} ${
      [1, 2, 3, 4, 5].map((at) => `when s.stakind${at} then s.${what}${at}::text`).join(" ")
    } end`;
  const rows = await rowsOf(`
    select n.nspname as schema, c.relname as table, a.attname as name, s.stainherit as inherited,
           ${slot(6, "stavalues")} as range_lengths, ${slot(7, "stavalues")} as range_bounds,
           ${slot(6, "stanumbers")} as range_numbers
      from pg_statistic s join pg_class c on c.oid = s.starelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = s.staattnum
     where 6 in (s.stakind1, s.stakind2, s.stakind3, s.stakind4, s.stakind5) and ${OURS}`);
  return new Map(rows.map((row) => [
    columnKey(row),
    {
      range_lengths: row.range_lengths!,
      range_bounds: row.range_bounds!,
      range_empty: Number(/[\d.e+-]+/.exec(String(row.range_numbers))?.[0] ?? 0),
    },
  ]));
}

function sizeOf(row: Row): { readonly rows: number; readonly pages: number } {
  const pages = Number(row.pages);
  const counted = Number(row.relpages);
  const rows = Number(row.reltuples);
  const grown = rows > 0 && counted > 0 && pages !== counted;
  return { rows: grown ? rows / counted * pages : rows, pages };
}

function columnOf(row: Row): ColumnStatistics {
  const values = texts(row.mcv);
  const histogram = texts(row.histogram);
  const elements = texts(row.elements);
  const counts = numbers(row.element_counts);
  const frequencies = numbers(row.element_freqs);
  return {
    name: String(row.name),
    nullFraction: Number(row.null_frac),
    width: Number(row.avg_width),
    distinct: fromNDistinct(Number(row.n_distinct)),
    ...(values ? { mostCommon: { values, frequencies: numbers(row.mcf) ?? [] } } : {}),
    ...(histogram ? { histogram } : {}),
    ...(row.correlation == null ? {} : { correlation: Number(row.correlation) }),
    ...(elements || counts
      ? {
        elements: {
          ...(elements && frequencies
            ? {
              mostCommon: {
                values: elements,
                frequencies: frequencies.slice(0, elements.length),
                bounds: frequencies.slice(elements.length),
              },
            }
            : {}),
          ...(counts ? { countHistogram: counts } : {}),
        },
      }
      : {}),
    ...(row.range_empty == null ? {} : {
      range: {
        emptyFraction: Number(row.range_empty),
        ...(texts(row.range_lengths) ? { lengths: texts(row.range_lengths)! } : {}),
        ...(texts(row.range_bounds) ? { bounds: texts(row.range_bounds)! } : {}),
      },
    }),
  };
}

function extendedOf(row: Row, expressions: readonly Row[]): ExtendedStatisticsContents {
  const record = (text: Row[string] | undefined) =>
    JSON.parse(String(text)) as Record<string, number>;
  return {
    schema: String(row.statistics_schema),
    name: String(row.statistics),
    inherited: row.inherited === true,
    ...(row.n_distinct == null ? {} : { distinct: record(row.n_distinct) }),
    ...(row.dependencies == null ? {} : { dependencies: record(row.dependencies) }),
    ...(row.mcv == null ? {} : {
      mostCommon: {
        values: parseNested(String(row.mcv)) as readonly (readonly (string | null)[])[],
        frequencies: numbers(row.mcf) ?? [],
        baseFrequencies: numbers(row.mcbf) ?? [],
      },
    }),
    ...(expressions.length > 0 ? { expressions: expressions.map(columnOf) } : {}),
  };
}

// The height of a B-tree and what a GIN index counted stand in their metapages, which only pageinspect
// and a superuser can read.
async function readMetapages(
  connection: StatisticsConnection,
): Promise<ReadonlyMap<string, Pick<IndexStatistics, "height" | "gin">>> {
  const found = new Map<string, Pick<IndexStatistics, "height" | "gin">>();
  const { rows: [available] } = await connection.query(
    `select 1 from pg_extension e, pg_roles r
      where e.extname = 'pageinspect' and r.rolname = current_user and r.rolsuper`,
  );
  if (!available) return found;
  const indexes = (method: string, call: string) => `
    select n.nspname as schema, t.relname as table, c.relname as name, m.*
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_index i on i.indexrelid = c.oid join pg_class t on t.oid = i.indrelid
      join pg_am a on a.oid = c.relam, lateral ${call} m
     where a.amname = '${method}' and c.relkind = 'i' and ${OURS}`;
  const name = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)";
  const btrees = await connection.query(indexes("btree", `bt_metap(${name})`));
  for (const row of btrees.rows as readonly Row[]) {
    found.set(relationKey(row), { height: Number(row.fastlevel) });
  }
  const gins = await connection.query(
    indexes("gin", `gin_metapage_info(get_raw_page(${name}, 0))`),
  );
  for (const row of gins.rows as readonly Row[]) {
    found.set(relationKey(row), {
      gin: {
        pendingPages: Number(row.n_pending_pages),
        totalPages: Number(row.n_total_pages),
        entryPages: Number(row.n_entry_pages),
        dataPages: Number(row.n_data_pages),
        entries: Number(row.n_entries),
      },
    });
  }
  return found;
}

function texts(value: Row[string] | undefined): readonly string[] | undefined {
  return value == null
    ? undefined
    : parseArrayLiteral(String(value)).filter((item): item is string => item !== null);
}

function numbers(value: Row[string] | undefined): readonly number[] | undefined {
  return value == null ? undefined : parseArrayLiteral(String(value)).map(Number);
}

const relationKey = (row: Row) => JSON.stringify([row.schema, row.name]);
const tableKey = (row: Row) => JSON.stringify([row.schema, row.table]);
const columnKey = (row: Row) =>
  JSON.stringify([row.schema, row.table, row.name, row.inherited === true]);
const statisticsKey = (row: Row) =>
  JSON.stringify([row.statistics_schema, row.statistics, row.inherited]);

function groupBy(
  rows: readonly Row[],
  key: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, key);
}
