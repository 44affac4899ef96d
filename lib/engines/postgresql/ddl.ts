import { type Displayable, displayable } from "../../core/displayable.ts";
import { compareFindings, type Finding } from "../../core/finding.ts";
import type { Schema } from "../../schema/schema.ts";
import { parseEngine } from "../engine.ts";
import { findNames } from "./find_names.ts";
import { formatStatement } from "./format_statement.ts";
import { lowerSchema } from "./lower_schema.ts";
import { orderStatements } from "./order.ts";
import { postgresql } from "./postgresql.ts";

/** How {@linkcode ddl} prints. */
export interface DdlOptions {
  /** Engine and version to print for, such as `"postgresql@15"`. Defaults to the schema's own. */
  readonly engine?: string;
  /** Lays the statements out for reading. Defaults to true; false is faster. */
  readonly format?: boolean;
}

/** The statements that make a schema. */
export interface Ddl {
  /** In an order in which each finds what it needs, without semicolons. */
  readonly statements: readonly string[];
  /** The same as one text. */
  readonly sql: string;
  /** What the version lacks and how it is said there; names that it would cut. */
  readonly findings: readonly Finding[];
}

/**
 * Prints the statements that make a schema on an empty PostgreSQL, each after what it needs. Cycles are cut
 * at defaults, checks and foreign keys. What the version lacks is said in its older form, and reported.
 *
 * @param schema The schema. Its expressions are taken as they are.
 * @param options The version to print for, and whether to lay it out.
 * @returns The statements, the same as one text, and findings.
 * @throws {RangeError} When the engine is not PostgreSQL 14 to 18, or a name is empty or holds a NUL.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ddl, emptySchema } from "@groundplan/groundplan";
 *
 * const schema = {
 *   ...emptySchema("postgresql@16"),
 *   sequences: [{ schema: "public", name: "ticket", type: "integer", start: "100" }],
 * };
 * assert.equal(ddl(schema).sql, "CREATE SEQUENCE public.ticket AS integer START WITH 100;\n");
 * ```
 */
export function ddl(schema: Schema, options: DdlOptions = {}): Ddl & Displayable {
  const { version } = parseEngine(options.engine ?? schema.engine, [postgresql]);
  const lowered = lowerSchema(schema, version);
  const ordered = orderStatements(lowered.schema);
  const statements = options.format === false ? ordered : ordered.map(formatStatement);
  return displayable({
    statements,
    sql: statements.map((statement) => `${statement};\n`).join(
      options.format === false ? "" : "\n",
    ),
    findings: [...lowered.findings, ...findNames(lowered.schema)].sort(compareFindings),
  }, drawDdl);
}

const drawDdl = async () => {
  const { drawSql } = await import("../../display/draw_sql.ts");
  return ({ sql }: Ddl) => drawSql(sql);
};
