import { displayable } from "../core/displayable.ts";
import { findUnread } from "../embedded/find_unread.ts";
import { readCatalog } from "../embedded/read_catalog.ts";
import { postgresql } from "../engines/postgresql/postgresql.ts";
import type { ImportedSchema, SetAside } from "./import_schema.ts";
import { type ConnectOptions, connectPostgres } from "./live/connect_postgres.ts";
import { readAddress } from "./live/postgres_address.ts";

/** How a live database is read. */
export interface ImportDatabaseOptions extends ConnectOptions {
  /** The engine to target. Defaults to the server's own version. */
  readonly engine?: string;
}

/** What a live database has. */
export interface ImportedDatabase extends ImportedSchema {
  /** The address without its password. */
  readonly address: string;
}

/**
 * Reads a live PostgreSQL, 14 or newer: its catalog, in one read-only transaction. Rows are never read, and
 * nothing is written. A password that the address leaves out comes from `PGPASSWORD` or `.pgpass`; it is in
 * no result and no message.
 *
 * @param address Such as `postgres://app@db.example.org/shop`.
 * @param options How long to wait, and which engine to target.
 * @returns The schema and what is not in it.
 * @throws {SyntaxError} When it is not such an address.
 * @throws {RangeError} When the server is older than PostgreSQL 14.
 * @throws {Error} When the server refuses or does not answer, with what to do.
 *
 * @example
 * ```ts no-run
 * import { importDatabase } from "@groundplan/groundplan";
 *
 * const { schema } = await importDatabase("postgres://localhost/shop");
 * console.log(schema.tables.map(({ name }) => name));
 * ```
 */
export async function importDatabase(
  address: string,
  options: ImportDatabaseOptions = {},
): Promise<ImportedDatabase> {
  const where = await readAddress(address);
  await using connection = await connectPostgres(where, options);
  const query = async (sql: string) => (await connection.query(sql)).rows;
  const version = await readVersion(query);
  const [oldest, newest] = [postgresql.versions[0]!, postgresql.versions.at(-1)!];
  if (version < oldest) {
    throw new RangeError(
      `Cannot read ${where.shown}: it is PostgreSQL ${version}, and ${oldest} is the oldest that is ` +
        "read; import what its pg_dump prints",
    );
  }
  const engine = options.engine ?? `postgresql@${Math.min(version, newest)}`;
  const schema = await readCatalog(query, { engine });
  const setAside = (await findUnread(query)).map(({ kind, path, reason }): SetAside => ({
    code: "not-in-schema",
    severity: "warning",
    statement: `${kind} ${path}`,
    reason,
  }));
  return displayable({ address: where.shown, schema, setAside }, drawImported);
}

const drawImported = async () => (await import("../display/draw_imported.ts")).drawImported;

async function readVersion(
  query: (sql: string) => Promise<readonly Record<string, unknown>[]>,
): Promise<number> {
  const [row] = await query("select current_setting('server_version_num') as number");
  return Math.floor(Number(row?.["number"]) / 10000);
}
