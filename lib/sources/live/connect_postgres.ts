import type { Client } from "pg";
import type { PostgresAddress } from "./postgres_address.ts";

/** A connection to a live PostgreSQL in one read-only transaction. */
export interface ReadOnlyConnection extends AsyncDisposable {
  /** Runs one statement and returns its rows. */
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
}

/**
 * The same transaction for a reader that begins and rolls back one of its own: it gets a savepoint, so that
 * what fails in it does not end the whole.
 */
export function nested(connection: ReadOnlyConnection): Pick<ReadOnlyConnection, "query"> {
  return {
    query: (sql) =>
      connection.query(
        /^begin\b/i.test(sql)
          ? "savepoint part"
          : /^rollback$/i.test(sql)
          ? "rollback to savepoint part"
          : sql,
      ),
  };
}

/** How long to wait. */
export interface ConnectOptions {
  /** Seconds until the connection must stand. Defaults to 10. */
  readonly connectSeconds?: number;
  /** Seconds that a single query may take. Defaults to 60. */
  readonly querySeconds?: number;
}

/** What went wrong, by SQLSTATE or the operating system's code, and what to do. */
const TROUBLES: Readonly<Record<string, (address: PostgresAddress) => string>> = {
  ECONNREFUSED: ({ host, port }) =>
    `nothing listens on ${host} port ${port}; is the server running, and is the port right?`,
  ENOTFOUND: ({ host }) => `there is no host ${host}; is the name spelled right?`,
  EAI_AGAIN: ({ host }) => `the name ${host} could not be looked up; is there a network?`,
  ETIMEDOUT: ({ host, port }) => `${host} port ${port} does not answer; is a firewall between?`,
  EHOSTUNREACH: ({ host }) => `there is no way to ${host}; is there a network?`,
  ECONNRESET: () => `the server closed the connection; does it want TLS (add ?sslmode=require)?`,
  "28P01": ({ user, password }) =>
    password === undefined
      ? `the server wants a password for ${user}; give it in PGPASSWORD or .pgpass`
      : `the password for ${user} is wrong`,
  "28000": ({ user }) =>
    `the server does not let ${user} in from here; see its pg_hba.conf, and try ?sslmode=require`,
  "3D000": ({ database }) => `there is no database ${database}; list them with: psql -l`,
  "42501": ({ user, database }) =>
    `${user} may not do that; it takes: grant connect on database ${database} to ${user}`,
  "53300": () => "the server has no connection left; try again later",
  "57P03": () => "the server is starting up or shutting down; try again later",
  "57014": () => "a query took too long; the server is busy or the catalog is very large",
};

/**
 * Connects to a PostgreSQL and begins one read-only transaction, in which all that follows is read. It is
 * rolled back when the connection is disposed of.
 *
 * @throws {Error} When there is no connection, with what to do. No message holds the password.
 */
export async function connectPostgres(
  address: PostgresAddress,
  options: ConnectOptions = {},
): Promise<ReadOnlyConnection> {
  const { querySeconds = 60 } = options;
  const fail = (error: unknown): never => {
    throw new Error(`Cannot read ${address.shown}: ${explain(error, address, options)}`);
  };
  const client = await openClient(address, options).catch(fail);
  const query = async (sql: string): Promise<{ rows: Record<string, unknown>[] }> =>
    await client.query(sql).catch(fail);
  const close = async (): Promise<void> => {
    await client.query("rollback").catch(() => {});
    await client.end().catch(() => {});
  };
  try {
    await query("begin transaction isolation level repeatable read read only");
    await query(`set local statement_timeout = '${Math.ceil(querySeconds * 1000)}ms'`);
  } catch (error) {
    await close();
    throw error;
  }
  return { query, [Symbol.asyncDispose]: close };
}

/** As libpq: where nothing is said of TLS and the server will not do without, it is tried with. */
async function openClient(address: PostgresAddress, options: ConnectOptions): Promise<Client> {
  const { sslmode } = address;
  if (sslmode !== undefined && sslmode !== "prefer") {
    return await tryClient(
      address,
      options,
      sslmode === "disable" || sslmode === "allow" ? false : {
        rejectUnauthorized: sslmode.startsWith("verify"),
      },
    );
  }
  try {
    return await tryClient(address, options, false);
  } catch (error) {
    if ((error as { code?: string }).code !== "28000") throw error;
    return await tryClient(address, options, { rejectUnauthorized: false }).catch(() => {
      throw error;
    });
  }
}

async function tryClient(
  address: PostgresAddress,
  { connectSeconds = 10, querySeconds = 60 }: ConnectOptions,
  ssl: false | { rejectUnauthorized: boolean },
): Promise<Client> {
  const { default: pg } = await import("pg");
  const { host, port, database, user, password = "" } = address;
  const client = new pg.Client({
    ...{ host, port, database, user, ssl },
    // A function keeps the driver from looking for a password of its own.
    password: () => password,
    application_name: "groundplan",
    connectionTimeoutMillis: connectSeconds * 1000,
    query_timeout: querySeconds * 1000,
  });
  // A connection that breaks later fails the query that is under way; without a listener it would end all.
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    // What never stood cannot be waited for.
    client.end().catch(() => {});
    throw error;
  }
}

function explain(error: unknown, address: PostgresAddress, options: ConnectOptions): string {
  const { code, message = "", errors } = error as {
    code?: string;
    message?: string;
    errors?: readonly { code?: string }[];
  };
  const wantsPassword = address.password === undefined && /password/i.test(message);
  const known = TROUBLES[wantsPassword ? "28P01" : code ?? errors?.[0]?.code ?? ""];
  if (known) return known(address);
  if (/timeout|timed out/i.test(message)) {
    return `no answer within ${options.connectSeconds ?? 10} s of connecting or ${
      options.querySeconds ?? 60
    } s of a query; is ${address.host} port ${address.port} a PostgreSQL that is not overloaded?`;
  }
  const text = message || String(code ?? "no reason was given");
  return address.password ? text.replaceAll(address.password, "…") : text;
}
