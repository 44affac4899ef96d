import { freeze } from "../core/freeze.ts";
import type { Schema } from "./schema.ts";

/**
 * A schema with nothing in it.
 *
 * @param engine Engine and major version.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { emptySchema } from "@groundplan/groundplan";
 *
 * assert.deepEqual(emptySchema("postgresql@18").tables, []);
 * ```
 */
export function emptySchema(engine = "postgresql@18"): Schema {
  return freeze({
    engine,
    namespaces: [],
    extensions: [],
    types: [],
    sequences: [],
    tables: [],
    views: [],
    routines: [],
  });
}
