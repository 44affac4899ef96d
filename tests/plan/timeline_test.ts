import assert from "node:assert/strict";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { mapModel } from "../../lib/mapping/map_model.ts";
import { timelineFromEmpty } from "../../lib/plan/timeline.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import type { Schema } from "../../lib/schema/schema.ts";
import { example, EXAMPLES } from "./examples.ts";
import { hostileModel } from "./hostile_model.ts";

Deno.test("statements stand in phases that run from top to bottom", () => {
  const { phases } = timelineFromEmpty([
    "CREATE TYPE public.mood AS ENUM ('sad')",
    "CREATE FUNCTION public.early() RETURNS integer LANGUAGE sql AS 'select 1'",
    "CREATE TABLE public.t (a integer CHECK (public.early() > a))",
    "COMMENT ON TABLE public.t IS 'x'",
    "CREATE INDEX i ON public.t (a)",
    "CREATE TABLE public.u (a integer)",
    "ALTER TABLE public.u ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES public.t (a)",
    "CREATE TRIGGER g AFTER INSERT ON public.u FOR EACH ROW EXECUTE FUNCTION h()",
    "ALTER TABLE public.u ENABLE ROW LEVEL SECURITY",
  ]);
  assert.deepEqual(
    phases.map(({ name, steps }) => [name, steps.map(({ sql }) => sql.slice(0, 20))]),
    [
      ["Namespaces, extensions and types", ["CREATE TYPE public.m"]],
      ["Tables", ["CREATE FUNCTION publ", "CREATE TABLE public.", "CREATE TABLE public."]],
      ["Uniqueness and indexes", ["CREATE INDEX i ON pu"]],
      ["Foreign keys", ["ALTER TABLE public.u"]],
      ["Functions, triggers and views", ["CREATE TRIGGER g AFT"]],
      ["Security", ["ALTER TABLE public.u"]],
      ["Comments and settings", ["COMMENT ON TABLE pub"]],
    ],
  );
});

Deno.test("no statement is lost or doubled, and none locks anybody out", () => {
  const statements = ["SELECT 1", "CREATE TABLE a ()", "COMMENT ON TABLE a IS 'x'", "SELECT 1"];
  const steps = timelineFromEmpty(statements).phases.flatMap(({ steps }) => steps);
  assert.deepEqual(steps.map(({ sql }) => sql).sort(), statements.map((sql) => `${sql};`).sort());
  assert.ok(steps.every(({ lock, lockSeconds }) => lock === "" && lockSeconds.value === 0));
  assert.deepEqual(timelineFromEmpty([]).phases, []);
});

Deno.test("a rollback names what its step made", () => {
  const undone: Readonly<Record<string, string>> = {
    'CREATE TABLE "My ""odd"" table" (a integer)': 'DROP TABLE "My ""odd"" table";',
    "CREATE UNLOGGED TABLE a.b ()": "DROP TABLE a.b;",
    "CREATE UNIQUE INDEX i ON t (a)": "DROP INDEX i;",
    'CREATE INDEX "a.b" ON ONLY "My.schema".t USING btree (a)': 'DROP INDEX "My.schema"."a.b";',
    "CREATE MATERIALIZED VIEW v AS SELECT 1": "DROP MATERIALIZED VIEW v;",
    "CREATE OR REPLACE FUNCTION s.f(a integer) RETURNS x": "DROP FUNCTION s.f;",
    "ALTER TABLE ONLY t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u":
      "ALTER TABLE t DROP CONSTRAINT c;",
    "CREATE CONSTRAINT TRIGGER g AFTER INSERT ON s.t DEFERRABLE": "DROP TRIGGER g ON s.t;",
    "CREATE EXTENSION IF NOT EXISTS citext": "DROP EXTENSION IF EXISTS citext;",
    "CREATE POLICY p ON t USING (true)": "DROP POLICY p ON t;",
    "ALTER TABLE t FORCE ROW LEVEL SECURITY": "ALTER TABLE t NO FORCE ROW LEVEL SECURITY;",
  };
  for (const [sql, rollback] of Object.entries(undone)) {
    assert.equal(timelineFromEmpty([sql]).phases[0]!.steps[0]!.rollback, rollback, sql);
  }
  for (const kept of ["CREATE SCHEMA IF NOT EXISTS public", "COMMENT ON TABLE t IS 'x'"]) {
    assert.equal(timelineFromEmpty([kept]).phases[0]!.steps[0]!.rollback, undefined, kept);
  }
});

for (const name of [...EXAMPLES, "hostile"] as const) {
  Deno.test(`the timeline of ${name} makes what the statements make, and takes it back`, async () => {
    const model = name === "hostile" ? hostileModel() : await example(name);
    const { statements } = ddl(mapModel({ ...model, engine: "postgresql@18" }).schema);
    const { phases } = timelineFromEmpty(statements);
    const steps = phases.flatMap(({ steps }) => steps);
    assert.equal(steps.length, statements.length);

    await using plain = await openEmbedded({ extensions: ["btree_gist"] });
    await using phased = await openEmbedded({ extensions: ["btree_gist"] });
    for (const sql of statements) await run(plain, sql);
    for (const { sql } of steps) await run(phased, sql);
    const [expected, made] = [await catalog(plain), await catalog(phased)];
    assert.deepEqual(compareSchemas(expected, made), []);

    for (const { rollback } of steps.toReversed()) {
      if (rollback !== undefined) await run(phased, rollback);
    }
    const { tables, types, sequences, views, routines } = await catalog(phased);
    assert.deepEqual([tables, types, sequences, views, routines], [[], [], [], [], []]);
  });
}

type Database = Awaited<ReturnType<typeof openEmbedded>>;

async function run(database: Database, sql: string): Promise<void> {
  try {
    await database.exec(sql);
  } catch (error) {
    throw new Error(`${(error as Error).message} in ${sql}`);
  }
}

function catalog(database: Database): Promise<Schema> {
  return readCatalog(async (sql) => (await database.query(sql)).rows);
}
