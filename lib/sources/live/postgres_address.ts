import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** Reads a variable of the environment. */
export type ReadVariable = (name: string) => string | undefined;

/** Where a database is and who asks. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  /** `disable`, `require`, `verify-full`, … where the address or the environment says. */
  readonly sslmode?: string;
  /** The address without its password: safe to print. */
  readonly shown: string;
}

/**
 * Reads an address such as `postgres://app@db.example.org/shop`. What it leaves out comes from the
 * environment (`PGHOST`, `PGPORT`, `PGUSER`, `PGDATABASE`, `PGPASSWORD`, `PGSSLMODE`) and, for the password, from the
 * `.pgpass` file, as libpq does.
 *
 * @param address The address.
 * @param variable Reads a variable of the environment. Defaults to this process's own.
 * @throws {SyntaxError} When it is not such an address. The message holds no password.
 */
export async function readAddress(
  address: string,
  variable: ReadVariable = readVariable,
): Promise<PostgresAddress> {
  const url = parse(address);
  const user = decode(url.username) || variable("PGUSER") || variable("USER") || "postgres";
  const database = decode(url.pathname.slice(1)) || variable("PGDATABASE") || user;
  const host = url.searchParams.get("host") ??
    (decode(url.hostname).replace(/^\[|\]$/g, "") || variable("PGHOST") || "localhost");
  const port = Number(url.searchParams.get("port") ?? (url.port || variable("PGPORT") || 5432));
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new SyntaxError(`Cannot read an address of PostgreSQL: ${port} is no port`);
  }
  const given = decode(url.password) || (url.searchParams.get("password") ?? "") ||
    variable("PGPASSWORD");
  const password = given || await passwordFromFile({ host, port, database, user }, variable);
  const sslmode = url.searchParams.get("sslmode") ?? variable("PGSSLMODE");
  return {
    host,
    port,
    database,
    user,
    ...(password === undefined ? {} : { password }),
    ...(sslmode === undefined ? {} : { sslmode }),
    shown: `postgres://${encodeURIComponent(user)}@${host}:${port}/${encodeURIComponent(database)}`,
  };
}

function parse(address: string): URL {
  const wrong = (): never => {
    throw new SyntaxError(
      "Cannot read an address of PostgreSQL: it is not of the form " +
        "postgres://user@host:5432/database; write special characters in a name as %40 and the like",
    );
  };
  if (!/^postgres(?:ql)?:\/\//i.test(address)) return wrong();
  // Deno's parser wants a host; libpq lets it be left out.
  const whole = address.replace(/^([a-z]+:\/\/(?:[^/@]*@)?)(?=[/:?]|$)/i, "$1localhost");
  return URL.canParse(whole) ? new URL(whole) : wrong();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A variable of the environment, where it may be read. */
function readVariable(name: string): string | undefined {
  try {
    return process.env[name] || undefined;
  } catch {
    return undefined;
  }
}

/** The password of the first line of `.pgpass` that fits: `host:port:database:user:password`. */
async function passwordFromFile(
  { host, port, database, user }: Omit<PostgresAddress, "shown">,
  variable: ReadVariable,
): Promise<string | undefined> {
  const path = variable("PGPASSFILE") ?? join(variable("HOME") ?? homedirOrNone(), ".pgpass");
  let text: string;
  try {
    const { mode } = await Deno.stat(path);
    // As libpq: a file that others can read is passed over.
    if (mode !== null && (mode & 0o077) !== 0) return undefined;
    text = await Deno.readTextFile(path);
  } catch {
    return undefined;
  }
  const wanted = [host, String(port), database, user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("#")) continue;
    const fields = splitFields(line);
    const fits = fields.length >= 5 &&
      wanted.every((value, at) => fields[at] === "*" || fields[at] === value);
    if (fits) return fields[4];
  }
  return undefined;
}

/** Fields are parted by colons; a backslash keeps the character behind it. */
function splitFields(line: string): string[] {
  return [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)]
    .map(([, field = ""]) => field.replace(/\\(.)/g, "$1"));
}

function homedirOrNone(): string {
  try {
    return homedir();
  } catch {
    return "";
  }
}
