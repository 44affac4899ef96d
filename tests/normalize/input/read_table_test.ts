import assert from "node:assert/strict";
import { join } from "node:path";
import { parseJsonLines, readTable, tableFromObjects } from "@groundplan/groundplan";

async function withFile<T>(
  name: string,
  content: string | Uint8Array,
  use: (path: string) => Promise<T>,
) {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, name);
    await Deno.writeFile(
      path,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
    return await use(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const ROWS: readonly (readonly [file: string, content: string])[] = [
  ["t.csv", "id,city\n1,Ulm\n2,\n"],
  ["t.tsv", "id\tcity\n1\tUlm\n2\t\n"],
  ["t.jsonl", '{"id":"1","city":"Ulm"}\n{"id":"2"}\n'],
  ["t.json", '[{"id":"1","city":"Ulm"},{"id":"2","city":null}]'],
];

for (const [file, content] of ROWS) {
  Deno.test(`${file} reads as two rows with one missing value`, async () => {
    const { columns, rows } = await withFile(file, content, (path) => readTable(path));
    assert.equal(rows, 2);
    assert.deepEqual(columns.map(({ name }) => name), ["id", "city"]);
    assert.deepEqual(columns.map(({ nulls }) => nulls), [0, 1]);
    assert.deepEqual(columns[0]?.values, ["1", "2"]);
  });
}

Deno.test("a binary file is refused with the line", async () => {
  const bytes = new Uint8Array([97, 44, 98, 10, 1, 0, 2, 10]);
  await assert.rejects(withFile("t.csv", bytes, (path) => readTable(path)), {
    name: "SyntaxError",
    message: "Cannot read t.csv: it is not text; line 2 holds a zero byte",
  });
});

Deno.test("text in another encoding is refused with the line", async () => {
  const bytes = new Uint8Array([97, 44, 98, 10, 49, 44, 0xe9, 10]);
  await assert.rejects(withFile("t.csv", bytes, (path) => readTable(path)), {
    name: "SyntaxError",
    message: "Cannot read t.csv: line 2 is not UTF-8 text; save the file as UTF-8",
  });
});

Deno.test("UTF-16 with a byte order mark is read", async () => {
  const units = Uint16Array.from("\uFEFFa,b\nü,2\n", (one) => one.charCodeAt(0));
  const { columns } = await withFile(
    "t.csv",
    new Uint8Array(units.buffer),
    (path) => readTable(path),
  );
  assert.deepEqual(columns.map(({ name, values }) => [name, values[0]]), [["a", "ü"], ["b", "2"]]);
});

Deno.test("JSON that does not read is refused with the line", async () => {
  assert.throws(() => parseJsonLines('{"a":1}\n{"a":\n'), {
    name: "SyntaxError",
    message: /line 2 is not JSON/,
  });
  assert.throws(() => parseJsonLines('{"a":1}\n[1]\n'), {
    name: "SyntaxError",
    message: /line 2 is JSON, but not/,
  });
  assert.throws(() => parseJsonLines("\n"), { name: "SyntaxError", message: /no columns/ });
  await assert.rejects(withFile("t.json", "{}", (path) => readTable(path)), SyntaxError);
});

Deno.test("values of different types differ, and equal contents are equal", () => {
  const { columns } = tableFromObjects([
    { a: 1, b: { x: 1, y: 2 } },
    { a: "1", b: { y: 2, x: 1 } },
    { a: true, b: [1] },
    { a: 1n, b: ["1"] },
  ]);
  assert.deepEqual([...columns[0]!.codes], [0, 1, 2, 3]);
  assert.deepEqual([...columns[1]!.codes], [0, 0, 1, 2]);
  assert.throws(() => tableFromObjects([[1]] as never), TypeError);
});

Deno.test("a Parquet file reads with its missing values", async () => {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const folder = await Deno.makeTempDir();
  const path = join(folder, "it's.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(
      `copy (select i as id, case when i % 2 = 0 then i / 4 end as part, [i % 3] as list
        from range(5000) r(i)) to '${path.replaceAll("'", "''")}' (format parquet)`,
    );
    const { columns, rows } = await readTable(path);
    assert.equal(rows, 5000);
    assert.deepEqual(columns.map(({ name, nulls }) => [name, nulls]), [
      ["id", 0],
      ["part", 2500],
      ["list", 0],
    ]);
    assert.deepEqual(columns[2]?.values, ["[0]", "[1]", "[2]"]);
    await Deno.writeTextFile(join(folder, "bad.parquet"), "not parquet at all");
    await assert.rejects(readTable(join(folder, "bad.parquet")), SyntaxError);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await Deno.remove(folder, { recursive: true });
  }
});
