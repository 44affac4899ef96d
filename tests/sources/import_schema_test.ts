import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import { importSchema, type SetAside } from "../../lib/sources/import_schema.ts";
import { drawSchema } from "../schema/arbitrary_schema.ts";

const brief = (setAside: readonly SetAside[]) =>
  setAside.map(({ code, line, column }) => [code, line, column]);

Deno.test("a script of every kind of object gives its schema, and that schema's DDL gives it again", async () => {
  const sink = await readFile(new URL("../embedded/kitchen_sink.sql", import.meta.url), "utf8");
  const { schema, setAside } = await importSchema(sink);
  assert.deepEqual([...new Set(setAside.map(({ code }) => code))].sort(), [
    "missing-role",
    "ownership",
  ]);
  assert.equal(schema.tables.length, 26);
  const again = await importSchema(ddl(schema).sql);
  assert.deepEqual(compareSchemas(schema, again.schema), []);
});

Deno.test("statements in any order give the same schema", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.infiniteStream(fc.nat()), async (draw, order) => {
      const schema = drawSchema(draw, { tables: 3, trees: false });
      const { statements } = ddl(schema, { format: false });
      const shuffled = statements
        .filter((statement) => !/^(SET|RESET) check_function_bodies/.test(statement))
        .map((statement) => ({ statement, at: order.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ statement }) => `${statement};\n`);
      const { schema: imported, setAside } = await importSchema(shuffled.join(""));
      assert.deepEqual(setAside, []);
      assert.deepEqual(compareSchemas(schema, imported), []);
    }),
    { numRuns: 4, endOnFailure: true },
  );
});

Deno.test("what is no part of a schema is set aside with its line, and nothing else is lost", async () => {
  const { schema, setAside } = await importSchema(String.raw`\restrict token
set statement_timeout = 0;
create table a (id int primary key,
  b_id int references b);
create table b (id int primary key);
alter table a owner to someone;
grant select on a to someone;
copy a (id) from stdin;
1
\.
insert into b values (1);
select setval('s', 3);
create policy mine on a to somebody using (true);
create table c (id int) tablespace fast;
drop table if exists d;
drop table e;
begin;
create table f (id int);
commit;
create publication p for all tables;
`);
  assert.deepEqual(schema.tables.map(({ name }) => name), ["a", "b", "c", "f"]);
  assert.deepEqual(schema.tables[0]?.policies[0]?.roles, ["somebody"]);
  assert.deepEqual(brief(setAside), [
    ["psql-command", 1, 1],
    ["setting", 2, 1],
    ["ownership", 6, 1],
    ["ownership", 7, 1],
    ["rows", 8, 1],
    ["rows", 11, 1],
    ["rows", 12, 1],
    ["missing-role", 13, 1],
    ["tablespace", 14, 1],
    ["nothing-to-drop", 16, 1],
    ["transaction", 17, 1],
    ["transaction", 19, 1],
    ["not-in-schema", undefined, undefined],
  ]);
});

Deno.test("names are looked for in the search path of their place in the script", async () => {
  const { schema, setAside } = await importSchema(`
    create schema x; create schema y;
    set search_path to y;
    create table t (r int references later);
    set search_path to x;
    create table later (id int primary key);
    select pg_catalog.set_config('search_path', 'y', false);
    create table later (id int primary key);
  `);
  assert.deepEqual(setAside, []);
  const [found] = schema.tables.filter(({ name }) => name === "t");
  assert.equal(found?.schema, "y");
  assert.equal(found?.foreignKeys[0]?.references.schema, "y");
});

Deno.test("what extensions bring has stand-ins where they are not embedded", async () => {
  const { schema, setAside } = await importSchema(`
    create extension postgis with schema geo;
    create extension vector;
    create extension if not exists "uuid-ossp" with schema ext;
    create table public.place (
      id uuid default ext.uuid_generate_v4() primary key,
      at geo.geometry(Point,4326) not null,
      v vector(3), mail citext unique,
      name text collate "de_DE", area float8 default geo.st_area('x'),
      check (geo.st_isvalid(at)));
    create function f(a int) returns int language plpython3u as $$ return a $$;
    create schema geo;
    create foreign table remote (a int options (c 'd') not null, b text) server s options (e 'f');
  `);
  const table = schema.tables.find(({ name }) => name === "place");
  assert.deepEqual(table?.columns.map(({ type }) => type), [
    "uuid",
    "geo.geometry(Point,4326)",
    "public.vector(3)",
    "public.citext",
    "text",
    "double precision",
  ]);
  assert.equal(table?.columns[4]?.collation, '"de_DE"');
  assert.equal(table?.columns[5]?.default, "geo.st_area('x'::text)");
  assert.equal(table?.checks[0]?.expression, "geo.st_isvalid(at)");
  assert.deepEqual(schema.extensions, [
    { name: "citext", schema: "public" },
    { name: "postgis", schema: "geo" },
    { name: "uuid-ossp", schema: "ext" },
    { name: "vector", schema: "public" },
  ]);
  assert.deepEqual(schema.namespaces.map(({ name }) => name), ["ext", "geo", "public"]);
  assert.deepEqual(schema.routines.map(({ name, language }) => [name, language]), [
    ["f", "plpython3u"],
  ]);
  assert.deepEqual(schema.tables.map(({ name }) => name), ["place", "remote"]);
  assert.deepEqual(setAside.filter(({ severity }) => severity === "error"), []);
});

Deno.test("a mistake is found by line and column, and the rest goes on", async () => {
  const { schema, setAside } = await importSchema(
    "create table a (id int);\ncreate table b (id int,,\n  x text);\ncreate table c (id int)\n" +
      "create table d (id frob);\ncreate table e (id int default 'x);\ncreate table g (id int);\n" +
      "create table a (id int);\ncreate index on a (nope);",
  );
  assert.deepEqual(schema.tables.map(({ name }) => name), ["a", "c", "d", "g"]);
  assert.deepEqual(brief(setAside), [
    ["syntax-error", 2, 24],
    ["missing-semicolon", 5, 1],
    ["missing-type", 5, 1],
    ["syntax-error", 6, 32],
    ["exists", 8, 1],
    ["refused", 9, 1],
  ]);
  assert.match(setAside[0]!.reason, /Syntax error at or near ","/);
});

Deno.test("what is not PostgreSQL's SQL is refused with what it is and what would be right", async () => {
  const refused: readonly (readonly [source: string | Uint8Array, message: RegExp])[] = [
    ["   \n-- nothing\n", /it is empty/],
    [new Uint8Array([0x50, 0x47, 0x44, 0x4d, 0x50, 1, 14]), /pg_restore/],
    ["PK\u0003\u0004\0\0binary;\n", /a binary file/],
    [
      "-- MySQL dump 10.13\nCREATE TABLE `a` (\n `id` int NOT NULL AUTO_INCREMENT\n) ENGINE=InnoDB;",
      /MySQL \(line 1: -- MySQL dump.*pgloader/,
    ],
    ["CREATE TABLE `a` (`id` int);\n", /MySQL/],
    ["PRAGMA foreign_keys=OFF;\nCREATE TABLE a (id INTEGER);", /SQLite/],
    ["CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);", /SQLite/],
    ["CREATE TABLE [dbo].[a] ([id] int IDENTITY(1,1));\nGO\n", /SQL Server/],
    ["create table a (b varchar2(10));", /Oracle/],
    ["Every customer has orders; each order belongs to one.", /line 1, column 1/],
    ["nowhere/to/be/found.sql", /no such file/],
    ["postgres://u:secret@h/d", /importDatabase\(\)/],
  ];
  for (const [source, message] of refused) {
    await assert.rejects(importSchema(source), (error: Error) => {
      assert.match(error.message, /^Cannot import /);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("a file may be gzipped, and says what version it was dumped from", async () => {
  const folder = await mkdtemp(join(tmpdir(), "groundplan-"));
  try {
    const path = join(folder, "a dump.sql.gz");
    const text = "-- Dumped from database version 15.4 (Debian)\ncreate table a (id int);\n";
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    await writeFile(path, new Uint8Array(await new Response(stream).arrayBuffer()));
    const { schema } = await importSchema(path);
    assert.equal(schema.engine, "postgresql@15");
    assert.equal(schema.tables.length, 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

Deno.test("what contradicts itself is found: the first stands", async () => {
  const { schema, setAside } = await importSchema(`
    create schema public;
    create table a (id int);
    create table a (id text, more int);
    create table if not exists a (id uuid);
    create table ${"x".repeat(70)} (id int);
  `);
  assert.equal(schema.tables[0]?.columns[0]?.type, "integer");
  assert.equal(schema.tables[1]?.name, "x".repeat(63));
  assert.deepEqual(setAside.map(({ code, severity, line }) => [code, severity, line]), [
    ["exists", "advice", 2],
    ["exists", "warning", 4],
    ["exists", "warning", 5],
    ["name-cut", "warning", 6],
  ]);
});

Deno.test("names and texts of any language are kept, in whatever encoding they come", async () => {
  const script = 'create table "größe" (id int default 7, "naïve" text default \'ñ\'); -- é\n';
  const { schema } = await importSchema(
    script + "create table 注文 (番号 bigint primary key); comment on table 注文 is 'заказ';",
  );
  assert.deepEqual(schema.tables.map(({ name }) => name), ["größe", "注文"]);
  assert.equal(schema.tables[1]?.comment, "заказ");

  const latin = Uint8Array.from(
    `SET client_encoding = 'LATIN1';\n${script}`,
    (c) => c.charCodeAt(0),
  );
  const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${script}`, (c) => c.charCodeAt(0)).buffer);
  for (const [bytes, encoding] of [[latin, "windows-1252"], [utf16, "utf-16le"]] as const) {
    const { schema: same, setAside } = await importSchema(bytes);
    assert.deepEqual(same.tables, schema.tables.slice(0, 1));
    assert.deepEqual(setAside[0]?.code, "encoding");
    assert.ok(setAside[0]?.reason.includes(encoding));
  }
});

Deno.test("a statement that never ends ends the import, with its line", async () => {
  await assert.rejects(
    importSchema("create table a (id int);\n\ndo $$ begin loop end loop; end $$;", {
      name: "loop.sql",
      statementSeconds: 0.5,
    }),
    /Cannot import loop.sql: the statement in line 3 does not end within 0.5 s/,
  );
});

Deno.test("an import tells how far it is", async () => {
  const lines: number[] = [];
  await importSchema("create table a (id int);\n\ncreate table b (id int);", {
    onProgress: (line) => void lines.push(line),
  });
  assert.deepEqual(lines, [1, 3]);
});

Deno.test("text of a user that looks like SQL stays text", async () => {
  const { schema } = await importSchema(
    `create table "t'); drop table x; --" ("<script>" text default '''; drop table y; --');
     comment on table "t'); drop table x; --" is $c$'; drop schema public cascade; --$c$;`,
  );
  assert.equal(schema.tables[0]?.comment, "'; drop schema public cascade; --");
  const again = await importSchema(ddl(schema).sql);
  assert.deepEqual(compareSchemas(schema, again.schema), []);
});
