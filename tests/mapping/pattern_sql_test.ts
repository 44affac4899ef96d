import assert from "node:assert/strict";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { patternSql } from "../../lib/mapping/pattern_sql.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { StructuredQuery } from "../../lib/model/model.ts";

const shop = defineModel("shop");
shop.entity("Customer", { id: "bigint identity key", email: "text(254) unique" });
shop.entity("Order", { id: "bigint identity key", placedAt: "timestamptz", note: "text optional" });
shop.entity("Line", { nr: "integer", quantity: "integer" }).key("Order", "nr");
shop.relate("Customer 1 --places--> 0..* Order");
shop.relate("Order 1 ==has==> 0..* Line");
shop.relate("Customer as referrer 0..1 --brings--> 0..* Customer as referred");

/** Structured queries with the SQL that they mean. */
const QUERIES: readonly [query: StructuredQuery, sql: string][] = [
  [
    {
      action: "select",
      entity: "Order",
      where: { Customer: "=" },
      orderBy: ["placedAt desc"],
      limit: 20,
    },
    "select orders.* from public.orders as orders where orders.customer_id = $1 order by orders.placed_at desc limit 20",
  ],
  [
    {
      action: "select",
      entity: "Line",
      with: ["order.customer"],
      where: { "order.customer.email": "=", quantity: "between", "order.note": "is null" },
      attributes: ["nr", "order.placedAt"],
    },
    'select lines.nr, "order".placed_at from public.lines as lines join public.orders as "order" on lines.order_id = "order".id join public.customers as customer on "order".customer_id = customer.id where customer.email = $1 and lines.quantity between $2 and $3 and "order".note is null',
  ],
  [
    {
      action: "select",
      entity: "Customer",
      with: ["referrer"],
      where: { "referrer.email": "like" },
    },
    "select customers.* from public.customers as customers join public.customers as referrer on customers.referrer_id = referrer.id where referrer.email like $1",
  ],
  [
    { action: "insert", entity: "Order" },
    "insert into public.orders (placed_at, note, customer_id) values ($1, $2, $3)",
  ],
  [
    { action: "update", entity: "Order", attributes: ["note"], where: { id: "in" } },
    "update public.orders as orders set note = $1 where orders.id = any ($2)",
  ],
  [
    { action: "delete", entity: "Order", where: { placedAt: "<" } },
    "delete from public.orders as orders where orders.placed_at < $1",
  ],
];

const model = shop.snapshot();

function sqlOf(query: StructuredQuery): string {
  return patternSql(model, { id: "q", name: "q", query, targets: {}, parameters: [] });
}

for (const [query, sql] of QUERIES) {
  Deno.test(`patternSql() writes ${query.action} of ${query.entity}`, () => {
    assert.equal(sqlOf(query), sql);
  });
}

Deno.test("PostgreSQL takes every statement that patternSql() writes", async () => {
  await using db = await openEmbedded();
  await db.exec(ddl(toSchema(model)).sql);
  for (const [query] of QUERIES) await db.exec(`explain (generic_plan) ${sqlOf(query)}`);
});

Deno.test("patternSql() says what is not there", () => {
  assert.throws(
    () => sqlOf({ action: "select", entity: "Ordr" }),
    /no entity Ordr; did you mean Order\?/,
  );
  assert.throws(
    () => sqlOf({ action: "select", entity: "Order", where: { placedat: "=" } }),
    /Order has no placedat; did you mean placedAt\?/,
  );
  assert.throws(
    () => sqlOf({ action: "select", entity: "Order", with: ["lin"] }),
    /did you mean Line\?/,
  );
});
