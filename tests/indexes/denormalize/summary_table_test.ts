import assert from "node:assert/strict";
import fc from "fast-check";
import type { Structure } from "../../../lib/indexes/denormalize/structure.ts";
import { summaryTables } from "../../../lib/indexes/denormalize/summary_table.ts";
import type { Schema } from "../../../lib/schema/schema.ts";
import { changes } from "./changes.ts";
import { change, openKept, rewritten, sameRows, structuresOf } from "./keeps.ts";
import { shopSchema } from "./shop.ts";

const QUERIES = [
  "select state, count(*) from sales group by state",
  "select s.state as how, sum(s.total) as total, avg(weight) from sales s group by 1 order by total nulls first, how",
  "select sold_on, state, sum(pieces), count(weight) from sales where not hidden group by state, sold_on",
  `select state, round(avg(total), 2) as mean from sales where sold_on >= $1 and state <> 'gone'
    group by state, sold_on having count(*) > 1 order by sold_on, state`,
  "select count(*), sum(total) from sales where state = $1",
  "select state from sales where sold_on between '2024-01-31' and '2024-02-01' group by sold_on, state having sum(pieces) > 0",
  `select date_trunc('month', booked_at) as month, sum(total) from sales
    where booked_at >= '2024-02-01' and booked_at < timestamp '2025-01-01' group by month order by month`,
  "select date_trunc('day', sent_at at time zone 'UTC'), count(*) from sales group by 1",
  "select date_trunc('month', booked_at), count(*) from sales where booked_at > '2024-02-05' group by 1",
] as const;

/** Sales with times that follow from their days. */
function timedSchema(): Schema {
  const shop = shopSchema();
  const time = (name: string, type: string, text: string) => ({
    name,
    type,
    nullable: false,
    default: text,
  });
  return {
    ...shop,
    tables: shop.tables.map((table) =>
      table.name !== "sales" ? table : {
        ...table,
        columns: [
          ...table.columns,
          time(
            "booked_at",
            "timestamp without time zone",
            "'2024-02-10 12:30:00'::timestamp without time zone",
          ),
          time(
            "sent_at",
            "timestamp with time zone",
            "'2024-02-10 23:30:00+00'::timestamp with time zone",
          ),
        ],
      }
    ),
  };
}

Deno.test("a summary table gives what grouping gives, whatever is changed", async () => {
  const schema = timedSchema();
  const structures = new Map<string, Structure>();
  const pairs = new Map<string, [sql: string, text: string][]>();
  for (const sql of QUERIES) {
    const [structure] = await structuresOf(summaryTables, schema, sql);
    assert.ok(structure, sql);
    structures.set(structure.key, structure);
  }
  for (const structure of structures.values()) {
    for (const sql of QUERIES) {
      const text = await rewritten(structure, sql);
      if (!text) continue;
      assert.doesNotMatch(text, /FROM (public\.)?sales\b/i);
      pairs.set(structure.key, [...pairs.get(structure.key) ?? [], [sql, text]]);
    }
  }
  assert.equal(pairs.size, structures.size);
  const more = [
    "update sales set booked_at = booked_at - interval '20 days' where id % 2 = 0",
    "update sales set sent_at = sent_at + interval '1 hour' where pieces > 1",
    "set time zone 'Asia/Tokyo'",
    "update sales set booked_at = booked_at + interval '1 month'",
  ];
  for (const [key, structure] of structures) {
    const db = await openKept(schema, [structure], [
      "insert into sales values (1, null, 'paid', 5, 1, 7, '2024-01-01', false)",
      "insert into sales values (2, null, 'paid', null, 1, 7, '2024-01-01', false)",
    ]);
    await fc.assert(
      fc.asyncProperty(changes, fc.subarray(more), async (list, rest) => {
        for (const sql of [...list, ...rest]) await change(db, sql);
        for (const [sql, text] of pairs.get(key)!) {
          const params = !sql.includes("$1")
            ? [[]]
            : sql.includes("state = $1")
            ? [["paid"], ["none"]]
            : [["2024-02-01"], ["2024-01-01"]];
          for (const values of params) await sameRows(db, sql, text, values);
        }
        await db.exec("truncate members, sales; reset time zone");
      }),
      { numRuns: 7, seed: 5 },
    );
    await db.close();
  }
});

Deno.test("groups that a summary would cut in two, or could not tell, are left alone", async () => {
  const cases = [
    "select state, max(total) from sales group by state",
    "select member_id, count(*) from sales group by member_id",
    "select weight, count(*) from sales group by weight",
    "select date_trunc('month', booked_at), count(*) from sales where booked_at >= $1 group by 1",
    "select date_trunc('day', sent_at), count(*) from sales group by 1",
    "select state, count(*) from sales where total > $1 group by state",
    "select state, count(*) filter (where hidden) from sales group by state",
    "select state, count(*), random() from sales group by state",
    "select count(*) from sales",
    "select state, sum(total) from sales group by rollup (state)",
  ];
  for (const sql of cases) {
    const found = await structuresOf(summaryTables, timedSchema(), sql);
    assert.deepEqual(found.map(({ title }) => title), [], sql);
  }
});
