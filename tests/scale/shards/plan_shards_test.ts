import assert from "node:assert/strict";
import { defineModel, movement, planShards, readModel, route, t } from "../../../mod.ts";
import { openEmbedded } from "../../../lib/embedded/open_embedded.ts";
import { hottestShard, zipfTop } from "../../../lib/scale/shards/skew.ts";
import { simulatePlacement } from "../../../lib/scale/placement/simulate_placement.ts";

const today = "2027-01-01";

function app() {
  const model = defineModel("app");
  model.entity("Tenant", { id: t.bigint().identity().key(), name: t.text(80) }).rows("20k").grows(
    "3%/month",
  );
  model.entity("Project", { id: t.bigint().identity().key(), title: t.text(80) }).rows("2M");
  model.entity("Task", { id: t.bigint().identity().key(), title: t.text(200), done: t.boolean() })
    .rows("200M").grows("500k/day");
  model.entity("Country", { code: t.text(2).key(), name: t.text(80) }).rows(200);
  model.relate("Tenant 1 --owns--> 0..* Project", { fanOut: { shape: "exponential 100" } });
  model.relate("Project 1 --has--> 0..* Task");
  model.relate("Tenant 1 --owns tasks--> 0..* Task");
  model.relate("Country 1 --seats--> 0..* Tenant");
  model.access("tasks", {
    sql:
      "select t.title, p.title from tasks t join projects p on p.id = t.project_id and p.tenant_id = t.tenant_id " +
      "where t.tenant_id = $1 and t.done = false",
    rate: "2000/s",
    parameters: [{ shape: "zipf 1" }],
  });
  model.access("finish", {
    sql: "update tasks set done = true where tenant_id = $1 and id = $2",
    rate: "300/s",
  });
  model.access("countries", {
    sql:
      "select c.name, n.name from tenants c join countries n on n.code = c.country_code where c.id = $1",
    rate: "100/s",
  });
  model.access("open", { sql: "select count(*) from tasks where done = false", rate: "1/min" });
  return model;
}

Deno.test("tables that are joined stand together by the key that queries give", async () => {
  const { tables, patterns, work, cost, ddl, findings } = await planShards(app(), {
    shards: 16,
    today,
  });
  const keys = Object.fromEntries(tables.map(({ table, key }) => [table, key]));
  assert.deepEqual(keys, {
    "public.countries": undefined,
    "public.projects": "tenant_id",
    "public.tasks": "tenant_id",
    "public.tenants": "id",
  });
  const reach = Object.fromEntries(patterns.map(({ name, reach }) => [name, reach]));
  assert.deepEqual(reach, { tasks: "one", finish: "one", countries: "one", open: "all" });
  assert.ok(work.single.value > 0.999 && work.distributed.value === 0 && cost.exact);
  assert.match(
    ddl.citus.join("\n"),
    /create_distributed_table\('public\.tasks', 'tenant_id', colocate_with => 'public\.tenants'\)/,
  );
  assert.match(ddl.citus.join("\n"), /create_reference_table\('public\.countries'\)/);
  assert.ok(
    findings.some(({ code, where }) =>
      code === "shard-key-not-in-primary-key" && /tasks/.test(where)
    ),
  );
  assert.ok(findings.some(({ code }) => code === "hot-key"));
});

Deno.test("a route is where PostgreSQL itself puts the rows", async () => {
  const plan = await planShards(app(), { shards: 16, today });
  await using database = await openEmbedded();
  await database.exec(
    "create table tasks (tenant_id bigint, id bigint) partition by hash (tenant_id);" +
      Array.from(
        { length: 16 },
        (_, at) =>
          `create table tasks_${at} partition of tasks for values with (modulus 16, remainder ${at});`,
      ).join(""),
  );
  for (const tenant of [1, 2, 42, 99_999, 2 ** 40]) {
    const { rows } = await database.query<{ name: string }>(
      "insert into tasks values ($1, 1) returning tableoid::regclass::text as name",
      [tenant],
    );
    const one = await route(plan, "select * from tasks where tenant_id = $1", { params: [tenant] });
    assert.deepEqual(one.shards.map((at) => `tasks_${at}`), [rows[0]!.name]);
    const inserted = await route(plan, "insert into tasks (id, tenant_id) values ($2, $1)", {
      params: [tenant, 7],
    });
    assert.deepEqual(inserted.shards, one.shards);
  }
  const every = await route(plan, "select count(*) from tasks");
  assert.equal(every.shards.length, 16);
  assert.match(every.reason, /Nothing is said of public\.tasks\.tenant_id/);
  await assert.rejects(
    route(plan, "select * from tasks where tenant_id = $1"),
    /0 values are given/,
  );
  const list = await route(plan, "select * from tasks where tenant_id = any ($1)", {
    params: [[1, 2, 42]],
  });
  assert.ok(list.shards.length >= 1 && list.shards.length <= 3);
});

Deno.test("a join on another column sends rows between shards, and says so", async () => {
  const plan = await planShards(app(), { shards: 4, today });
  const moved = await route(
    plan,
    "select 1 from tasks a join tasks b on a.title = b.title where a.tenant_id = $1",
    {
      params: [1],
    },
  );
  assert.equal(moved.reach, "moved");
  const changed = await route(plan, "update tasks set tenant_id = $1 where id = $2", {
    params: [1, 2],
  });
  assert.ok(changed.refused && /by which the rows are placed/.test(changed.reason));
  const copied = await route(plan, "update countries set name = $1 where code = $2", {
    params: ["x", "DE"],
  });
  assert.ok(copied.distributedTransaction);
});

Deno.test("the share of rows that move is that of counting them", () => {
  for (const [from, to] of [[4, 5], [4, 8], [6, 9], [8, 4], [3, 3]] as const) {
    let moved = 0;
    const count = from * to * 10;
    for (let row = 0; row < count; row++) if (row % from !== row % to) moved++;
    const { share } = movement(from, to, { bytes: 1, writeRate: 0, scheme: "remainder" });
    assert.ok(Math.abs(share.value - moved / count) < 1e-12, `${from} to ${to}`);
  }
});

Deno.test("moving ends only where changes come more slowly than they are applied", () => {
  const options = { bytes: 2 ** 40, bandwidth: 50 * 2 ** 20, applyRate: 20 * 2 ** 20 };
  const calm = movement(4, 8, { ...options, writeRate: 2 ** 20 });
  assert.ok(calm.converges && calm.seconds.value > calm.bytes.value / options.bandwidth);
  const busy = movement(4, 8, { ...options, writeRate: 400 * 2 ** 20 });
  assert.ok(
    !busy.converges && busy.seconds.value === Infinity && /never catch up/.test(busy.sentence),
  );
});

Deno.test("the hottest shard is as busy as a simulation finds it", () => {
  // The mean over seeds: the shard of the most common key has it, and an equal part of the rest.
  for (const [shards, expected] of [[8, 0.193], [32, 0.107]] as const) {
    const top = zipfTop(0.99, 1e5);
    assert.ok(Math.abs(hottestShard(top, shards).value - expected) < 0.003);
    let sum = 0;
    for (let seed = 0; seed < 8; seed++) {
      sum += simulatePlacement({ keys: 1e5, shards, skew: { kind: "zipf", exponent: 0.99 }, seed })
        .hottest.share;
    }
    assert.ok(Math.abs(sum / 8 - expected) < 0.02, String(sum / 8));
  }
  let direct = 0;
  for (let k = 1; k <= 50_000; k++) direct += k ** -0.7;
  assert.ok(Math.abs(zipfTop(0.7, 50_000) * direct - 1) < 1e-9);
});

Deno.test("placements move what their methods move, and refuse what cannot be", () => {
  const moved = (method: "postgresql" | "jump" | "ring" | "range") =>
    simulatePlacement({ keys: 50_000, shards: 8, method }).rebalance.keys;
  assert.ok(Math.abs(moved("postgresql") - 8 / 9) < 0.01);
  assert.ok(Math.abs(moved("jump") - 1 / 9) < 0.01);
  assert.ok(Math.abs(moved("ring") - 1 / 9) < 0.05);
  const hot = simulatePlacement({ keys: 1000, shards: 8, skew: { kind: "hot", shares: [0.3] } });
  assert.equal(hot.findings[0]?.code, "hot-key");
  assert.equal(hot.workShares.reduce((sum, share) => sum + share, 0).toFixed(9), "1.000000000");
  const [a, b] = [1, 1].map((seed) =>
    simulatePlacement({ keys: 1000, shards: 4, skew: { kind: "pareto", shape: 1.16 }, seed })
  );
  assert.deepEqual(a, b);
  const whole = a!.workShares.reduce((sum, share) => sum + share, 0);
  assert.equal(whole.toFixed(9), "1.000000000");
  assert.throws(() => simulatePlacement({ shards: 0 }), RangeError);
  assert.throws(
    () => simulatePlacement({ shards: 2, skew: { kind: "zipf", exponent: -1 } }),
    RangeError,
  );
  assert.throws(
    () => simulatePlacement({ shards: 2, skew: { kind: "hot", shares: [2] } }),
    RangeError,
  );
});

Deno.test("the number of shards follows from what one holds", async () => {
  const { shards } = await planShards(app(), { capacity: "20 GB", today, horizon: "3 years" });
  assert.ok(shards > 2);
  await assert.rejects(planShards(app(), { shards: 1, today }), /from 2 to 1024/);
  const empty = await planShards(defineModel("empty"), { shards: 2, today });
  assert.deepEqual(empty.tables, []);
});

Deno.test("keys are copied down as far as the rows are that belong to a tenant", async () => {
  const model = defineModel("deep");
  for (
    const [name, rows] of [["Tenant", "10k"], ["List", "5M"], ["Item", "80M"], ["Note", "900M"]]
  ) {
    model.entity(name!, { id: t.bigint().identity().key(), text: t.text(200) }).rows(rows!);
  }
  model.relate("Tenant 1 --owns--> 0..* List").relate("List 1 --has--> 0..* Item")
    .relate("Item 1 --has--> 0..* Note");
  model.access("notes", {
    sql:
      "select n.text from lists l join items i on i.list_id = l.id join notes n on n.item_id = i.id " +
      "where l.tenant_id = $1",
    rate: "800/s",
  });
  const { tables, patterns, ddl, edits, findings } = await planShards(model, { shards: 4, today });
  assert.equal(patterns[0]?.reach, "one");
  assert.deepEqual(
    tables.filter(({ key }) => key === "tenant_id").map(({ table, copiedAlong }) => [
      table,
      copiedAlong,
    ]),
    [["public.items", "items_list_id_fkey"], ["public.lists", undefined], [
      "public.notes",
      "notes_item_id_fkey",
    ]],
  );
  // The foreign keys along which it is copied hold it, and so do the keys that they refer to.
  assert.match(
    ddl.citus.join("\n"),
    /FOREIGN KEY \(tenant_id, item_id\) REFERENCES public\.items \(tenant_id, id\)/,
  );
  assert.ok(!findings.some(({ code }) => code === "foreign-key-across-shards"));
  assert.deepEqual(edits.map(({ target }) => target), [
    "public.items",
    "public.lists",
    "public.notes",
  ]);
  // What each shard is made with runs.
  await using database = await openEmbedded();
  for (const statement of ddl.shard) {
    if (!statement.startsWith("create subscription")) await database.exec(statement);
  }
});

Deno.test("the statements parse, also for names that need quotes", async () => {
  const { parse } = await import("libpg-query");
  const odd = app();
  odd.entity("Odd", { "a b": t.bigint().identity().key(), note: t.text(20).unique() }).rows(
    "9M",
  )
    .table('od"d, one');
  odd.relate("Tenant 1 --has odd--> 0..* Odd");
  const files = await Promise.all(
    ["saas", "sensors", "shop"].map((name) =>
      Deno.readTextFile(new URL(`../../../examples/${name}.yaml`, import.meta.url))
    ),
  );
  const models = [odd.snapshot(), ...await Promise.all(files.map((text) => readModel(text)))];
  for (const model of models) {
    const { ddl } = await planShards(model, { shards: 3, today });
    for (const list of [ddl.citus, ddl.native, ddl.shard]) {
      for (const statement of list) await parse(statement.replace(":shard", "shard_1"));
    }
  }
});

Deno.test("what a shard cannot keep is named, with its mend", async () => {
  const model = app();
  model.entity("Booking", {
    id: t.bigint().identity().key(),
    during: t.tstzrange(),
    code: t.text(20).unique(),
  }).rows("90M");
  model.relate("Tenant 1 --makes--> 0..* Booking");
  model.rule("once", { kind: "exclusion", entity: "Booking", equal: [], overlaps: "during" });
  model.access("bookings", { sql: "select * from bookings where tenant_id = $1", rate: "900/s" });
  model.access("byCode", { sql: "select * from bookings where code = $1", rate: "90/s" });
  model.access("shift", { sql: "update bookings set code = $1 where code = $2", rate: "1/min" });
  const { findings } = await planShards(model, { shards: 4, today });
  const where = (code: string) =>
    findings.filter((one) => one.code === code).map(({ where }) => where);
  assert.deepEqual(where("exclusion-across-shards"), ["public.bookings.once"]);
  assert.deepEqual(where("unique-across-shards"), ["public.bookings.bookings_code_key"]);
  assert.deepEqual(where("query-asks-every-shard"), ["byCode"]);
  assert.deepEqual(where("commits-on-several-shards"), ["shift"]);
});

Deno.test("a shard that fills, and changes that outrun a move, are said", async () => {
  const options = { shards: 4, today, horizon: "5 years" };
  const full = await planShards(app(), { ...options, capacity: "10 GB" });
  const { what } = full.findings.find(({ code }) => code === "shard-full")!;
  assert.match(what, /^From 20\d\d-\d\d-\d\d the fullest of 4 shards has more than 10 GB$/);
  const { movement } = await planShards(app(), {
    ...options,
    reshardTo: 5,
    applyRate: "100",
    bandwidth: "1 GB",
  });
  assert.equal(movement.citus.to, 5);
  assert.equal(movement.citus.share.value, 0.2);
  assert.ok(!movement.citus.converges && movement.citus.seconds.value === Infinity);
  const quick = await planShards(app(), { ...options, bandwidth: "1 GB" });
  assert.ok(quick.movement.citus.converges);
  const moved = quick.movement.citus.bytes.value / 2 ** 30;
  assert.ok(quick.movement.citus.seconds.value >= moved);
});

Deno.test("the shares of the shards add up at every date, and the busiest is never below an equal part", async () => {
  const { heat } = await planShards(app(), { shards: 8, today });
  assert.ok(heat.length > 10);
  for (const { shares, hottest } of heat) {
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
    assert.equal(shares[0], hottest.value);
    assert.ok(hottest.value >= 1 / 8);
  }
  // More tenants, less heat.
  assert.ok(heat.at(-1)!.hottest.value < heat[0]!.hottest.value);
});
