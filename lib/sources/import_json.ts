import type { KeyConstraint, Schema, Table } from "../schema/schema.ts";
import type { ImportedSchema, SetAside } from "./import_schema.ts";

/** What `groundplan import SOURCE --json` prints: the schema, with what was set aside. */
export interface ImportJson extends Omit<Schema, "tables"> {
  /** By namespace and name; each with its columns, keys, checks and indexes. */
  readonly tables: readonly TableJson[];
  /** In the order of the source. */
  readonly setAside: readonly SetAside[];
}

/** A table as it is printed: a key that is not there is `null`, so that every table has the same fields. */
export interface TableJson extends Omit<Table, "primaryKey"> {
  /** `null` where there is none; a partition has its table's where none is listed. */
  readonly primaryKey: KeyConstraint | null;
}

/**
 * Puts an imported schema in the form that `import SOURCE --json` prints, which other programs rely on.
 *
 * @param imported What was imported.
 * @returns Plain data for `JSON.stringify`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { importJson, importSchema } from "@groundplan/groundplan";
 *
 * const { tables } = importJson(await importSchema("create table notes (line text);"));
 * assert.equal(tables[0]?.primaryKey, null);
 * ```
 */
export function importJson(
  { schema, setAside }: Pick<ImportedSchema, "schema" | "setAside">,
): ImportJson {
  return {
    ...schema,
    tables: schema.tables.map(({ schema, name, columns, primaryKey, ...rest }) => ({
      schema,
      name,
      columns,
      primaryKey: primaryKey ?? null,
      ...rest,
    })),
    setAside,
  };
}
