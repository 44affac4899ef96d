import assert from "node:assert/strict";
import fc from "fast-check";
import { copiedColumns } from "../../../lib/indexes/denormalize/copied_column.ts";
import { changes } from "./changes.ts";
import { change, openKept, rewritten, sameRows, structuresOf } from "./keeps.ts";
import { shopSchema } from "./shop.ts";

const QUERIES = [
  "select s.id, m.country from sales s join members m on m.id = s.member_id",
  "select m.country, m.points, s.total from members m, sales s where s.member_id = m.id and s.pieces > 0",
  "select s.id, country, m.id as member from sales s left join members m on s.member_id = m.id",
  `select m.country, count(*), sum(s.pieces) from sales s join members m on m.id = s.member_id
    where m.level = 'plus' group by m.country order by m.country`,
  `select s.id, m.points as points from sales s join members m on m.id = s.member_id
    where m.country = 'de' or m.country is null order by points, s.id limit 3`,
  `select m.id, m.country, count(*) from sales s join members m on m.id = s.member_id group by m.id
    order by m.id`,
  `select s.id, t.id as other, m.country from sales s join sales t on t.pieces = s.pieces
     join members m on m.id = t.member_id where s.member_id is null`,
  `select distinct m.country from sales s left join members m on m.id = s.member_id
    where coalesce(m.country, 'none') <> 'us'`,
] as const;

Deno.test("a copied column gives the rows of the join, whatever is changed", async () => {
  for (const onUpdate of ["no action", "cascade"] as const) {
    const schema = shopSchema({
      onUpdate,
      onDelete: onUpdate === "cascade" ? "set null" : "no action",
    });
    const pairs = [];
    const structures = new Map<string, Awaited<ReturnType<typeof structuresOf>>[number]>();
    for (const sql of QUERIES) {
      const [structure, ...more] = await structuresOf(copiedColumns, schema, sql);
      assert.ok(structure, sql);
      assert.equal(more.length, 0, sql);
      const text = await rewritten(structure, sql);
      assert.ok(text, sql);
      assert.doesNotMatch(text, /members/, text);
      pairs.push([sql, text] as const);
      structures.set(structure.key, structure);
    }
    // Each structure is named in a schema without the others: they share what they have in common.
    for (const structure of structures.values()) {
      const db = await openKept(schema, [structure], [
        "insert into members values (1, 'de', 'plus', 1.0), (2, null, 'pro', null)",
        "insert into sales values (1, 1, 'new', 5, 1, 7, '2024-01-01', false), (2, null, 'new', 6, 0, 7, '2024-01-01', true)",
      ]);
      const own: (readonly [string, string])[] = [];
      for (const [sql] of pairs) {
        const text = await rewritten(structure, sql);
        if (text) own.push([sql, text] as const);
      }
      for (const [sql, text] of own) await sameRows(db, sql, text);
      await fc.assert(
        fc.asyncProperty(changes, async (list) => {
          await db.exec("truncate members, sales");
          for (const sql of list) await change(db, sql);
          for (const [sql, text] of own) await sameRows(db, sql, text);
        }),
        { numRuns: 12, seed: 7 },
      );
      await db.close();
    }
  }
});

Deno.test("a copied column is not proposed where the rows could differ", async () => {
  const join = "select s.id, m.country from sales s join members m on m.id = s.member_id";
  const cases = [
    [shopSchema({ deferrable: true }), join],
    [shopSchema({ notValid: true }), join],
    [shopSchema(), "select * from sales s join members m on m.id = s.member_id"],
    [shopSchema(), "select s.id, m from sales s join members m on m.id = s.member_id"],
    [shopSchema(), "select s.id, m.country from sales s join members m on m.id > s.member_id"],
    [
      shopSchema(),
      `select s.id, m.country from sales s
       left join members m on m.id = s.member_id and m.level = 'pro'`,
    ],
    [shopSchema(), "select m.id, s.total from members m left join sales s on s.member_id = m.id"],
    [shopSchema(), `${join} for update`],
    [shopSchema(), `${join} where exists (select 1 from members where country = m.country)`],
  ] as const;
  for (const [schema, sql] of cases) {
    for (const structure of await structuresOf(copiedColumns, schema, sql)) {
      assert.equal(await rewritten(structure, sql), undefined, sql);
    }
  }
});
