import type { Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import { recognizeModel, type RecognizeModelOptions } from "./recognize_model.ts";

/**
 * Makes a model of a schema: tables become entities, foreign keys relationships, tables between others
 * relationships of many to many, constraints keys and rules. What a model has no word for is kept in
 * `model.attached` by kind and path, so that `toSchema(toModel(schema))` equals the schema.
 * `recognizeModel()` gives the same model with what the schema seems to mean beside.
 *
 * @param schema The schema, as read from a catalog.
 * @param options What to call the model.
 * @returns The frozen model.
 * @throws {RangeError} When the schema's engine is not known.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, equalSchemas, toModel, toSchema } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: "bigint identity key" });
 * shop.entity("Order", { id: "bigint identity key" });
 * shop.relate("Customer 1 --places--> 0..* Order");
 * const schema = toSchema(shop);
 * const model = toModel(schema);
 *
 * assert.deepEqual(model.relationships[0]!.ends.map(({ entity }) => entity), ["Customer", "Order"]);
 * assert.ok(equalSchemas(toSchema(model), schema));
 * ```
 */
export function toModel(schema: Schema, options: RecognizeModelOptions = {}): Model {
  return recognizeModel(schema, options).model;
}
