import assert from "node:assert/strict";
import type { Edit } from "../../lib/core/edit.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import { apply } from "../../lib/schema/apply_edits.ts";

const shop = defineModel("shop");
shop.entity("Customer", { id: "bigint identity key", email: "text(254) unique" });
shop.entity("Order", { id: "bigint identity key", total: "numeric(12, 2)" });
shop.relate("Customer 1 --places--> 0..* Order");
const model = shop.snapshot();
const schema = toSchema(model);
const reason = "because";
const index = { name: "i", method: "btree", unique: false, elements: [{ column: "total" }] };

/** Each edit of a schema with the one difference that it makes. */
const SCHEMA_EDITS: readonly [edit: Omit<Edit, "on" | "reason">, difference: string][] = [
  [{ kind: "add-index", target: "orders", value: index }, "added index"],
  [{ kind: "drop-index", target: "orders_customer_id_idx" }, "dropped index"],
  [{ kind: "drop-column", target: "orders.total" }, "dropped column"],
  [{
    kind: "put-column",
    target: "public.orders",
    value: { name: "note", type: "text", nullable: true },
  }, "added column"],
  [
    { kind: "add-check", target: "orders", value: { name: "c", expression: "total > 0" } },
    "added check",
  ],
  [{ kind: "drop-constraint", target: "customers.customers_email_key" }, "dropped unique"],
  [{ kind: "drop-constraint", target: "orders.orders_pkey" }, "dropped primary key"],
  [{
    kind: "put-routine",
    target: "public.keep",
    value: {
      schema: "public",
      name: "keep",
      kind: "function",
      arguments: "",
      definition: "CREATE OR REPLACE FUNCTION public.keep() …",
      language: "plpgsql",
    },
  }, "added routine"],
  [{
    kind: "put-trigger",
    target: "orders",
    value: { name: "keep", definition: "CREATE TRIGGER keep AFTER INSERT ON public.orders …" },
  }, "added trigger"],
];

for (const [edit, difference] of SCHEMA_EDITS) {
  Deno.test(`apply() does ${edit.kind} to ${edit.target}`, () => {
    const edited = apply(schema, [{ on: "schema", reason, ...edit }]);
    const found = compareSchemas(schema, edited).map(({ change, kind }) => `${change} ${kind}`);
    assert.ok(found.includes(difference), found.join());
  });
}

Deno.test("apply() edits models and leaves them as they were", () => {
  const edits: readonly Edit[] = [
    { on: "model", kind: "rename", target: "Order.total", value: "sum", reason },
    {
      on: "model",
      kind: "put-rule",
      target: "Order",
      value: { id: "r", name: "r", kind: "check", entity: "Order", sql: "sum > 0" },
      reason,
    },
    {
      on: "model",
      kind: "put-attribute",
      target: "Order",
      value: { id: "note", name: "note", type: { kind: "text" }, optional: true },
      reason,
    },
    { on: "model", kind: "drop", target: "Customer", reason },
  ];
  const edited = apply(shop, edits);
  assert.deepEqual(
    edited.entities.map(({ name, attributes }) => [name, attributes.map(({ name }) => name)]),
    [
      ["Order", ["id", "sum", "note"]],
    ],
  );
  assert.equal(edited.rules.length, 1);
  assert.deepEqual(shop.snapshot(), model);
});

Deno.test("apply() says what it cannot do", () => {
  const wrong: [Edit, RegExp][] = [
    [{ on: "schema", kind: "add-indx", target: "orders", reason }, /did you mean add-index\?/],
    [{ on: "model", kind: "rename", target: "orders", reason }, /no edit of a schema/],
    [
      { on: "schema", kind: "drop-index", target: "orders_customer_idx", reason },
      /did you mean orders_customer_id_idx\?/,
    ],
    [{ on: "schema", kind: "drop-column", target: "orders.totl", reason }, /did you mean total\?/],
    [
      { on: "schema", kind: "add-index", target: "order", value: index, reason },
      /did you mean orders\?/,
    ],
  ];
  for (const [edit, message] of wrong) assert.throws(() => apply(schema, [edit]), message);
});
