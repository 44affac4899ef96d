import assert from "node:assert/strict";
import { bundleOf } from "../../lib/core/show.ts";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import { findRewrites, type Rewrite } from "../../lib/whatif/find_rewrites.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";

function shop() {
  const model = defineModel("shop");
  model.entity("Customer", {
    id: "bigint identity key",
    email: "text unique",
    nick: t.text().optional(),
  }).rows(2e5);
  model.entity("Order", {
    id: "bigint identity key",
    placedAt: t.timestamptz().correlation(1),
    shippedAt: t.timestamp().correlation(1).optional(),
    rank: t.integer().optional(),
    code: "text",
    token: "uuid",
    note: t.text().width("2 kB"),
  }).rows(4e6).grows("60k/day");
  model.relate("Customer 1 --places--> 0..* Order");
  return model;
}

const today = "2026-01-01";

async function rewritesOf(...queries: string[]): Promise<readonly Rewrite[]> {
  await using lab = await openLab(shop(), { today });
  return (await findRewrites(lab, { queries })).rewrites;
}

/** Statements whose rewrite means the same, with values to ask them for. */
const SAME: readonly (readonly [code: string, sql: string, values: readonly string[]])[] = [
  ["unindexable-predicate", "select id from orders where date(placed_at) = $1", [
    "2026-03-28",
    "2026-03-29",
    "2026-10-25",
    "2020-01-01",
  ]],
  ["unindexable-predicate", "select id from orders where $1 = shipped_at::date", ["2026-03-29"]],
  ["unindexable-predicate", "select id from orders where placed_at::date >= $1", ["2026-10-26"]],
  ["unindexable-predicate", "select id from orders where placed_at::date > $1", ["2026-10-25"]],
  ["unindexable-predicate", "select id from orders where placed_at::date < $1", ["2026-03-29"]],
  ["unindexable-predicate", "select id from orders where placed_at::date <= $1", ["2026-03-28"]],
  ["unindexable-predicate", "select id from orders where date_trunc('day', placed_at) = $1", [
    "2026-03-29",
    "2026-03-29 05:00",
  ]],
  ["unindexable-predicate", "select id from orders where date_trunc('month', shipped_at) = $1", [
    "2026-03-01",
    "2026-03-02",
  ]],
  ["unindexable-predicate", "select id from orders where extract(year from placed_at) = 2026", []],
  ["unindexable-predicate", "select id from orders where id + 0 = $1", ["17", "-4"]],
  ["unindexable-predicate", "select id from orders where 3 + id <= 20", []],
  ["unindexable-predicate", "select id from orders where id - 2 = 11", []],
  ["unindexable-predicate", "select id from orders where coalesce(rank, 0) = $1", ["0", "3"]],
  ["unindexable-predicate", "select id from orders where coalesce(rank, 0) = 0", []],
  ["unindexable-predicate", "select id from orders where coalesce(rank, 0) = 3", []],
  ["unindexable-predicate", "select id from orders where coalesce(id, 0) = 3", []],
  ["unindexable-predicate", "select id from orders where code || '' = $1", ["c 3", "C 3"]],
  ["unindexable-predicate", "select id from orders where lower(code) = $1", ["c 3"]],
  ["unindexable-predicate", "delete from orders where id + 1 = 20 returning id", []],
  ["implicit-cast", "select id from orders where id = 17.0", []],
  ["implicit-cast", "select id from orders where id::text = '17'", []],
  [
    "implicit-cast",
    "select id from orders where token::text = '00000000-0000-4000-8000-000000000007'",
    [],
  ],
  ["needless-distinct", "select distinct id, code from orders", []],
  [
    "needless-distinct",
    "select distinct o.id, c.email from orders o join customers c on c.id = o.customer_id",
    [],
  ],
  [
    "needless-distinct",
    "select distinct o.*, c.nick from orders o left join customers c on c.id = o.customer_id and c.nick is not null",
    [],
  ],
  ["needless-distinct", "select distinct email from customers", []],
];

Deno.test("what is claimed to mean the same gives the same rows, and costs less", async () => {
  const model = shop();
  await using lab = await openLab(model, { today });
  const { rewrites } = await findRewrites(lab, { queries: SAME.map(([, sql]) => sql) });
  const db = await openEmbedded();
  try {
    await db.exec(ddl(toSchema(model)).sql);
    await db.exec(`
      set timezone = 'Europe/Berlin';
      insert into customers (email, nick) select 'c' || i, case when i % 3 > 0 then 'n' || i % 2 end
        from generate_series(1, 20) i;
      insert into orders (placed_at, shipped_at, rank, code, token, note, customer_id)
      select timestamptz '2025-12-30' + i * interval '7 hours 30 minutes',
             case when i % 5 > 0 then timestamp '2025-12-30' + i * interval '6 hours' end,
             nullif(i % 6, 4), case when i % 2 = 0 then 'c ' else 'C ' end || i % 7,
             ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, '', 1 + i % 20
        from generate_series(1, 1100) i`);
    for (const [code, sql, values] of SAME) {
      const rewrite = rewrites.find((one) => one.before.sql === sql && one.code === code);
      assert.ok(rewrite, `not found: ${sql}`);
      assert.ok(rewrite.gain > 1.05 && rewrite.application === undefined, sql);
      for (const params of values.length > 0 ? values.map((value) => [value]) : [[]]) {
        const ask = async (text: string): Promise<readonly string[]> => {
          await db.exec("begin");
          const { rows } = await db.query(text, params);
          await db.exec("rollback");
          return rows.map((row) => JSON.stringify(row)).sort();
        };
        const before = await ask(sql);
        const after = await ask(rewrite.after.sql);
        assert.deepEqual(after, before, `${sql} → ${rewrite.after.sql} for ${params}`);
      }
    }
  } finally {
    await db.close();
  }
});

Deno.test("statements that are fine are left alone", async () => {
  const fine = [
    "select id from orders where placed_at >= $1 and placed_at < $2",
    "select id from orders where id = $1",
    "select id from orders where id = '17'",
    "select id from orders where note = $1 || ''",
    "select id from orders where rank + id = $1",
    "select id from orders where not (coalesce(rank, 0) = 1)",
    "select id from orders where id = 5.5",
    "select id from orders where id::text = '017'",
    "select id from orders where date(placed_at) = now()",
    "select id from orders where date_trunc('week', placed_at) = $1",
    "select id from orders where code::text = $1",
    "select distinct code from orders",
    "select distinct customer_id from orders",
    "select distinct c.email from orders o join customers c on c.id = o.customer_id",
    "select distinct o.id from orders o left join customers c on c.nick = o.code",
    "select distinct c.id from customers c left join orders o on o.customer_id = c.id",
    "select distinct nick from customers",
    "select distinct on (customer_id) id, customer_id from orders order by customer_id, id",
    "select distinct id, generate_series(1, 3) from orders",
    "select distinct id from orders union all select id from customers",
    "select id from orders order by placed_at limit 20",
    "select id from orders order by placed_at limit 20 offset 0",
    "select id from orders order by shipped_at limit 20 offset 2000", // NULLs would be lost
    "select id from orders order by placed_at desc, code limit 20 offset 2000", // two ways
    "select * from orders where customer_id = $1",
    "select * from orders where customer_id = $1 order by placed_at limit 20 offset $2", // twenty rows
    "select count(*) from orders offset 1",
  ];
  const found = await rewritesOf(...fine);
  assert.deepEqual(found.map(({ code, before }) => [code, before.sql]), []);
});

Deno.test("a page is asked for behind the last row shown, and no row is lost or shown twice", async () => {
  const sql = "select id, rank from orders order by placed_at desc limit $1 offset $2";
  const [rewrite] = await rewritesOf(sql);
  assert.equal(rewrite?.code, "offset-paging");
  assert.match(rewrite.application!, /Keep placed_at, id of the last row shown and pass \$2, \$3/);
  assert.match(rewrite.after.sql, /\(placed_at, orders\.id\) < \(\$2, \$3\)/);

  const model = shop();
  const db = await openEmbedded();
  try {
    await db.exec(ddl(toSchema(model)).sql);
    await db.exec(`
      insert into customers (email) values ('a');
      insert into orders (placed_at, code, token, note, customer_id)
      select timestamptz '2026-01-01' + i / 7 * interval '1 day', '', gen_random_uuid(), '', 1
        from generate_series(1, 200) i`);
    const paged = rewrite.after.sql.replace("id, rank", "id, placed_at::text");
    const seen: unknown[] = [];
    let last: [string, unknown] = ["infinity", 0];
    while (seen.length < 500) {
      const { rows } = await db.query<{ id: number; placed_at: string }>(paged, [30, ...last]);
      if (rows.length === 0) break;
      seen.push(...rows.map(({ id }) => id));
      last = [rows.at(-1)!.placed_at, rows.at(-1)!.id];
    }
    const { rows } = await db.query<{ id: number }>(
      "select id from orders order by placed_at desc, id desc",
    );
    assert.deepEqual(seen, rows.map(({ id }) => id));
  } finally {
    await db.close();
  }
});

Deno.test("one statement for each row of a list is found by the rates, and only by them", async () => {
  const workload = (rate: string) => {
    const model = shop();
    model.access("lastOrders", {
      sql: "select id, customer_id from orders order by id desc limit 50",
      rate: "10/s",
    });
    model.access("customerOfOrder", { sql: "select * from customers where id = $1", rate });
    return model;
  };
  await using lab = await openLab(workload("500/s"), { today });
  const { rewrites: [found, ...more] } = await findRewrites(lab);
  assert.deepEqual([found?.code, more], ["n-plus-one", []]);
  assert.match(found!.finding.what, /once for each of the 50 rows of lastOrders/);
  assert.match(found!.after.sql, /id = ANY \(CAST\(\$1 AS bigint\[\]\)\)/);
  await using other = await openLab(workload("40/s"), { today });
  assert.deepEqual((await findRewrites(other)).rewrites, []);
});

Deno.test("select * is told of when the index alone would do, casts when the application binds text", async () => {
  const found = await rewritesOf(
    "select * from orders where id between $1 and $2",
    "select note from orders where id::text = $1",
    "select note from orders where id = $1::numeric",
  );
  const byCode = new Map(found.map((one) => [one.before.sql, one]));
  const star = byCode.get("select * from orders where id between $1 and $2");
  assert.equal(star?.code, "select-star");
  assert.match(star.after.path, /reads only index orders_pkey/i);
  assert.equal(star.finding.severity, "advice");
  for (const sql of ["id::text = $1", "id = $1::numeric"]) {
    const cast = byCode.get(`select note from orders where ${sql}`);
    assert.equal(cast?.code, "implicit-cast");
    assert.match(cast.application!, /Bind the value as bigint/);
    assert.equal(cast.after.plan.index, "orders_pkey");
  }
});

Deno.test("a rewrite shows itself, and twice the same", async () => {
  await using lab = await openLab(shop(), { today });
  const queries = ["select note from orders where id + 0 = $1", "select distinct id from orders"];
  const made = await findRewrites(lab, { queries });
  const again = await findRewrites(lab, { queries });
  assert.equal(JSON.stringify(again), JSON.stringify(made));
  const text = (await bundleOf(made))["text/plain"];
  assert.match(text, /Write id = \(\$1\)::bigint|Write `id = \(\$1\)::bigint`/);
  assert.match(text, /Leave DISTINCT out\./);
  assert.ok(made.rewrites[0]!.finding.figures!.every(({ unit }) => unit === "cost"));
});

Deno.test("in a lab of a date, now() is that date", async () => {
  await using lab = await openLab(shop(), { today });
  const sql = "select id from orders where placed_at > now() - interval '10 days'";
  const [first, later] = [await lab.explain(sql), await lab.explain(sql, { at: "2029-01-01" })];
  // About 60,000 orders come in a day; against the machine's clock it would be none, or most of them.
  for (const { rows } of [first, later]) assert.ok(rows > 1e5 && rows < 2e6, String(rows));
});
