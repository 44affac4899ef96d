// What pgbench gets says the same as what was written: both are parsed by PostgreSQL's own grammar.
import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "libpg-query";
import { pgbenchLiteral, pgbenchSql } from "../../../lib/simulate/load_tools/pgbench_sql.ts";

async function treeOf(sql: string): Promise<string> {
  return JSON.stringify(
    await parse(sql),
    (key, value) => /location$|^stmt_len$/.test(key) ? undefined : value,
  );
}

/** What pgbench would take for a variable. */
const VARIABLE = /(?<!:):(?!:)[A-Za-z_\u0080-\uffff]/;

const STATEMENTS = [
  "select * from orders where id = 5",
  "select a::text, '12:30'::time, b from t -- a comment :x\n where c = 'it''s :x' and d <> $$a:b$$",
  `select '{"a":true,"b":[1]}'::jsonb @> '{"c":false}'`,
  "select E'a\\n:b\\'c' , U&'d\\0061:e', \"odd:name\" from \"s:t\"",
  "select x[1:n], y[lo :hi] from t /* a block :z */ where b = 'two\nlines:of text'",
  "select 1 ; ",
  "select $q$ 'quoted' :name \\ back $q$, 'back\\slash:n'",
];

for (const sql of STATEMENTS) {
  Deno.test(`a script says the same as ${JSON.stringify(sql).slice(0, 50)}`, async () => {
    const text = pgbenchSql(sql, () => "");
    assert.equal(await treeOf(text), await treeOf(sql));
    assert.ok(!VARIABLE.test(text), text);
    assert.ok(!/[\r\n]/.test(text), "on one line");
    assert.ok(!text.endsWith(";"));
  });
}

Deno.test("any text is a literal that says the same and that pgbench leaves alone", async () => {
  const texts = fc.sample(
    fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.stringMatching(/^[:a\\'"\n$;-]{0,12}$/),
    ).filter((text) => !text.includes("\0") && text.isWellFormed()),
    { numRuns: 300, seed: 1 },
  );
  for (const text of texts) {
    const literal = pgbenchLiteral(text);
    assert.ok(!VARIABLE.test(literal), literal);
    const tree = JSON.stringify(await parse(`select ${literal}`));
    const value =
      JSON.parse(tree).stmts[0].stmt.SelectStmt.targetList[0].ResTarget.val.A_Const.sval;
    assert.equal(value.sval ?? "", text);
  }
  assert.throws(() => pgbenchLiteral("a\0b"), RangeError);
});

Deno.test("parameters are replaced where they are parameters", () => {
  assert.equal(
    pgbenchSql("select '$1', $1, $12 from t where a=$2", (number) => `:p${number}`),
    "select '$1', :p1, :p12 from t where a=:p2",
  );
  assert.throws(() => pgbenchSql("select 'open", () => ""), /not closed/);
});
