import type { Partitioning, QualifiedName, Table, View } from "../../schema/schema.ts";
import { splitTopLevel } from "../../engines/postgresql/tokens.ts";
import { readColumns } from "./columns.ts";
import { readConstraints, takeParentheses } from "./constraints.ts";
import { readIndexes, readStatistics } from "./indexes.ts";
import {
  type Catalog,
  isNotOfExtension,
  isUserNamespace,
  present,
  readOptions,
  readRows,
} from "./query.ts";
import { readPolicies, readRules, readTriggers } from "./triggers.ts";

/** A row of `pg_class` with what belongs to the relation as a whole. */
interface Row {
  readonly relation: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: "r" | "p" | "v" | "m";
  readonly unlogged: boolean;
  readonly options: readonly string[] | null;
  readonly toastOptions: readonly string[] | null;
  readonly replicaIdentity: "d" | "n" | "f" | "i";
  readonly rowSecurity: boolean;
  readonly forcedRowSecurity: boolean;
  readonly isPartition: boolean;
  readonly bound: string | null;
  readonly partitionKey: string | null;
  readonly parents: readonly QualifiedName[] | null;
  readonly query: string | null;
  readonly comment: string | null;
}

const SELECT = `select c.oid::int8 as relation, n.nspname as schema, c.relname as name,
    c.relkind as kind, c.relpersistence = 'u' as unlogged, to_json(c.reloptions) as options,
    (select to_json(toast.reloptions) from pg_class toast where toast.oid = c.reltoastrelid)
      as "toastOptions",
    c.relreplident as "replicaIdentity", c.relrowsecurity as "rowSecurity",
    c.relforcerowsecurity as "forcedRowSecurity", c.relispartition as "isPartition",
    pg_get_expr(c.relpartbound, c.oid) as bound,
    case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionKey",
    (select json_agg(json_build_object('schema', pn.nspname, 'name', p.relname) order by i.inhseqno)
      from pg_inherits i join pg_class p on p.oid = i.inhparent
      join pg_namespace pn on pn.oid = p.relnamespace where i.inhrelid = c.oid) as parents,
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as query,
    obj_description(c.oid, 'pg_class') as comment
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm') and c.relpersistence <> 't'
    and ${isUserNamespace("n.nspname")} and ${isNotOfExtension("pg_class", "c.oid")}`;

/** Reads the tables and views with all that is theirs. */
export async function readRelations(
  catalog: Catalog,
): Promise<{ readonly tables: readonly Table[]; readonly views: readonly View[] }> {
  const rows = await readRows<Row>(catalog, SELECT);
  const columns = await readColumns(catalog);
  const constraintsOf = await readConstraints(catalog);
  const indexesOf = await readIndexes(catalog);
  const statisticsOf = await readStatistics(catalog);
  const triggersOf = await readTriggers(catalog);
  const rulesOf = await readRules(catalog);
  const policiesOf = await readPolicies(catalog);

  const toTable = (row: Row): Table => {
    const { indexes, clusteredOn, replicaIdentity } = indexesOf(row.relation);
    return {
      ...identify(row),
      ...present({ unlogged: row.unlogged }),
      columns: columns.get(row.relation) ?? [],
      ...constraintsOf(row.relation),
      indexes,
      triggers: triggersOf(row.relation),
      policies: policiesOf(row.relation),
      ...present({
        rowSecurity: toRowSecurity(row),
        partitioning: row.partitionKey === null ? null : readPartitionKey(row.partitionKey),
        partitionOf: row.isPartition && row.parents?.[0] && row.bound !== null
          ? { ...row.parents[0], bound: row.bound }
          : null,
        inherits: row.isPartition ? null : row.parents,
        statistics: some(statisticsOf(row.relation)),
        rules: some(rulesOf(row.relation)),
        replicaIdentity: toReplicaIdentity(row, replicaIdentity),
        clusteredOn,
        storage: toStorage(row),
      }),
    };
  };
  const toView = (row: Row): View => ({
    ...identify(row),
    materialized: row.kind === "m",
    columns: (columns.get(row.relation) ?? []).map(({ name, type, comment }) =>
      present({ name, type, comment })
    ),
    query: (row.query ?? "").trim().replace(/;$/, ""),
    indexes: indexesOf(row.relation).indexes,
    ...present({
      triggers: some(triggersOf(row.relation)),
      rules: some(rulesOf(row.relation)),
      options: readOptions(row.options),
    }),
  });
  const isView = ({ kind }: Row): boolean => kind === "v" || kind === "m";
  return {
    tables: rows.filter((row) => !isView(row)).map(toTable),
    views: rows.filter(isView).map(toView),
  };
}

function identify({ schema, name, comment }: Row): QualifiedName & { readonly comment?: string } {
  return present({ schema, name, comment });
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function toRowSecurity(row: Row): Table["rowSecurity"] | null {
  if (row.forcedRowSecurity) return "forced";
  return row.rowSecurity ? "enabled" : null;
}

function toReplicaIdentity(row: Row, index?: string): Table["replicaIdentity"] | null {
  if (row.replicaIdentity === "i") return index === undefined ? null : { index };
  return { d: null, n: "nothing" as const, f: "full" as const }[row.replicaIdentity];
}

function toStorage(row: Row): Record<string, string> | undefined {
  const own = readOptions(row.options);
  const toast = readOptions(row.toastOptions, "toast.");
  return own === undefined && toast === undefined ? undefined : { ...own, ...toast };
}

/** Reads `RANGE (placed_at, lower(name))`. */
function readPartitionKey(text: string): Partitioning {
  const open = text.indexOf("(");
  return {
    method: text.slice(0, open).trim().toLowerCase() as Partitioning["method"],
    keys: splitTopLevel(takeParentheses(text, open)[0]),
  };
}
