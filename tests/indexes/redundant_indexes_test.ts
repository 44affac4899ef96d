import assert from "node:assert/strict";
import { foreignKeyChecks } from "../../lib/indexes/foreign_key_support.ts";
import { type RedundantIndex, redundantIndexes } from "../../lib/indexes/redundant_indexes.ts";
import { rowChanges } from "../../lib/indexes/row_changes.ts";
import { importSchema } from "../../lib/sources/import_schema.ts";
import { openLab } from "../../lib/whatif/open_lab.ts";
import { parsePattern } from "../../lib/workload/parse_pattern.ts";

const TABLES = `
  create table customers (id bigint primary key, email text not null unique, area int);
  create table orders (id bigint primary key, customer_id bigint not null references customers,
    status text, at timestamptz, note text);`;

function sayOf({ index, redundancy, by }: RedundantIndex): string {
  return [index.name, redundancy, ...(by ? [by] : [])].join(" ");
}

/** Indexes, and which of them are of no use. */
const CASES: readonly (readonly [indexes: string, redundant: readonly string[]])[] = [
  ["create index a on orders (status); create index b on orders (status)", ["b duplicate a"]],
  ["create index a on orders (status); create index b on orders (status desc nulls first)", [
    "b duplicate a",
  ]],
  ["create index a on orders (status); create index b on orders (status desc nulls last)", []],
  ["create index a on orders (status); create index b on orders (status, at)", ["a prefix b"]],
  ["create index a on orders (status) include (at); create index b on orders (status, at)", [
    "a prefix b",
  ]],
  ["create index a on orders (status) include (note); create index b on orders (status, at)", []],
  ["create index a on orders (status) include (at); create index b on orders (status)", [
    "b duplicate a",
  ]],
  ["create index a on orders (id)", ["a duplicate orders_pkey"]],
  ["create index a on orders (id, at)", []],
  ["create unique index a on orders (status); create index b on orders (status, at)", []],
  ["create unique index a on orders (status); create index b on orders (status)", [
    "b duplicate a",
  ]],
  [
    `create unique index a on orders (status) nulls not distinct;
     create unique index b on orders (status)`,
    ["b duplicate a"],
  ],
  // A part of the rows is another thing than all of them.
  ["create index a on orders (at) where status = 'new'; create index b on orders (at)", []],
  [
    `create index a on orders (at) where status = 'new' and note is null;
     create index b on orders (at, id) where note is null and status = 'new'`,
    ["a prefix b"],
  ],
  ["create index a on orders using hash (status); create index b on orders (status)", []],
  ["create index a on orders (status text_pattern_ops); create index b on orders (status)", []],
  ["create index a on orders (lower(note)); create index b on orders (lower(note), at)", [
    "a prefix b",
  ]],
  // Of two that find the rows of a foreign key one stays.
  ["create index a on orders (customer_id); create index b on orders (customer_id, at)", [
    "a prefix b",
  ]],
  [
    "create index a on orders (status); create index b on orders (status); alter table orders cluster on b",
    [],
  ],
];

Deno.test("repeated indexes are found, and what keeps a rule stays", async () => {
  // Each in a namespace of its own.
  const { schema } = await importSchema(
    CASES.map(([indexes], at) =>
      `create schema c${at}; ${TABLES} ${indexes};`
        .replace(/(table|on|references) (orders|customers)/g, `$1 c${at}.$2`)
    ).join("\n"),
  );
  await using lab = await openLab(schema);
  const found = await redundantIndexes(lab);
  for (const [at, [indexes, expected]] of CASES.entries()) {
    assert.deepEqual(
      found.filter(({ schema }) => schema === `c${at}`).map(sayOf),
      expected,
      indexes,
    );
  }
});

Deno.test("what no plan reads is of no use, but for foreign keys and unique values", async () => {
  const { schema } = await importSchema(`${TABLES}
    create index used on orders (status); create index idle on orders (note);
    create index support on orders (customer_id); create unique index rule on orders (at, id);
    create index also on orders (customer_id, note);`);
  const queries = [
    "select id from orders where status = $1",
    "select * from customers where id = $1",
  ];
  const patterns = await Promise.all(queries.map((sql) => parsePattern(sql)));
  await using lab = await openLab(schema, { patterns });
  // Of the two that find the rows of customer_id one stays.
  assert.deepEqual((await redundantIndexes(lab)).map(sayOf), ["also unused", "idle unused"]);
});

Deno.test("a deleted row asks for those that refer to it, once a row", async () => {
  const { schema } = await importSchema(TABLES);
  const sql = "delete from customers where area = $1";
  const patterns = [await parsePattern(sql, { name: "clear", rate: 2 })];
  await using lab = await openLab(schema, { patterns });
  const changes = await rowChanges(lab);
  const checks = await foreignKeyChecks(lab, changes);
  assert.deepEqual(checks.map(({ name, rate, sql }) => ({ name, rate, sql })), [{
    name: "check of orders.orders_customer_id_fkey",
    rate: changes[0]!.rate,
    sql: "select 1 from public.orders where customer_id = $1 for key share",
  }]);
  const rename = await parsePattern("update customers set email = $1 where id = $2");
  await using other = await openLab(schema, { patterns: [rename] });
  assert.deepEqual(await foreignKeyChecks(other, await rowChanges(other)), []);
  const { plan } = await lab.explain(checks[0]!.sql);
  assert.equal(plan.nodeType, "LockRows");
});
