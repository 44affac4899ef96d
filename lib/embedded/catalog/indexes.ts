import type { ExtendedStatistics, Index, IndexElement } from "../../schema/schema.ts";
import { makeObjectName } from "../../engines/postgresql/identifiers.ts";
import {
  isParenthesized,
  isWord,
  splitTopLevel,
  tokensOf,
  withoutParentheses,
} from "../../engines/postgresql/tokens.ts";
import { takeParentheses } from "./constraints.ts";
import { type Catalog, isUserNamespace, present, readOptions, readRows } from "./query.ts";

/** A row of `pg_index` with names in the place of numbers. */
interface Row {
  readonly relation: number;
  readonly table: string;
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  readonly isOfConstraint: boolean;
  readonly isValid: boolean;
  readonly isClustered: boolean;
  readonly isReplicaIdentity: boolean;
  readonly definition: string;
  /** Each key as text, and the name of its column where it is one. */
  readonly keys: readonly { readonly text: string; readonly column: string | null }[];
  readonly include: readonly string[] | null;
  readonly where: string | null;
  readonly storage: readonly string[] | null;
  readonly parent: { readonly name: string; readonly columns: readonly string[] } | null;
  readonly comment: string | null;
}

/** The indexes of one table or materialized view, and which of them the table names. */
export interface TableIndexes {
  readonly indexes: readonly Index[];
  readonly clusteredOn?: string;
  readonly replicaIdentity?: string;
}

/** Reads the indexes of all tables and materialized views, by the object id of the relation. */
export async function readIndexes(
  catalog: Catalog,
): Promise<(relation: number) => TableIndexes> {
  const rows = Map.groupBy(
    await readRows<Row>(catalog, select(catalog.version)),
    (row) => row.relation,
  );
  return (relation) => {
    const own = rows.get(relation) ?? [];
    return {
      indexes: own.filter(isListed).map(toIndex),
      ...present({
        clusteredOn: own.find((row) => row.isClustered)?.name,
        replicaIdentity: own.find((row) => row.isReplicaIdentity)?.name,
      }),
    };
  };
}

function select(version: number): string {
  return `select i.indrelid::int8 as relation, t.relname as table, c.relname as name,
      am.amname as method, i.indisunique as unique,
      ${version >= 15 ? "i.indnullsnotdistinct" : "false"} as "nullsNotDistinct",
      exists (select from pg_constraint con where con.conindid = i.indexrelid
        and con.contype in ('p', 'u', 'x')) as "isOfConstraint",
      i.indisvalid or c.relkind = 'I' as "isValid", i.indisclustered as "isClustered",
      i.indisreplident as "isReplicaIdentity", pg_get_indexdef(i.indexrelid) as definition,
      (select json_agg(json_build_object('text', pg_get_indexdef(i.indexrelid, k.at::int, false),
          'column', a.attname) order by k.at)
        from unnest(i.indkey) with ordinality k(n, at)
        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n and k.n <> 0
        where k.at <= i.indnkeyatts) as keys,
      case when i.indnatts > i.indnkeyatts then (select json_agg(a.attname order by k.at)
        from unnest(i.indkey) with ordinality k(n, at)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n
        where k.at > i.indnkeyatts) end as include,
      pg_get_expr(i.indpred, i.indrelid) as where, to_json(c.reloptions) as storage,
      (select json_build_object('name', p.relname, 'columns', (select json_agg(attname order by attnum)
        from pg_attribute where attrelid = p.oid)) from pg_inherits h
        join pg_class p on p.oid = h.inhparent where h.inhrelid = i.indexrelid) as parent,
      obj_description(i.indexrelid, 'pg_class') as comment
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
      join pg_namespace n on n.oid = t.relnamespace join pg_am am on am.oid = c.relam
    where t.relkind in ('r', 'p', 'm') and ${isUserNamespace("n.nspname")}
    order by c.relname`;
}

/** A partition's part of an index is not listed where it has the name that it would get by itself. */
function isListed(row: Row): boolean {
  if (row.isOfConstraint || !row.isValid) return false;
  return row.parent === null ||
    row.name !== makeObjectName(row.table, row.parent.columns.join("_"), "idx");
}

function toIndex(row: Row): Index {
  return {
    name: row.name,
    method: row.method,
    unique: row.unique,
    ...present({ nullsNotDistinct: row.nullsNotDistinct }),
    elements: readElements(row),
    ...present({
      include: row.include,
      where: row.where,
      storage: readOptions(row.storage),
      attachedTo: row.parent?.name,
      comment: row.comment,
    }),
  };
}

/** Reads what `CREATE INDEX … USING method (…)` says of each key behind its column or expression. */
function readElements({ definition, keys }: Pick<Row, "definition" | "keys">): IndexElement[] {
  const tokens = tokensOf(definition);
  const using = tokens.findIndex((token) => isWord(token, "using"));
  const open = tokens.findIndex((token, at) => at > using && token.text === "(");
  const parts = splitTopLevel(takeParentheses(definition, tokens[open]!.start)[0]);
  return keys.map(({ text, column }, at) => ({
    ...(column === null ? { expression: canonicalExpression(text) } : { column }),
    ...readElementOptions((parts[at] ?? "").slice(text.length)),
  }));
}

/** One pair of parentheses is enough around an operator: the catalog prints two. */
function canonicalExpression(text: string): string {
  const inside = withoutParentheses(text);
  return isParenthesized(inside) ? inside : text;
}

function readElementOptions(
  text: string,
): Pick<IndexElement, "collation" | "operatorClass" | "descending" | "nulls"> {
  let rest = text.trim();
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(0, found.index).trim();
    return found?.[1];
  };
  const nulls = take(/(?:^| )NULLS (FIRST|LAST)$/)?.toLowerCase();
  const order = take(/(?:^| )(DESC)$/);
  const name = String.raw`(?:"(?:[^"]|"")+"|[^\s".(]+)`;
  const collation = new RegExp(`^COLLATE ((?:${name}\\.)?${name})`).exec(rest);
  if (collation) rest = rest.slice(collation[0].length).trim();
  return present({
    collation: collation?.[1],
    operatorClass: rest === "" ? undefined : rest,
    descending: order !== undefined,
    nulls: nulls as "first" | "last" | undefined,
  });
}

interface StatisticsRow {
  readonly relation: number;
  readonly schema: string;
  readonly name: string;
  readonly kinds: readonly string[];
  readonly elements: string;
  readonly target: number | null;
  readonly comment: string | null;
}

const KINDS = { d: "ndistinct", f: "dependencies", m: "mcv" } as const;

/** Reads extended statistics, by the object id of their table. */
export async function readStatistics(
  catalog: Catalog,
): Promise<(relation: number) => ExtendedStatistics[]> {
  const rows = Map.groupBy(
    await readRows<StatisticsRow>(
      catalog,
      `select s.stxrelid::int8 as relation, n.nspname as schema, s.stxname as name,
         to_json(s.stxkind::text[]) as kinds, pg_get_statisticsobjdef_columns(s.oid) as elements,
         case when s.stxstattarget >= 0 then s.stxstattarget end as target,
         obj_description(s.oid, 'pg_statistic_ext') as comment
       from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
       where ${isUserNamespace("n.nspname")} order by n.nspname, s.stxname`,
    ),
    (row) => row.relation,
  );
  return (relation) =>
    (rows.get(relation) ?? []).map(({ schema, name, kinds, elements, target, comment }) => ({
      schema,
      name,
      kinds: (["d", "f", "m"] as const).filter((kind) => kinds.includes(kind))
        .map((kind) => KINDS[kind]),
      elements: splitTopLevel(elements),
      ...present({ target, comment }),
    }));
}
