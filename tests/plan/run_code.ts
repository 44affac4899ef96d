import { t } from "../../lib/model/attribute_builder.ts";
import { defineModel } from "../../lib/model/define_model.ts";
import type { Model } from "../../lib/model/model.ts";
import { variableOf } from "../../lib/plan/code.ts";

/** Runs statements of a model as code, on a builder that goes on from it. */
export function runCode(model: Model, code: string): Model {
  const builder = defineModel(model.name, { from: model });
  new Function(variableOf(model), "t", code)(builder, t);
  return builder.snapshot();
}
