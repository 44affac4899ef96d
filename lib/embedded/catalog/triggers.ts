import type { Policy, RewriteRule, Trigger } from "../../schema/schema.ts";
import { type Catalog, isUserNamespace, present, readRows } from "./query.ts";

interface Row {
  readonly relation: number;
  readonly name: string;
  readonly definition: string;
  readonly enabled: "O" | "D" | "R" | "A";
  readonly comment: string | null;
}

const ENABLED = { O: null, D: "disabled", R: "replica", A: "always" } as const;

/** Reads the triggers of all tables and views, by the object id of the relation. */
export function readTriggers(catalog: Catalog): Promise<(relation: number) => Trigger[]> {
  return readGuards(
    catalog,
    `select t.tgrelid::int8 as relation, t.tgname as name, pg_get_triggerdef(t.oid) as definition,
       t.tgenabled as enabled, obj_description(t.oid, 'pg_trigger') as comment
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
       join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgparentid = 0 and ${isUserNamespace("n.nspname")}
     order by t.tgname`,
  );
}

/** Reads the rewrite rules of all tables and views but for the views' own. */
export function readRules(catalog: Catalog): Promise<(relation: number) => RewriteRule[]> {
  return readGuards(
    catalog,
    `select r.ev_class::int8 as relation, r.rulename as name, pg_get_ruledef(r.oid) as definition,
       r.ev_enabled as enabled, obj_description(r.oid, 'pg_rewrite') as comment
     from pg_rewrite r join pg_class c on c.oid = r.ev_class
       join pg_namespace n on n.oid = c.relnamespace
     where r.rulename <> '_RETURN' and ${isUserNamespace("n.nspname")}
     order by r.rulename`,
  );
}

async function readGuards(
  catalog: Catalog,
  select: string,
): Promise<(relation: number) => Trigger[]> {
  const rows = Map.groupBy(await readRows<Row>(catalog, select), (row) => row.relation);
  return (relation) =>
    (rows.get(relation) ?? []).map(({ name, definition, enabled, comment }) => ({
      name,
      definition: definition.trim().replace(/;$/, ""),
      ...present({ enabled: ENABLED[enabled], comment }),
    }));
}

interface PolicyRow {
  readonly relation: number;
  readonly name: string;
  readonly command: "*" | "r" | "a" | "w" | "d";
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  readonly comment: string | null;
}

const COMMANDS = { "*": "all", r: "select", a: "insert", w: "update", d: "delete" } as const;

/** Reads the row-level security policies, by the object id of their table. */
export async function readPolicies(catalog: Catalog): Promise<(relation: number) => Policy[]> {
  const rows = Map.groupBy(
    await readRows<PolicyRow>(
      catalog,
      `select p.polrelid::int8 as relation, p.polname as name, p.polcmd as command,
         p.polpermissive as permissive,
         (select json_agg(coalesce(r.rolname, 'public') order by r.rolname)
           from unnest(p.polroles) k(role) left join pg_roles r on r.oid = k.role) as roles,
         pg_get_expr(p.polqual, p.polrelid) as using,
         pg_get_expr(p.polwithcheck, p.polrelid) as check,
         obj_description(p.oid, 'pg_policy') as comment
       from pg_policy p join pg_class c on c.oid = p.polrelid
         join pg_namespace n on n.oid = c.relnamespace
       where ${isUserNamespace("n.nspname")} order by p.polname`,
    ),
    (row) => row.relation,
  );
  return (relation) =>
    (rows.get(relation) ?? []).map(({ name, command, permissive, roles, ...row }) => ({
      name,
      command: COMMANDS[command],
      permissive,
      roles,
      ...present({ using: row.using, check: row.check, comment: row.comment }),
    }));
}
