import assert from "node:assert/strict";
import { defineModel, t } from "../../mod.ts";
import { bundleOf } from "../../lib/core/show.ts";
import { dictionary } from "../../lib/display/dictionary.ts";
import { emptySchema } from "../../lib/schema/empty_schema.ts";

Deno.test("dictionary() holds every attribute of a model with what is known about it", async () => {
  const shop = defineModel("shop");
  shop.domain("Email", { type: t.text(254), check: "value like '%@%'" });
  shop.entity("Customer", {
    id: t.bigint().identity().key(),
    email: t.domain("Email").unique().describe("Where receipts go").sensitivity("personal"),
    country: t.text(2).example("DE").owner("legal"),
    closedAt: t.timestamptz().optional(),
  }).owner("sales").check("closed later", "closedAt > now()");
  shop.entity("Order", { id: t.bigint().key(), note: t.text().optional().default("''") });
  shop.relate("Order 0..* --holds--> 0..* Customer", {
    via: "Share",
    attributes: { part: t.numeric(5, 2).unit("%") },
  });
  shop.rule("one country", {
    kind: "unique",
    entity: "Customer",
    parts: ["country"],
    when: "id > 0",
  });
  const { entries, title } = dictionary(shop);
  assert.equal(title, "Data dictionary of shop");
  assert.deepEqual(
    entries.map(({ of, name, constraints, owner }) => [of, name, owner, ...constraints]),
    [
      ["Customer", "id", "sales", "primary key", "numbered by the database"],
      ["Customer", "email", "sales", "unique", "domain check value like '%@%'"],
      ["Customer", "country", "legal", "unique where id > 0"],
      ["Customer", "closedAt", "sales", "check closedAt > now()"],
      ["Order", "id", undefined, "primary key"],
      ["Order", "note", undefined, "default ''"],
      ["Share", "part", undefined],
    ],
  );
  const bundle = await bundleOf(dictionary(shop));
  assert.match(bundle["text/plain"], /Where receipts go/);
  assert.match(bundle["text/html"]!, /<caption[^>]*>Data dictionary of shop<\/caption>/);
});

Deno.test("dictionary() reads a schema's columns", () => {
  const { entries } = dictionary({
    ...emptySchema("postgresql@18"),
    tables: [{
      schema: "public",
      name: "orders",
      columns: [
        { name: "id", type: "bigint", nullable: false, identity: { mode: "always" } },
        { name: "customer_id", type: "bigint", nullable: true, comment: "who pays" },
        { name: "price", type: "numeric(12,2)", nullable: false, default: "0" },
      ],
      primaryKey: { name: "orders_pkey", columns: ["id"] },
      uniques: [{ name: "u", columns: ["customer_id", "price"] }],
      foreignKeys: [{
        name: "f",
        columns: ["customer_id"],
        references: { schema: "public", name: "customers", columns: ["id"] },
      }],
      checks: [{ name: "c", expression: "(price > (0)::numeric)" }],
      exclusions: [],
      indexes: [],
      triggers: [],
      policies: [],
    }],
  });
  assert.deepEqual(entries.map(({ constraints }) => constraints), [
    ["primary key", "numbered by the database"],
    ["unique with price", "refers to customers.id"],
    ["unique with customer_id", "default 0", "check (price > (0)::numeric)"],
  ]);
  assert.equal(entries[1]!.description, "who pays");
});
