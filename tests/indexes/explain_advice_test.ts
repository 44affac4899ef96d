import assert from "node:assert/strict";
import { bundleOf } from "../../lib/core/show.ts";
import { adviceStability, scaleDistinct } from "../../lib/indexes/advice_stability.ts";
import { adviseIndexes } from "../../lib/indexes/advise_indexes.ts";
import { adviseIndexesOverTime } from "../../lib/indexes/advise_over_time.ts";
import { explainAdvice } from "../../lib/indexes/explain_advice.ts";
import { indexesSql } from "../../lib/indexes/indexes_sql.ts";
import { workloadCost } from "../../lib/indexes/workload_cost.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Schema } from "../../lib/schema/schema.ts";
import { importSchema } from "../../lib/sources/import_schema.ts";
import type { Statistics } from "../../lib/statistics/statistics.ts";
import { fitStatistics } from "../../lib/whatif/fit_statistics.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";
import { parsePattern } from "../../lib/workload/parse_pattern.ts";

const today = "2026-01-01";

function shop() {
  const model = defineModel("shop");
  model.entity("Order", {
    id: "bigint identity key",
    customer: t.bigint().distinct(2e5),
    placedAt: t.timestamptz().correlation(1),
    note: t.text().optional(),
  }).rows(4e6).grows("4k/day");
  model.entity("Tag", { id: "bigint identity key", label: t.text().distinct(1e6) })
    .rows(30).grows("20k/day");
  model.access("of customer", {
    sql: "select * from orders where customer = $1 order by placed_at desc limit 10",
    rate: "50/s",
  });
  model.access("label", { sql: "select id from tags where label = $1", rate: "20/s" });
  model.access("place", {
    sql: "insert into orders (customer, placed_at) values ($1, now())",
    rate: "3/s",
  });
  return model;
}

Deno.test("advice is explained by plans, upkeep, building and what is lost without each index", async () => {
  await using lab = await openLab(shop(), { today });
  const advice = await adviseIndexes(lab);
  const { reasons, losers } = await explainAdvice(lab, advice);
  assert.equal(reasons.length, advice.indexes.length);
  const reason = reasons.find(({ index }) => index.table === "orders")!;
  const [gain] = reason.gains;
  assert.equal(gain!.name, "of customer");
  assert.equal(gain!.before.plan.nodeType, "Limit");
  assert.ok(gain!.after.cost < gain!.before.cost / 100);
  assert.deepEqual(reason.writers, ["place"]);
  // What is lost is what the search took for its gain.
  const lost = reason.leftOut.reduce((sum, { cost, without }) => sum + 50 * (without - cost), 0);
  assert.ok(Math.abs(lost / reason.index.gain - 1) < 0.01, `${lost} and ${reason.index.gain}`);
  assert.ok(reason.build.seconds.value > 0.1 && reason.build.seconds.value < 60);
  assert.deepEqual(losers, []);
  const sql = indexesSql(await explainAdvice(lab, advice));
  for (const { ddl } of advice.indexes) assert.ok(sql.includes(`\n${ddl};`));
  const text = (await bundleOf(await explainAdvice(lab, advice)))["text/plain"];
  assert.match(text, /of customer goes from a cost of/);
});

Deno.test("the advice's cost is that of the schema which it makes", async () => {
  await using lab = await openLab(shop(), { today });
  const advice = await adviseIndexes(lab);
  const before = await workloadCost(lab);
  const after = await workloadCost(lab.with(advice.edits));
  assert.ok(Math.abs(before.total / advice.cost.before - 1) < 0.01);
  assert.ok(Math.abs(after.total / advice.cost.after - 1) < 0.01);
});

Deno.test("an index starts to pay when its table has grown", async () => {
  await using lab = await openLab(shop(), { today });
  const { at, starts } = await adviseIndexesOverTime(lab, { horizon: "1 year" });
  assert.equal(at.length, 5);
  const [orders, tags] = ["orders", "tags"].map((table) =>
    starts.find(({ index }) => index.table === table)!
  );
  assert.equal(orders!.from, today);
  assert.ok(tags!.from > today, tags!.from);
  assert.match(at[0]!.advice.indexes.map(({ table }) => table).join(), /^orders/);
  await assert.rejects(() => adviseIndexesOverTime(lab, { horizon: 0 }), { name: "RangeError" });
});

Deno.test("advice that is clear stays so with statistics that are wrong by a factor of two", async () => {
  await using lab = await openLab(shop(), { today });
  const advice = await adviseIndexes(lab);
  const { cases, certain, worstRegret } = await adviceStability(lab, advice);
  assert.deepEqual(cases.map(({ name }) => name), [
    "half the rows",
    "twice the rows",
    "half the distinct values",
    "twice the distinct values",
  ]);
  assert.ok(certain.some((name) => name.startsWith("orders_customer")));
  assert.ok(worstRegret < 0.2, String(worstRegret));
});

Deno.test("distinct values are scaled where they are guesses", async () => {
  await using lab = await openLab(shop(), { today });
  const of = (factor: number) =>
    scaleDistinct(lab.statistics, factor).tables.find(({ name }) => name === "orders")!.columns;
  const [plain, twice] = [of(1), of(2)];
  const distinct = (columns: typeof plain, name: string) =>
    columns.find((column) => column.name === name)!.distinct;
  assert.equal(distinct(twice, "customer"), 2 * Number(distinct(plain, "customer")));
  assert.deepEqual(distinct(twice, "id"), distinct(plain, "id")); // a key is no guess
});

Deno.test("an index on a foreign key is advised where referenced rows are deleted, and explained", async () => {
  const { schema } = await importSchema(`
    create table customers (id bigint primary key, name text);
    create table orders (id bigint primary key, customer_id bigint references customers, at date);`);
  const patterns = [
    await parsePattern("delete from customers where id = $1", { name: "forget", rate: 1 }),
  ];
  const rows = { customers: 1e5, orders: 1e6 };
  const statistics = declaredRows(schema, rows);
  await using lab = await openLab(schema, { today, patterns, statistics });
  const advice = await adviseIndexes(lab);
  assert.deepEqual(advice.indexes.map(({ table, index }) => [table, ...index.elements]), [
    ["orders", { column: "customer_id" }],
  ]);
  const { reasons: [reason] } = await explainAdvice(lab, advice);
  assert.equal(reason!.gains[0]!.name, "check of orders.orders_customer_id_fkey");
});

/** Statistics that know the rows only. */
function declaredRows(schema: Schema, rows: Readonly<Record<string, number>>): Statistics {
  const assumed = fitStatistics({ tables: [], evidence: { text: "rows" }, tag: "assumed" }, schema);
  return {
    ...assumed,
    tables: assumed.tables.map((table) => ({
      ...table,
      rows: rows[table.name]!,
      pages: Math.ceil(rows[table.name]! / 100),
      columns: table.columns.map((column) => ({ ...column, distinct: { ratio: 0.1 } })),
      indexes: [],
    })),
  };
}
