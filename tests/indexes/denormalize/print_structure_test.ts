import assert from "node:assert/strict";
import { readCatalog } from "../../../lib/embedded/read_catalog.ts";
import { copiedColumns } from "../../../lib/indexes/denormalize/copied_column.ts";
import { counters } from "../../../lib/indexes/denormalize/counter.ts";
import { generatedColumns } from "../../../lib/indexes/denormalize/generated_column.ts";
import type { FindStructures } from "../../../lib/indexes/denormalize/structure.ts";
import { summaryTables } from "../../../lib/indexes/denormalize/summary_table.ts";
import { applySchemaEdits } from "../../../lib/schema/apply_edits.ts";
import { compareSchemas } from "../../../lib/schema/compare_schemas.ts";
import type { Schema } from "../../../lib/schema/schema.ts";
import { openKept, rewritten, sameRows, structuresOf } from "./keeps.ts";
import { shopSchema } from "./shop.ts";

const CASES: readonly (readonly [find: FindStructures, sql: string])[] = [
  [copiedColumns, "select m.country, m.level from sales s join members m on m.id = s.member_id"],
  [counters, "select sum(total), avg(weight) from sales where member_id = $1 and state = 'it''s'"],
  [summaryTables, "select state, avg(total) from sales where not hidden group by state"],
  [generatedColumns, "select id from sales where total * total - 1.5 > $1"],
];

Deno.test("what the edits say is what the statements make, as the catalog tells it", async () => {
  for (const [find, sql] of CASES) {
    const schema = shopSchema();
    const [structure] = await structuresOf(find, schema, sql);
    const db = await openKept(schema, [structure!]);
    const read = await readCatalog(async (sql) => (await db.query(sql)).rows);
    const differences = compareSchemas(applySchemaEdits(schema, structure!.edits), read)
      .filter(({ kind }) => kind !== "namespace" && kind !== "extension");
    assert.deepEqual(differences, [], sql);
    for (const statement of structure!.undo) await db.exec(statement);
    const undone = await readCatalog(async (sql) => (await db.query(sql)).rows);
    assert.deepEqual(
      compareSchemas(schema, undone).filter(({ kind }) =>
        kind !== "namespace" && kind !== "extension"
      ),
      [],
      sql,
    );
    await db.close();
  }
});

Deno.test("names that need quotes, and names that are taken, do no harm", async () => {
  const shop = shopSchema();
  const text = JSON.stringify(shop).replaceAll('"members"', '"Mem\'b\\"ers"')
    .replaceAll('"country"', '"coun try"').replaceAll('"total"', '"select"');
  const base = JSON.parse(text) as Schema;
  const taken = { name: "member_coun try", type: "integer", nullable: true };
  const schema: Schema = {
    ...base,
    tables: base.tables.map((table) => ({ ...table, columns: [...table.columns, taken] })),
  };
  const members = `"Mem'b""ers"`;
  const cases = [
    [
      copiedColumns,
      `select m."coun try", s.id from sales s join ${members} m on m.id = s.member_id`,
    ],
    [
      counters,
      `select m.id, (select sum("select") from sales s where s.member_id = m.id) from ${members} m`,
    ],
    [summaryTables, `select state as "x y", sum("select") from sales group by state`],
  ] as const;
  for (const [find, sql] of cases) {
    const [structure] = await structuresOf(find, schema, sql);
    const db = await openKept(schema, [structure!], [
      `insert into ${members} (id, "coun try", level) values (1, 'd''e', 'pro')`,
      `insert into sales (id, member_id, state, "select", pieces, sold_on, hidden)
         values (1, 1, 'a', 2, 3, '2024-01-01', false)`,
    ]);
    await db.exec(`update ${members} set "coun try" = '"'; update sales set "select" = 7`);
    await sameRows(db, sql, (await rewritten(structure!, sql))!);
    for (const statement of structure!.undo) await db.exec(statement);
    await db.close();
  }
});

Deno.test("where other triggers may change rows before they are stored, none is made", async () => {
  const shop = shopSchema();
  const trigger = {
    name: "mend",
    definition:
      "CREATE TRIGGER mend BEFORE UPDATE ON public.x FOR EACH ROW EXECUTE FUNCTION mend()",
  };
  for (const name of ["members", "sales"]) {
    const tables = shop.tables.map((table) =>
      table.name === name ? { ...table, triggers: [trigger] } : table
    );
    for (const [find, sql] of CASES.slice(0, name === "sales" ? 3 : 2)) {
      assert.deepEqual(await structuresOf(find, { ...shop, tables }, sql), [], sql);
    }
  }
});
