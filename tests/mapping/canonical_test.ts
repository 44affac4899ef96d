import assert from "node:assert/strict";
import fc from "fast-check";
import { openEmbedded } from "../../lib/embedded/open_embedded.ts";
import { readCatalog } from "../../lib/embedded/read_catalog.ts";
import { ddl } from "../../lib/engines/postgresql/ddl.ts";
import { toSchema } from "../../lib/mapping/to_schema.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import { arbitraryModel } from "../model/arbitrary_model.ts";

Deno.test("what toSchema() gives is what PostgreSQL has when its DDL has run", async () => {
  await using db = await openEmbedded({ extensions: ["btree_gist"] });
  await fc.assert(
    fc.asyncProperty(arbitraryModel(), async (model) => {
      const { origins: _, ...schema } = toSchema(model);
      await db.exec("begin");
      try {
        for (const statement of ddl(schema, { format: false }).statements) {
          await db.exec(statement).catch((error) => {
            throw new Error(`${error.message} in: ${statement}`);
          });
        }
        const query = async (sql: string) => (await db.query(sql)).rows;
        assert.deepEqual(await readCatalog(query, { engine: schema.engine }), schema);
      } finally {
        await db.exec("rollback");
      }
    }),
    { numRuns: Number(Deno.env.get("RUNS") ?? 60), seed: Number(Deno.env.get("SEED") ?? 7) },
  );
});

Deno.test("a discriminator of the model's own is written as the catalog writes it", async () => {
  await using db = await openEmbedded();
  for (const type of ["enum(car, Big truck, other)", "text(10)", "text"]) {
    for (const mapping of ["joined", "single"] as const) {
      for (const total of [true, false]) {
        const model = defineModel("fleet");
        model.entity("Vehicle", { id: "integer key", kind: type });
        model.entity("Car", { doors: "integer" });
        model.entity("BigTruck", { tons: "integer" });
        model.entity("Trip", { id: "integer key" });
        model.specialize("Vehicle", ["Car", "BigTruck"], { mapping, total, discriminator: "kind" });
        model.relate("Car 1 --makes--> 0..* Trip");
        const { origins: _, ...schema } = toSchema(model);
        await db.exec("begin");
        for (const statement of ddl(schema, { format: false }).statements) await db.exec(statement);
        const query = async (sql: string) => (await db.query(sql)).rows;
        assert.deepEqual(await readCatalog(query), schema);
        await db.exec("rollback");
      }
    }
  }
});
