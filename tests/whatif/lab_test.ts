import assert from "node:assert/strict";
import type { Edit } from "../../lib/core/edit.ts";
import { bundleOf } from "../../lib/core/show.ts";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Model } from "../../lib/model/model.ts";
import type { Index, Schema } from "../../lib/schema/schema.ts";
import { readStatistics } from "../../lib/statistics/read_statistics.ts";
import type { Statistics } from "../../lib/statistics/statistics.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";
import { PlanningError } from "../../lib/whatif/planning_error.ts";

function shop(rows = 40e6): Model {
  const model = defineModel("shop");
  model.entity("Customer", { id: "bigint identity key", email: "text unique", country: "text(2)" })
    .rows(2e6);
  model.entity("Order", {
    id: "bigint identity key",
    placedAt: t.timestamptz().correlation(1),
    status: t.enum("new", "paid", "shipped").values({ shipped: 0.989, paid: 0.01, new: 0.001 }),
    note: "text",
  }).rows(rows).grows("60k/day");
  model.relate("Customer 1 --places--> 0..* Order");
  model.access("ordersOfCustomer", {
    sql: "select * from orders where customer_id = $1 order by placed_at desc limit 20",
    rate: "900/s",
    p95: "10 ms",
  });
  model.access("newOrders", { sql: "select id from orders where status = 'new'", p95: "1 s" });
  return model.snapshot();
}

const index = (table: string, value: Index): Edit => ({
  on: "schema",
  kind: "add-index",
  target: `public.${table}`,
  value,
  reason: "a try",
});
const drop = (name: string): Edit => ({
  on: "schema",
  kind: "drop-index",
  target: `public.orders.${name}`,
  reason: "a try",
});
const today = "2026-01-01";

Deno.test("a lab plans over data that do not exist, with hypothetical and hidden indexes, at dates", async () => {
  await using lab = await openLab(shop(), { today });
  const plain = await lab.explain("newOrders");
  assert.equal(
    plain.plan.children.length > 0 ? plain.plan.children[0]!.nodeType : plain.plan.nodeType,
    "Seq Scan",
  );
  assert.equal(plain.target, 1);
  assert.ok(plain.latency.value > 1, "reading 40 M rows takes longer than a second");

  const partial = index("orders", {
    name: "orders_new",
    method: "btree",
    unique: false,
    elements: [{ column: "placed_at" }],
    include: ["id"],
    where: "(status = 'new'::public.order_status)",
  });
  const tried = lab.with([partial]);
  const quick = await tried.explain("newOrders");
  assert.equal(quick.plan.index, "orders_new");
  assert.ok(quick.cost < plain.cost / 20);
  assert.match(quick.path, /orders_new/);

  const hidden = await tried.with([drop("orders_customer_id_idx")]).explain("ordersOfCustomer");
  assert.doesNotMatch(JSON.stringify(hidden.plan), /orders_customer_id_idx/);
  const again = await lab.explain("ordersOfCustomer");
  assert.match(JSON.stringify(again.plan), /orders_customer_id_idx/, "the base lab is as it was");

  // Another index of the same name in another view is another index.
  const brin = index("orders", {
    name: "orders_new",
    method: "brin",
    unique: false,
    elements: [{ column: "placed_at" }],
  });
  assert.notEqual((await lab.with([brin]).explain("newOrders")).plan.index, "orders_new");
  assert.equal((await tried.explain("newOrders")).plan.index, "orders_new");

  const later = lab.at("2029-01");
  const then = later.statistics.tables.find(({ name }) => name === "orders")!;
  assert.equal(then.rows, 40e6 + 60e3 * 1096, "three years of 60,000 a day");
  const grown = await lab.explain("newOrders", { at: "2029-01" });
  assert.equal(grown.at, "2029-01-01");
  assert.ok(grown.cost > 2 * plain.cost);
  assert.throws(() => lab.at("2020"), RangeError);
});

Deno.test("a lab says which query breaks first, and draws what it says", async () => {
  await using lab = await openLab(shop(4e5), { today });
  const stress = await lab.stress({ rows: [1, 10, 100] });
  assert.equal(stress.first?.name, "newOrders");
  assert.match(stress.sentence, /reads all of orders/);
  const curve = await lab.curve("newOrders", { rows: [0.001, 1] });
  for (const value of [stress, curve, await lab.explain("newOrders")]) {
    const bundle = await bundleOf(value);
    assert.match(bundle["image/svg+xml"]!, /^<svg /);
    assert.ok(bundle["text/plain"].includes("newOrders"));
  }
});

Deno.test("parameters are chosen by rank, and the plans for others are kept", async () => {
  const model = defineModel("skew");
  model.entity("Event", {
    id: "bigint identity key",
    kind: t.text(20).values({ view: 0.97, buy: 0.02 }).distinct(1000),
    body: t.text().width(400),
  }).rows(1e6);
  await using lab = await openLab(model, { today });
  const view = lab.with([
    index("events", {
      name: "events_kind",
      method: "btree",
      unique: false,
      elements: [{ column: "kind" }],
    }),
  ]);
  const { plan, others, parameters } = await view.explain("select * from events where kind = $1");
  assert.equal(parameters?.label, "typical");
  assert.equal(others.some(({ label }) => label === "most common"), true);
  const common = others.find(({ label }) => label === "most common")!;
  assert.notEqual(common.plan.nodeType, plan.nodeType);
  const given = await view.explain("select * from events where kind = $1", { params: ["view"] });
  assert.equal(given.plan.totalCost, common.plan.totalCost);
});

Deno.test("whatever is not to be planned is refused, and the lab lives on", async () => {
  const schema = await schemaOf(`
    create table orders (id int primary key, total int);
    create view totals as select slug(id) from orders;
    create function peeks() returns int stable language sql as 'select count(*)::int from orders';
    create function hides() returns int immutable language sql as 'select peeks()';
    create function looks() returns int stable language plpgsql
      as $$ begin return (select 1 from orders); end $$;
    create function pure(x int) returns int immutable language sql as 'select x + 1';
    create function spins() returns int immutable language plpgsql
      as $$ begin loop end loop; return 1; end $$;`.replace(/create view.*\n/, ""));
  await using lab = await openLab(schema, { today, deadline: 1 });
  const cost = (await lab.explain("select * from orders where id = pure(1)")).cost;
  const refused: readonly (readonly [string, RegExp])[] = [
    ["select 1; select 2", /holds 2 statements/],
    ["create table x ()", /is no query/],
    ["explain analyze select 1", /is no query/],
    ["select * into copy from orders", /SELECT INTO/],
    ["vacuum orders", /is no query/],
    ["select * from order", /Cannot parse/],
    ["select * from ordres", /relation "ordres" does not exist/],
    ["select peeks()", /peeks\(\), which reads tables/],
    ["select * from orders where total = hides()", /hides\(\), which reads tables/],
    ["select * from orders where total = looks()", /looks\(\), which reads tables/],
    ["select table_to_xml('orders', true, false, '')", /table_to_xml\(\), which reads tables/],
    ["select * from orders where id = 'x'", /invalid input syntax/],
    ["select * from orders where id = $1 and total = $2", /undefined/],
  ];
  for (const [sql, message] of refused.slice(0, -1)) {
    await assert.rejects(lab.explain(sql), message, sql);
  }
  await assert.rejects(
    lab.explain("select * from orders where id = $1", { params: [] }),
    RangeError,
  );
  // Planning folds the call and never ends: it is cut off, and the next plan has a new worker.
  await assert.rejects(lab.explain("select * from orders where id = spins()"), (error) => {
    assert.ok(error instanceof PlanningError);
    assert.match(error.message, /longer than 1 seconds/);
    return true;
  });
  assert.equal((await lab.explain("select * from orders where id = pure(1)")).cost, cost);
});

Deno.test("statistics that contradict themselves are refused by name", async () => {
  await using database = await openEmbedded();
  await database.exec(
    "create table t (id int primary key, a text); insert into t select i, i % 9 from generate_series(1, 900) i; analyze",
  );
  const statistics = await readStatistics(database);
  const schema = await readCatalog(async (sql) => (await database.query(sql)).rows);
  const broken = (change: Partial<Statistics["tables"][number]>): Statistics => ({
    ...statistics,
    tables: statistics.tables.map((table) => ({ ...table, ...change })),
  });
  const [column] = statistics.tables[0]!.columns;
  const cases: readonly (readonly [Partial<Statistics["tables"][number]>, RegExp])[] = [
    [{ rows: -5 }, /public\.t has -5 rows/],
    [{ pages: NaN }, /NaN pages/],
    [{ allVisiblePages: 1e6 }, /all visible/],
    [{ columns: [{ ...column!, nullFraction: 2 }] }, /t\.id is NULL in 2 of its rows/],
    [{
      columns: [{ ...column!, mostCommon: { values: ["1", "2"], frequencies: [0.9, 0.9] } }],
    }, /over 1/],
    [
      { columns: [{ ...column!, mostCommon: { values: ["1"], frequencies: [] } }] },
      /0 frequencies/,
    ],
  ];
  for (const [change, message] of cases) {
    await assert.rejects(openLab(schema, { today, statistics: broken(change) }), message);
  }
  // What only the planner can tell is told when it is used, and the lab can go on with others.
  const words = broken({ columns: [{ ...column!, histogram: ["one", "two"] }] });
  await using lab = await openLab(schema, { today, statistics: words });
  await assert.rejects(lab.explain("select * from t"), /statistics of public\.t\.id/);
});

Deno.test("a table of 30 TB and 10^12 rows is planned; one of 10^15 rows is no table", async () => {
  const model = defineModel("large");
  model.entity("Reading", { id: "bigint identity key", at: "timestamptz", value: "double" }).rows(
    5e11,
  );
  await using lab = await openLab(model, { today });
  const { plan } = await lab.explain("select * from readings where id = 17");
  assert.equal(plan.index, "readings_pkey");
  const all = await lab.explain("select count(*) from readings");
  assert.ok(all.cost > 1e9);
  assert.throws(() => lab.scaled(2000), /more than the 4294967294 of a table/);
  assert.equal(
    (await lab.explain("select * from readings where id = 17")).plan.index,
    "readings_pkey",
  );
});

async function schemaOf(ddl: string): Promise<Schema> {
  await using database = await openEmbedded();
  await database.exec(ddl);
  return await readCatalog(async (sql) => (await database.query(sql)).rows);
}
