import assert from "node:assert/strict";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import type { ModelBuilder } from "../../lib/model/model_builder.ts";
import type { PGlite } from "@electric-sql/pglite";

/** Opens an embedded database with the tables of a model. */
export async function openModel(model: ModelBuilder): Promise<PGlite> {
  const schema = toSchema(model);
  const db = await openEmbedded({ extensions: schema.extensions.map(({ name }) => name) });
  for (const statement of ddl(schema, { format: false }).statements) await db.exec(statement);
  return db;
}

/** Asserts that a transaction of some statements commits. */
export async function accepts(db: PGlite, sql: string): Promise<void> {
  await db.exec("begin");
  try {
    await db.exec(sql);
    await db.exec("commit");
  } catch (error) {
    await db.exec("rollback");
    throw error;
  }
}

/** Asserts that a transaction of some statements fails at its end at the latest, and leaves no trace. */
export async function refuses(
  db: PGlite,
  sql: string,
  expected: { readonly code?: string; readonly constraint?: string; readonly message?: RegExp },
): Promise<void> {
  const error = await accepts(db, sql).then(() => undefined, (error) => error);
  assert.ok(error, `committed: ${sql}`);
  if (expected.code) assert.equal(error.code, expected.code, error.message);
  if (expected.constraint) assert.equal(error.constraint, expected.constraint, error.message);
  if (expected.message) assert.match(error.message, expected.message);
}
