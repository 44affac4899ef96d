import assert from "node:assert/strict";
import fc from "fast-check";
import type { Client } from "pg";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { lowerSchema } from "../../lib/engines/postgresql/lower_schema.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import type { Schema } from "../../lib/schema/schema.ts";
import { drawSchema } from "../schema/arbitrary_schema.ts";
import { serverOrSkip } from "../servers.ts";

for (const version of [15, 18] as const) {
  Deno.test(`any schema printed for PostgreSQL ${version} is taken there and read back`, async () => {
    await using server = await serverOrSkip(version);
    if (server === undefined) return;
    const client = await server.connect();
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const schema = drawSchema(draw);
        const engine = `postgresql@${version}`;
        const { statements } = ddl(schema, { engine });
        const expected = { ...lowerSchema(schema, version).schema, engine };
        await client.query("begin");
        try {
          for (const statement of statements) await run(client, statement);
          const back = await readCatalog(async (sql) => (await client.query(sql)).rows);
          assert.deepEqual(compareSchemas(withoutQueries(expected), withoutQueries(back)), []);
        } finally {
          await client.query("rollback");
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
}

/** Before 16 the catalog names the table of each column of a view; the statement ran as it was printed. */
function withoutQueries(schema: Schema): Schema {
  return {
    ...schema,
    views: schema.views.map((view) => ({ ...view, query: "" })),
  };
}

async function run(client: Client, statement: string): Promise<void> {
  await client.query(statement).catch((error: Error) => {
    throw new Error(`${error.message} in ${statement}`);
  });
}
