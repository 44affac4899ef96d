// Gives `create statistics` objects their contents, for which PostgreSQL 18 has no function.
// Source: PostgreSQL 18, src/backend/statistics/mvdistinct.c, dependencies.c and mcv.c.
import type { PGlite } from "@electric-sql/pglite";
import { quoteSqlIdentifier, quoteSqlLiteral } from "../core/escape.ts";
import type { ExtendedStatisticsContents } from "../statistics/statistics.ts";
import { restoreColumnSql } from "./restore_statistics.ts";
import { labSchema } from "./lab_schema.ts";

const NDISTINCT_MAGIC = 0xa352bfa4;
const DEPENDENCIES_MAGIC = 0xb4549a2c;
const SCRATCH = "scratch";

/** Casts from bytes to the types that have no input function; made once in a lab's database. */
export const extendedStatisticsCasts = `
  create cast (bytea as pg_catalog.pg_ndistinct) without function;
  create cast (bytea as pg_catalog.pg_dependencies) without function;
  create cast (bytea as pg_catalog.pg_mcv_list) without function;`;

interface Definition {
  readonly oid: number;
  readonly relation: string;
  readonly keys: readonly string[];
  readonly expressions: readonly string[];
}

/**
 * Writes the contents of one statistics object.
 *
 * @returns Whether the database has a statistics object of that name.
 */
export async function fakeExtendedStatistics(
  database: PGlite,
  statistics: ExtendedStatisticsContents,
): Promise<boolean> {
  const definition = await definitionOf(database, statistics);
  if (!definition) return false;
  const { distinct, dependencies, mostCommon, expressions } = statistics;
  const values: string[] = [
    distinct ? `${hex(encodeDistinct(distinct))}::pg_catalog.pg_ndistinct` : "null",
    dependencies ? `${hex(encodeDependencies(dependencies))}::pg_catalog.pg_dependencies` : "null",
  ];
  const scratch = `${labSchema}.${SCRATCH}`;
  if (mostCommon || expressions) {
    const list = [...definition.keys, ...definition.expressions].map((term, at) =>
      `${term} as c${at}`
    );
    await database.exec(`drop table if exists ${scratch};
      create table ${scratch} as select ${
      list.join(", ")
    } from ${definition.relation} with no data`);
  }
  values.push(mostCommon ? await mcvList(database, definition, mostCommon) : "null");
  values.push(
    expressions?.length ? await expressionRows(database, definition, expressions) : "null",
  );
  await database.exec(`
    delete from pg_catalog.pg_statistic_ext_data
     where stxoid = ${definition.oid} and stxdinherit = ${statistics.inherited};
    insert into pg_catalog.pg_statistic_ext_data
      values (${definition.oid}, ${statistics.inherited}, ${values.join(", ")});
    drop table if exists ${scratch};`);
  return true;
}

async function definitionOf(
  database: PGlite,
  { schema, name }: ExtendedStatisticsContents,
): Promise<Definition | undefined> {
  const { rows } = await database.query<Definition>(
    `select s.oid, s.stxrelid::regclass::text as relation,
            array(select quote_ident(a.attname) from unnest(s.stxkeys::int2[]) with ordinality k (num, at)
                    join pg_attribute a on a.attrelid = s.stxrelid and a.attnum = k.num order by k.at)
              as keys,
            coalesce(pg_get_statisticsobjdef_expressions(s.oid), '{}') as expressions
       from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
      where n.nspname = $1 and s.stxname = $2`,
    [schema, name],
  );
  return rows[0];
}

// ANALYZE on a table that holds each combination once makes a list of all of them, in the right layout;
// then only their frequencies have to be set.
async function mcvList(
  database: PGlite,
  definition: Definition,
  mostCommon: NonNullable<ExtendedStatisticsContents["mostCommon"]>,
): Promise<string> {
  const table = `${labSchema}.${SCRATCH}`;
  const width = definition.keys.length + definition.expressions.length;
  const columns = Array.from({ length: width }, (_, at) => quoteSqlIdentifier(`c${at}`));
  const tuples = mostCommon.values.map((row) =>
    `(${row.map((value) => value === null ? "null" : quoteSqlLiteral(value)).join(", ")})`
  );
  await database.exec(`insert into ${table} values ${tuples.join(", ")};
    create statistics ${labSchema}.scratch_list (mcv) on ${columns.join(", ")} from ${table};
    alter statistics ${labSchema}.scratch_list set statistics 10000;
    analyze ${table}`);
  const { rows } = await database.query<{ list: Uint8Array; items: (string | null)[][] }>(
    `select d.stxdmcv::bytea as list,
            (select json_agg(i.values order by i.index) from pg_mcv_list_items(d.stxdmcv) i) as items
       from pg_statistic_ext_data d join pg_statistic_ext s on s.oid = d.stxoid
      where s.stxname = 'scratch_list'`,
  );
  const { list, items } = rows[0]!;
  const at = new Map(mostCommon.values.map((row, index) => [JSON.stringify(row), index]));
  const itemBytes = 16 + width * 3; // two doubles; a flag and an index of two bytes a dimension
  const first = list.length - items.length * itemBytes;
  const bytes = list.slice();
  const view = new DataView(bytes.buffer);
  items.forEach((item, from) => {
    const index = at.get(JSON.stringify(item));
    if (index === undefined) throw new RangeError(`Cannot place the values ${item.join(", ")}`);
    const to = first + index * itemBytes;
    bytes.set(list.subarray(first + from * itemBytes, first + (from + 1) * itemBytes), to);
    view.setFloat64(to + width, mostCommon.frequencies[index]!, true); // behind the flags
    view.setFloat64(to + width + 8, mostCommon.baseFrequencies[index]!, true);
  });
  return `${hex(bytes)}::pg_catalog.pg_mcv_list`;
}

async function expressionRows(
  database: PGlite,
  definition: Definition,
  expressions: NonNullable<ExtendedStatisticsContents["expressions"]>,
): Promise<string> {
  const first = definition.keys.length;
  await database.exec(`delete from pg_catalog.pg_statistic
    where starelid = '${labSchema}.${SCRATCH}'::regclass`);
  const calls = expressions.map((column, at) =>
    restoreColumnSql(
      { schema: labSchema, relation: SCRATCH, column: `c${first + at}`, inherited: false },
      column,
    )
  );
  await database.query(`select ${calls.join(", ")}`);
  return `(select array_agg(s order by s.staattnum) from pg_catalog.pg_statistic s
            where s.starelid = '${labSchema}.${SCRATCH}'::regclass)`;
}

function encodeDistinct(items: Readonly<Record<string, number>>): Uint8Array {
  return encode(NDISTINCT_MAGIC, items, (key) => key, "int");
}

function encodeDependencies(items: Readonly<Record<string, number>>): Uint8Array {
  return encode(DEPENDENCIES_MAGIC, items, (key) => key.replace("=>", ","), "short");
}

function encode(
  magic: number,
  items: Readonly<Record<string, number>>,
  listOf: (key: string) => string,
  count: "int" | "short",
): Uint8Array {
  const entries = Object.entries(items).map(([key, value]) => ({
    attributes: listOf(key).split(",").map(Number),
    value,
  }));
  const countBytes = count === "int" ? 4 : 2;
  const size = entries.reduce(
    (sum, { attributes }) => sum + 8 + countBytes + 2 * attributes.length,
    12,
  );
  const view = new DataView(new ArrayBuffer(size));
  view.setUint32(0, magic, true);
  view.setUint32(4, 1, true); // the basic, and only, kind
  view.setUint32(8, entries.length, true);
  let at = 12;
  for (const { attributes, value } of entries) {
    view.setFloat64(at, value, true);
    at += 8;
    if (count === "int") view.setInt32(at, attributes.length, true);
    else view.setInt16(at, attributes.length, true);
    at += countBytes;
    for (const attribute of attributes) {
      view.setInt16(at, attribute, true);
      at += 2;
    }
  }
  return new Uint8Array(view.buffer);
}

function hex(bytes: Uint8Array): string {
  return `'\\x${bytes.toHex()}'::bytea`;
}
