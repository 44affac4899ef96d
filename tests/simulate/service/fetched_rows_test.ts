import assert from "node:assert/strict";
import fc from "fast-check";
import {
  heapPagesOf,
  pagesFetched,
  plannerPrices,
  rowsFetched,
} from "../../../lib/simulate/service/fetched_rows.ts";
import { relationFacts } from "../../../lib/simulate/service/relation_facts.ts";
import { defineModel } from "../../../lib/model/define_model.ts";
import { openLab } from "../../../lib/whatif/open_lab.ts";

Deno.test("pages fetched are at most one a row and at most those of the table", () => {
  fc.assert(fc.property(
    fc.double({ min: 0, max: 1e9, noNaN: true }),
    fc.integer({ min: 1, max: 1e7 }),
    (rows, pages) => {
      const fetched = pagesFetched(rows, pages);
      assert.ok(fetched <= rows + 1e-6 && fetched <= pages);
      assert.ok(pagesFetched(rows * 2, pages) >= fetched);
    },
  ));
});

Deno.test("rows that lie side by side take fewer pages", () => {
  const heap = { pages: 10_000, rows: 1e6 };
  assert.equal(heapPagesOf(1000, { ...heap, correlation: 1 }), 10);
  assert.equal(heapPagesOf(1000, { ...heap, correlation: 0 }), pagesFetched(1000, 10_000));
});

Deno.test("rows that a filter drops are read back from the planner's own cost", async () => {
  const model = defineModel("shop", { engine: "postgresql@18" });
  model.entity("Order", {
    id: "bigint identity key",
    customer: "bigint",
    day: "date",
    total: "numeric(12,2)",
  }).rows(4e6);
  await using lab = await openLab(model, {
    today: "2026-01-01",
    settings: {
      enable_seqscan: "off",
      enable_bitmapscan: "off",
      max_parallel_workers_per_gather: "0",
    },
  });
  const facts = relationFacts(lab.schema, lab.statistics);
  const table = facts.table("orders")!;
  const index = facts.index("orders_pkey", table)!;
  for (const bound of [1000, 100_000, 2_000_000]) {
    const all = await lab.explain(`select * from orders where id < ${bound}`);
    const kept = await lab.explain(`select * from orders where id < ${bound} and customer = 77`);
    assert.equal(kept.plan.nodeType, "Index Scan");
    const found = rowsFetched(
      {
        cost: kept.plan.totalCost,
        rows: kept.plan.rows,
        operators: 1,
        loops: 1,
        leafPages: index.pages,
        height: index.height,
      },
      { pages: table.pages, rows: table.rows, correlation: index.correlation },
      plannerPrices(lab.settings),
    );
    assert.ok(
      Math.abs(found / all.rows - 1) < 0.05,
      `${found} rows are read back, where the planner says ${all.rows}`,
    );
  }
});
