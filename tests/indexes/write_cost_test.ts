import assert from "node:assert/strict";
import fc from "fast-check";
import { openWriteCost, type WriteCost } from "../../lib/indexes/write_cost.ts";
import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Index } from "../../lib/schema/schema.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";

const today = "2026-01-01";
const orders = { schema: "public", name: "orders" };

function shop(engine = "postgresql@18") {
  const model = defineModel("shop", { engine });
  model.entity("Order", {
    id: "bigint identity key",
    customer: t.bigint().distinct(2e5),
    placedAt: t.timestamptz().correlation(1),
    status: t.text().values({ done: 0.97, open: 0.02, paid: 0.01 }),
    note: t.text().optional(),
    tags: "text[]",
  }).rows(4e6);
  model.access("place", {
    sql: "insert into orders (customer, placed_at, status, tags) values ($1, now(), 'open', $2)",
    rate: "100/s",
  });
  model.access("pay", { sql: "update orders set status = 'done' where id = $1", rate: "80/s" });
  model.access("annotate", { sql: "update orders set note = $2 where id = $1", rate: "50/s" });
  model.access("forget", { sql: "delete from orders where id = $1", rate: "10/s" });
  model.access("read", { sql: "select * from orders where id = $1", rate: "900/s" });
  return model;
}

function on(...columns: string[]): Index {
  const elements = columns.map((column) => ({ column }));
  return { name: `orders_${columns.join("_")}`, method: "btree", unique: false, elements };
}

const ofIndex = (writes: WriteCost, index: Index) =>
  writes.ofIndex({ schema: "public", table: "orders", index });

async function withWrites(
  check: (writes: WriteCost) => void | Promise<void>,
  model = shop(),
): Promise<void> {
  await using lab = await openLab(model, { today });
  await check(await openWriteCost(lab));
}

Deno.test("changes are read from the workload with their rows", async () => {
  await withWrites(({ changes }) => {
    assert.deepEqual(
      changes.map(({ name, kind, rate, constants }) => [name, kind, rate, constants.status]),
      [
        ["annotate", "update", 50, undefined],
        ["forget", "delete", 10, undefined],
        ["pay", "update", 80, "done"],
        ["place", "insert", 100, "open"],
      ],
    );
  });
});

Deno.test("an upsert and a MERGE count as what they may do, and growth as inserts", async () => {
  const model = defineModel("shop");
  model.entity("Item", { id: "bigint identity key", stock: "int" }).rows(1e6).grows("864000/day");
  model.access("upsert", {
    sql: "insert into items (id, stock) values ($1, 3) on conflict (id) do update set stock = 4",
    rate: "2/s",
  });
  model.access("merge", {
    sql: `merge into items i using (values (1)) v(id) on i.id = v.id
      when matched then update set stock = 1 when not matched then insert (stock) values (null)`,
    rate: "4/s",
  });
  await withWrites(({ changes, assumed }) => {
    assert.deepEqual(
      changes.map(({ name, kind, rate, constants }) => [name, kind, rate, constants.stock]),
      [
        ["merge", "update", 2, "1"],
        ["merge", "insert", 2, null],
        ["upsert", "insert", 1, "3"],
        ["upsert", "update", 1, "4"],
        ["growth", "insert", 7, undefined],
      ],
    );
    assert.match(assumed.join("\n"), /updates are 50 % of the rows of upsert/);
  }, model);
});

Deno.test("an index on an updated column takes HOT from its update and gives all indexes entries", async () => {
  await withWrites((writes) => {
    const free = writes.describe(orders, [on("customer")]);
    const lost = writes.describe(orders, [on("customer"), on("note")]);
    const share = (cost: typeof free, name: string) =>
      cost.hot.find((update) => update.name === name)!.share;
    assert.ok(share(free, "annotate") > 0.95);
    assert.equal(share(lost, "annotate"), 0);
    assert.equal(share(lost, "pay"), share(free, "pay"));
    const customer = (cost: typeof free) =>
      cost.indexes.find(({ name }) => name === "orders_customer")!.cost;
    assert.ok(customer(lost) > customer(free) * 1.3);
    assert.deepEqual(ofIndex(writes, on("note")).changedBy, ["annotate"]);
  });
});

Deno.test("HOT is lost by keys, INCLUDE, expressions and predicates alike", async () => {
  await withWrites((writes) => {
    const forms: Index[] = [
      on("note"),
      { ...on("customer"), include: ["note"] },
      { ...on("customer"), elements: [{ expression: "lower(note)" }] },
      { ...on("customer"), where: "(note IS NOT NULL)" },
    ];
    for (const form of forms) assert.deepEqual(ofIndex(writes, form).changedBy, ["annotate"]);
    assert.deepEqual(ofIndex(writes, on("customer")).changedBy, []);
  });
});

Deno.test("a BRIN index costs nearly nothing, and HOT only before PostgreSQL 16", async () => {
  const brin = { ...on("note"), method: "brin" };
  await withWrites((writes) => {
    assert.ok(ofIndex(writes, brin).cost < ofIndex(writes, on("note")).cost / 50);
    assert.deepEqual(ofIndex(writes, brin).changedBy, []);
  });
  await withWrites((writes) => {
    assert.deepEqual(ofIndex(writes, brin).changedBy, ["annotate"]);
  }, shop("postgresql@15"));
});

Deno.test("a partial index costs for the rows that satisfy it, by the constants that are written", async () => {
  await withWrites((writes) => {
    const open = { ...on("customer"), where: "(status = 'open'::text)" };
    const done = { ...on("customer"), where: "(status = 'done'::text)" };
    // Inserts are open, and pay makes them done; of annotate, what finds no room on its page counts as well.
    const { hot } = writes.describe(orders, []);
    const cold = 50 * (1 - hot.find(({ name }) => name === "annotate")!.share);
    const near = (actual: number, expected: number) =>
      assert.ok(Math.abs(actual - expected) < 1e-6, `${actual}, not ${expected}`);
    near(ofIndex(writes, open).entries, 100 + cold * 0.02);
    near(ofIndex(writes, done).entries, 80 + cold * 0.97);
  });
});

Deno.test("keys that ascend cost less than random ones, a GIN index without its list much more", async () => {
  await withWrites((writes) => {
    const random = ofIndex(writes, on("customer"));
    const ascending = ofIndex(writes, on("placed_at"));
    const gin: Index = { ...on("tags"), method: "gin" };
    const eager = ofIndex(writes, { ...gin, storage: { fastupdate: "off" } });
    assert.ok(ascending.walBytes < random.walBytes / 4);
    assert.ok(ascending.cost < random.cost / 1.5);
    assert.ok(eager.cost > 2 * random.cost, `${eager.cost} and ${random.cost}`);
    assert.ok(ofIndex(writes, gin).cost < eager.cost / 2);
  });
});

Deno.test("the sum of single indexes never exceeds the cost of the set, which grows with it", async () => {
  await withWrites((writes) => {
    const pool: readonly Index[] = [
      on("customer"),
      on("note"),
      on("status", "customer"),
      { ...on("customer", "status"), where: "(status = 'open'::text)" },
      { ...on("tags"), method: "gin" },
      { ...on("placed_at"), method: "brin" },
    ];
    fc.assert(fc.property(fc.subarray([...pool]), fc.nat(pool.length - 1), (set, at) => {
      const base = writes.ofSet(orders, []);
      const sum = set.reduce((sum, index) => sum + ofIndex(writes, index).cost, base);
      const cost = writes.ofSet(orders, set);
      assert.ok(sum <= cost * (1 + 1e-9), `${sum} > ${cost}`);
      if (!set.includes(pool[at]!)) assert.ok(writes.ofSet(orders, [...set, pool[at]!]) >= cost);
    }));
  });
});

Deno.test("a workload without writes keeps its indexes for nothing", async () => {
  const model = defineModel("shop");
  model.entity("Order", { id: "bigint identity key", note: "text" }).rows(1e6);
  await withWrites((writes) => {
    assert.equal(writes.ofSet(orders, [on("note")]), 0);
    assert.throws(() => writes.ofSet({ schema: "public", name: "order" }, []), {
      name: "RangeError",
      message: /did you mean/,
    });
  }, model);
});

Deno.test("checkpoints come earlier where much is written", async () => {
  const model = shop();
  model.access("flood", {
    sql: "insert into orders (customer, placed_at) values ($1, now())",
    rate: "50k/s",
  });
  await withWrites(({ checkpoint }) => assert.ok(checkpoint < 60, String(checkpoint)), model);
  await withWrites(({ checkpoint }) => assert.equal(checkpoint, 300));
});
