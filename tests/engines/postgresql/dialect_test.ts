import assert from "node:assert/strict";
import { ddl } from "../../../lib/engines/postgresql/ddl.ts";
import { FEATURES } from "../../../lib/engines/postgresql/features.ts";
import { parseEngine } from "../../../lib/engines/engine.ts";
import { postgresql } from "../../../lib/engines/postgresql/postgresql.ts";
import { CASES, schemaOf, table } from "./dialect_cases.ts";

for (const { what, schema, from } of CASES) {
  Deno.test(`${what} is printed as each version takes it`, () => {
    for (const version of postgresql.versions) {
      const since = Object.keys(from).map(Number).filter((number) => number <= version).at(-1)!;
      const [finding, sql] = from[since]!;
      const printed = ddl(schema, { engine: `postgresql@${version}`, format: false });
      assert.equal(printed.sql.replaceAll("\n", ""), sql, `PostgreSQL ${version}`);
      const found = printed.findings.map(({ code }) => code);
      if (finding === undefined) assert.deepEqual(found, [], `PostgreSQL ${version}`);
      else assert.ok(found.includes(finding), `PostgreSQL ${version} reports ${found}`);
    }
  });
}

Deno.test("every feature of the language that a schema can have is in the table", () => {
  const reported = new Set(
    CASES.flatMap(({ from }) => Object.values(from).map(([finding]) => finding)),
  );
  // These are of queries, of types that every version here has, or are always printed the older way.
  const beside = [
    "multirange-types",
    "column-compression",
    "statistics-on-expressions",
    "sql-standard-bodies",
    "merge",
    "merge-returning",
    "returning-old-new",
    "any-value",
    "json-constructors",
    "json-table",
    "underscores-in-numbers",
    "storage-in-create-table",
    "set-expression",
  ];
  for (const { id, area } of FEATURES) {
    if (area !== "language" || beside.includes(id)) continue;
    assert.ok(reported.has(`without-${id}`), id);
  }
});

Deno.test("names that PostgreSQL would cut are found; names that it refuses are refused", () => {
  const long = "ü".repeat(32);
  const { findings } = ddl(schemaOf([{ ...table, name: long }]));
  assert.deepEqual(findings.map(({ code, where }) => [code, where]), [
    ["identifier-too-long", `public."${long}"`],
  ]);
  assert.throws(() => ddl(schemaOf([{ ...table, name: "" }])), RangeError);
  assert.throws(() => ddl(schemaOf([{ ...table, name: "a\0b" }])), RangeError);
});

Deno.test("an engine that is not known is refused with what there is", () => {
  assert.deepEqual(parseEngine("PostgreSQL", [postgresql]), { engine: "postgresql", version: 18 });
  assert.throws(() => parseEngine("postgrsql@16", [postgresql]), /did you mean postgresql/);
  assert.throws(() => parseEngine("postgresql@9", [postgresql]), /14, 15, 16, 17, 18/);
  assert.throws(() => parseEngine("postgresql@16x", [postgresql]), RangeError);
});
