import assert from "node:assert/strict";
import {
  camelCase,
  pascalCase,
  pluralOf,
  singularOf,
  snakeCase,
  tableName,
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
  assert.equal(tableName({ name: "OrderLine" }, naming), "order_lines");
  assert.equal(tableName({ name: "OrderLine" }, { ...naming, plural: false }), "order_line");
  assert.equal(tableName({ name: "OrderLine" }, { ...naming, style: "keep" }), "OrderLines");
  assert.equal(tableName({ name: "OrderLine", table: "tbl_ol" }, naming), "tbl_ol");
});
