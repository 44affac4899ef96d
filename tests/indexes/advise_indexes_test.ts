import assert from "node:assert/strict";
import {
  adviseIndexes,
  type AdviseIndexesOptions,
  defineModel,
  openLab,
  parsePattern,
} from "@groundplan/groundplan";
import { applySchemaEdits } from "../../lib/schema/apply_edits.ts";
import { bruteForce } from "./brute_force.ts";
import { harvest, plant } from "./planted.ts";
import { randomCandidates, randomModel } from "./random_problem.ts";

const today = "2026-01-01";

function shop() {
  const model = defineModel("shop");
  model.entity("Customer", { id: "bigint identity key", email: "text" }).rows("200k");
  model.entity("Order", {
    id: "bigint identity key",
    state: "text",
    total: "numeric(12,2)",
    placedAt: "timestamptz",
  }).rows("4M");
  model.relate("Customer 1 --places--> 0..* Order");
  model.access("newest", {
    sql: "select * from orders where state = $1 order by placed_at desc limit 20",
    rate: "50/s",
  });
  model.access("login", { sql: "select * from customers where email = $1", rate: "90/s" });
  return model;
}

Deno.test("advice is the cheapest of all subsets, each planned anew", async () => {
  for (const seed of [101, 102, 103]) {
    await using lab = await openLab(randomModel(seed), { today });
    const candidates = await randomCandidates(lab, seed, 7);
    const brute = await bruteForce(lab, candidates);
    const total = brute.bytes.at(-1)!;
    for (const budget of [Math.floor(total / 3), total]) {
      const advice = await adviseIndexes(lab, { candidates, drops: false, budget });
      const names = new Set(advice.indexes.map(({ index }) => index.name));
      const set = candidates.reduce(
        (bits, { index }, at) => names.has(index.name) ? bits | 1 << at : bits,
        0,
      );
      const best = brute.best(budget);
      assert.ok(brute.bytes[set]! <= budget);
      assert.ok(brute.costs[set]! <= brute.costs[best]! * (1 + 1e-9), `seed ${seed}`);
      const { before, after, bound } = advice.cost;
      assert.ok(Math.abs(after / brute.costs[set]! - 1) < 1e-9);
      assert.ok(Math.abs(before / brute.costs[0]! - 1) < 1e-9);
      assert.ok(bound <= brute.costs[best]! * (1 + 1e-6));
    }
  }
});

Deno.test("planted indexes are found, and decoys are not taken", async () => {
  for (const kind of ["partial", "brin", "skip", "nothing"]) {
    const planted = plant(kind, 0);
    await using lab = await openLab(planted.model, { today });
    const { indexes } = await adviseIndexes(lab, planted.options);
    assert.deepEqual(harvest(planted, indexes), { missing: 0, decoys: [] }, kind);
  }
});

Deno.test("advice is applied as edits, and the lab then plans at the price that was foretold", async () => {
  await using lab = await openLab(shop(), { today });
  const advice = await adviseIndexes(lab);
  const again = await adviseIndexes(lab);
  assert.deepEqual(JSON.stringify(again.indexes), JSON.stringify(advice.indexes));
  assert.deepEqual(again.cost, advice.cost);
  const after = await lab.with(advice.edits).explainAll();
  assert.deepEqual(
    after.map(({ name, cost }) => [name, cost]),
    advice.queries.map(({ name, after }) => [name, after]),
  );
  const before = await lab.explainAll();
  assert.deepEqual(
    before.map(({ cost }) => cost),
    advice.queries.map(({ before }) => before),
  );
  const schema = applySchemaEdits(lab.schema, advice.edits);
  for (const { table, index, ddl, bytes, gain } of advice.indexes) {
    const known = schema.tables.find(({ name }) => name === table)!;
    assert.ok(known.indexes.some(({ name }) => name === index.name));
    assert.match(ddl, /^CREATE INDEX CONCURRENTLY /);
    assert.ok(bytes > 0 && gain > 0);
  }
  assert.ok(advice.cost.after < advice.cost.before / 100);
  assert.ok(advice.complete && advice.cost.gap < 1e-6);
  assert.ok(Object.isFrozen(advice) && Object.isFrozen(advice.indexes));
  assert.equal(advice.frontier.at(-1)?.bytes, advice.bytes);
  for (const [at, { cost }] of advice.frontier.entries()) {
    assert.ok(at === 0 || cost < advice.frontier[at - 1]!.cost);
  }
});

Deno.test("limits of bytes, number, kind and regression are kept", async () => {
  await using lab = await openLab(shop(), { today });
  const { indexes } = await adviseIndexes(lab);
  assert.deepEqual(indexes.map(({ table }) => table).sort(), ["customers", "orders"]);
  const small = await adviseIndexes(lab, { budget: "20 MB" });
  assert.ok(small.bytes <= 20 * 2 ** 20 && small.budget === 20 * 2 ** 20);
  assert.deepEqual(small.indexes.map(({ table }) => table), ["customers"]);
  const none = await adviseIndexes(lab, { budget: 0 });
  assert.deepEqual([none.indexes, none.cost.after], [[], none.cost.before]);
  // A key and the index on the foreign key are there already.
  const few = await adviseIndexes(lab, { maxPerTable: 2 });
  assert.deepEqual(few.indexes.map(({ table }) => table), ["customers"]);
  const plain = await adviseIndexes(lab, { kinds: ["brin"] });
  assert.ok(plain.indexes.every(({ index }) => index.method === "brin"));
  const steady = await adviseIndexes(lab, { maxRegression: "0 %" });
  for (const { before, after } of steady.queries) assert.ok(after <= before);
});

Deno.test("what no query needs is dropped, and what holds the schema together stays", async () => {
  await using plain = await openLab(shop(), { today });
  const index = (name: string, ...columns: readonly string[]) => ({
    name,
    method: "btree",
    unique: false,
    elements: columns.map((column) => ({ column })),
  });
  const add = (table: string, value: ReturnType<typeof index>) =>
    ({ on: "schema", kind: "add-index", target: `public.${table}`, value, reason: "" }) as const;
  const schema = applySchemaEdits(plain.schema, [
    add("orders", index("orders_total", "total")),
    add("customers", { ...index("customers_mail", "email"), unique: true }),
  ]);
  const patterns = [
    ...plain.patterns,
    await parsePattern("insert into orders (id, state, total) values (1, 'a', 2)", {
      name: "order",
      rate: 300,
    }),
  ];
  await using lab = await openLab(schema, { statistics: plain.statistics, patterns, today });
  const { drop, edits, cost } = await adviseIndexes(lab);
  assert.deepEqual(drop.map(({ index }) => index.name), ["orders_total"]);
  assert.equal(drop[0]!.ddl, "DROP INDEX CONCURRENTLY public.orders_total");
  assert.ok(drop[0]!.writeCost > 0 && cost.writesBefore > 0);
  assert.ok(
    edits.some(({ kind, target }) => kind === "drop-index" && target === "public.orders_total"),
  );
  assert.deepEqual((await adviseIndexes(lab, { drops: false })).drop, []);
});

Deno.test("what cannot be planned is named, and the rest goes on", async () => {
  const model = shop();
  await using plain = await openLab(model, { today });
  const patterns = [
    ...plain.patterns,
    await parsePattern("select nonsense from orders", { name: "broken" }),
    await parsePattern("select * from nowhere", { name: "lost" }),
  ];
  await using lab = await openLab(plain.schema, {
    statistics: plain.statistics,
    patterns,
    today,
  });
  const { setAside, queries, indexes } = await adviseIndexes(lab);
  assert.deepEqual(setAside.map(({ name }) => name), ["broken", "lost"]);
  assert.match(setAside[0]!.why, /nonsense/);
  assert.equal(queries.length, 2);
  assert.equal(indexes.length, 2);
});

Deno.test("the best so far is given when time is up or the user stops", async () => {
  await using lab = await openLab(shop(), { today });
  const at = await adviseIndexes(lab, { deadline: 0 });
  assert.deepEqual([at.complete, at.indexes.length], [false, 0]);
  assert.equal(at.cost.after, at.cost.before);
  const stop = new AbortController();
  const seen: string[] = [];
  const stopped = await adviseIndexes(lab, {
    signal: stop.signal,
    onProgress({ stage, share, plans, cost }) {
      seen.push(stage);
      assert.ok(share >= 0 && share <= 1 && plans >= 0 && cost > 0);
      if (stage === "search") stop.abort();
    },
  });
  assert.equal(stopped.complete, false);
  assert.ok(stopped.cost.after <= stopped.cost.before);
  assert.deepEqual([...new Set(seen)].slice(0, 1), ["candidates"]);
});

Deno.test("a statement that costs nothing leaves the others their proof", async () => {
  const model = shop();
  model.access("nothing", { sql: "select * from orders where false", rate: "1/s" });
  await using lab = await openLab(model, { today });
  const { complete, cost } = await adviseIndexes(lab, { kinds: ["btree"] });
  assert.ok(complete);
  assert.ok(cost.bound > 0 && cost.bound <= cost.after * (1 + 1e-9));
});

Deno.test("options that cannot be are refused", async () => {
  await using lab = await openLab(shop(), { today });
  const refused: readonly (readonly [AdviseIndexesOptions, RegExp])[] = [
    [{ budget: "-1 GB" }, /"-1 GB" as bytes: it must be 0 or more/],
    [{ budget: "many" }, /many/],
    [{ maxPerTable: 0 }, /maxPerTable of 0: give a whole number from 1/],
    [{ maxWriteAmplification: 1.5 }, /maxWriteAmplification/],
    [{ maxRegression: -0.1 }, /maxRegression|negative|-0.1/],
    [{ kinds: ["bitree" as "btree"] }, /bitree.*did you mean btree/],
    [{ queries: ["nwest"] }, /nwest.*did you mean newest/],
    [{ budgets: 1 } as AdviseIndexesOptions, /unknown key "budgets"; did you mean budget/],
  ];
  for (const [options, message] of refused) {
    await assert.rejects(() => adviseIndexes(lab, options), message);
  }
});
