import assert from "node:assert/strict";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { pageBytes, relationFiles, segmentPages } from "../../lib/whatif/relation_files.ts";
import { btreeChain } from "../../lib/whatif/page_images.ts";

// Everything that the lab assumes of PGlite's insides. When this fails after an upgrade, mend
// lib/whatif/relation_files.ts and page_images.ts, nothing else.
Deno.test("PGlite still lets the lab make up the lengths of relations", async () => {
  const files = relationFiles();
  await using database = await openEmbedded({ filesystem: () => files.filesystem });
  await database.exec("create table t (id bigint primary key, name text)");
  await database.exec("set ignore_checksum_failure = on; set client_min_messages = error");
  const { rows } = await database.query<{ heap: string; index: string }>(
    "select pg_relation_filepath('t') as heap, pg_relation_filepath('t_pkey') as index",
  );
  const { heap, index } = rows[0]!;
  assert.equal(files.read(heap).length, 0, "an empty table has an empty file");
  assert.equal(files.read(index).length, pageBytes, "an empty B-tree has its metapage on disk");

  const chain = btreeChain(files.read(index), 3);
  for (const pages of [1_000, segmentPages, 3 * segmentPages + 7, 500]) {
    const tuples = pages * 100;
    await database.query(
      `update pg_class set relpages = v.pages, reltuples = v.tuples
         from (values ('t'::regclass, $1::int, $2::real), ('t_pkey', $1, $2)) v (oid, pages, tuples)
        where pg_class.oid = v.oid`,
      [pages, tuples],
    );
    files.resize(heap, pages);
    files.resize(index, pages, chain);
    const plan = await explain("select * from t");
    assert.equal(plan["Plan Rows"], tuples, `${pages} pages are taken for ${tuples} rows`);
    // seq_page_cost for each page, cpu_tuple_cost for each row
    assert.ok(Math.abs(plan["Total Cost"] - (pages + tuples / 100)) < 1);
    assert.equal((await explain("select * from t where id = 5"))["Node Type"], "Index Scan");
    // A merge join asks for the ends of the index and so walks down the chain.
    await explain("select * from t a join t b using (id) order by id");
    await explain("select * from t where id > 7 order by id limit 1");
  }

  await assert.rejects(
    database.query("select * from t"),
    /I\/O error/,
    "phantom pages are not read",
  );
  await assert.rejects(database.query("create index on t (name)"), /I\/O error/);
  assert.equal((await explain("select * from t"))["Plan Rows"], 50_000, "and planning goes on");
  files.resize(heap, 0);
  assert.deepEqual((await database.query("select * from t")).rows, []);

  async function explain(
    sql: string,
  ): Promise<Record<string, number | string> & { "Total Cost": number }> {
    const { rows } = await database.query<{ "QUERY PLAN": [{ Plan: never }] }>(
      `explain (format json) ${sql}`,
    );
    return rows[0]!["QUERY PLAN"][0].Plan;
  }
});
