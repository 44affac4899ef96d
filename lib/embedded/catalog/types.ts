import type {
  CheckConstraint,
  CompositeDefinition,
  DomainDefinition,
  EnumDefinition,
  RangeDefinition,
  UserType,
} from "../../schema/schema.ts";
import { multirangeName } from "../../engines/postgresql/dependencies.ts";
import { type Catalog, isNotOfExtension, isUserNamespace, present, readRows } from "./query.ts";

interface TypeRow {
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
}

const FROM = `from pg_type t join pg_namespace n on n.oid = t.typnamespace`;
const OWN = `${isUserNamespace("n.nspname")} and ${isNotOfExtension("pg_type", "t.oid")}`;
const NAMED =
  `n.nspname as schema, t.typname as name, obj_description(t.oid, 'pg_type') as comment`;

/** Reads the enumerations, domains, composite and range types. */
export async function readTypes(catalog: Catalog): Promise<UserType[]> {
  return [
    ...await readEnums(catalog),
    ...await readDomains(catalog),
    ...await readComposites(catalog),
    ...await readRanges(catalog),
  ];
}

async function readEnums(catalog: Catalog): Promise<EnumDefinition[]> {
  const rows = await readRows<TypeRow & { labels: string[] | null }>(
    catalog,
    `select ${NAMED}, (select json_agg(enumlabel order by enumsortorder) from pg_enum
       where enumtypid = t.oid) as labels
     ${FROM} where t.typtype = 'e' and ${OWN}`,
  );
  return rows.map(({ labels, ...row }) =>
    present({ kind: "enum" as const, ...row, labels: labels ?? [] })
  );
}

interface DomainRow extends TypeRow {
  readonly type: string;
  readonly collation: string | null;
  readonly default: string | null;
  readonly notNull: boolean;
  readonly checks:
    | readonly { name: string; expression: string; valid: boolean; comment: string | null }[]
    | null;
}

async function readDomains(catalog: Catalog): Promise<DomainDefinition[]> {
  const rows = await readRows<DomainRow>(
    catalog,
    `select ${NAMED}, format_type(t.typbasetype, t.typtypmod) as type,
       case when t.typcollation <> base.typcollation then t.typcollation::regcollation::text end
         as collation,
       coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) as default,
       t.typnotnull as "notNull",
       (select json_agg(json_build_object('name', conname, 'valid', convalidated,
           'expression', pg_get_expr(conbin, 0), 'comment', obj_description(c.oid, 'pg_constraint'))
         order by conname)
         from pg_constraint c where contypid = t.oid and contype = 'c') as checks
     ${FROM} join pg_type base on base.oid = t.typbasetype
     where t.typtype = 'd' and ${OWN}`,
  );
  return rows.map(({ checks, notNull, type, ...row }) => ({
    ...present({ kind: "domain" as const, ...row, type }),
    notNull,
    checks: (checks ?? []).map(({ valid, ...check }): CheckConstraint =>
      present({ ...check, notValid: !valid })
    ),
  }));
}

type Attribute = CompositeDefinition["attributes"][number];

async function readComposites(catalog: Catalog): Promise<CompositeDefinition[]> {
  const rows = await readRows<TypeRow & { attributes: Attribute[] | null }>(
    catalog,
    `select ${NAMED}, (select json_agg(json_strip_nulls(json_build_object('name', attname,
           'type', format_type(atttypid, atttypmod), 'collation',
           case when attcollation <> a_type.typcollation then attcollation::regcollation::text end))
         order by attnum)
         from pg_attribute join pg_type a_type on a_type.oid = atttypid
         where attrelid = t.typrelid and attnum > 0 and not attisdropped) as attributes
     ${FROM} join pg_class r on r.oid = t.typrelid
     where t.typtype = 'c' and r.relkind = 'c' and ${OWN}`,
  );
  return rows.map(({ attributes, ...row }) =>
    present({ kind: "composite" as const, ...row, attributes: attributes ?? [] })
  );
}

interface RangeRow extends TypeRow {
  readonly subtype: string;
  readonly operatorClass: string | null;
  readonly collation: string | null;
  readonly canonical: string | null;
  readonly difference: string | null;
  readonly multirange: string;
  readonly multirangeText: string;
}

async function readRanges(catalog: Catalog): Promise<RangeDefinition[]> {
  const rows = await readRows<RangeRow>(
    catalog,
    `select ${NAMED}, format_type(r.rngsubtype, null) as subtype,
       case when not opc.opcdefault then
         case when opn.nspname = 'pg_catalog' then '' else quote_ident(opn.nspname) || '.' end ||
         quote_ident(opc.opcname) end as "operatorClass",
       case when r.rngcollation <> sub.typcollation then r.rngcollation::regcollation::text end
         as collation,
       nullif(r.rngcanonical::oid, 0)::regproc::text as canonical,
       nullif(r.rngsubdiff::oid, 0)::regproc::text as difference,
       multi.typname as multirange, format_type(multi.oid, null) as "multirangeText"
     ${FROM} join pg_range r on r.rngtypid = t.oid
       join pg_type sub on sub.oid = r.rngsubtype
       join pg_type multi on multi.oid = r.rngmultitypid
       join pg_opclass opc on opc.oid = r.rngsubopc
       join pg_namespace opn on opn.oid = opc.opcnamespace
     where t.typtype = 'r' and ${OWN}`,
  );
  return rows.map((row) => {
    const { schema, name, comment, subtype } = row;
    const options = [
      ...(row.operatorClass === null ? [] : [`SUBTYPE_OPCLASS = ${row.operatorClass}`]),
      ...(row.collation === null ? [] : [`COLLATION = ${row.collation}`]),
      ...(row.canonical === null ? [] : [`CANONICAL = ${row.canonical}`]),
      ...(row.difference === null ? [] : [`SUBTYPE_DIFF = ${row.difference}`]),
      ...(row.multirange === multirangeName(name)
        ? []
        : [`MULTIRANGE_TYPE_NAME = ${row.multirangeText}`]),
    ].join(", ");
    return present({
      kind: "range" as const,
      schema,
      name,
      subtype,
      options: options === "" ? null : options,
      comment,
    });
  });
}
