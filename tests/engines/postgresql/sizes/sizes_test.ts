import assert from "node:assert/strict";
import type { PGlite } from "@electric-sql/pglite";
import { openEmbedded } from "../../../../lib/embedded/open_embedded.ts";
import { btreeSize } from "../../../../lib/engines/postgresql/sizes/btree.ts";
import { ginSize } from "../../../../lib/engines/postgresql/sizes/gin.ts";
import { heapSize } from "../../../../lib/engines/postgresql/sizes/heap.ts";
import {
  brinSize,
  gistSize,
  hashSize,
} from "../../../../lib/engines/postgresql/sizes/other_indexes.ts";
import { storageOfType } from "../../../../lib/engines/postgresql/sizes/storage_of_type.ts";

const int4 = storageOfType("integer");
const int8 = storageOfType("bigint");
const uuid = storageOfType("uuid");

async function pagesOf(database: PGlite, relation: string): Promise<number> {
  const { rows } = await database.query<{ pages: number }>(
    "select (pg_relation_size($1::regclass) / 8192)::int as pages",
    [relation],
  );
  return rows[0]!.pages;
}

function near(computed: number, actual: number, share: number, what: string): void {
  const error = computed / actual - 1;
  assert.ok(
    Math.abs(error) <= share || Math.abs(computed - actual) <= 1,
    `${what}: ${computed} pages computed, ${actual} measured (${(100 * error).toFixed(1)} %)`,
  );
}

Deno.test("B-trees have the published number of pages", () => {
  const text36 = { ...storageOfType("text"), width: 37, constantWidth: true };
  const pairs: readonly (readonly [number, number])[] = [
    [btreeSize({ keys: [int4], rows: 1e6, unique: true }).pages, 2745],
    [btreeSize({ keys: [int8], rows: 1e6, unique: true, fillfactor: 70 }).pages, 3537],
    [btreeSize({ keys: [uuid], rows: 5e5, unique: true }).pages, 1928],
    [btreeSize({ keys: [{ ...int8, distinct: 5e5 }, int4], rows: 5e5, unique: true }).pages, 1925],
    [btreeSize({ keys: [text36], rows: 5e5, unique: true }).pages, 3607],
  ];
  for (const [computed, published] of pairs) assert.equal(computed, published);
});

Deno.test("types are stored as the catalog says", async () => {
  await using database = await openEmbedded();
  const { rows } = await database.query<{ type: string; length: number; alignment: string }>(
    `select format_type(oid, null) as type, typlen as length, typalign as alignment from pg_type
      where typtype in ('b', 'r') and typnamespace = 'pg_catalog'::regnamespace and typcategory <> 'Z'`,
  );
  const ALIGNMENTS: Readonly<Record<string, number>> = { c: 1, s: 2, i: 4, d: 8 };
  let known = 0;
  for (const { type, length, alignment } of rows) {
    const storage = storageOfType(type);
    const element = storageOfType(type.replace("[]", ""));
    if (element.width === 64 && element.length < 0) continue; // not in the table
    known++;
    assert.equal(storage.length, length, `length of ${type}`);
    if (type !== "character[]") {
      assert.equal(storage.alignment, ALIGNMENTS[alignment], `alignment of ${type}`);
    }
  }
  assert.ok(known > 80, `${known} types are known`);
});

Deno.test("types of users are stored by what they are made of", () => {
  const resolve = (name: string) => ({ mood: "enum", price: "numeric(12,2)" })[name];
  assert.equal(storageOfType("mood", resolve).length, 4);
  assert.equal(storageOfType("price", resolve).width, storageOfType("numeric(12,2)").width);
  assert.equal(storageOfType("public.address").alignment, 8);
});

Deno.test("tables and indexes of small counts have the sizes that PostgreSQL gives them", async () => {
  await using database = await openEmbedded();
  await database.exec(`
    create table plain (a bigint, b int, c timestamptz, d uuid);
    insert into plain select i, i % 700, now(), gen_random_uuid() from generate_series(1, 30000) i;
    create index plain_b on plain (b);
    create unique index plain_d on plain (d);
    create index plain_a_include on plain (a) include (b);
    create index plain_hash on plain using hash (a);
    create index plain_brin on plain using brin (a) with (pages_per_range = 4);
    create table filled (a bigint, b int) with (fillfactor = 70);
    insert into filled select i, i from generate_series(1, 30000) i;
    create table holes (a bigint, b int, c text, d bigint);
    insert into holes select i, case when i % 3 = 0 then i end,
      case when i % 4 > 0 then repeat('x', 5 + (i * 7919 % 40)) end, i from generate_series(1, 30000) i;
    create table wide (id bigint, body text);
    alter table wide alter body set storage external;
    insert into wide select i, repeat(md5(i::text), 200) from generate_series(1, 2000) i;
    create table tags (labels text[]);
    insert into tags select array['tag' || i % 500, 'tag' || (i * 7) % 500] from generate_series(1, 30000) i;
    create index tags_gin on tags using gin (labels);
    create table spans (at daterange);
    insert into spans select daterange(date '2020-01-01' + i % 3000, date '2020-01-02' + i % 3000 + i % 20)
      from generate_series(1, 30000) i;
    create index spans_gist on spans using gist (at);`);
  const time = storageOfType("timestamp with time zone");
  const text = storageOfType("text");

  const plain = heapSize({ columns: [int8, int4, time, uuid], rows: 30_000 });
  assert.equal(plain.pages, await pagesOf(database, "plain"), "a heap without NULLs is exact");
  assert.equal(plain.figure.tag, "exact");
  const filled = heapSize({ columns: [int8, int4], rows: 30_000, fillfactor: 70 });
  assert.equal(filled.pages, await pagesOf(database, "filled"));

  const holes = heapSize({
    columns: [
      int8,
      { ...int4, nullFraction: 2 / 3 },
      { ...text, nullFraction: 1 / 4, width: 25.5 },
      int8,
    ],
    rows: 30_000,
  });
  near(holes.pages, await pagesOf(database, "holes"), 0.025, "a heap with NULLs");

  const wide = heapSize({
    columns: [int8, { ...text, width: 6404, constantWidth: true }],
    rows: 2000,
  });
  const { rows: [toast] } = await database.query<{ pages: number; index: number }>(
    `select (pg_relation_size(reltoastrelid) / 8192)::int as pages,
            (pg_indexes_size(reltoastrelid) / 8192)::int as index
       from pg_class where relname = 'wide'`,
  );
  assert.equal(wide.pages, await pagesOf(database, "wide"));
  near(wide.toast!.pages, toast!.pages, 0.02, "TOAST");
  near(wide.toast!.indexPages, toast!.index, 0.05, "the index of TOAST");

  near(
    btreeSize({ keys: [int4], rows: 3e4, distinct: 700 }).pages,
    await pagesOf(database, "plain_b"),
    0.01,
    "duplicates",
  );
  near(
    btreeSize({ keys: [uuid], rows: 3e4, unique: true }).pages,
    await pagesOf(database, "plain_d"),
    0.01,
    "uuid",
  );
  near(
    btreeSize({ keys: [int8], include: [int4], rows: 3e4 }).pages,
    await pagesOf(database, "plain_a_include"),
    0.01,
    "INCLUDE",
  );
  near(hashSize({ rows: 3e4 }).pages, await pagesOf(database, "plain_hash"), 0.15, "hash");
  near(
    brinSize({ heapPages: plain.pages, pagesPerRange: 4, keys: [int8] }).pages,
    await pagesOf(database, "plain_brin"),
    0.1,
    "BRIN",
  );
  const tags = await pagesOf(database, "tags");
  near(
    ginSize({ rows: 3e4, heapPages: tags, elementsPerRow: 2, distinct: 500, width: 7 }).pages,
    await pagesOf(database, "tags_gin"),
    0.3,
    "GIN",
  );
  near(
    gistSize({ rows: 3e4, keys: [{ ...storageOfType("daterange"), width: 14 }] }).pages,
    await pagesOf(database, "spans_gist"),
    0.3,
    "GiST",
  );
});

Deno.test("sizes of nothing, of negative counts and of 10^15 rows", () => {
  assert.equal(heapSize({ columns: [int8], rows: 0 }).pages, 0);
  assert.equal(btreeSize({ keys: [int8], rows: 0 }).pages, 1, "an empty index has its metapage");
  assert.throws(() => heapSize({ columns: [int8], rows: -1 }), RangeError);
  assert.throws(() => btreeSize({ keys: [int8], rows: NaN }), RangeError);
  assert.ok(heapSize({ columns: [int8], rows: 1e15 }).bytes > 3e16);
  assert.ok(btreeSize({ keys: [int8], rows: 1e15, distinct: 1e6 }).bytes > 5e15);
  assert.ok(hashSize({ rows: 1e15 }).pages > 1e12);
});
