import assert from "node:assert/strict";
import { canonicalizeSchema } from "../../lib/embedded/canonicalize_schema.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { defineModel } from "../../lib/model/define_model.ts";

Deno.test("canonicalizeSchema() writes expressions as the catalog does, once and for all", async () => {
  const shop = defineModel("shop", { engine: "postgresql@16" });
  shop.entity("Customer", { id: "bigint identity key" });
  shop.entity("Order", {
    id: "bigint identity key",
    total: "numeric(12, 2)",
    status: "enum(new, paid)",
    during: "tstzrange",
  });
  shop.relate("Customer 1 --places--> 0..3 Order");
  shop.rule("positive", { kind: "check", entity: "Order", sql: "total>0" });
  shop.rule("one new", {
    kind: "unique",
    entity: "Order",
    parts: ["Customer"],
    when: "status='new'",
  });
  shop.rule("apart", {
    kind: "exclusion",
    entity: "Order",
    equal: ["Customer"],
    overlaps: "during",
  });
  const written = toSchema(shop);
  const { schema, findings } = await canonicalizeSchema(written);

  assert.deepEqual(findings, []);
  const orders = schema.tables.find(({ name }) => name === "orders")!;
  assert.deepEqual(orders.checks.map(({ expression }) => expression), ["(total > (0)::numeric)"]);
  assert.deepEqual(
    orders.indexes.find(({ name }) => name === "one_new")?.where,
    "(status = 'new'::public.order_status)",
  );
  assert.equal(schema.engine, "postgresql@16");
  assert.deepEqual(schema.origins, written.origins);
  assert.deepEqual((await canonicalizeSchema(schema)).schema, schema);
});

Deno.test("canonicalizeSchema() says what PostgreSQL refuses, and keeps it as it was written", async () => {
  const shop = defineModel("shop");
  shop.entity("Order", { id: "bigint identity key", total: "numeric" });
  shop.rule("typo", { kind: "check", entity: "Order", sql: "totl > 0" });
  shop.rule("fine", { kind: "check", entity: "Order", sql: "total > 0" });
  shop.entity("Line", { id: "bigint identity key" });
  shop.relate("Order 1 --has--> 0..* Line");
  const { schema, findings } = await canonicalizeSchema(toSchema(shop));

  assert.deepEqual(findings.map(({ where }) => where), ["public.orders.typo"]);
  assert.match(findings[0]!.what, /column "totl" does not exist/);
  const [lines, orders] = schema.tables;
  assert.deepEqual(orders?.checks.map(({ expression }) => expression), [
    "(total > (0)::numeric)",
    "totl > 0",
  ]);
  assert.equal(lines?.foreignKeys.length, 1);
});
