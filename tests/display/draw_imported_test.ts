import assert from "node:assert/strict";
import { display } from "../../lib/core/displayable.ts";
import { importJson } from "../../lib/sources/import_json.ts";
import { importSchema } from "../../lib/sources/import_schema.ts";

Deno.test("an import shows its tables and what was set aside, and serializes as plain data", async () => {
  const imported = await importSchema(`
    create table "<b>t</b>" (id int primary key, note text);
    insert into "<b>t</b>" values (1); insert into "<b>t</b>" values (2);
    create table broken (id int,, "<script>" text);
  `);
  const bundle = await imported[display]();
  assert.match(bundle["text/plain"], /<b>t<\/b>/);
  assert.match(bundle["text/plain"], /rows +2 /);
  assert.doesNotMatch(bundle["text/html"]!, /<script>|<b>t/);
  assert.match(bundle["text/html"]!, /Syntax error at or near/);
  assert.match(bundle["text/markdown"]!, /Set aside/);

  const { tables, setAside } = JSON.parse(JSON.stringify(importJson(imported)));
  assert.deepEqual(Object.keys(tables[0]).slice(0, 4), ["schema", "name", "columns", "primaryKey"]);
  assert.deepEqual(setAside.map(({ code }: { code: string }) => code), ["rows", "syntax-error"]);
  assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(imported))), ["schema", "setAside"]);
});
