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
 */
export function toSchema(source: ModelSource, options: MapModelOptions = {}): Schema & Displayable {
  return displayable({ ...mapModel(source, options).schema }, drawSchema);
}

const drawSchema = async () => (await import("../display/draw_schema.ts")).drawSchema;
