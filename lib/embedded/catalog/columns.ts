import type { Column, Identity, NotNullConstraint } from "../../schema/schema.ts";
import { isChosenName } from "../../engines/postgresql/identifiers.ts";
import { type Catalog, isUserNamespace, present, readOptions, readRows } from "./query.ts";
import { SEQUENCE_JSON, sequenceOptions, type SequenceRow } from "./sequences.ts";

/** A row of `pg_attribute` with what belongs to it. */
interface Row {
  readonly relation: number;
  readonly table: string;
  readonly root: string;
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly expression: string | null;
  readonly identity: "" | "a" | "d";
  readonly sequence: SequenceRow & { readonly name: string } | null;
  readonly generated: "" | "s" | "v";
  readonly collation: string | null;
  readonly storage: "p" | "e" | "m" | "x" | null;
  readonly compression: "" | "p" | "l";
  readonly target: number | null;
  readonly options: readonly string[] | null;
  readonly comment: string | null;
  readonly constraint: NotNullRow | null;
}

interface NotNullRow {
  readonly name: string;
  readonly valid: boolean;
  readonly noInherit: boolean;
  readonly inherited: boolean;
  readonly comment: string | null;
}

const STORAGE = { p: "plain", e: "external", m: "main", x: "extended" } as const;
const COMPRESSION = { p: "pglz", l: "lz4" } as const;

/** Reads the columns of all tables and views, by the object id of their relation. */
export async function readColumns(
  catalog: Catalog,
): Promise<ReadonlyMap<number, readonly Column[]>> {
  const rows = await readRows<Row>(catalog, select(catalog.version));
  return new Map(
    Array.from(
      Map.groupBy(rows, (row) => row.relation),
      ([relation, columns]) => [relation, columns.map(toColumn)],
    ),
  );
}

function select(version: number): string {
  const constraint = version >= 18
    ? `(select json_build_object('name', conname, 'valid', convalidated, 'noInherit', connoinherit,
        'inherited', coninhcount > 0, 'comment', obj_description(con.oid, 'pg_constraint'))
        from pg_constraint con where con.contype = 'n' and con.conrelid = a.attrelid
          and con.conkey[1] = a.attnum)`
    : "null";
  return `select a.attrelid::int8 as relation, c.relname as table, root.relname as root,
      a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
      pg_get_expr(d.adbin, d.adrelid) as expression, a.attidentity as identity,
      case when a.attidentity <> '' then (select (${SEQUENCE_JSON}::jsonb ||
          jsonb_build_object('name', sc.relname))
        from pg_attribute ra
        join pg_depend dep on dep.refclassid = 'pg_class'::regclass and dep.refobjid = ra.attrelid
          and dep.refobjsubid = ra.attnum and dep.classid = 'pg_class'::regclass
          and dep.deptype = 'i'
        join pg_sequence s on s.seqrelid = dep.objid join pg_class sc on sc.oid = dep.objid
        where ra.attrelid = root.oid and ra.attname = a.attname) end as sequence,
      a.attgenerated as generated,
      case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end
        as collation,
      case when a.attstorage <> t.typstorage then a.attstorage end as storage,
      a.attcompression as compression,
      case when a.attstattarget >= 0 then a.attstattarget end as target,
      to_json(a.attoptions) as options, col_description(a.attrelid, a.attnum) as comment,
      ${constraint} as constraint
    from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_class root on root.oid =
        case when c.relispartition then pg_partition_root(c.oid) else c.oid end
      join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm')
      and ${isUserNamespace("n.nspname")}
    order by a.attrelid, a.attnum`;
}

function toColumn(row: Row): Column {
  const { expression, storage, compression } = row;
  return {
    ...present({ name: row.name, type: row.type }),
    nullable: !row.notNull,
    ...present({
      notNull: toNotNull(row),
      default: row.generated === "" ? expression : null,
      identity: toIdentity(row),
      generated: row.generated === "" || expression === null
        ? null
        : { expression, stored: row.generated === "s" },
      collation: row.collation,
      storage: storage === null ? null : STORAGE[storage],
      compression: compression === "" ? null : COMPRESSION[compression],
      statisticsTarget: row.target,
      options: readOptions(row.options),
      comment: row.comment,
    }),
  };
}

function toNotNull({ table, name, constraint }: Row): NotNullConstraint | undefined {
  if (constraint === null) return undefined;
  const { valid, noInherit, inherited, comment } = constraint;
  const isUsual = inherited || isChosenName(constraint.name, [table, name, "not_null"]);
  const notNull = present({
    name: isUsual && comment === null ? null : constraint.name,
    notValid: !valid,
    noInherit,
    comment,
  });
  return Object.keys(notNull).length > 0 ? notNull : undefined;
}

function toIdentity({ root, name, identity, sequence }: Row): Identity | undefined {
  if (identity === "" || sequence === null) return undefined;
  return present({
    mode: identity === "a" ? "always" as const : "by default" as const,
    name: isChosenName(sequence.name, [root, name, "seq"]) ? null : sequence.name,
    ...sequenceOptions(sequence),
  });
}
