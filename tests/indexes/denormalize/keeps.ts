import assert from "node:assert/strict";
import type { PGlite } from "@electric-sql/pglite";
import { openEmbedded } from "../../../lib/embedded/open_embedded.ts";
import { ddl } from "../../../lib/engines/postgresql/ddl.ts";
import { printStructure } from "../../../lib/indexes/denormalize/print_structure.ts";
import type { FindStructures, Structure } from "../../../lib/indexes/denormalize/structure.ts";
import type { Schema } from "../../../lib/schema/schema.ts";
import { printTree } from "../../../lib/whatif/rewrites/print_tree.ts";
import { parsePattern, parseStatement } from "../../../lib/workload/parse_pattern.ts";

/** The structures that one finder proposes for a statement. */
export async function structuresOf(
  find: FindStructures,
  schema: Schema,
  sql: string,
  staleness = 0,
): Promise<readonly Structure[]> {
  const pattern = await parsePattern(sql);
  const { statement } = await parseStatement(sql);
  return await find({ pattern, statement, schema, staleness });
}

/** A statement as a structure has it, in SQL. */
export async function rewritten(
  structure: Structure,
  sql: string,
): Promise<string | undefined> {
  const { statement } = await parseStatement(sql);
  const tree = await structure.rewrite(statement);
  if (!tree) return undefined;
  const text = await printTree(tree);
  assert.ok(text, `printed otherwise than meant: ${sql}`);
  return text;
}

/** A database with a schema, some rows, and then the structures. */
export async function openKept(
  schema: Schema,
  structures: readonly Structure[],
  rows: readonly string[] = [],
): Promise<PGlite> {
  const db = await openEmbedded({});
  for (const statement of ddl(schema, { format: false }).statements) await db.exec(statement);
  for (const statement of rows) await db.exec(statement);
  for (const structure of structures) {
    for (const statement of printStructure(schema, structure)) await db.exec(statement);
  }
  return db;
}

/** Runs a change; what the schema refuses changes nothing. */
export async function change(db: PGlite, sql: string): Promise<void> {
  const allowed = /violates|duplicate key|out of range|cannot affect row a second time/;
  await db.exec(sql).catch((error: Error) => {
    assert.ok(allowed.test(error.message), `${error.message}: ${sql}`);
  });
}

/** Asserts that two statements give the same rows, names and all. */
export async function sameRows(
  db: PGlite,
  original: string,
  changed: string,
  params: readonly unknown[] = [],
): Promise<void> {
  const [a, b] = [await db.query(original, [...params]), await db.query(changed, [...params])];
  const names = (result: typeof a) =>
    result.fields.map(({ name, dataTypeID }) => [name, dataTypeID]);
  assert.deepEqual(names(b), names(a), `${original}\n${changed}`);
  const texts = (rows: readonly unknown[]) => {
    const list = rows.map((row) =>
      JSON.stringify(row, (_, value) => typeof value === "bigint" ? String(value) : value)
    );
    return /order by/i.test(original) ? list : list.sort();
  };
  assert.deepEqual(texts(b.rows), texts(a.rows), `${original}\n${changed}`);
}
