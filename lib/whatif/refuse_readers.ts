import type { Routine, Schema } from "../schema/schema.ts";
import { parseStatement, shorten } from "../workload/parse_pattern.ts";
import { listOf, namesOf, nodeOf, type SyntaxNode, walk } from "../workload/syntax_tree.ts";

/** PostgreSQL's own functions that read tables and that planning may call. */
const BUILT_IN_READERS = /^(table|query|cursor|schema|database)_to_xml/;

/**
 * Makes sure that a text is one statement that can be planned, and that planning it reads no table:
 * PostgreSQL calls functions that are not VOLATILE while it plans.
 *
 * @throws {SyntaxError} When the text does not parse, or holds no or several statements.
 * @throws {TypeError} When the statement is no query, or calls a function that reads tables.
 */
export async function refuseReaders(sql: string, schema: Schema): Promise<void> {
  const { statement } = await parseStatement(sql);
  const reader = await readerIn(statement, schema, new Set());
  if (reader !== undefined) {
    throw new TypeError(
      `Cannot plan ${
        JSON.stringify(shorten(sql))
      }: it calls ${reader}(), which reads tables, and ` +
        "planning would run it over rows that do not exist; declare the function VOLATILE, or write " +
        "its query in place",
    );
  }
}

/** Parses SQL of any kind; the parser is a megabyte of WebAssembly, loaded when it is needed. */
async function parse(sql: string): Promise<unknown> {
  return await (await import("libpg-query")).parse(sql);
}

async function readerIn(
  tree: unknown,
  schema: Schema,
  visited: Set<string>,
): Promise<string | undefined> {
  const called = new Set<string>();
  const relations = new Set<string>();
  walk(tree, (type, fields) => {
    if (type === "FuncCall") called.add(namesOf(listOf(fields, "funcname")).at(-1) ?? "");
    if (type === "RangeVar") relations.add(String(fields.relname));
  });
  for (const name of called) {
    if (BUILT_IN_READERS.test(name)) return name;
    for (const routine of schema.routines) {
      if (routine.name === name && await readsTables(routine, schema, visited)) return name;
    }
  }
  for (const view of schema.views) {
    if (!relations.has(view.name) || visited.has(`view ${view.name}`)) continue;
    visited.add(`view ${view.name}`);
    const reader = await readerIn(await parse(view.query), schema, visited);
    if (reader !== undefined) return reader;
  }
  return undefined;
}

async function readsTables(
  { name, definition, language }: Routine,
  schema: Schema,
  visited: Set<string>,
): Promise<boolean> {
  if (visited.has(`routine ${name}`)) return false;
  visited.add(`routine ${name}`);
  // Functions are VOLATILE unless they say otherwise, and then planning leaves them alone.
  if (!/\b(immutable|stable)\b/i.test(definition)) return false;
  if (language !== "sql") {
    return /\b(from|join|insert|update|delete|perform|execute|truncate|copy|table)\b/i
      .test(bodyOf(definition));
  }
  const tree = await bodyTree(definition).catch(() => undefined);
  if (tree === undefined) return true; // what cannot be read is not trusted
  let reads = false;
  walk(tree, (type) => {
    if (type === "RangeVar") reads = true;
  });
  return reads || await readerIn(tree, schema, visited) !== undefined;
}

async function bodyTree(definition: string): Promise<unknown> {
  const whole = await parse(definition) as SyntaxNode;
  const create = nodeOf((listOf(whole, "stmts")[0] as SyntaxNode).stmt, "CreateFunctionStmt");
  if (!create) return undefined;
  if (create.sql_body) return create.sql_body;
  for (const option of listOf(create, "options")) {
    const element = nodeOf(option, "DefElem");
    if (element?.defname !== "as") continue;
    const [body] = namesOf(listOf(nodeOf(element.arg, "List") ?? {}, "items"));
    return body === undefined ? undefined : await parse(body);
  }
  return undefined;
}

function bodyOf(definition: string): string {
  const start = definition.search(/\bas\s+(\$|')/i);
  return start < 0 ? definition : definition.slice(start);
}
