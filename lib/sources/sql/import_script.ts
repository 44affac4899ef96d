import type { ModuleOptions } from "../../embedded/compiled_module.ts";
import { findUnread } from "../../embedded/find_unread.ts";
import { openEmbedded } from "../../embedded/open_embedded.ts";
import { readCatalog } from "../../embedded/read_catalog.ts";
import { postgresql } from "../../engines/postgresql/postgresql.ts";
import type { Schema } from "../../schema/schema.ts";
import { sortSchema } from "../../schema/sort_schema.ts";
import type { SetAside } from "../import_schema.ts";
import { wantedExtensions } from "./extension_objects.ts";
import { refuseOtherInput } from "./refuse_other_input.ts";
import type { RunNote } from "./run_state.ts";
import { type RunResult, runStatements } from "./run_statements.ts";
import { locateIn, splitStatements } from "./split_statements.ts";
import { STAND_IN_NAMESPACE } from "./stand_ins.ts";

/** A script to import. */
export interface ScriptToImport extends ModuleOptions {
  readonly script: string;
  /** What to call it in messages. */
  readonly name: string;
  /** The engine to target, where it is said. */
  readonly engine?: string;
}

/** What came of it. */
export interface ImportedScript {
  readonly schema: Schema;
  readonly setAside: readonly SetAside[];
}

/**
 * Runs a script in an embedded PostgreSQL of its own and reads the catalog.
 *
 * @param onRun Called before a statement is run, with its line.
 * @throws {SyntaxError} When nothing in it parses.
 */
export async function importScript(
  { script, name, engine, module }: ScriptToImport,
  onRun: (line: number) => void = () => {},
): Promise<ImportedScript> {
  const extensions = wantedExtensions(script);
  const locate = locateIn(script);
  await using db = await openEmbedded({ extensions, ...(module ? { module } : {}) });
  await db.exec("set check_function_bodies = off");
  const result = await runStatements(db, splitStatements(script), {
    extensions,
    onRun: (offset) => onRun(locate(offset).line),
  });
  if (result.ran === 0 && result.unparsed > 0) {
    refuseOtherInput(script, { name, weakSignsToo: true });
    throw nothingParses(name, result, locate);
  }
  const query = async (sql: string) => (await db.query<Record<string, unknown>>(sql)).rows;
  const schema = await readCatalog(query, { engine: engine ?? targetOf(script) });
  const unread = (await findUnread(query)).filter(({ path }) =>
    !result.standInTypes.some((type) => path.split(" as ").some((name) => isNamed(name, type)))
  );
  return {
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
  };
}

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
  const stood = new Set([...standIns].map((call) => call.slice(0, call.indexOf("("))));
  return sortSchema({
    ...schema,
    namespaces: schema.namespaces.filter(({ name }) => name !== STAND_IN_NAMESPACE),
    extensions: [...schema.extensions, ...missingExtensions],
    routines: schema.routines.filter(({ schema, name }) =>
      schema !== STAND_IN_NAMESPACE && !stood.has(`${schema}.${name}`) && !stood.has(name)
    ),
  });
}
