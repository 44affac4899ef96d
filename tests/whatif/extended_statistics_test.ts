import assert from "node:assert/strict";
import type { PGlite } from "@electric-sql/pglite";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { readStatistics } from "../../lib/statistics/read_statistics.ts";
import {
  extendedStatisticsCasts,
  fakeExtendedStatistics,
} from "../../lib/whatif/extended_statistics.ts";
import { labSchema } from "../../lib/whatif/lab_schema.ts";

const DDL = `
  create table t (a int, b text, c text, d timestamp, e timestamp);
  create statistics plain on a, b, c from t;
  create statistics mixed on a, (d - e), b from t;
  create statistics expression on (e - d) from t;`;

async function contents(database: PGlite): Promise<unknown> {
  const lists = await database.query("select * from pg_stats_ext order by statistics_name");
  const expressions = await database.query(
    "select * from pg_stats_ext_exprs order by statistics_name, expr",
  );
  assert.equal(lists.rows.length, 3);
  assert.equal(expressions.rows.length, 2);
  return [lists.rows, expressions.rows];
}

Deno.test("extended statistics that are copied are those that ANALYZE gathered", async () => {
  await using measured = await openEmbedded();
  await measured.exec(`${DDL}
    insert into t select (i ^ 0.5)::int % 20, case when i % 20 = 3 then null else 'x' || i % 20 end,
      'y' || (i ^ 0.7)::int % 5, '2024-01-01'::timestamp + i * interval '1 hour',
      '2024-01-01'::timestamp + (i % 9) * interval '2 hour' from generate_series(1, 1000) i;
    analyze t`);
  const statistics = await readStatistics(measured);

  await using lab = await openEmbedded();
  await lab.exec(`${DDL} create schema ${labSchema}; ${extendedStatisticsCasts}`);
  for (const extended of statistics.tables[0]!.extended) {
    assert.equal(await fakeExtendedStatistics(lab, extended), true);
  }
  assert.deepEqual(await contents(lab), await contents(measured));

  const unknown = { ...statistics.tables[0]!.extended[0]!, name: "other" };
  assert.equal(await fakeExtendedStatistics(lab, unknown), false);
});
