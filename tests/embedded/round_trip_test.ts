import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";

const extensions = ["pg_trgm", "btree_gist"];
const roles = `create role app_user; create role "Odd Role"`;

Deno.test("a schema with every kind of object is printed, run and read back as it was", async () => {
  const sql = await readFile(new URL("./kitchen_sink.sql", import.meta.url), "utf8");
  await using original = await openEmbedded({ extensions });
  await original.exec(sql);
  const schema = await readCatalog(async (text) => (await original.query(text)).rows);
  for (const format of [true, false]) {
    await using copy = await openEmbedded({ extensions });
    await copy.exec(roles);
    for (const statement of ddl(schema, { format }).statements) await copy.exec(statement);
    const back = await readCatalog(async (text) => (await copy.query(text)).rows);
    assert.deepEqual(compareSchemas(schema, back), []);
    assert.deepEqual(back, schema);
  }
});

Deno.test("a multirange that PostgreSQL named is no option, wherever its name was cut", async () => {
  await using db = await openEmbedded();
  const names = [0, 1, 2, 3].flatMap((more) =>
    ["é".repeat(29), "ऀ".repeat(20), "𝅘".repeat(15)].map((name) => "a".repeat(more) + name)
  );
  for (const name of [...names, "é".repeat(20) + "range", "r".repeat(63), "short"]) {
    await db.exec(`create type "${name}" as range (subtype = float8)`);
  }
  const { types } = await readCatalog(async (text) => (await db.query(text)).rows);
  assert.equal(types.length, names.length + 3);
  assert.deepEqual(types.filter((type) => type.kind === "range" && type.options !== undefined), []);
});

Deno.test("reading a catalog puts the settings of the session back", async () => {
  await using db = await openEmbedded();
  await db.exec("set timezone to 'Asia/Tokyo'; set search_path to app, public");
  await readCatalog(async (text) => (await db.query(text)).rows);
  const { rows } = await db.query(
    "select current_setting('timezone') as zone, current_setting('search_path') as path",
  );
  assert.deepEqual(rows, [{ zone: "Asia/Tokyo", path: "app, public" }]);
});
