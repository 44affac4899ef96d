import { type Displayable, displayable } from "../core/displayable.ts";
import type { Severity } from "../core/finding.ts";
import type { Schema } from "../schema/schema.ts";
import { readScript } from "./sql/read_script.ts";
import { refuseOtherInput } from "./sql/refuse_other_input.ts";
import { runInWorker } from "./sql/run_in_worker.ts";
import { splitStatements } from "./sql/split_statements.ts";

/** How a schema is imported. */
export interface ImportSchemaOptions {
  /** What to call the script in messages. Defaults to its path, or `the script`. */
  readonly name?: string;
  /**
   * The engine to target. Defaults to the version that a dump says it is of, and to the newest for a script
   * that says nothing.
   */
  readonly engine?: string;
  /** Seconds that one statement may take before the import is given up. Defaults to 60. */
  readonly statementSeconds?: number;
  /** Called before a statement is run with its line in the script. */
  readonly onProgress?: (line: number) => void;
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
 * PostgreSQL, in a worker of its own, and the catalog is read. Statements out of order are retried; psql's commands, rows, owners and
 * grants are set aside; missing types, functions and roles get stand-ins. All of that is reported.
 *
 * @param source The SQL, the path of a file of it (which may be gzipped), or its bytes.
 * @param options What to call it and which engine to target.
 * @returns The schema and what was set aside.
 * @throws {SyntaxError} When it is empty, binary, of another engine, or nothing in it parses.
 * @throws {Deno.errors.NotFound} When there is no such file.
 * @throws {Error} When a statement does not end, such as a DO block that loops for ever.
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
  const { script, name, decodedAs } = await readScript(source, options.name);
  refuseOtherInput(script, { name });
  if (splitStatements(script).next().done) {
    throw new SyntaxError(`Cannot import ${name}: it is empty; give the output of pg_dump or SQL`);
  }
  const { engine, statementSeconds = 60, onProgress } = options;
  const { schema, setAside } = await runInWorker(
    { script, name, ...(engine === undefined ? {} : { engine }) },
    { statementSeconds, ...(onProgress ? { onProgress } : {}) },
  );
  const encoding: SetAside[] = decodedAs === undefined ? [] : [{
    code: "encoding",
    severity: "warning",
    line: 1,
    column: 1,
    statement: name,
    reason: `It is not UTF-8: it is read as ${decodedAs}`,
  }];
  return displayable({ schema, setAside: [...encoding, ...setAside] }, drawImported);
}

const drawImported = async () => (await import("../display/draw_imported.ts")).drawImported;
