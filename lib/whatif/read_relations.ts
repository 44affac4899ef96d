import type { PGlite } from "@electric-sql/pglite";
import type { RelationFiles } from "./relation_files.ts";

/** A key column of an index. */
export interface IndexKey {
  /** The table's column; none for an expression. */
  readonly column: string | null;
  /** Bytes of the type, or -1 where they vary. */
  readonly length: number;
  /** The type's category, such as `N` for numbers; see `pg_type.typcategory`. */
  readonly category: string;
}

/** A relation of a lab's database. */
export interface CatalogRelation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: "table" | "partitioned table" | "index" | "partitioned index";
  /** An index's access method. */
  readonly method: string;
  /** Where its file is; partitioned relations have none. */
  readonly path: string | null;
  /** The table of an index. */
  readonly table: string;
  readonly keys: readonly IndexKey[];
  /** Whether an index covers only the rows of a predicate. */
  readonly partial: boolean;
  /** The file's first pages as the empty relation has them. */
  readonly head: Uint8Array;
}

/**
 * Reads the relations of a lab's database and the heads of their files, while they are empty.
 *
 * @param known Relations that were read before: their heads are kept, since their files may be made up.
 */
export async function readRelations(
  database: PGlite,
  files: RelationFiles,
  known: readonly CatalogRelation[] = [],
): Promise<readonly CatalogRelation[]> {
  const heads = new Map(known.map(({ path, head }) => [path, head]));
  const { rows } = await database.query<Omit<CatalogRelation, "head">>(`
    select c.oid, n.nspname as schema, c.relname as name,
           case c.relkind when 'i' then 'index' when 'I' then 'partitioned index'
             when 'p' then 'partitioned table' else 'table' end as kind,
           coalesce(m.amname, '') as method, pg_relation_filepath(c.oid) as path,
           coalesce(t.relname, c.relname) as table, i.indpred is not null as partial,
           coalesce((select json_agg(json_build_object('column', a.attname, 'length', k.attlen,
                                                     'category', y.typcategory) order by k.attnum)
              from pg_attribute k join pg_type y on y.oid = k.atttypid
              left join pg_attribute a on a.attrelid = i.indrelid
                and a.attnum = i.indkey[k.attnum - 1] and a.attnum <> 0
             where k.attrelid = c.oid and k.attnum <= i.indnkeyatts), '[]'::json) as keys
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_am m on m.oid = c.relam
      left join pg_index i on i.indexrelid = c.oid
      left join pg_class t on t.oid = i.indrelid
     where c.relkind in ('r', 'm', 'p', 'i', 'I') and n.nspname <> 'information_schema'
       and n.nspname !~ '^(pg_|groundplan_lab$)'
     order by 2, 3`);
  return rows.map((row) => ({
    ...row,
    head: row.path ? heads.get(row.path) ?? files.read(row.path).slice() : new Uint8Array(0),
  }));
}
