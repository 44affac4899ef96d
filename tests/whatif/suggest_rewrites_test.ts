import assert from "node:assert/strict";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";
import { suggestRewrites } from "../../lib/whatif/suggest_rewrites.ts";

Deno.test("other ways to ask are found and proven by their plans", async () => {
  const model = defineModel("shop");
  model.entity("Customer", {
    id: t.bigint().identity().key(),
    email: t.text(254).unique(),
    bio: t.text().width(800),
  }).rows(1e6);
  model.entity("Order", {
    id: t.bigint().identity().key(),
    placedAt: t.timestamptz().correlation(1),
    total: t.numeric(12, 2),
    note: t.text().width(300),
  }).rows(2e7);
  model.relate("Customer 1 --places--> 0..* Order");
  const access: Readonly<Record<string, readonly [sql: string, rate?: string]>> = {
    pages: ["select id, placed_at from orders order by id limit 20 offset 1000000"],
    byMail: ["select id from customers where lower(email) = $1"],
    oneDay: ["select count(*) from orders where placed_at::date = $1"],
    distinctIds: ["select distinct id, total from orders"],
    asNumeric: ["select * from orders where id = 17.0"],
    everyOrder: ["select * from orders where customer_id = $1", "900/s"],
    someCustomers: ["select id, email from customers where id > $1 order by id limit 20", "10/s"],
    fine: ["select id from customers where email = $1"],
  };
  for (const [name, [sql, rate]] of Object.entries(access)) {
    model.access(name, { sql, ...(rate === undefined ? {} : { rate }) });
  }
  await using lab = await openLab(model, { today: "2026-01-01" });
  const placed = {
    on: "schema",
    kind: "add-index",
    target: "public.orders",
    value: {
      name: "orders_placed",
      method: "btree",
      unique: false,
      elements: [{ column: "placed_at" }],
    },
    reason: "time ranges",
  } as const;
  const findings = await suggestRewrites(lab.with([placed]));
  assert.deepEqual(
    findings.map(({ where, code }) => [where, code]),
    [
      ["asNumeric", "implicit-cast"],
      ["byMail", "function-hides-column"],
      ["distinctIds", "needless-distinct"],
      ["everyOrder", "n-plus-one"],
      ["oneDay", "day-hides-time"],
      ["pages", "offset-paging"],
    ],
  );
  for (const { figures, fix } of findings) {
    assert.ok(figures![1]!.value < 0.9 * figures![0]!.value, fix);
  }
  assert.match(findings.find(({ code }) => code === "offset-paging")!.fix, /\(id\) > \(\$1\)/);
});
