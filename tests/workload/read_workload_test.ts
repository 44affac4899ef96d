import assert from "node:assert/strict";
import { readStatements, readStatementsCsv } from "../../lib/workload/read_workload.ts";

Deno.test("a file of statements is read, and what is no query is set aside with its line", async () => {
  const { patterns, setAside } = await readStatements(`-- name: one
select 1; -- the rest of a line
\\timing on
-- name: quoted; with a semicolon
select 'a;b', $$c;d$$, "e;f" from t where x = $1;
create table t (x int);
select from where;
/* a comment; only */
`);
  assert.deepEqual(patterns.map(({ name, sql }) => [name, sql]), [
    ["one", "select 1"],
    ["quoted; with a semicolon", "select 'a;b', $$c;d$$, \"e;f\" from t where x = $1"],
  ]);
  assert.deepEqual(setAside.map(({ line, why }) => [line, why.slice(0, 12)]), [
    [6, "Cannot plan "],
    [7, "Cannot parse"],
  ]);
});

Deno.test("pg_stat_statements as CSV gives rates and times", async () => {
  const csv =
    'userid,query,calls,mean_exec_time\n10,"select ""a"" from t\nwhere b = $1",7200,0.25\n' +
    "10,select 2,36,1\n10,vacuum t,1,5\n";
  const { patterns, setAside } = await readStatementsCsv(csv, 3600);
  assert.deepEqual(
    patterns.map(({ sql, rate, measuredSeconds }) => ({ sql, rate, measuredSeconds })),
    [
      { sql: 'select "a" from t\nwhere b = $1', rate: 2, measuredSeconds: 0.00025 },
      { sql: "select 2", rate: 0.01, measuredSeconds: 0.001 },
    ],
  );
  assert.equal(setAside.length, 1);
  assert.throws(() => readStatementsCsv("a,b\n1,2", 60), /no column query/);
});
