import type { Severity } from "../core/finding.ts";
import { type Displayable, displayable } from "../core/displayable.ts";
import { findUnread } from "../embedded/find_unread.ts";
import { openEmbedded } from "../embedded/open_embedded.ts";
import { readCatalog } from "../embedded/read_catalog.ts";
import { postgresql } from "../engines/postgresql/postgresql.ts";
import type { Schema } from "../schema/schema.ts";
import { sortSchema } from "../schema/sort_schema.ts";
import { wantedExtensions } from "./sql/extension_objects.ts";
import { readScript } from "./sql/read_script.ts";
import { refuseOtherInput } from "./sql/refuse_other_input.ts";
import { type RunNote, type RunResult, runStatements } from "./sql/run_statements.ts";
import { locateIn, splitStatements } from "./sql/split_statements.ts";
import { STAND_IN_NAMESPACE } from "./sql/stand_ins.ts";

/** How a schema is imported. */
export interface ImportSchemaOptions {
  /** What to call the script in messages. Defaults to its path, or `the script`. */
  readonly name?: string;
  /**
   * The engine to target. Defaults to the version that a dump says it is of, and to the newest for a script
   * that says nothing.
   */
  readonly engine?: string;
  /** Called now and then with how many statements were run. */
  readonly onProgress?: (statements: number) => void;
}

/** A schema with what of its source is not in it. */
export interface ImportedSchema extends Displayable {
  /** What the source has. */
  readonly schema: Schema;
  /** In the order of the source. */
  readonly setAside: readonly SetAside[];
}

/** A statement, or an object, that is not in the schema as it was in the source. */
export interface SetAside {
  /** A stable name: `rows`, `ownership`, `syntax-error`, `missing-type`, … */
  readonly code: string;
  /** An error is a loss, a warning has a stand-in, advice is what a schema does not hold. */
  readonly severity: Severity;
  /** Where the statement begins, or where PostgreSQL stumbled, from 1. Absent for a database. */
  readonly line?: number;
  /** The column in that line, from 1. */
  readonly column?: number;
  /** The beginning of the statement, or the object. */
  readonly statement: string;
  /** Why. */
  readonly reason: string;
  /** How many statements in a row it stands for, where more than one: `INSERT`s into one table. */
  readonly count?: number;
}

/**
 * Imports a schema from SQL as PostgreSQL's pg_dump and people write it. Each statement is run in an embedded
 * PostgreSQL, and the catalog is read. Statements out of order are retried; psql's commands, rows, owners and
 * grants are set aside; missing types, functions and roles get stand-ins. All of that is reported.
 *
 * @param source The SQL, the path of a file of it (which may be gzipped), or its bytes.
 * @param options What to call it and which engine to target.
 * @returns The schema and what was set aside.
 * @throws {SyntaxError} When it is empty, binary, of another engine, or nothing in it parses.
 * @throws {Deno.errors.NotFound} When there is no such file.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { importSchema } from "@groundplan/groundplan";
 *
 * const { schema, setAside } = await importSchema(`
 *   create table orders (id bigint primary key, customer_id bigint references customers);
 *   create table customers (id bigint primary key);
 *   alter table orders owner to app;
 * `);
 * assert.deepEqual(schema.tables.map(({ name }) => name), ["customers", "orders"]);
 * assert.deepEqual(setAside.map(({ code, line }) => [code, line]), [["ownership", 4]]);
 * ```
 */
export async function importSchema(
  source: string | URL | Uint8Array,
  options: ImportSchemaOptions = {},
): Promise<ImportedSchema> {
  const { script, name } = await readScript(source, options.name);
  refuseOtherInput(script, { name });
  if (splitStatements(script).next().done) {
    throw new SyntaxError(`Cannot import ${name}: it is empty; give the output of pg_dump or SQL`);
  }
  const extensions = wantedExtensions(script);
  await using db = await openEmbedded({ extensions });
  await db.exec("set check_function_bodies = off");
  const result = await runStatements(db, splitStatements(script), {
    extensions,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  const locate = locateIn(script);
  if (result.ran === 0 && result.unparsed > 0) {
    refuseOtherInput(script, { name, weakSignsToo: true });
    throw nothingParses(name, result, locate);
  }
  const query = async (sql: string) => (await db.query<Record<string, unknown>>(sql)).rows;
  const schema = await readCatalog(query, { engine: options.engine ?? targetOf(script) });
  const unread = (await findUnread(query)).filter(({ path }) =>
    !result.standInTypes.some((type) => path.split(" as ").some((name) => isNamed(name, type)))
  );
  return displayable({
    schema: withModifiers(withoutStandIns(schema, result), result),
    setAside: [
      ...result.notes.toSorted((a, b) => a.offset - b.offset).map((note) => setAside(note, locate)),
      ...unread.map(({ kind, path, reason }): SetAside => ({
        code: "not-in-schema",
        severity: "warning",
        statement: `${kind} ${path}`,
        reason,
      })),
    ],
  }, drawImported);
}

const drawImported = async () => (await import("../display/draw_imported.ts")).drawImported;

function isNamed(name: string, type: string): boolean {
  return name === type || name.endsWith(`.${type}`);
}

type Locate = (offset: number) => { readonly line: number; readonly column: number };

function setAside({ offset, count, ...note }: RunNote, locate: Locate): SetAside {
  return { ...note, ...locate(offset), ...(count > 1 ? { count } : {}) };
}

function nothingParses(name: string, result: RunResult, locate: Locate): SyntaxError {
  const first = result.notes.find(({ code }) => code === "syntax-error")!;
  const { line, column } = locate(first.offset);
  return new SyntaxError(
    `Cannot import ${name}: nothing in it is a statement of PostgreSQL ` +
      `(line ${line}, column ${column}: ${first.reason}); give the output of pg_dump or SQL`,
  );
}

/** pg_dump says what version it read; versions that are not known are the nearest that is. */
function targetOf(script: string): string {
  const dumped = /^-- Dumped from database version (\d+)/m.exec(script.slice(0, 10_000))?.[1];
  const newest = postgresql.versions.at(-1)!;
  const version = dumped === undefined ? newest : Number(dumped);
  return `postgresql@${Math.min(newest, Math.max(postgresql.versions[0]!, version))}`;
}

/** Puts back what stood in parentheses behind the types that have a stand-in. */
function withModifiers(schema: Schema, { modifiers }: RunResult): Schema {
  if (modifiers.size === 0) return schema;
  return JSON.parse(
    JSON.stringify(schema),
    (_, value) =>
      typeof value === "string"
        ? value.replace(
          /\((\d{7})\)/g,
          (all, number) => modifiers.has(number) ? `(${modifiers.get(number)})` : all,
        )
        : value,
  );
}

function withoutStandIns(schema: Schema, { standIns, missingExtensions }: RunResult): Schema {
  const stood = new Set(standIns.map((call) => call.slice(0, call.indexOf("("))));
  return sortSchema({
    ...schema,
    namespaces: schema.namespaces.filter(({ name }) => name !== STAND_IN_NAMESPACE),
    extensions: [...schema.extensions, ...missingExtensions],
    routines: schema.routines.filter(({ schema, name }) =>
      schema !== STAND_IN_NAMESPACE && !stood.has(`${schema}.${name}`) && !stood.has(name)
    ),
  });
}
