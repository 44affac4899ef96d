import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import fc from "fast-check";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import type { Schema } from "../../lib/schema/schema.ts";
import { importSchema } from "../../lib/sources/import_schema.ts";
import { drawSchema } from "../schema/arbitrary_schema.ts";
import { type Server, serverOrSkip } from "../servers.ts";

const VERSION = 15;
const PG_DUMP = `/usr/lib/postgresql/${VERSION}/bin/pg_dump`;
const run = promisify(execFile);

Deno.test("what pg_dump prints of a schema with every kind of object is imported as it is", async () => {
  await using server = await serverOrSkip(VERSION);
  if (server === undefined) return;
  const sink = await readFile(new URL("../embedded/kitchen_sink.sql", import.meta.url), "utf8");
  const { schema } = await importSchema(sink);
  const codes = await roundTrip(server, schema, 'create role app_user; create role "Odd Role"');
  assert.deepEqual(codes, [
    "missing-role",
    "ownership",
    "psql-command",
    "rows",
    "setting",
  ]);
});

Deno.test("what pg_dump prints of any schema is imported as it is", async () => {
  await using server = await serverOrSkip(VERSION);
  if (server === undefined) return;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (draw) => {
      await roundTrip(server, drawSchema(draw));
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

let databases = 0;

/** Loads a schema, dumps it, imports the dump and compares with the catalog of the server. */
async function roundTrip(server: Server, schema: Schema, first?: string): Promise<string[]> {
  const name = `dumped_${++databases}`;
  const control = await server.connect();
  await control.query(`create database ${name}`);
  if (first) await control.query(first);
  const client = await server.connect(name);
  const engine = `postgresql@${VERSION}`;
  for (const statement of ddl(schema, { engine }).statements) await client.query(statement);
  const live = await readCatalog(async (sql) => (await client.query(sql)).rows);
  await client.end();

  const url = server.url.replace(/[^/]*$/, name);
  const { stdout } = await run(PG_DUMP, [url], { maxBuffer: 2 ** 26 });
  const { schema: imported, setAside } = await importSchema(stdout);
  assert.deepEqual(setAside.filter(({ severity }) => severity !== "advice"), []);
  assert.equal(imported.engine, engine);
  assert.deepEqual(compareSchemas(comparable(live), comparable(imported)), []);

  // The queries of views are spelled otherwise since 16: the live ones are spelled anew to be compared.
  const spelledAnew = await importSchema(ddl(live).sql, { engine });
  assert.deepEqual(compareSchemas(inOrder(spelledAnew.schema), inOrder(imported)), []);
  return [...new Set(setAside.map(({ code }) => code))].sort();
}

function comparable(schema: Schema): Schema {
  return inOrder({ ...schema, views: schema.views.map((view) => ({ ...view, query: "" })) });
}

/** pg_dump itself does not keep the order of the columns of a table that inherits. */
function inOrder(schema: Schema): Schema {
  return {
    ...schema,
    tables: schema.tables.map((table) =>
      table.inherits === undefined
        ? table
        : { ...table, columns: table.columns.toSorted((a, b) => a.name < b.name ? -1 : 1) }
    ),
  };
}
