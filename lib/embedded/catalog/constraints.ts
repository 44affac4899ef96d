import type {
  CheckConstraint,
  ExclusionConstraint,
  ForeignKey,
  KeyConstraint,
  ReferentialAction,
  Table,
  UniqueConstraint,
} from "../../schema/schema.ts";
import { makeObjectName } from "../../engines/postgresql/identifiers.ts";
import { isWord, splitTopLevel, tokensOf } from "../../engines/postgresql/tokens.ts";
import { type Catalog, isUserNamespace, present, readOptions, readRows } from "./query.ts";

/** A row of `pg_constraint` with names in the place of numbers. */
interface Row {
  readonly relation: number;
  readonly table: string;
  readonly name: string;
  readonly type: "p" | "u" | "f" | "c" | "x";
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly valid: boolean;
  readonly noInherit: boolean;
  readonly inherited: boolean;
  readonly columns: readonly string[] | null;
  readonly include: readonly string[] | null;
  readonly references:
    | { readonly schema: string; readonly name: string; readonly columns: readonly string[] }
    | null;
  readonly onUpdate: ActionCode;
  readonly onDelete: ActionCode;
  readonly onDeleteColumns: readonly string[] | null;
  readonly match: string;
  readonly expression: string | null;
  readonly definition: string | null;
  readonly storage: readonly string[] | null;
  readonly nullsNotDistinct: boolean;
  readonly period: boolean;
  readonly enforced: boolean;
  readonly parent: { readonly name: string; readonly columns: readonly string[] } | null;
  readonly isPart: boolean;
  readonly comment: string | null;
}

type ActionCode = "a" | "r" | "c" | "n" | "d" | " ";

const ACTIONS: Readonly<Record<ActionCode, ReferentialAction | null>> = {
  a: null,
  " ": null,
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
};

/** The constraints of one table. */
export type Constraints = Pick<
  Table,
  "primaryKey" | "uniques" | "foreignKeys" | "checks" | "exclusions"
>;

/** Reads the constraints of all tables, by the object id of the table. */
export async function readConstraints(
  catalog: Catalog,
): Promise<(relation: number) => Constraints> {
  const rows = Map.groupBy(
    await readRows<Row>(catalog, select(catalog.version)),
    (row) => row.relation,
  );
  return (relation) => toConstraints(rows.get(relation) ?? []);
}

function names(relation: string, numbers: string): string {
  return `(select json_agg(a.attname order by k.at) from unnest(${numbers}) with ordinality k(n, at)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.n)`;
}

function select(version: number): string {
  return `select con.conrelid::int8 as relation, c.relname as table, con.conname as name,
      con.contype as type, con.condeferrable as deferrable,
      con.condeferred as "initiallyDeferred", con.convalidated as valid,
      con.connoinherit as "noInherit", con.coninhcount > 0 as inherited,
      ${names("con.conrelid", "con.conkey")} as columns,
      case when i.indnatts > i.indnkeyatts then (select json_agg(a.attname order by k.at)
        from unnest(i.indkey) with ordinality k(n, at)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n
        where k.at > i.indnkeyatts) end as include,
      case when con.contype = 'f' then json_build_object('schema', fn.nspname, 'name', f.relname,
        'columns', ${names("con.confrelid", "con.confkey")}) end as references,
      con.confupdtype as "onUpdate", con.confdeltype as "onDelete",
      ${version >= 15 ? names("con.conrelid", "con.confdelsetcols") : "null"}
        as "onDeleteColumns",
      con.confmatchtype as match, pg_get_expr(con.conbin, con.conrelid) as expression,
      case when con.contype = 'x' then pg_get_constraintdef(con.oid) end as definition,
      to_json(ic.reloptions) as storage,
      ${version >= 15 ? "coalesce(i.indnullsnotdistinct, false)" : "false"} as "nullsNotDistinct",
      ${version >= 18 ? "con.conperiod" : "false"} as period,
      ${version >= 18 ? "con.conenforced" : "true"} as enforced,
      (select json_build_object('name', p.conname, 'columns', (select json_agg(attname order by attnum)
        from pg_attribute where attrelid = p.conindid)) from pg_constraint p
        where p.oid = con.conparentid) as parent,
      con.conparentid <> 0 as "isPart", obj_description(con.oid, 'pg_constraint') as comment
    from pg_constraint con join pg_class c on c.oid = con.conrelid
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_class f on f.oid = con.confrelid
      left join pg_namespace fn on fn.oid = f.relnamespace
      left join pg_index i on i.indexrelid = con.conindid and con.contype in ('p', 'u', 'x')
      left join pg_class ic on ic.oid = i.indexrelid
    where con.contype in ('p', 'u', 'f', 'c', 'x') and c.relkind in ('r', 'p')
      and ${isUserNamespace("n.nspname")}
    order by con.conname`;
}

function toConstraints(rows: readonly Row[]): Constraints {
  const of = (type: Row["type"]): Row[] => rows.filter((row) => row.type === type);
  return {
    ...present({ primaryKey: of("p").filter(isListed).map(toKey)[0] }),
    uniques: of("u").filter(isListed).map(toUnique),
    foreignKeys: of("f").filter((row) => !row.isPart).map(toForeignKey),
    checks: of("c").filter((row) => !row.inherited).map(toCheck),
    exclusions: of("x").filter((row) => !row.isPart).map(toExclusion),
  };
}

/** A partition's part of a key is not listed where it has the name that it would get by itself. */
function isListed({ table, name, type, parent }: Row): boolean {
  if (parent === null) return true;
  const usual = type === "p"
    ? makeObjectName(table, undefined, "pkey")
    : makeObjectName(table, parent.columns.join("_"), "key");
  return name !== usual;
}

function toKey(row: Row): KeyConstraint {
  return {
    ...present({ name: row.name, columns: row.columns ?? [] }),
    ...present({
      include: row.include,
      withoutOverlaps: row.period,
      storage: readOptions(row.storage),
      attachedTo: row.parent?.name,
      deferrable: row.deferrable,
      initiallyDeferred: row.initiallyDeferred,
      comment: row.comment,
    }),
  };
}

function toUnique(row: Row): UniqueConstraint {
  return { ...toKey(row), ...present({ nullsNotDistinct: row.nullsNotDistinct }) };
}

function toForeignKey(row: Row): ForeignKey {
  return {
    name: row.name,
    columns: row.columns ?? [],
    references: row.references!,
    ...present({
      onUpdate: ACTIONS[row.onUpdate],
      onDelete: ACTIONS[row.onDelete],
      onDeleteColumns: row.onDeleteColumns,
      match: row.match === "f" ? "full" as const : null,
      period: row.period,
      notValid: !row.valid && row.enforced,
      notEnforced: !row.enforced,
      deferrable: row.deferrable,
      initiallyDeferred: row.initiallyDeferred,
      comment: row.comment,
    }),
  };
}

function toCheck(row: Row): CheckConstraint {
  return {
    name: row.name,
    expression: row.expression ?? "",
    ...present({
      noInherit: row.noInherit,
      notValid: !row.valid && row.enforced,
      notEnforced: !row.enforced,
      comment: row.comment,
    }),
  };
}

function toExclusion(row: Row): ExclusionConstraint {
  const { method, elements, where } = readExclusion(row.definition ?? "");
  return {
    name: row.name,
    method,
    elements,
    ...present({
      include: row.include,
      where,
      storage: readOptions(row.storage),
      deferrable: row.deferrable,
      initiallyDeferred: row.initiallyDeferred,
      comment: row.comment,
    }),
  };
}

/** Reads `EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (…)`, as the catalog prints it. */
export function readExclusion(
  definition: string,
): Pick<ExclusionConstraint, "method" | "elements"> & { readonly where: string | undefined } {
  const tokens = tokensOf(definition);
  const using = tokens.findIndex((token) => isWord(token, "using"));
  const open = tokens.findIndex((token, at) => at > using && token.text === "(");
  const [list, rest] = takeParentheses(definition, tokens[open]?.start ?? 0);
  const predicate = /\bWHERE \(/.exec(rest);
  return {
    method: definition.slice(tokens[using + 1]?.start, tokens[open]?.start).trim(),
    elements: splitTopLevel(list).map((element) => {
      const at = tokensOf(element).findLast((token) => isWord(token, "with"))!.start;
      return { expression: element.slice(0, at).trim(), operator: element.slice(at + 4).trim() };
    }),
    where: predicate === null
      ? undefined
      : takeParentheses(rest, predicate.index + predicate[0].length - 1)[0],
  };
}

/** The text within the parentheses that open at an offset, and the text behind them. */
export function takeParentheses(sql: string, open: number): [inside: string, rest: string] {
  let depth = 0;
  for (const token of tokensOf(sql.slice(open))) {
    if (token.text === "(") depth++;
    if (token.text === ")" && --depth === 0) {
      const close = open + token.start;
      return [sql.slice(open + 1, close), sql.slice(close + 1)];
    }
  }
  return [sql.slice(open + 1), ""];
}
