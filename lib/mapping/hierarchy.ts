import type { Entity, Model, Specialization } from "../model/model.ts";

/**
 * How a specialization is mapped: as the model says, but joined instead of concrete where other tables
 * need the supertype to have a table of its own.
 */
export function effectiveMapping(
  model: Model,
  specialization: Specialization,
): Specialization["mapping"] {
  if (specialization.mapping !== "concrete") return specialization.mapping;
  const needsTable = model.specializations.some((other) =>
    other.mapping !== "concrete" && other.subtypes.includes(specialization.supertype) ||
    other.mapping === "joined" && other.supertype === specialization.supertype
  );
  return needsTable ? "joined" : "concrete";
}

/** The specializations of a supertype that are mapped in one way. */
export function specializationsOf(
  model: Model,
  supertype: string,
  mapping: Specialization["mapping"],
): readonly Specialization[] {
  return model.specializations.filter((one) =>
    one.supertype === supertype && effectiveMapping(model, one) === mapping
  );
}

/** The specialization that decides where a subtype's rows are: the first that names it. */
export function homeSpecialization(model: Model, entity: string): Specialization | undefined {
  const naming = model.specializations.filter((one) => one.subtypes.includes(entity));
  return naming.find((one) => effectiveMapping(model, one) === "single") ??
    naming.find((one) => effectiveMapping(model, one) === "concrete") ?? naming[0];
}

/** The supertypes whose attributes an entity's own table holds, the farthest first. */
export function concreteAncestors(model: Model, entity: string): readonly string[] {
  const above = homeSpecialization(model, entity);
  if (!above || effectiveMapping(model, above) !== "concrete") return [];
  return [...concreteAncestors(model, above.supertype), above.supertype];
}

/** Whether an entity has a table of its own. */
export function hasTable(model: Model, entity: Entity): boolean {
  const home = homeSpecialization(model, entity.name);
  if (home && effectiveMapping(model, home) === "single") return false;
  const concrete = specializationsOf(model, entity.name, "concrete");
  return concrete.length === 0 || !concrete.some((one) => one.total);
}
