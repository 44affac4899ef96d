import assert from "node:assert/strict";
import { importSchema, openLab, parsePattern, PlanningError } from "@groundplan/groundplan";
import type { Edit, Index, Lab, OptionalIndex, WhatIfCost } from "@groundplan/groundplan";

const today = "2026-01-01";

const index = (name: string, ...columns: readonly string[]): Index => ({
  name,
  method: "btree",
  unique: false,
  elements: columns.map((column) => ({ column })),
});

async function openShop(): Promise<Lab> {
  const { schema } = await importSchema(`
    create table customers (id bigint primary key, email text);
    create table orders (id bigint primary key, customer_id bigint, state text, placed_at date);
    create index orders_state on orders (state);
    create table events (at date not null, kind integer) partition by range (at);
    create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
    create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
  `);
  const statements = {
    mine: "select * from orders where customer_id = 7 order by placed_at desc limit 5",
    open: "select count(*) from orders where state = 'open'",
    joined: "select * from customers c join orders o on o.customer_id = c.id where c.email = $1",
    kinds: "select * from events where kind = 3",
  };
  const patterns = await Promise.all(
    Object.entries(statements).map(([name, sql]) => parsePattern(sql, { name })),
  );
  const column = (name: string, distinct: number) => ({
    name,
    nullFraction: 0,
    width: 8,
    distinct,
    correlation: 0.1,
  });
  const table = (name: string, rows: number, indexes: readonly string[], ...columns: string[]) => ({
    schema: "public",
    name,
    rows,
    pages: Math.ceil(rows / 100),
    allVisiblePages: Math.ceil(rows / 100),
    columns: columns.map((name) => column(name, 1000)),
    indexes: indexes.map((name) => ({
      name,
      rows,
      pages: Math.ceil(rows / 300),
      expressions: [],
    })),
    extended: [],
  });
  return await openLab(schema, {
    today,
    patterns,
    statistics: {
      tag: "assumed",
      evidence: { text: "made up for the test" },
      tables: [
        table("customers", 1e5, ["customers_pkey"], "id", "email"),
        table("orders", 1e6, ["orders_pkey", "orders_state"], "id", "customer_id", "state"),
        {
          ...table("events", 2e6, []),
          pages: 0,
          allVisiblePages: 0,
          inherited: [column("kind", 1000)],
        },
        table("events_2025", 1e6, [], "kind"),
        table("events_2026", 1e6, [], "kind"),
      ],
    },
  });
}

const OPTIONAL: readonly OptionalIndex[] = [
  { schema: "public", table: "orders", index: index("o_customer", "customer_id", "placed_at") },
  { schema: "public", table: "customers", index: index("c_email", "email") },
  { schema: "public", table: "orders", index: index("orders_state", "state") },
  { schema: "public", table: "events", index: index("e_kind", "kind") },
];

function editsOf(shown: readonly number[]): readonly Edit[] {
  return OPTIONAL.flatMap(({ schema, table, index }, at): readonly Edit[] => {
    const there = index.name === "orders_state";
    if (shown.includes(at) === there) return [];
    return [
      there
        ? { on: "schema", kind: "drop-index", target: `${schema}.${index.name}`, reason: "" }
        : {
          on: "schema",
          kind: "add-index",
          target: `${schema}.${table}`,
          value: index,
          reason: "",
        },
    ];
  });
}

Deno.test("every set of optional indexes costs what a lab with that schema says", async () => {
  await using lab = await openShop();
  const whatIf = lab.whatIf(OPTIONAL);
  const sets = Array.from(
    { length: 2 ** OPTIONAL.length },
    (_, bits) => OPTIONAL.flatMap((_, at) => bits >> at & 1 ? [at] : []),
  );
  const priced: WhatIfCost[][] = [];
  for (const shown of sets) {
    const answers = await whatIf.costs(lab.patterns.map((pattern) => ({ pattern, shown })));
    assert.ok(answers.every((answer) => !(answer instanceof Error)));
    priced.push(answers as WhatIfCost[]);
  }
  for (const [at, shown] of sets.entries()) {
    const plans = await lab.with(editsOf(shown)).explainAll();
    assert.deepEqual(priced[at]!.map(({ cost }) => cost), plans.map(({ cost }) => cost));
    for (const { used } of priced[at]!) assert.ok(used.every((number) => shown.includes(number)));
  }
  const [last] = priced.slice(-1);
  assert.deepEqual(last!.map(({ used }) => used), [[0], [2], [1], [3]]);
  // In another order, and mixed, each is priced the same.
  const mixed = sets.toReversed().flatMap((shown) =>
    lab.patterns.map((pattern) => ({ pattern, shown }))
  );
  const again = await whatIf.costs(mixed);
  assert.deepEqual(again, priced.toReversed().flat());
});

Deno.test("sizes are those of indexes that were just built, partitions together", async () => {
  await using lab = await openShop();
  const { bytes, indexes } = lab.whatIf(OPTIONAL);
  assert.equal(indexes.length, 4);
  const { statistics } = lab.with(editsOf([0, 1, 2, 3]));
  const pagesOf = (name: string) =>
    statistics.tables.flatMap(({ indexes }) => indexes).filter((known) =>
      known.name.startsWith(name)
    )
      .reduce((sum, { pages }) => sum + pages, 0);
  assert.deepEqual(bytes, [
    8192 * pagesOf("o_customer"),
    8192 * pagesOf("c_email"),
    8192 * pagesOf("orders_state"),
    8192 * pagesOf("e_kind"),
  ]);
});

Deno.test("what cannot be planned is an answer, and the rest is priced", async () => {
  await using lab = await openShop();
  const whatIf = lab.whatIf(OPTIONAL);
  const pattern = await parsePattern("select nonsense from orders", { name: "broken" });
  const [broken, fine] = await whatIf.costs([
    { pattern, shown: [0] },
    { pattern: lab.patterns[0]!, shown: [] },
  ]);
  assert.ok(broken instanceof PlanningError && broken.code === "42703");
  assert.ok(fine && "cost" in fine && fine.cost > 1000);
  await assert.rejects(
    async () => await lab.whatIf([{ ...OPTIONAL[0]!, table: "nowhere" }]).costs([]),
    /nowhere/,
  );
});

Deno.test("a lab plans its own schema again after prices were asked for", async () => {
  await using lab = await openShop();
  const before = await lab.explainAll();
  const many = Array.from({ length: 80 }, (_, at): OptionalIndex => ({
    schema: "public",
    table: "orders",
    index: index(`o_${at}`, ...(at % 2 ? ["customer_id", "state"] : ["state", "placed_at"])),
  }));
  await lab.whatIf(many).costs([{ pattern: lab.patterns[0]!, shown: [1, 2] }]);
  // So many are dropped again before others are made.
  await lab.whatIf(OPTIONAL).costs([{ pattern: lab.patterns[0]!, shown: [0] }]);
  const after = await lab.explainAll();
  assert.deepEqual(after.map(({ cost }) => cost), before.map(({ cost }) => cost));
});
