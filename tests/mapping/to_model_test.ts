import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { toModel } from "../../lib/mapping/to_model.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { compareModels } from "../../lib/model/compare_models.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Entity, Model } from "../../lib/model/model.ts";
import { validateModel } from "../../lib/model/validate_model.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import type { Schema } from "../../lib/schema/schema.ts";
import { arbitraryModel } from "../model/arbitrary_model.ts";
import { drawSchema } from "../schema/arbitrary_schema.ts";

/** Asserts the law, and returns the model. */
function holds(schema: Schema): Model {
  const model = toModel(schema);
  // First by object, since a difference of two whole schemas takes minutes to print.
  assert.deepEqual(compareSchemas(schema, toSchema(model)), []);
  return model;
}

async function importSql(sql: string): Promise<Schema> {
  await using db = await openEmbedded({ extensions: ["btree_gist", "pg_trgm"] });
  await db.exec(sql);
  return await readCatalog(async (text) => (await db.query(text)).rows);
}

function entity(model: Model, name: string): Entity {
  const found = model.entities.find((one) => one.name === name);
  assert.ok(found, `no entity ${name} in ${model.entities.map(({ name }) => name)}`);
  return found;
}

function sentences(model: Model): readonly string[] {
  return model.relationships.map(({ ends, verb, identifying, via }) =>
    [
      ...ends.map(({ entity, role, min, max }) =>
        `${entity}${role === undefined ? "" : ` as ${role}`} ${min}..${max}`
      ),
      verb,
      ...(identifying ? ["identifying"] : []),
      ...(via === undefined ? [] : [`via ${via}`]),
    ].join(", ")
  );
}

Deno.test("toSchema(toModel(schema)) is the schema, whatever is in it", () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const schema = drawSchema(draw, { tables: 4 });
      const model = holds(schema);
      assert.deepEqual(JSON.parse(JSON.stringify(toModel(schema))), model);
    }),
    { numRuns: 200, seed: 11, endOnFailure: true },
  );
});

Deno.test("toSchema(toModel(schema)) is the schema for what models of every kind become", () => {
  fc.assert(
    fc.property(arbitraryModel(), (model) => {
      holds(toSchema(model));
    }),
    { numRuns: 200, seed: 12 },
  );
});

Deno.test("a model that was made of a schema has no errors", () => {
  fc.assert(
    fc.property(arbitraryModel(), (model) => {
      const errors = validateModel(toModel(toSchema(model))).findings
        .filter(({ severity }) => severity === "error");
      assert.deepEqual(errors, []);
    }),
    { numRuns: 100, seed: 13 },
  );
});

Deno.test("the law holds for a database with every kind of object", async () => {
  const sql = await readFile(new URL("../embedded/kitchen_sink.sql", import.meta.url), "utf8");
  holds(await importSql(sql));
});

const SHOP = `
  create type order_status as enum ('new', 'paid');
  create domain email as text check (value ~ '@');
  create table customers (
    id bigint generated always as identity primary key,
    email email not null unique,
    name varchar(80) not null,
    boss_id bigint references customers
  );
  comment on table customers is 'Who buys';
  create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null references customers on delete restrict,
    billing_customer_id bigint references customers,
    status order_status not null default 'new',
    total numeric(12,2) not null check (total >= 0),
    placed_at timestamptz not null,
    constraint paid_later check (status <> 'paid' or total > 0)
  );
  create index orders_customer_id_idx on orders (customer_id);
  create index orders_billing_customer_id_idx on orders (billing_customer_id);
  create index customers_boss_id_idx on customers (boss_id);
  create table products (sku text primary key, weight real, tags text[]);
  create table order_lines (
    order_id bigint not null references orders on delete cascade,
    line_no integer not null,
    product_sku text not null references products,
    primary key (order_id, line_no)
  );
  create index order_lines_product_sku_idx on order_lines (product_sku);
  create table categories (id integer primary key, parent_id integer references categories);
  create index categories_parent_id_idx on categories (parent_id);
  create table category_products (
    category_id integer not null references categories on delete cascade,
    product_sku text not null references products on delete cascade,
    rank integer,
    primary key (category_id, product_sku)
  );
  create index category_products_product_sku_idx on category_products (product_sku);
  create table customer_details (
    customer_id bigint primary key references customers on delete cascade,
    born date
  );
  create unique index one_new_order on orders (customer_id) where status = 'new';
`;

Deno.test("toModel() says in words of the model what tables of the usual form mean", async () => {
  const schema = await importSql(SHOP);
  const model = holds(schema);

  assert.deepEqual(model.naming, { style: "snake", plural: true, schema: "public" });
  assert.deepEqual(model.entities.map(({ name }) => name), [
    "Category",
    "Customer",
    "CustomerDetail",
    "Order",
    "OrderLine",
    "Product",
  ]);
  assert.deepEqual(sentences(model), [
    "Category 0..1, Category 0..*, has",
    "Category 0..*, Product 0..*, has",
    "Customer 1..1, CustomerDetail 0..1, has, identifying",
    "Customer 1..1, Order 0..*, has",
    "Customer as billingCustomer 0..1, Order 0..*, has",
    "Customer as boss 0..1, Customer 0..*, has",
    "Order 1..1, OrderLine 0..*, has, identifying",
    "Product 1..1, OrderLine 0..*, has",
  ]);
  const order = entity(model, "Order");
  assert.deepEqual(order.attributes.map(({ name, type }) => [name, type]), [
    ["id", { kind: "bigint" }],
    ["status", { kind: "enum", values: ["new", "paid"] }],
    ["total", { kind: "numeric", precision: 12, scale: 2 }],
    ["placedAt", { kind: "timestamptz" }],
  ]);
  assert.equal(order.attributes[2]?.check, "(total >= (0)::numeric)");
  assert.deepEqual(entity(model, "OrderLine").keys, [{ primary: true, parts: ["lineNo"] }]);
  assert.deepEqual(entity(model, "Customer").attributes[1]?.type, {
    kind: "domain",
    name: "Email",
  });
  assert.equal(entity(model, "Customer").description, "Who buys");
  assert.deepEqual(model.rules.map(({ name, kind }) => [name, kind]), [
    ["one_new_order", "unique"],
    ["paid_later", "check"],
  ]);
  const kept = Object.entries(model.attached ?? {}).filter(([key]) => key !== "origins");
  assert.deepEqual(kept.map(([key, value]) => [key, value && Object.keys(value)]), [
    ["table public.orders", ["columns"]],
  ]);
});

Deno.test("toModel() keeps what a model cannot say by kind and path", async () => {
  const model = holds(
    await importSql(`
      create table "Odd Table" (id int primary key, x text collate "C", y text);
      create index by_y on "Odd Table" using hash (y);
      create view names as select x from "Odd Table";
      alter table "Odd Table" enable row level security;
      create table keyless (a int);
    `),
  );
  assert.deepEqual(Object.keys(model.attached ?? {}), [
    "column public.Odd Table.x",
    "index public.Odd Table.by_y",
    "table public.Odd Table",
    "view public.names",
    "origins",
  ]);
  assert.equal(entity(model, "OddTable").table, "Odd Table");
  assert.deepEqual(model.decisions.map(({ about, choice }) => [about, choice]), [
    ["primary-key@Keyless", "none"],
  ]);
});

Deno.test("what is attached follows a rename of an entity and of an attribute", async () => {
  const schema = await importSql(`
    create table orders (id int primary key, placed_at date, note text);
    create index recent on orders using brin (placed_at) where note is not null and placed_at > '2020-01-01';
    create table lines (id int primary key, order_note text, foreign key (id) references orders);
    create function touch() returns trigger language plpgsql as 'begin return new; end';
    create trigger touch before update of placed_at on orders for each row
      when (new.placed_at is not null) execute function touch();
    create view recent_orders as select id, placed_at from orders;
  `);
  const model = defineModel("renamed", { from: holds(schema) });
  model.rename("Order", "Purchase");
  model.rename("Purchase.placedAt", "boughtOn");
  const renamed = toSchema(model);
  const [, purchases] = renamed.tables;

  assert.equal(purchases?.name, "purchases");
  assert.deepEqual(purchases.columns.map(({ name }) => name), ["id", "bought_on", "note"]);
  assert.deepEqual(purchases.indexes[0]?.elements, [{ column: "bought_on" }]);
  assert.match(purchases.indexes[0]?.where ?? "", /bought_on > /);
  assert.match(
    purchases.triggers[0]?.definition ?? "",
    /UPDATE OF bought_on ON public\.purchases .* WHEN \(\(new\.bought_on IS NOT NULL\)\)/,
  );
  assert.match(renamed.views[0]?.query ?? "", /FROM public\.purchases/);
});

Deno.test("an imported model that is edited keeps what is attached to the rest", async () => {
  const imported = holds(await importSql(SHOP));
  const model = defineModel("edited", { from: imported });
  model.entity("Note", { text: "text" });
  model.relate("Order 1 --has--> 0..* Note");
  model.drop("CustomerDetail");
  const schema = toSchema(model);

  assert.ok(schema.tables.some(({ name }) => name === "notes"));
  assert.ok(!schema.tables.some(({ name }) => name === "customer_details"));
  assert.deepEqual(
    compareModels(imported, model.snapshot()).map(({ kind, list }) => `${kind} ${list}`),
    ["dropped entities", "added entities", "dropped relationships", "added relationships"],
  );
});
