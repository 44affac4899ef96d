import { ruleEntities } from "../model/edit_model.ts";
import type { Model, Specialization } from "../model/model.ts";

/**
 * Leaves out what cannot be mapped, so that the rest of a model can be looked at before all is right:
 * whatever names an entity that is not there, relationships of fewer than two ends, and specializations
 * that make an entity a subtype of itself. `validateModel()` reports each of them as an error.
 *
 * @param model The model.
 * @returns The part that can be mapped.
 */
export function soundPart(model: Model): Model {
  const names = new Set(model.entities.map((entity) => entity.name));
  const known = (wanted: readonly string[]): boolean => wanted.every((name) => names.has(name));
  const complete = model.specializations.filter((one) => known([one.supertype, ...one.subtypes]));
  return {
    ...model,
    relationships: model.relationships.filter(({ ends }) =>
      ends.length > 1 && known(ends.map((end) => end.entity))
    ),
    specializations: complete.filter((one) =>
      !one.subtypes.some((name) => isAbove(complete, name, one.supertype))
    ),
    rules: model.rules.filter((rule) => known(ruleEntities(rule))),
  };
}

/** Whether one entity is the other or is above it in the specializations. */
function isAbove(all: readonly Specialization[], upper: string, lower: string): boolean {
  const seen = new Set<string>();
  const waiting = [lower];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name === upper) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...all.filter((one) => one.subtypes.includes(name!)).map((one) => one.supertype));
  }
  return false;
}
