import { type Displayable, displayable } from "../core/displayable.ts";
import type { ModelSource } from "../model/model_builder.ts";
import type { Schema } from "../schema/schema.ts";
import { mapModel } from "./map_model.ts";
import type { MapModelOptions } from "./map_model_options.ts";

/**
 * Maps a model to the schema that holds it: many-to-many relationships, subtypes, weak entities and
 * multivalued attributes become tables, rules become constraints, and triggers where no constraint can
 * hold them. `mapModel()` gives the same schema with the decisions and findings of the way.
 *
 * @param source What is meant.
 * @param options What to do where the model leaves a choice.
 * @returns The frozen schema, with the model element that each table and column came from.
 * @throws {RangeError} When the model's engine is not known.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, toSchema } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", placedAt: "timestamptz" });
 * shop.entity("Product", { sku: "text(12) key" });
 * shop.relate("Order 0..* --contains--> 0..* Product", { via: "OrderLine" });
 *
 * const { tables } = toSchema(shop);
 * assert.deepEqual(tables.map(({ name }) => name), ["order_lines", "orders", "products"]);
 * assert.deepEqual(tables[0]!.primaryKey!.columns, ["order_id", "product_sku"]);
 * ```
 */
export function toSchema(source: ModelSource, options: MapModelOptions = {}): Schema & Displayable {
  return displayable({ ...mapModel(source, options).schema }, drawSchema);
}

const drawSchema = async () => (await import("../display/draw_schema.ts")).drawSchema;
