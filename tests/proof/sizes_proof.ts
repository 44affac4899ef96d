// Computed sizes against those that real servers give generated tables.
import assert from "node:assert/strict";
import type pg from "pg";
import { btreeSize } from "../../lib/engines/postgresql/sizes/btree.ts";
import { ginSize } from "../../lib/engines/postgresql/sizes/gin.ts";
import { heapSize } from "../../lib/engines/postgresql/sizes/heap.ts";
import { storageOfType } from "../../lib/engines/postgresql/sizes/storage_of_type.ts";
import type { StoredColumn } from "../../lib/engines/postgresql/sizes/stored_column.ts";
import { serverOrSkip, type ServerVersion } from "../servers.ts";

const ROWS = 200_000;
const SCHEMAS = 24;

interface GeneratedColumn {
  readonly type: string;
  /** Fills it, `i` being the row's number. */
  readonly value: string;
  readonly stored: StoredColumn;
}

function random(seed: number): (below: number) => number {
  let state = seed * 2654435761 % 2 ** 32;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
}

/** Columns of a table, without NULLs for even seeds. */
function columnsOf(seed: number): readonly GeneratedColumn[] {
  const below = random(seed + 1);
  const kinds: readonly ((n: number) => GeneratedColumn)[] = [
    (n) => fixed("bigint", `i + ${n}`),
    (n) => fixed("integer", `(i + ${n}) % 100000`),
    (n) => fixed("smallint", `(i + ${n}) % 1000`),
    (n) => fixed("boolean", `i % ${2 + n % 5} = 0`),
    (n) => fixed("timestamptz", `now() + i * interval '${1 + n} s'`, "timestamp with time zone"),
    (n) => fixed("date", `date '2020-01-01' + (i + ${n}) % 2000`),
    (n) => fixed("uuid", `md5((i + ${n})::text)::uuid`),
    (n) => fixed("double precision", `i / ${n + 1.5}`),
    (n) => {
      const length = 1 + n % 60;
      return text(`rpad(i::text, ${length}, 'x')`.replace("i::text", "(i % 7)::text"), length + 1);
    },
  ];
  const columns = Array.from(
    { length: 2 + below(8) },
    () => kinds[below(kinds.length)]!(below(90)),
  );
  if (seed % 2 === 0) return columns;
  return columns.map((column, at) => {
    if (at % 2 === 0) return column;
    const every = 2 + below(8);
    return {
      ...column,
      value: `case when hashint4(i + ${at}) % ${every} <> 0 then ${column.value} end`,
      stored: { ...column.stored, nullFraction: 1 / every },
    };
  });
}

function fixed(type: string, value: string, canonical = type): GeneratedColumn {
  return { type, value, stored: storageOfType(canonical) };
}

function text(value: string, width: number): GeneratedColumn {
  return { type: "text", value, stored: { ...storageOfType("text"), width, constantWidth: true } };
}

async function pages(client: pg.Client, relation: string): Promise<number> {
  const { rows } = await client.query("select pg_relation_size($1::regclass) / 8192 as pages", [
    relation,
  ]);
  return Number(rows[0].pages);
}

/** Values out of line, by the mean and the spread of their widths in steps of 32 bytes. */
const WIDE = [[63, 200], [64, 1], [80, 20], [300, 500], [130, 60]] as const;

async function proveToast(client: pg.Client): Promise<number> {
  let worst = 0;
  for (const [least, spread] of WIDE) {
    await client.query(
      `drop table if exists w; create table w (id bigint, body text);
       alter table w alter body set storage external;
       insert into w select i, string_agg(md5((i * 400 + k)::text), '')
         from generate_series(1, 3000) i, generate_series(1, ${least} + (i * 7919) % ${spread}) k group by i`,
    );
    const widths = Array.from(
      { length: spread },
      (_, at) => [4 + 32 * (least + at), 1 / spread] as const,
    );
    const width = widths.reduce((sum, [bytes, share]) => sum + bytes * share, 0);
    const { toast } = heapSize({
      columns: [storageOfType("bigint"), { ...storageOfType("text"), width, widths }],
      rows: 3000,
    });
    const { rows: [{ heap, index }] } = await client.query(
      `select pg_relation_size(reltoastrelid) / 8192 as heap, pg_indexes_size(reltoastrelid) / 8192 as index
       from pg_class where relname = 'w'`,
    );
    const error = Math.abs(toast!.pages / Number(heap) - 1);
    worst = Math.max(worst, error);
    assert.ok(error <= 0.02, `TOAST of ${least}: ${toast!.pages} for ${heap}`);
    assert.ok(
      Math.abs(toast!.indexPages - Number(index)) <= Math.max(2, 0.02 * Number(index)),
      `index of TOAST of ${least}: ${toast!.indexPages} for ${index}`,
    );
  }
  return worst;
}

/** Arrays: rows, elements a row, elements in all, how unequal they are, and their type. */
const ARRAYS = [
  [100_000, 4, 100, 1, "int"],
  [100_000, 6, 2000, 1, "int"],
  [100_000, 3, 50_000, 1, "int"],
  [100_000, 5, 2000, 3, "int"],
  [200_000, 2, 20, 2, "int"],
  [50_000, 10, 10_000, 2, "int"],
  [100_000, 5, 5000, 1, "text"],
  [100_000, 8, 500, 2, "text"],
] as const;

async function proveGin(client: pg.Client): Promise<number> {
  let worst = 0;
  for (const [rows, each, elements, skew, type] of ARRAYS) {
    const number = `floor(${elements} * random() ^ ${skew})::int`;
    await client.query(
      `drop table if exists g; create table g (id int, tags ${type}[]);
       insert into g select i, (
         select array_agg(${type === "int" ? number : `'element ' || ${number}`})
         from generate_series(1, ${each} + 0 * i)
       ) from generate_series(1, ${rows}) i;
       create index g_tags on g using gin (tags)`,
    );
    // As much as ANALYZE knows of the elements.
    const { rows: [known] } = await client.query(
      `with e as (select element, count(distinct id)::float8 as count from g, unnest(tags) element group by 1)
       select pg_relation_size('g') / 8192 as heap, pg_relation_size('g_tags') / 8192 as pages,
         count(*) as distinct, sum(count) / ${rows} as each,
         (array_agg(count / ${rows} order by count desc))[:100] as frequencies from e`,
    );
    const { pages } = ginSize({
      rows,
      heapPages: Number(known.heap),
      elementsPerRow: known.each,
      distinct: Number(known.distinct),
      width: type === "int" ? 4 : 1 + 8 + String(elements).length,
      frequencies: known.frequencies,
    });
    const error = Math.abs(pages / Number(known.pages) - 1);
    worst = Math.max(worst, error);
    assert.ok(error <= 0.3, `GIN of ${elements} ${type}: ${pages} for ${known.pages}`);
  }
  return worst;
}

for (const version of [18, 15] satisfies ServerVersion[]) {
  Deno.test(`sizes of ${SCHEMAS} generated tables are those of PostgreSQL ${version}`, async () => {
    const server = await serverOrSkip(version);
    if (!server) return;
    await using _ = server;
    const client = await server.connect();
    let [worstNulls, worstTree] = [0, 0];
    for (let seed = 0; seed < SCHEMAS; seed++) {
      const columns = columnsOf(seed);
      const list = columns.map(({ type }, at) => `c${at} ${type}`).join(", ");
      await client.query(`create table t${seed} (${list});
        insert into t${seed} select ${columns.map(({ value }) => value).join(", ")}
          from generate_series(1, ${ROWS}) i`);
      const stored = columns.map((column) => column.stored);
      const heap = heapSize({ columns: stored, rows: ROWS });
      const actual = await pages(client, `t${seed}`);
      if (seed % 2 === 0) assert.equal(heap.pages, actual, `heap of t${seed} (${list})`);
      const error = Math.abs(heap.pages / actual - 1);
      worstNulls = Math.max(worstNulls, error);
      assert.ok(error <= 0.025, `heap of t${seed} (${list}): ${heap.pages} for ${actual}`);

      // An index on the first column: unique ones, few and many duplicates, as they fall.
      await client.query(`create index i${seed} on t${seed} (c0)`);
      const { rows: [count] } = await client.query(
        `select count(distinct c0) as distinct, count(*) - count(c0) as nulls from t${seed}`,
      );
      const tree = btreeSize({
        keys: [stored[0]!],
        rows: ROWS,
        distinct: Number(count.distinct) + (Number(count.nulls) > 0 ? 1 : 0),
        evenly: true,
      });
      const actualTree = await pages(client, `i${seed}`);
      const treeError = Math.abs(tree.pages / actualTree - 1);
      worstTree = Math.max(worstTree, treeError);
      assert.ok(
        treeError <= 0.01 || Math.abs(tree.pages - actualTree) <= 2,
        `index of t${seed} on ${
          columns[0]!.type
        }, ${count.distinct} distinct: ${tree.pages} for ${actualTree}`,
      );
    }
    const int4 = storageOfType("integer");
    const int8 = storageOfType("bigint");
    await client.query(
      `create table d as select i::bigint as id, (hashint4(i) & 2147483647) % 50 as few,
        (hashint4(i + 1) & 2147483647) % 3000 as several, (hashint4(i + 2) & 2147483647) % 90000 as many
        from generate_series(1, 1000000) i;
      create index d_few on d (few); create index d_some on d (several); create index d_many on d (many);
      create index d_two on d (several, few); create index d_include on d (id) include (few);
      create index d_loose on d (id) with (fillfactor = 70);
      create index d_whole on d (few) with (deduplicate_items = off)`,
    );
    const trees: readonly (readonly [string, number])[] = [
      ["d_few", btreeSize({ keys: [int4], rows: 1e6, distinct: 50 }).pages],
      ["d_some", btreeSize({ keys: [int4], rows: 1e6, distinct: 3000 }).pages],
      ["d_many", btreeSize({ keys: [int4], rows: 1e6, distinct: 90_000 }).pages],
      [
        "d_two",
        btreeSize({ keys: [{ ...int4, distinct: 3000 }, int4], rows: 1e6, distinct: 150_000 })
          .pages,
      ],
      ["d_include", btreeSize({ keys: [int8], include: [int4], rows: 1e6 }).pages],
      ["d_loose", btreeSize({ keys: [int8], rows: 1e6, fillfactor: 70 }).pages],
      [
        "d_whole",
        btreeSize({ keys: [int4], rows: 1e6, distinct: 50, deduplicateItems: false }).pages,
      ],
    ];
    for (const [name, computed] of trees) {
      const actual = await pages(client, name);
      worstTree = Math.max(worstTree, Math.abs(computed / actual - 1));
      assert.ok(Math.abs(computed / actual - 1) <= 0.01, `${name}: ${computed} for ${actual}`);
    }
    const worstToast = await proveToast(client);
    const worstGin = await proveGin(client);
    console.log(JSON.stringify({ version, worstNulls, worstTree, worstToast, worstGin }));
  });
}
