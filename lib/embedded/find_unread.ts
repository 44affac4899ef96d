import { type Catalog, isUserNamespace, type Query, readRows } from "./catalog/query.ts";

/** An object of a database that a schema does not hold. */
export interface UnreadObject {
  /** What it is: `operator`, `foreign table`. */
  readonly kind: string;
  readonly path: string;
  readonly reason: string;
}

/** A catalog whose objects a schema does not hold. */
interface Source {
  readonly kind: string;
  readonly catalog: string;
  /** Its rows, each with `path`. */
  readonly select: string;
  readonly reason?: string;
}

const NOT_HELD = "A schema does not hold objects of this kind";

function inNamespace(kind: string, catalog: string, [name, namespace]: readonly string[]): Source {
  return {
    kind,
    catalog,
    select: `select o.oid, quote_ident(n.nspname) || '.' || o.${name} as path from ${catalog} o
      join pg_namespace n on n.oid = o.${namespace} where ${isUserNamespace("n.nspname")}`,
  };
}

const SOURCES: readonly Source[] = [
  {
    kind: "base type",
    catalog: "pg_type",
    select: `select o.oid, format_type(o.oid, null) as path from pg_type o
      join pg_namespace n on n.oid = o.typnamespace
      where o.typtype = 'b' and o.typelem = 0 and ${isUserNamespace("n.nspname")}`,
  },
  {
    kind: "foreign table",
    catalog: "pg_class",
    select: `select o.oid, o.oid::regclass::text as path from pg_class o
      join pg_namespace n on n.oid = o.relnamespace
      where o.relkind = 'f' and ${isUserNamespace("n.nspname")}`,
  },
  {
    kind: "index",
    catalog: "pg_class",
    select: `select o.oid, o.oid::regclass::text as path from pg_index i
      join pg_class o on o.oid = i.indexrelid join pg_namespace n on n.oid = o.relnamespace
      where not i.indisvalid and o.relkind = 'i' and ${isUserNamespace("n.nspname")}`,
    reason: "It is not valid: its creation failed half-way; drop it and create it anew",
  },
  {
    kind: "typed table",
    catalog: "pg_class",
    select: `select o.oid, o.oid::regclass::text as path from pg_class o
      join pg_namespace n on n.oid = o.relnamespace
      where o.reloftype <> 0 and ${isUserNamespace("n.nspname")}`,
    reason: "Its columns are read, the type that they come from is not",
  },
  {
    kind: "table",
    catalog: "pg_class",
    select: `select o.oid, o.oid::regclass::text as path from pg_class o
      join pg_namespace n on n.oid = o.relnamespace join pg_am am on am.oid = o.relam
      where o.relkind in ('r', 'm', 'p') and am.amname <> 'heap'
        and ${isUserNamespace("n.nspname")}`,
    reason: "It is read as a heap: its own access method is not kept",
  },
  inNamespace("collation", "pg_collation", ["collname", "collnamespace"]),
  inNamespace("conversion", "pg_conversion", ["conname", "connamespace"]),
  inNamespace("operator", "pg_operator", ["oprname", "oprnamespace"]),
  inNamespace("operator class", "pg_opclass", ["opcname", "opcnamespace"]),
  inNamespace("text search configuration", "pg_ts_config", ["cfgname", "cfgnamespace"]),
  inNamespace("text search dictionary", "pg_ts_dict", ["dictname", "dictnamespace"]),
  {
    kind: "cast",
    catalog: "pg_cast",
    select: `select o.oid, format_type(castsource, null) || ' as ' || format_type(casttarget, null)
      as path from pg_cast o where o.oid >= 16384`,
  },
  {
    kind: "event trigger",
    catalog: "pg_event_trigger",
    select: "select o.oid, quote_ident(evtname) as path from pg_event_trigger o",
  },
  {
    kind: "publication",
    catalog: "pg_publication",
    select: "select o.oid, quote_ident(pubname) as path from pg_publication o",
  },
  {
    kind: "foreign server",
    catalog: "pg_foreign_server",
    select: "select o.oid, quote_ident(srvname) as path from pg_foreign_server o",
  },
];

/**
 * Finds the objects of a database that a schema does not hold, so that nothing is left out without a word.
 *
 * @param query Runs one SELECT and returns its rows.
 */
export async function findUnread(query: Query): Promise<UnreadObject[]> {
  const catalog: Catalog = { query, version: 0 };
  const found: UnreadObject[] = [];
  for (const { kind, catalog: name, select, reason = NOT_HELD } of SOURCES) {
    const rows = await readRows<{ readonly path: string }>(
      catalog,
      `select path from (${select}) o where not exists (select from pg_depend d
         where d.classid = '${name}'::regclass and d.objid = o.oid and d.deptype in ('e', 'i'))
       order by path`,
    );
    found.push(...rows.map(({ path }) => ({ kind, path, reason })));
  }
  return found;
}
