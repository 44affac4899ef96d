import { freeze } from "../core/freeze.ts";
import type { Distribution } from "../model/volume.ts";
import { findUses, type TableColumns } from "./find_uses.ts";
import type { QueryPattern, StatementKind } from "./query_pattern.ts";
import { listOf, nodeOf, type SyntaxNode, unwrap, walk } from "./syntax_tree.ts";

/** What is known of a statement beside its text. */
export interface ParsePatternOptions {
  /** Defaults to the start of the statement. */
  readonly name?: string;
  /** Columns by table, to tell whose a bare column name is. */
  readonly columns?: TableColumns;
  /** Executions a second. */
  readonly rate?: number;
  /** Latency targets in seconds by percentile. */
  readonly targets?: Readonly<Record<string, number>>;
  /** What each parameter's values look like. */
  readonly parameters?: readonly Distribution[];
  /** Mean seconds that a server took for it. */
  readonly measuredSeconds?: number;
}

const KINDS: Readonly<Record<string, StatementKind>> = {
  SelectStmt: "select",
  InsertStmt: "insert",
  UpdateStmt: "update",
  DeleteStmt: "delete",
  MergeStmt: "merge",
};

/**
 * Reads one statement: what it does, the tables and columns that it touches and how, its parameters.
 *
 * @throws {SyntaxError} When the text does not parse, or holds no or several statements.
 * @throws {TypeError} When the statement cannot be planned, such as DDL.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePattern } from "@groundplan/groundplan";
 *
 * const { tables } = await parsePattern("select total from orders where customer_id = $1");
 * assert.deepEqual(tables[0]?.columns[1], {
 *   column: "customer_id", usage: "equality", parameter: 1, operator: "=",
 * });
 * ```
 */
export async function parsePattern(
  sql: string,
  options: ParsePatternOptions = {},
): Promise<QueryPattern> {
  const { kind, statement } = await parseStatement(sql);
  const { tables, joins } = findUses(statement, options.columns);
  let parameterCount = 0;
  walk(statement, (type, { number }) => {
    if (type === "ParamRef") parameterCount = Math.max(parameterCount, Number(number ?? 0));
  });
  return freeze({
    name: options.name ?? shorten(sql),
    sql: sql.trim().replace(/;\s*$/, ""),
    kind,
    ...(options.rate === undefined ? {} : { rate: options.rate }),
    targets: options.targets ?? {},
    parameters: options.parameters ?? [],
    tables,
    joins,
    parameterCount,
    ...(options.measuredSeconds === undefined ? {} : { measuredSeconds: options.measuredSeconds }),
  });
}

/** A statement's tree. */
export interface ParsedStatement {
  readonly kind: StatementKind;
  readonly statement: SyntaxNode;
}

/**
 * Parses the one statement of a text, which must be one that can be planned.
 *
 * @throws {SyntaxError} When the text does not parse, or holds no or several statements.
 * @throws {TypeError} When the statement is not a query or a change of rows.
 */
export async function parseStatement(sql: string): Promise<ParsedStatement> {
  const shown = JSON.stringify(shorten(sql));
  let statements: readonly unknown[];
  try {
    const { parse } = await import("libpg-query"); // a megabyte of WebAssembly, for whoever parses
    const tree = await parse(sql);
    statements = listOf(tree as unknown as SyntaxNode, "stmts");
  } catch (error) {
    const { message, sqlDetails } = error as {
      readonly message: string;
      readonly sqlDetails?: { readonly cursorPosition?: number };
    };
    const at = sqlDetails?.cursorPosition;
    throw new SyntaxError(
      `Cannot parse ${shown}${at === undefined ? "" : ` at character ${at + 1}`}: ${message}`,
    );
  }
  if (statements.length !== 1) {
    throw new SyntaxError(
      `Cannot plan ${shown}: it holds ${statements.length || "no"} statements; give one at a time`,
    );
  }
  const found = unwrap((statements[0] as SyntaxNode).stmt);
  const kind = KINDS[found?.[0] ?? ""];
  if (!found || !kind) {
    throw new TypeError(
      `Cannot plan ${shown}: ${
        found?.[0]?.replace(/Stmt$/, "") ?? "nothing"
      } is no query; give a ` +
        `SELECT, INSERT, UPDATE, DELETE or MERGE`,
    );
  }
  if (nodeOf(found[1].intoClause, "IntoClause") ?? found[1].intoClause) {
    throw new TypeError(`Cannot plan ${shown}: SELECT INTO makes a table; drop the INTO`);
  }
  return { kind, statement: { [found[0]]: found[1] } };
}

/** A statement on one line, cut at sixty characters. */
export function shorten(sql: string): string {
  const line = sql.trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
