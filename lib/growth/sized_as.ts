import type { Model } from "../model/model.ts";

/** A model as sizes are computed for it: they are PostgreSQL's, whatever the engine is. */
export function sizedAs(model: Model): Model {
  return /^postgres/i.test(model.engine) ? model : { ...model, engine: "postgresql" };
}
