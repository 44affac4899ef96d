import assert from "node:assert/strict";
import { defineModel, openLab } from "../../../mod.ts";
import { hotShares } from "../../../lib/simulate/service/hot_shares.ts";

Deno.test("updates are heap-only where no index has what they set", async () => {
  const shop = defineModel("shop");
  shop.entity("Order", { id: "bigint identity key", status: "text", note: "text" }).rows("4M");
  shop.access("ship", { sql: "update orders set status = 'sent' where id = $1", rate: "200/s" });
  shop.access("note", { sql: "update orders set note = $2 where id = $1", rate: "200/s" });
  shop.access("read", { sql: "select * from orders where id = $1", rate: "200/s" });
  await using lab = await openLab(shop);
  const orders = { schema: "public", name: "orders" };
  const free = await hotShares(lab, ["ship", "note"]);
  assert.ok(free("ship", orders) > 0.9 && free("note", orders) > 0.9);
  const indexed = lab.with([{
    kind: "add-index",
    on: "schema",
    target: "public.orders",
    reason: "a test",
    value: {
      name: "orders_status",
      method: "btree",
      unique: false,
      elements: [{ column: "status" }],
    },
  }]);
  const held = await hotShares(indexed, ["ship", "note"]);
  assert.equal(held("ship", orders), 0);
  assert.ok(held("note", orders) > 0.9);
  assert.equal(held("read", orders), 0);
  assert.equal((await hotShares(lab, []))("ship", orders), 0);
});
