import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { loadModule, parseSync } from "libpg-query";
import { locateIn, splitStatements } from "../../lib/sources/sql/split_statements.ts";

const split = (script: string): string[] => [...splitStatements(script)].map(({ text }) => text);

Deno.test("a script is split where PostgreSQL's own parser splits it", async () => {
  await loadModule();
  const sink = await readFile(new URL("../embedded/kitchen_sink.sql", import.meta.url), "utf8");
  const scripts = [
    sink,
    "select ';' ; select $$;$$; -- ;\nselect 1 /* ; /* ; */ */ ; ;; select e'\\';' ; select \"a;b\"",
    "create rule r as on insert to t do also (insert into u values (1); select 2); select 3",
    "create function f() returns int language sql begin atomic select case when true then 1 end; select 2; end; select 4",
    "create or replace procedure p() begin atomic select 1; end; select 5",
    "select 'a'\n';b'; select U&'\\0061;'; select $x$ $$;$$ $x$",
  ];
  for (const script of scripts) {
    const bytes = new TextEncoder().encode(script);
    const text = new TextDecoder();
    const { stmts = [] } = parseSync(script);
    const expected = stmts.map(({ stmt_location = 0, stmt_len }) => {
      const end = stmt_len === undefined || stmt_len === 0 ? undefined : stmt_location + stmt_len;
      return withoutComments(text.decode(bytes.slice(stmt_location, end)));
    });
    assert.deepEqual(split(script).map(withoutComments), expected);
  }
});

function withoutComments(sql: string): string {
  return sql.replace(/^(?:\s|--[^\n]*\n?|\/\*[^*]*\*\/)+/, "").trim().replace(/;$/, "").trim();
}

Deno.test("commands of psql and rows of COPY are pieces of their own", () => {
  const script = String.raw`\restrict x
\connect app
copy t (a, b) from stdin;
1	it's; "one" $$
\N	\\.
\.
select 1 \gexec
copy u from '/tmp/x';
create table v (a int);
copy w from stdin with (format csv);
`;
  assert.deepEqual(
    [...splitStatements(script)].map(({ kind, text }) => [kind, text]),
    [
      ["psql", "\\restrict x"],
      ["psql", "\\connect app"],
      ["rows", "copy t (a, b) from stdin"],
      ["statement", "select 1"],
      ["statement", "copy u from '/tmp/x'"],
      ["statement", "create table v (a int)"],
      ["rows", "copy w from stdin with (format csv)"],
    ],
  );
});

Deno.test("what is never closed ends before the next statement", () => {
  const [first, second] = [
    ...splitStatements("create table a (b text default 'x);\ncreate table c (d int);\n"),
  ];
  assert.equal(first?.text, "create table a (b text default 'x);");
  assert.equal(first?.open?.text.startsWith("'x);"), true);
  assert.equal(second?.text, "create table c (d int)");
  assert.deepEqual(split("create table a (b int;\ncreate table c (d int);"), [
    "create table a (b int",
    "create table c (d int)",
  ]);
});

Deno.test("empty scripts have no pieces, and long ones take no longer than their length", () => {
  assert.deepEqual(split(""), []);
  assert.deepEqual(split(" ;; -- nothing\n /* at all */ ;"), []);
  const statement = `insert into t values (${"'it''s', ".repeat(20)}1);\n`;
  assert.equal(split(statement.repeat(5000)).length, 5000);
});

Deno.test("offsets are found by line and column", () => {
  const locate = locateIn("ab\ncd\n\nef");
  assert.deepEqual([0, 2, 3, 6, 7, 9].map(locate), [
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
    { line: 4, column: 3 },
  ]);
});
