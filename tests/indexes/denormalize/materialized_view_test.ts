import assert from "node:assert/strict";
import fc from "fast-check";
import { materializedViews } from "../../../lib/indexes/denormalize/materialized_view.ts";
import { changes } from "./changes.ts";
import { change, openKept, rewritten, sameRows, structuresOf } from "./keeps.ts";
import { shopSchema } from "./shop.ts";

const QUERIES = [
  "select m.country, count(*), max(s.total) from sales s join members m on m.id = s.member_id group by m.country",
  "select count(*), min(sold_on) as first from sales where state = 'paid'",
  "select s.id, m.points as points from sales s left join members m on m.id = s.member_id order by m.country, s.id",
  "select s.id, s.total * 2, m.country from sales s left join members m on m.id = s.member_id where s.state = $1 and m.country > $2",
  `select m.country, sum(s.total) as total from sales s join members m on m.id = s.member_id
    where s.state = $1 and s.sold_on >= '2024-01-01' group by m.country having count(*) > 0 order by total, 1`,
  "select id, total from sales order by total desc nulls last, id limit 3",
  "select distinct state, hidden from sales order by state, 2",
  "select s.state, avg(s.pieces) from sales s, members m where m.id = s.member_id and m.country = $1 group by s.state",
] as const;

Deno.test("a materialized view gives what its query gives, once it is refreshed", async () => {
  const schema = shopSchema();
  for (const sql of QUERIES) {
    const [structure] = await structuresOf(materializedViews, schema, sql, 60);
    assert.ok(structure, sql);
    const text = await rewritten(structure, sql);
    assert.ok(text, sql);
    const db = await openKept(schema, [structure]);
    const { target } = structure.edits[0]!;
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        for (const one of list) await change(db, one);
        const concurrently = structure.rule.kind === "refresh" && structure.rule.concurrently;
        await db.exec(`refresh materialized view ${concurrently ? "concurrently" : ""} ${target}`);
        const most = Math.max(
          0,
          ...[...sql.matchAll(/\$(\d)/g)].map(([, number]) => Number(number)),
        );
        const values = [["paid", "a"], ["new", "de"], ["de", "fr"]];
        for (const params of values) await sameRows(db, sql, text, params.slice(0, most));
        await db.exec("truncate members, sales");
      }),
      { numRuns: 6, seed: 3 },
    );
    await db.close();
  }
});

Deno.test("what a view cannot keep for all readers and moments is not kept", async () => {
  const cases = [
    "select count(*) from sales where state = $1",
    "select id from sales where state = $1 order by id limit 5",
    "select id from sales where sold_on > current_date",
    "select id from sales where sold_on > 'yesterday'",
    "select id, random() from sales",
    "select id, now() from sales",
    "select state, count(*) from sales where pieces > $1 group by state",
    "select id + $1 from sales",
    "select * from sales",
    "select id from sales for share",
  ];
  for (const sql of cases) {
    const found = await structuresOf(materializedViews, shopSchema(), sql, 60);
    assert.deepEqual(found.map(({ title }) => title), [], sql);
  }
  assert.deepEqual(await structuresOf(materializedViews, shopSchema(), QUERIES[0], 0), []);
});
