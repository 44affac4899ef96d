import { modelOfDeclared, type ReadSchema, type ReadSchemaOptions } from "../model_of_declared.ts";
import { parseDbml } from "./parse_dbml.ts";

/**
 * Reads a DBML file into a model: tables become entities, references relationships, enumerations types.
 * What a model cannot say (indexes, sticky notes, records, colours) is reported with its line.
 *
 * The language is that of the DBML documentation, "DBML - Full Syntax Docs" (dbml.dbdiagram.io/docs).
 *
 * @param text The file's content.
 * @returns The model, and what was not carried over.
 * @throws {SyntaxError} When the text is no DBML: with line and column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readDbml } from "@groundplan/groundplan";
 *
 * const { model } = readDbml(`
 *   Table customers { id bigint [pk, increment] }
 *   Table orders {
 *     id bigint [pk, increment]
 *     customer_id bigint [not null, ref: > customers.id]
 *   }
 * `);
 * assert.deepEqual(model.entities.map(({ name }) => name), ["Customer", "Order"]);
 * assert.equal(model.relationships[0]?.ends[1]?.min, 1);
 * ```
 */
export function readDbml(text: string, options: ReadSchemaOptions = {}): ReadSchema {
  const file = options.file ?? "schema.dbml";
  return modelOfDeclared(parseDbml(text, file), { ...options, file });
}
