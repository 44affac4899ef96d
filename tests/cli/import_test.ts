import assert from "node:assert/strict";
import { runCommand } from "../../cli.ts";
import { readModel } from "../../lib/model/read_model.ts";

const SQL =
  "create table notes (id int primary key, line text, on_id int references notes);\nselec 1;\n";

async function groundplan(...words: readonly string[]) {
  let [printed, noted] = ["", ""];
  const code = await runCommand(words, {
    print: (text) => void (printed += text),
    note: (text) => void (noted += `${text}\n`),
    readInput: () => Promise.resolve(SQL),
  });
  return { code, printed, noted };
}

Deno.test("import --json has the fields that other programs rely on", async () => {
  const { code, printed, noted } = await groundplan("import", "-", "--json");
  const { tables, setAside } = JSON.parse(printed);
  for (
    const field of [
      "schema",
      "name",
      "columns",
      "primaryKey",
      "foreignKeys",
      "uniques",
      "checks",
      "indexes",
    ]
  ) assert.ok(field in tables[0], field);
  assert.deepEqual(tables[0].primaryKey.columns, ["id"]);
  assert.deepEqual(setAside.map(({ code, line }: { code: string; line: number }) => [code, line]), [
    ["syntax-error", 2],
  ]);
  assert.equal(code, 1);
  assert.match(noted, /standard input:2/);
});

Deno.test("import --yaml prints a model file that reads back", async () => {
  const { printed } = await groundplan("import", "-", "--yaml");
  assert.deepEqual((await readModel(printed)).entities.map(({ name }) => name), ["Note"]);
});

Deno.test("import lists the tables for people", async () => {
  const { printed } = await groundplan("import", "-");
  assert.match(
    printed,
    /^notes \(3 columns; key id; refers to notes\)\n1 table, for postgresql@18\n$/,
  );
});
