import { freeze } from "../core/freeze.ts";
import type { Schema } from "../schema/schema.ts";
import { sortSchema } from "../schema/sort_schema.ts";
import { readExtensions, readNamespaces } from "./catalog/namespaces.ts";
import type { Query } from "./catalog/query.ts";
import { readRelations } from "./catalog/relations.ts";
import { readRoutines } from "./catalog/routines.ts";
import { readSequences } from "./catalog/sequences.ts";
import { readTypes } from "./catalog/types.ts";

/** What {@linkcode readCatalog} says of what it reads. */
export interface ReadCatalogOptions {
  /** The engine that the schema is meant for. Defaults to the version that is asked. */
  readonly engine?: string;
}

/** Settings that change how the catalog prints expressions, and the values that make it canonical. */
const PINNED: Readonly<Record<string, string>> = {
  search_path: "",
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  IntervalStyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  quote_all_identifiers: "off",
  standard_conforming_strings: "on",
  lc_monetary: "C",
};

/**
 * Reads the catalog of a PostgreSQL, 14 to 18, as a schema. Nothing is written but settings of the session,
 * which are put back: names print with their namespace, times in UTC.
 *
 * @param query Runs one SELECT and returns its rows: of PGlite, npm:pg or the like. For one consistent
 *   picture of a server in use, let it run in one transaction.
 * @returns The schema in canonical order: the same database gives the same bytes.
 * @throws Whatever the query throws.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { PGlite } from "@electric-sql/pglite";
 * import { readCatalog } from "@groundplan/groundplan";
 *
 * await using db = await PGlite.create();
 * await db.exec("create table customers (id int primary key, email varchar(254) not null)");
 * const { tables } = await readCatalog(async (sql) => (await db.query(sql)).rows);
 * assert.deepEqual(tables[0]?.columns.map((column) => column.type), [
 *   "integer",
 *   "character varying(254)",
 * ]);
 * ```
 */
export async function readCatalog(
  query: (sql: string) => Promise<readonly unknown[]>,
  options: ReadCatalogOptions = {},
): Promise<Schema> {
  const run = query as Query;
  const before = await pin(run);
  try {
    const [row] = await run("select current_setting('server_version_num') as number");
    const version = Math.floor(Number(row?.["number"]) / 10000);
    const catalog = { query: run, version };
    const schema = {
      engine: options.engine ?? `postgresql@${version}`,
      namespaces: await readNamespaces(catalog),
      extensions: await readExtensions(catalog),
      types: await readTypes(catalog),
      sequences: await readSequences(catalog),
      ...await readRelations(catalog),
      routines: await readRoutines(catalog),
    };
    return freeze(sortSchema(withoutUnusedPublic(schema)));
  } finally {
    await run(set(before)).catch(() => []);
  }
}

async function pin(query: Query): Promise<Readonly<Record<string, string>>> {
  const names = Object.keys(PINNED);
  const [before] = await query(
    `select ${names.map((name) => `current_setting('${name}') as "${name}"`).join(", ")}`,
  );
  await query(set(PINNED));
  return before as Readonly<Record<string, string>>;
}

function set(settings: Readonly<Record<string, string>>): string {
  const calls = Object.entries(settings).map(([name, value]) =>
    `set_config('${name}', '${value.replaceAll("'", "''")}', false)`
  );
  return `select ${calls.join(", ")}`;
}

/** A new database has `public`: it is named only where something is in it or said of it. */
function withoutUnusedPublic(schema: Schema): Schema {
  const inSchema = [
    ...schema.extensions,
    ...schema.types,
    ...schema.sequences,
    ...schema.tables,
    ...schema.views,
    ...schema.routines,
  ];
  const isUsed = inSchema.some((object) => object.schema === "public");
  return {
    ...schema,
    namespaces: schema.namespaces.filter((namespace) =>
      namespace.name !== "public" || isUsed || namespace.comment !== undefined
    ),
  };
}
