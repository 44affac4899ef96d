import { displayable } from "../core/displayable.ts";
import { findUnread } from "../embedded/find_unread.ts";
import { readCatalog } from "../embedded/read_catalog.ts";
import { postgresql } from "../engines/postgresql/postgresql.ts";
import type { Schema } from "../schema/schema.ts";
import { readStatistics } from "../statistics/read_statistics.ts";
import type { Statistics } from "../statistics/statistics.ts";
import type { Workload } from "../workload/query_pattern.ts";
import { readStatementsLive } from "../workload/read_workload.ts";
import type { ImportedSchema, SetAside } from "./import_schema.ts";
import {
  type ConnectOptions,
  connectPostgres,
  nested,
  type ReadOnlyConnection,
} from "./live/connect_postgres.ts";
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
  /** What its planner knows of the data: sizes, and what ANALYZE found. */
  readonly statistics: Statistics;
  /** The queries that `pg_stat_statements` has counted, where that is installed and may be read. */
  readonly workload?: Workload;
}

/**
 * Reads a live PostgreSQL, 14 or newer: its catalog, its statistics and the queries that it has counted, in
 * one read-only transaction. Rows are never read, and nothing is written. A password that the address leaves out comes from `PGPASSWORD` or `.pgpass`; it is in
 * no result and no message.
 *
 * @param address Such as `postgres://app@db.example.org/shop`.
 * @param options How long to wait, and which engine to target.
 * @returns The schema, what is not in it, the statistics and the workload.
 * @throws {SyntaxError} When it is not such an address.
 * @throws {RangeError} When the server is older than PostgreSQL 14.
 * @throws {Error} When the server refuses or does not answer, with what to do.
 *
 * @example
 * ```ts ignore
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
  const statistics = await readStatistics(nested(connection));
  const { workload, refused } = await readWorkload(connection, schema);
  return displayable({
    address: where.shown,
    schema,
    setAside: [...setAside, ...refused],
    statistics,
    ...(workload ? { workload } : {}),
  }, drawImported);
}

/** Who may not read the queries of others, or whose server does not count them, still gets all else. */
async function readWorkload(
  connection: ReadOnlyConnection,
  schema: Schema,
): Promise<{ readonly workload?: Workload; readonly refused: readonly SetAside[] }> {
  if (!schema.extensions.some(({ name }) => name === "pg_stat_statements")) return { refused: [] };
  const columns = Object.fromEntries(schema.tables.flatMap((table) => {
    const names = table.columns.map(({ name }) => name);
    return [[table.name, names], [`${table.schema}.${table.name}`, names]];
  }));
  try {
    const workload = await readStatementsLive(nested(connection), { columns });
    return { workload: withoutCommands(workload), refused: [] };
  } catch (error) {
    return {
      refused: [{
        code: "workload",
        severity: "advice",
        statement: "pg_stat_statements",
        reason: (error as Error).message,
      }],
    };
  }
}

const drawImported = async () => (await import("../display/draw_imported.ts")).drawImported;

/** A command such as CREATE ROLE is counted as it was written, its password too. */
function withoutCommands(workload: Workload): Workload {
  const isQuery = ({ sql }: { readonly sql: string }): boolean =>
    /^[\s(]*(?:select|insert|update|delete|merge|with|values|table)\b/i.test(sql);
  return {
    patterns: workload.patterns.filter(isQuery),
    setAside: workload.setAside.filter(isQuery),
  };
}

async function readVersion(
  query: (sql: string) => Promise<readonly Record<string, unknown>[]>,
): Promise<number> {
  const [row] = await query("select current_setting('server_version_num') as number");
  return Math.floor(Number(row?.["number"]) / 10000);
}
