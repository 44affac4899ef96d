import type { Routine } from "../../schema/schema.ts";
import { type Catalog, isNotOfExtension, isUserNamespace, present, readRows } from "./query.ts";

interface Row {
  readonly schema: string;
  readonly name: string;
  readonly kind: "f" | "p" | "a" | "w";
  readonly arguments: string;
  readonly definition: string | null;
  readonly aggregate: AggregateRow | null;
  readonly signature: string;
  readonly language: string;
  readonly comment: string | null;
}

/** The clauses of CREATE AGGREGATE, each as text, absent where they have their default. */
type AggregateRow = Readonly<Record<string, string | null>>;

/** Reads the functions, procedures and aggregates that belong to no extension and to no range type. */
export async function readRoutines(catalog: Catalog): Promise<Routine[]> {
  const rows = await readRows<Row>(
    catalog,
    `select n.nspname as schema, p.proname as name, p.prokind as kind,
       pg_get_function_identity_arguments(p.oid) as arguments,
       case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end as definition,
       quote_ident(n.nspname) || '.' || quote_ident(p.proname) as signature,
       ${AGGREGATE} as aggregate, l.lanname as language,
       obj_description(p.oid, 'pg_proc') as comment
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       join pg_language l on l.oid = p.prolang
       left join pg_aggregate a on a.aggfnoid = p.oid
     where ${isUserNamespace("n.nspname")} and ${isNotOfExtension("pg_proc", "p.oid")}
       and not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass
         and i.objid = p.oid and i.deptype = 'i')`,
  );
  return rows.map((row) => ({
    schema: row.schema,
    name: row.name,
    kind: row.kind === "p" ? "procedure" : row.kind === "a" ? "aggregate" : "function",
    arguments: row.arguments,
    definition: row.definition === null ? printAggregate(row) : row.definition.trim(),
    language: row.language,
    ...present({ comment: row.comment }),
  }));
}

function regproc(column: string): string {
  return `nullif(a.${column}::oid, 0)::regproc::text`;
}

const SHAREABLE =
  `case %s when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' when 'w' then 'READ_WRITE' end`;

const AGGREGATE = `case when p.prokind = 'a' then json_build_object(
  'SFUNC', a.aggtransfn::regproc::text, 'STYPE', format_type(a.aggtranstype, null),
  'SSPACE', nullif(a.aggtransspace, 0)::text, 'FINALFUNC', ${regproc("aggfinalfn")},
  'FINALFUNC_EXTRA', case when a.aggfinalextra then '' end,
  'FINALFUNC_MODIFY', case when a.aggfinalmodify <>
    case when a.aggkind = 'n' then 'r' else 'w' end then ${
  SHAREABLE.replace("%s", "a.aggfinalmodify")
} end,
  'COMBINEFUNC', ${regproc("aggcombinefn")}, 'SERIALFUNC', ${regproc("aggserialfn")},
  'DESERIALFUNC', ${regproc("aggdeserialfn")}, 'INITCOND', quote_literal(a.agginitval),
  'MSFUNC', ${regproc("aggmtransfn")}, 'MINVFUNC', ${regproc("aggminvtransfn")},
  'MSTYPE', case when a.aggmtranstype <> 0 then format_type(a.aggmtranstype, null) end,
  'MSSPACE', nullif(a.aggmtransspace, 0)::text, 'MFINALFUNC', ${regproc("aggmfinalfn")},
  'MFINALFUNC_EXTRA', case when a.aggmfinalextra then '' end,
  'MINITCOND', quote_literal(a.aggminitval),
  'SORTOP', (select 'OPERATOR(' || quote_ident(sn.nspname) || '.' || o.oprname || ')'
    from pg_operator o join pg_namespace sn on sn.oid = o.oprnamespace where o.oid = a.aggsortop),
  'PARALLEL', case p.proparallel when 's' then 'SAFE' when 'r' then 'RESTRICTED' end,
  'HYPOTHETICAL', case when a.aggkind = 'h' then '' end) end`;

function printAggregate({ signature, arguments: parameters, aggregate }: Row): string {
  const clauses = Object.entries(aggregate ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [value === "" ? name : `${name} = ${value}`]
  );
  const list = parameters === "" ? "*" : parameters;
  return `CREATE AGGREGATE ${signature}(${list}) (\n  ${clauses.join(",\n  ")}\n)`;
}
