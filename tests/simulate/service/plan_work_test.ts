import assert from "node:assert/strict";
import { defineModel } from "../../../lib/model/define_model.ts";
import { planWork } from "../../../lib/simulate/service/plan_work.ts";
import { relationFacts } from "../../../lib/simulate/service/relation_facts.ts";
import { openLab } from "../../../lib/whatif/open_lab.ts";
import { readPlan } from "../../../lib/whatif/plan.ts";

function shop() {
  const model = defineModel("shop", { engine: "postgresql@18" });
  model.entity("Customer", { id: "bigint identity key", country: "text(2)" }).rows(1e5);
  model.entity("Order", { id: "bigint identity key", total: "numeric(12,2)" }).rows(1e6);
  model.relate("Customer 1 --places--> 0..* Order");
  return model;
}

Deno.test("counts of work follow the rows of each node", async () => {
  await using lab = await openLab(shop(), {
    today: "2026-01-01",
    settings: { max_parallel_workers_per_gather: "0" },
  });
  const facts = relationFacts(lab.schema, lab.statistics);
  const orders = facts.table("orders")!;
  const work = async (sql: string, planned = false) =>
    planWork((await lab.explain(sql)).plan, facts, { settings: lab.settings, planned });

  const all = await work("select count(*) from orders");
  assert.equal(all.units.tuple, 1e6);
  assert.equal(all.units.page, orders.pages);
  assert.ok(Math.abs(all.units.transition! / 1e6 - 1) < 0.01, "one step of count for each row");
  assert.equal(all.accesses[0]!.pages, orders.pages);

  const filtered = await work("select * from orders where total > 5 and total < 3 + total");
  assert.ok(Math.abs(filtered.units.operator! / 1e6 - 3) < 0.1, `${filtered.units.operator}`);

  const one = await work("select * from orders where id = 7", true);
  assert.equal(one.units.descent, 1);
  assert.equal(one.units.fetch, 1);
  assert.equal(one.units.planning, 2, "the statement and its table");
  assert.deepEqual(one.accesses.map(({ kind }) => kind), ["index inner", "index leaf", "random"]);

  const many = await work("select * from orders where id in (1, 5, 9, 1000)");
  assert.equal(many.units.descent, 4);

  const joined = await work(
    "select count(*) from orders o join customers c on c.id = o.customer_id",
  );
  assert.equal(joined.units.hashBuild, 1e5);
  assert.ok(joined.units.hashProbe! >= 1e6);

  const first = await work("select * from orders order by id limit 10");
  assert.equal(first.units.fetch, 10);

  const sorted = await work("select * from orders order by total");
  assert.equal(Math.round(sorted.units.comparison!), Math.round(1e6 * Math.log2(1e6)));
  assert.ok(sorted.units.spillPage! > 1000, "a million rows do not fit into four megabytes");
});

Deno.test("an executed plan is counted by what it did", () => {
  const plan = readPlan([{
    Plan: {
      "Node Type": "Nested Loop",
      "Actual Rows": 30,
      "Actual Loops": 1,
      "Plan Rows": 1,
      Plans: [
        {
          "Node Type": "Seq Scan",
          "Relation Name": "a",
          "Parent Relationship": "Outer",
          "Actual Rows": 10,
          "Actual Loops": 1,
          "Rows Removed by Filter": 90,
          "Filter": "(x > 5)",
          "Plan Rows": 1,
        },
        {
          "Node Type": "Index Scan",
          "Relation Name": "b",
          "Index Name": "b_pkey",
          "Index Cond": "(id = a.id)",
          "Parent Relationship": "Inner",
          "Actual Rows": 3,
          "Actual Loops": 10,
          "Plan Rows": 1,
        },
      ],
    },
  }]);
  const facts = relationFacts({ tables: [] } as never, { tables: [] } as never);
  const { units, rows } = planWork(plan, facts);
  assert.equal(units.tuple, 100);
  assert.equal(units.operator, 100);
  assert.equal(units.descent, 10);
  assert.equal(units.fetch, 30);
  assert.equal(rows, 30);
});

Deno.test("parallel workers share the work and cost their start", async () => {
  await using lab = await openLab(shop(), {
    today: "2026-01-01",
    hardware: { cores: 8 },
    settings: { max_parallel_workers_per_gather: "2", min_parallel_table_scan_size: "8MB" },
  });
  const facts = relationFacts(lab.schema, lab.statistics);
  const { plan } = await lab.explain("select sum(total) from orders");
  const work = planWork(plan, facts, { settings: lab.settings });
  assert.equal(work.units.worker, 2);
  assert.equal(work.units.tuple, 1e6, "all of them together pass over the table once");
  assert.ok(work.parallel.processes > 2 && work.parallel.processes <= 3);
  assert.equal(work.parallel.units.tuple, 1e6);
});
