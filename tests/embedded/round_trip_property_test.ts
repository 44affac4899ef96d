import assert from "node:assert/strict";
import fc from "fast-check";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { compareSchemas } from "../../lib/schema/compare_schemas.ts";
import { drawSchema } from "../schema/arbitrary_schema.ts";

Deno.test("any schema is printed, run and read back as it was", async () => {
  await using db = await openEmbedded();
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.boolean(), async (draw, format) => {
      const schema = drawSchema(draw);
      const { statements, findings } = ddl(schema, { format });
      assert.deepEqual(findings, []);
      await db.exec("begin");
      try {
        for (const statement of statements) {
          await db.exec(statement).catch((error) => {
            throw new Error(`${error.message} in ${statement}`);
          });
        }
        const back = await readCatalog(async (sql) => (await db.query(sql)).rows);
        assert.deepEqual(compareSchemas(schema, back), []);
        assert.deepEqual(JSON.parse(JSON.stringify(back)), schema);
      } finally {
        await db.exec("rollback");
      }
    }),
    // Shrinking would run hundreds of schemas: the seed of the failure is enough to find it again.
    { numRuns: Number(Deno.env.get("RUNS") ?? 30), endOnFailure: true },
  );
});
