import assert from "node:assert/strict";
import { ddl } from "../../../lib/engines/postgresql/ddl.ts";
import { bareTable } from "../../../lib/schema/bare_table.ts";
import { emptySchema } from "../../../lib/schema/empty_schema.ts";
import type { Schema, Table } from "../../../lib/schema/schema.ts";

/** Tables that each refer to the next, and the last to the first. */
function ring(length: number): Schema {
  const nameOf = (at: number): string => `t${String(at % length).padStart(4, "0")}`;
  const tables = Array.from({ length }, (_, at): Table => ({
    ...bareTable({ schema: "public", name: nameOf(at) }, [
      { name: "id", type: "bigint", nullable: false },
      { name: "next_id", type: "bigint", nullable: false },
    ]),
    primaryKey: { name: `${nameOf(at)}_pkey`, columns: ["id"] },
    foreignKeys: [{
      name: `${nameOf(at)}_next_fkey`,
      columns: ["next_id"],
      references: { schema: "public", name: nameOf(at + 1), columns: ["id"] },
    }],
  }));
  return { ...emptySchema(), tables };
}

Deno.test("a circle of foreign keys is cut once, whatever its length", () => {
  for (const length of [1, 2, 3, 50]) {
    const { statements } = ddl(ring(length));
    const cuts = statements.filter((statement) => statement.startsWith("ALTER TABLE"));
    assert.equal(statements.length, length + cuts.length);
    assert.equal(cuts.length, length === 1 ? 0 : 1);
  }
});

Deno.test("a chain of thousands of tables is printed, every key after what it refers to", () => {
  const { statements } = ddl(ring(5000), { format: false });
  const made = new Set<string>();
  for (const statement of statements) {
    const [, name] = /^(?:CREATE|ALTER) TABLE public\.(\w+)/.exec(statement)!;
    if (statement.startsWith("CREATE")) made.add(name!);
    const target = /REFERENCES public\.(\w+)/.exec(statement)?.[1];
    assert.ok(target === undefined || made.has(target), statement);
  }
  assert.equal(made.size, 5000);
  assert.equal(statements.filter((statement) => statement.includes("REFERENCES")).length, 5000);
});

Deno.test("the same schema gives the same bytes", () => {
  const schema = ring(20);
  assert.equal(ddl(schema).sql, ddl(JSON.parse(JSON.stringify(schema))).sql);
  assert.equal(ddl(schema).sql, `${ddl(schema).statements.join(";\n\n")};\n`);
});
