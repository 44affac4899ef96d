import assert from "node:assert/strict";
import type { Entity, Naming } from "../../lib/model/model.ts";
import {
  camelCase,
  pascalCase,
  pluralOf,
  readNamespacedName,
  singularOf,
  snakeCase,
  tableName,
  writeNamespacedName,
} from "../../lib/model/naming.ts";

Deno.test("snakeCase() splits at capitals and at what is no letter", () => {
  const names = {
    placedAt: "placed_at",
    HTTPServer: "http_server",
    userID: "user_id",
    address2: "address2",
    line1Text: "line1_text",
    "Order line": "order_line",
    'a "quoted" <b>': "a_quoted_b",
    Straße: "straße",
    "!!!": "!!!",
  };
  for (const [name, expected] of Object.entries(names)) assert.equal(snakeCase(name), expected);
});

Deno.test("camelCase() and pascalCase() write names as attributes and entities have them", () => {
  assert.equal(camelCase("placed_at"), "placedAt");
  assert.equal(pascalCase("order_line"), "OrderLine");
});

Deno.test("pluralOf() and singularOf() change the last word", () => {
  for (
    const [one, many] of [
      ["order", "orders"],
      ["order_line", "order_lines"],
      ["person", "people"],
      ["sales_person", "sales_people"],
      ["status", "statuses"],
      ["address", "addresses"],
      ["country", "countries"],
      ["Person", "People"],
    ] as const
  ) {
    assert.equal(pluralOf(one), many);
    assert.equal(singularOf(many), one);
  }
});

Deno.test("tableName() follows the naming rule unless the entity names its table", () => {
  const naming = { style: "snake", plural: true, schema: "public" } as const;
  const name = (entity: Pick<Entity, "name" | "table">, rule: Partial<Naming> = {}) => {
    const { schema, name } = tableName(entity, { ...naming, ...rule });
    return [schema, name];
  };
  assert.deepEqual(name({ name: "OrderLine" }), ["public", "order_lines"]);
  assert.deepEqual(name({ name: "OrderLine" }, { plural: false }), ["public", "order_line"]);
  assert.deepEqual(name({ name: "OrderLine" }, { style: "keep", schema: "app" }), [
    "app",
    "OrderLines",
  ]);
  assert.deepEqual(name({ name: "OrderLine", table: "tbl_ol" }), ["public", "tbl_ol"]);
  assert.deepEqual(name({ name: "OrderLine", table: "sales.ol" }), ["sales", "ol"]);
});

Deno.test("names with namespaces are read back as they were written", () => {
  const naming = { style: "snake", plural: true, schema: "public" } as const;
  for (const schema of ["public", "app", "a.b", 'q"u']) {
    for (const name of ["orders", "dotted.name", 'quote"d', "new\nline", ".", "ü"]) {
      const text = writeNamespacedName({ schema, name }, naming);
      assert.deepEqual(readNamespacedName(text, naming), { schema, name }, text);
    }
  }
  assert.deepEqual(readNamespacedName("a.b.c", naming), { schema: "public", name: "a.b.c" });
});
