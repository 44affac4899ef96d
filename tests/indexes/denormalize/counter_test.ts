import assert from "node:assert/strict";
import fc from "fast-check";
import { counters } from "../../../lib/indexes/denormalize/counter.ts";
import type { Structure } from "../../../lib/indexes/denormalize/structure.ts";
import { changes } from "./changes.ts";
import { change, openKept, rewritten, sameRows, structuresOf } from "./keeps.ts";
import { shopSchema } from "./shop.ts";

const ALONE = [
  "select count(*) from sales where member_id = $1",
  "select count(*) as many, sum(total), avg(s.total), count(weight) from sales s where $1 = s.member_id",
  "select avg(pieces) as mean, sum(pieces) * 2 as twice from sales where member_id = $1 and not hidden",
  "select sum(weight), avg(weight) from sales where member_id = $1 and state in ('paid', 'gone')",
  "select count(*) from sales where member_id = $1 and (sold_on >= '2024-02-01' or total is null)",
] as const;
const OVER_PARENTS = [
  "select m.id, (select count(*) from sales s where s.member_id = m.id) from members m order by m.id",
  `select m.country, (select sum(total) from sales where sales.member_id = m.id) as total from members m
    where (select count(*) from sales where member_id = m.id and state = 'paid') < 3`,
  `select a.id, b.id as other, (select count(*) from sales s where b.id = s.member_id)
     from members a left join members b on b.id = a.id + 1`,
  "select m.id, m.country, count(s.id) from members m left join sales s on s.member_id = m.id group by m.id",
  `select m.id, count(*), sum(s.total) as total from members m left join sales s
       on s.member_id = m.id and s.hidden group by m.id order by total desc nulls last, m.id`,
  `select m.id, avg(s.weight), count(*) as many from members m join sales s on m.id = s.member_id
    where m.country = 'de' group by m.id, m.country having count(*) > 1 order by many, m.id`,
  `select m.id, round(avg(s.total), 1) from sales s, members m
    where s.member_id = m.id and s.state <> 'gone' group by m.id`,
] as const;

Deno.test("counters and sums give what counting gives, whatever is changed", async () => {
  for (const onUpdate of ["no action", "cascade"] as const) {
    const onDelete = onUpdate === "cascade" ? "cascade" : "no action";
    const schema = shopSchema({ onUpdate, onDelete });
    const structures = new Map<string, Structure>();
    const pairs = new Map<string, [sql: string, text: string][]>();
    for (const sql of [...ALONE, ...OVER_PARENTS]) {
      const found = await structuresOf(counters, schema, sql);
      assert.ok(found.length > 0, sql);
      for (const structure of found) {
        const text = await rewritten(structure, sql);
        assert.ok(text, sql);
        structures.set(structure.key, structure);
        pairs.set(structure.key, [...pairs.get(structure.key) ?? [], [sql, text]]);
      }
    }
    for (const [key, structure] of structures) {
      const db = await openKept(schema, [structure], [
        "insert into members values (1, 'de', 'plus', 1.0), (2, null, 'pro', null)",
        `insert into sales values (1, 1, 'paid', 5, 1, 7, '2024-01-01', false),
           (2, null, 'new', 6, 0, 7, '2024-01-01', true), (3, 1, 'new', null, 2, null, '2024-03-01', true)`,
      ]);
      await fc.assert(
        fc.asyncProperty(changes, async (list) => {
          for (const sql of list) await change(db, sql);
          for (const [sql, text] of pairs.get(key)!) {
            for (const params of sql.includes("$1") ? [[1], [3], [null]] : [[]]) {
              await sameRows(db, sql, text, params);
            }
          }
          await db.exec("truncate members, sales");
        }),
        { numRuns: 5, seed: 11 },
      );
      await db.close();
    }
  }
});

Deno.test("what cannot be counted up and down exactly is left alone", async () => {
  const cases = [
    "select max(total) from sales where member_id = $1",
    "select count(distinct state) from sales where member_id = $1",
    "select count(*) from sales where member_id > $1",
    "select count(*) from sales where member_id = $1 and sold_on > $2",
    "select count(*) from sales where member_id = $1 and sold_on > 'yesterday'",
    "select count(*), state from sales where member_id = $1 group by state",
    "select count(*) from sales where member_id = $1 limit 1 offset 1",
    "select m.country, count(s.id) from members m left join sales s on s.member_id = m.id group by m.country",
    "select m.id, max(m.points), count(s.id) from members m left join sales s on s.member_id = m.id group by m.id",
    "select (select count(*) from sales s where s.member_id = m.id and s.pieces > m.points) from members m",
    `select m.id, count(s.id) from members m left join sales s on s.member_id = m.id
      where s.hidden group by m.id`,
  ];
  for (const sql of cases) {
    const found = await structuresOf(counters, shopSchema(), sql);
    assert.deepEqual(found.map(({ title }) => title), [], sql);
  }
});

Deno.test("a sum that could never be mended again refuses NaN", async () => {
  const schema = shopSchema();
  const [structure] = await structuresOf(
    counters,
    schema,
    "select sum(total) from sales where member_id = $1",
  );
  const db = await openKept(schema, [structure!], [
    "insert into members values (1, 'de', 'pro', 1)",
  ]);
  await assert.rejects(
    db.exec("insert into sales values (1, 1, 'paid', 'NaN', 1, 7, '2024-01-01', false)"),
    /NaN cannot be taken away again/,
  );
  await db.close();
});
