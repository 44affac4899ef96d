// Computed sizes against those that real servers give generated tables.
import assert from "node:assert/strict";
import type pg from "pg";
import { btreeSize } from "../../lib/engines/postgresql/sizes/btree.ts";
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
      create table w (id bigint, body text); alter table w alter body set storage external;
      insert into w select i, string_agg(md5((i * 400 + k)::text), '')
        from generate_series(1, 3000) i, generate_series(1, 63 + i % 200) k group by i`,
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
    ];
    for (const [name, computed] of trees) {
      const actual = await pages(client, name);
      worstTree = Math.max(worstTree, Math.abs(computed / actual - 1));
      assert.ok(Math.abs(computed / actual - 1) <= 0.01, `${name}: ${computed} for ${actual}`);
    }
    const widths = Array.from({ length: 200 }, (_, at) => [4 + 32 * (63 + at), 1 / 200] as const);
    const wide = heapSize({
      columns: [int8, { ...storageOfType("text"), width: 4 + 32 * 162.5, widths }],
      rows: 3000,
    });
    const { rows: [toast] } = await client.query(
      "select pg_relation_size(reltoastrelid) / 8192 as pages from pg_class where relname = 'w'",
    );
    const toastError = Math.abs(wide.toast!.pages / Number(toast.pages) - 1);
    assert.ok(toastError <= 0.02, `TOAST: ${wide.toast!.pages} for ${toast.pages}`);
    console.log(JSON.stringify({ version, worstNulls, worstTree, toastError }));
  });
}
