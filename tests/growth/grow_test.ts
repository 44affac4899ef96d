import assert from "node:assert/strict";
import fc from "fast-check";
import { ageOf, grow } from "../../lib/growth/grow.ts";
import { tableRows } from "../../lib/growth/table_rows.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Volume } from "../../lib/model/volume.ts";

const YEAR = 365.2425 * 86_400;
const linear: Volume = { growth: { kind: "linear", rate: { value: 2 } } };

Deno.test("rows grow as the growth says", () => {
  assert.equal(grow({}, 100, YEAR), 100);
  assert.equal(grow(linear, 100, 50), 200);
  const doubling: Volume = { growth: { kind: "exponential", ratio: { value: 1 }, period: 10 } };
  assert.ok(Math.abs(grow(doubling, 100, 30) - 800) < 1e-6);
  const logistic: Volume = {
    growth: { kind: "logistic", ratio: { value: 1 }, period: 10, limit: { value: 1000 } },
  };
  assert.ok(Math.abs(grow(logistic, 100, 1e4) - 1000) < 1e-6);
  const seasonal: Volume = {
    growth: { kind: "seasonal", base: linear.growth!, amplitude: 0.5, cycle: 100 },
  };
  assert.ok(Math.abs(grow(seasonal, 0, 100) - 200) < 1e-9, "after a cycle the swing is even");
  assert.ok(grow(seasonal, 0, 50) > 100);
  const measured: Volume = {
    growth: { kind: "measured", history: [["2026-01-01", 100], ["2026-01-02", 86_500]] },
  };
  assert.equal(grow(measured, 86_500, 86_400), 172_900);
});

Deno.test("what is kept for a time comes to a rest", () => {
  const kept: Volume = { ...linear, retention: 100 };
  assert.equal(grow(kept, 0, 50), 100);
  assert.equal(grow(kept, 0, 1000), 200, "two a second for a hundred seconds");
  assert.equal(grow(kept, 200, 1000), 200);
  assert.equal(ageOf(kept, 150), 75);
  fc.assert(fc.property(
    fc.double({ min: 0, max: 1e9, noNaN: true }),
    fc.double({ min: 0, max: 1e9, noNaN: true }),
    (rows, seconds) => {
      assert.ok(grow(kept, rows, seconds) <= grow(linear, rows, seconds) + 1e-3);
      assert.ok(grow(kept, rows, seconds) >= -1e-3);
    },
  ));
});

Deno.test("rows go through relationships, and every table has some", () => {
  const shop = defineModel("shop");
  shop.entity("Customer", { id: "bigint identity key", phones: t.text(20).many() })
    .rows(1000).grows("100%/year");
  shop.entity("Order", { id: "bigint identity key" });
  shop.entity("Product", { id: "bigint identity key" }).rows(50);
  shop.entity("Payment", { id: "bigint identity key" });
  shop.relate("Customer 1 --places--> 0..* Order", { fanOut: 8 });
  shop.relate("Order 0..* --contains--> 1..* Product", { via: "OrderLine", fanOut: 3 });
  shop.relate("Order 1 --is paid by--> 0..* Payment");
  const model = shop.snapshot();
  const schema = toSchema(model);
  const rowsAt = (seconds: number) =>
    Object.fromEntries([...tableRows(model, schema, seconds)].map(([name, { rows }]) => [
      name.replace("public.", ""),
      rows,
    ]));
  assert.deepEqual(rowsAt(0), {
    customer_phones: 1500,
    customers: 1000,
    order_lines: 24_000,
    orders: 8000,
    payments: 80_000,
    products: 50,
  });
  const year = rowsAt(YEAR);
  assert.equal(year.customers, 2000);
  assert.equal(year.orders, 16_000, "orders grow with their customers");
  assert.equal(year.payments, 160_000);
  assert.equal(year.order_lines, 48_000);
  assert.equal(year.products, 50);
});
