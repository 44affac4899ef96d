import assert from "node:assert/strict";
import fc from "fast-check";
import { generatedColumns } from "../../../lib/indexes/denormalize/generated_column.ts";
import { changes } from "./changes.ts";
import { change, openKept, rewritten, sameRows, structuresOf } from "./keeps.ts";
import { shopSchema } from "./shop.ts";

const QUERIES = [
  "select id, total from sales where total * total > $1 order by total * total, id",
  "select s.id, m.id as member, s.total * s.total from sales s left join members m on m.id = s.member_id where 4 < s.total * s.total",
  "select id from sales where 2 * total - total * 1.5 + 1 <= $1",
] as const;

Deno.test("a generated column gives what its expression gives, whatever is changed", async () => {
  const schema = shopSchema();
  for (const sql of QUERIES) {
    const [structure] = await structuresOf(generatedColumns, schema, sql);
    assert.ok(structure, sql);
    const text = (await rewritten(structure, sql))!;
    assert.match(text, /total_computed/);
    const db = await openKept(schema, [structure]);
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        for (const one of list) await change(db, one);
        await sameRows(db, sql, text, sql.includes("$1") ? [3] : []);
        await db.exec("truncate members, sales");
      }),
      { numRuns: 8, seed: 2 },
    );
    await db.close();
  }
});

Deno.test("what a session may read another way, or what may overflow, is not computed", async () => {
  for (
    const sql of [
      "select id from sales where pieces * pieces > 4",
      "select id from sales where total / 3 > 4",
      "select id from sales where total > 4",
      "select id from sales where total * $1 > 4",
      "select id from sales s join members m on m.id = s.member_id where s.total * m.points > 4",
      "select * from sales where round(total) > 4",
    ]
  ) {
    const found = await structuresOf(generatedColumns, shopSchema(), sql);
    assert.deepEqual(found.map(({ title }) => title), [], sql);
  }
});
