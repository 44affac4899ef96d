import assert from "node:assert/strict";
import type { PGlite } from "@electric-sql/pglite";
import { ddl } from "../lib/engines/postgresql/ddl.ts";
import { openEmbedded } from "../lib/embedded/open_embedded.ts";
import { readCatalog } from "../lib/embedded/read_catalog.ts";
import { mapModel } from "../lib/mapping/map_model.ts";
import { patternSql } from "../lib/mapping/pattern_sql.ts";
import { readModel } from "../lib/model/read_model.ts";
import { validateModel } from "../lib/model/validate_model.ts";
import { compareSchemas } from "../lib/schema/compare_schemas.ts";

for (const name of ["shop", "saas", "sensors"]) {
  Deno.test(`examples/${name}.yaml becomes a database that runs its query patterns`, async () => {
    const file = new URL(`../examples/${name}.yaml`, import.meta.url);
    const model = await readModel(await Deno.readTextFile(file), { file: name });
    assert.deepEqual(validateModel(model).findings, []);
    const { schema, findings } = mapModel(model);
    assert.deepEqual(findings, []);
    const { sql } = ddl(schema);
    await using db = await openEmbedded({ extensions: ["btree_gist"] });
    await db.exec(sql);
    for (const pattern of model.patterns) {
      await db.exec(`explain (generic_plan) ${patternSql(model, pattern, { schema })}`);
    }
    const read = await catalogOf(db);
    await using other = await openEmbedded({ extensions: ["btree_gist"] });
    await other.exec(ddl(read).sql);
    assert.deepEqual(compareSchemas(read, await catalogOf(other)), []);
  });
}

const catalogOf = (db: PGlite) => readCatalog(async (sql) => (await db.query(sql)).rows);
