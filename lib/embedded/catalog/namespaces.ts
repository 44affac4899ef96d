import type { Extension, Namespace } from "../../schema/schema.ts";
import { type Catalog, isNotOfExtension, isUserNamespace, present, readRows } from "./query.ts";

const STANDARD_COMMENT = "standard public schema";

/** Reads the namespaces that are not the engine's own. */
export async function readNamespaces(catalog: Catalog): Promise<Namespace[]> {
  const rows = await readRows<{ name: string; comment: string | null }>(
    catalog,
    `select nspname as name, obj_description(oid, 'pg_namespace') as comment
     from pg_namespace n
     where ${isUserNamespace("nspname")} and ${isNotOfExtension("pg_namespace", "n.oid")}`,
  );
  return rows.map(({ name, comment }) =>
    present({ name, comment: name === "public" && comment === STANDARD_COMMENT ? null : comment })
  );
}

/** Reads the installed extensions but for `plpgsql`, which every database has. */
export async function readExtensions(catalog: Catalog): Promise<Extension[]> {
  return [
    ...await readRows<Extension>(
      catalog,
      `select extname as name, nspname as schema
       from pg_extension e join pg_namespace n on n.oid = e.extnamespace
       where extname <> 'plpgsql'`,
    ),
  ];
}
