import assert from "node:assert/strict";
import { defineModel, mapModel, t, toSchema } from "@groundplan/groundplan";
import type { Schema, Table } from "../../lib/schema/schema.ts";

function table(schema: Schema, name: string): Table {
  const found = schema.tables.find((one) => one.name === name);
  assert.ok(found, `no table ${name}`);
  return found;
}

function columns(schema: Schema, name: string): readonly string[] {
  return table(schema, name).columns.map((column) =>
    `${column.name} ${column.type}${column.nullable ? "" : " not null"}`
  );
}

Deno.test("toSchema() gives each entity a table in the plural and each attribute a column", () => {
  const model = defineModel("shop");
  model.entity("OrderLine", {
    id: t.bigint().identity().key(),
    placedAt: t.timestamptz().describe("When it came in"),
    note: t.text(40).optional(),
    total: t.numeric(12, 2).default("0"),
  }).describe("One line of an order");
  const schema = toSchema(model);

  assert.deepEqual(columns(schema, "order_lines"), [
    "id bigint not null",
    "placed_at timestamp with time zone not null",
    "note character varying(40)",
    "total numeric(12,2) not null",
  ]);
  const lines = table(schema, "order_lines");
  assert.equal(lines.comment, "One line of an order");
  assert.equal(lines.columns[1]?.comment, "When it came in");
  assert.deepEqual(lines.primaryKey, { name: "order_lines_pkey", columns: ["id"] });
  assert.equal(schema.origins?.["public.order_lines.placed_at"], "OrderLine.placedAt");
});

Deno.test("toSchema() puts a foreign key with an index at the many end", () => {
  const model = defineModel("shop");
  model.entity("Customer", { id: t.bigint().identity().key() });
  model.entity("Order", { id: t.bigint().identity().key() });
  model.relate("Customer 1 --places--> 0..* Order", { onDelete: "restrict" });
  model.relate("Customer as payer 0..1 --pays--> 0..* Order");
  const orders = table(toSchema(model), "orders");

  assert.deepEqual(
    new Map(orders.columns.map(({ name, nullable }) => [name, nullable])),
    new Map([["id", false], ["payer_id", true], ["customer_id", false]]),
  );
  assert.deepEqual(orders.foreignKeys[0], {
    name: "orders_customer_id_fkey",
    columns: ["customer_id"],
    references: { schema: "public", name: "customers", columns: ["id"] },
    onDelete: "restrict",
  });
  assert.deepEqual(orders.indexes.map(({ name }) => name), [
    "orders_customer_id_idx",
    "orders_payer_id_idx",
  ]);
});

Deno.test("toSchema() puts a table between many and many, whose key spares one index", () => {
  const model = defineModel("shop");
  model.entity("Order", { id: t.bigint().identity().key() });
  model.entity("Product", { sku: t.text(10).key() });
  model.relate("Order 0..* --contains--> 0..* Product", {
    via: "OrderLine",
    attributes: { quantity: t.integer() },
  });
  const schema = toSchema(model);

  assert.deepEqual(columns(schema, "order_lines"), [
    "order_id bigint not null",
    "product_sku character varying(10) not null",
    "quantity integer not null",
  ]);
  const lines = table(schema, "order_lines");
  assert.deepEqual(lines.primaryKey?.columns, ["order_id", "product_sku"]);
  assert.deepEqual(lines.indexes.map(({ elements }) => elements), [[{ column: "product_sku" }]]);
});

Deno.test("toSchema() gives a weak entity the key of its owner before its own part", () => {
  const model = defineModel("hotel");
  model.entity("Hotel", { code: t.text(5).key() });
  model.entity("Room", { number: t.integer().key(), beds: t.smallint() });
  model.relate("Hotel 1 ==has==> 0..* Room");
  const rooms = table(toSchema(model), "rooms");

  assert.deepEqual(rooms.primaryKey?.columns, ["hotel_code", "number"]);
  assert.deepEqual(rooms.columns.map(({ name }) => name), ["hotel_code", "number", "beds"]);
  assert.equal(rooms.foreignKeys[0]?.onDelete, "cascade");
  assert.deepEqual(rooms.indexes, []);
});

Deno.test("mapModel() says why it chose a key that the model leaves open", () => {
  const model = defineModel("shop");
  model.entity("Country", { code: t.text(2).unique(), name: t.text() });
  model.entity("Visit", { at: t.timestamptz() });
  model.entity("Person", { email: t.text(200).unique() });
  const { schema, decisions } = mapModel(model);

  assert.deepEqual(table(schema, "countries").primaryKey?.columns, ["code"]);
  assert.deepEqual(table(schema, "visits").primaryKey?.columns, ["id"]);
  assert.deepEqual(table(schema, "people").uniques.map(({ columns }) => columns), [["email"]]);
  const about = Object.fromEntries(decisions.map(({ about, choice }) => [about, choice]));
  assert.equal(about["primary-key@Country"], "natural");
  assert.equal(about["primary-key@Visit"], "identity");
  assert.ok(decisions.every(({ reason }) => reason.length > 20));
});

Deno.test("mapModel() keeps names apart that the rule makes equal, and says so", () => {
  const model = defineModel("shop");
  model.entity("Order Line", { id: t.bigint().key() });
  model.entity("OrderLine", { id: t.bigint().key(), "placed at": t.date(), placedAt: t.date() });
  const { schema, findings } = mapModel(model);

  assert.deepEqual(schema.tables.map(({ name }) => name), ["order_lines", "order_lines_2"]);
  assert.deepEqual(findings.map(({ code, where }) => [code, where]), [
    ["name-taken", "OrderLine"],
    ["name-taken", "OrderLine.placedAt"],
  ]);
});
