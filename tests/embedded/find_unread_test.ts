import assert from "node:assert/strict";
import { findUnread } from "../../lib/embedded/find_unread.ts";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";

Deno.test("what a schema does not hold is found, but for the parts of extensions", async () => {
  await using db = await openEmbedded({ extensions: ["hstore", "pg_trgm"] });
  const query = async (sql: string) => (await db.query<Record<string, unknown>>(sql)).rows;
  await db.exec("create extension hstore; create extension pg_trgm; create schema app");
  assert.deepEqual(await findUnread(query), []);
  await db.exec(`
    create type span as range (subtype = time);
    create operator app.=== (leftarg = int, rightarg = int, procedure = int4eq);
    create collation app.plain from "C";
    create cast (int as date) with inout;
    create publication p for all tables;
    create type app.row as (a int); create table app.typed of app.row;
    create text search configuration app.words (copy = simple);
    create function app.on_ddl() returns event_trigger language plpgsql as 'begin end';
    create event trigger watch on ddl_command_end execute function app.on_ddl();
  `);
  assert.deepEqual((await findUnread(query)).map(({ kind, path }) => `${kind} ${path}`), [
    "typed table app.typed",
    "collation app.plain",
    "operator app.===",
    "text search configuration app.words",
    "cast integer as date",
    "event trigger watch",
    "publication p",
  ]);
});
