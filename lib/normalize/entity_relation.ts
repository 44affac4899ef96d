import { freeze } from "../core/freeze.ts";
import { toOne } from "../mapping/orientation.ts";
import type { Attribute, DependencyRule, Entity, Model, Relationship } from "../model/model.ts";
import type { FunctionalDependency, Relation } from "./relation.ts";

/** An entity as a relation, with what its attributes stand for in the model. */
export interface EntityRelation {
  readonly entity: Entity;
  readonly relation: Relation;
  /** The relationships by which the entity refers to others, by role. */
  readonly roles: ReadonlyMap<string, Relationship>;
  /** The dependencies that somebody declared. */
  readonly rules: readonly DependencyRule[];
}

/**
 * Reads an entity as a relation. Its attributes are those that hold one value, the parts of composite ones,
 * and the roles by which it refers to other entities, a subtype's supertype among them. Keys and declared
 * dependencies are its dependencies; a subtype without a key of its own has its supertype's.
 */
export function entityRelation(model: Model, entity: Entity): EntityRelation {
  const roles = rolesOf(model, entity);
  const own = entity.attributes.filter(({ multiValued, derived }) => !multiValued && !derived)
    .flatMap(partNames);
  const supertypes = supertypesOf(model, entity).filter((name) => !roles.has(name));
  const attributes = [...own, ...roles.keys(), ...supertypes];
  const canonical = (part: string): string => {
    if (attributes.includes(part)) return part;
    const role = [...roles.keys()].find((name) => name.toLowerCase() === part.toLowerCase());
    return role ?? aliasOf(roles, part) ?? part;
  };
  const expand = (parts: readonly string[]): string[] =>
    parts.flatMap((part) => {
      const name = canonical(part);
      return attributes.includes(name)
        ? [name]
        : attributes.filter((one) => one.startsWith(`${name}.`));
    });
  const rules = model.rules.filter((rule): rule is DependencyRule =>
    rule.kind === "dependency" && rule.entity === entity.name
  );
  const dependencies = rules.map((rule) => ({
    multivalued: rule.multivalued === true,
    determinant: expand(rule.determinant),
    dependent: expand(rule.dependent),
  }));
  const inherited = entity.keys.length === 0 ? supertypes.slice(0, 1).map((name) => [name]) : [];
  const keys = [...keysOf(model, entity), ...inherited].map(expand)
    .filter((parts) => parts.length > 0)
    .map((determinant): FunctionalDependency => ({
      determinant,
      dependent: attributes.filter((name) => !determinant.includes(name)),
    }));
  const pick = (multivalued: boolean) =>
    dependencies.filter((one) => one.multivalued === multivalued)
      .map(({ determinant, dependent }) => ({ determinant, dependent }));
  const relation: Relation = freeze({
    name: entity.name,
    attributes,
    functional: [...keys, ...pick(false)],
    multivalued: pick(true),
    join: [],
    repeating: entity.attributes.filter(({ type }) => type.kind === "array").map(({ name }) =>
      name
    ),
  });
  return { entity, relation, roles, rules };
}

function partNames({ name, type }: Attribute): string[] {
  return type.kind === "composite" ? type.parts.map((part) => `${name}.${part.name}`) : [name];
}

function supertypesOf(model: Model, { name }: Entity): string[] {
  return model.specializations.flatMap(({ supertype, subtypes }) =>
    subtypes.includes(name) && supertype !== name ? [supertype] : []
  );
}

function rolesOf(model: Model, entity: Entity): Map<string, Relationship> {
  const roles = new Map<string, Relationship>();
  const taken = new Set(entity.attributes.map(({ name }) => name));
  for (const relationship of model.relationships) {
    const edge = toOne(relationship);
    if (edge?.many.entity !== entity.name) continue;
    const role = edge.one.role ?? edge.one.entity;
    if (!taken.has(role)) roles.set(role, relationship);
  }
  return roles;
}

function aliasOf(roles: ReadonlyMap<string, Relationship>, part: string): string | undefined {
  return [...roles].find(([, relationship]) => toOne(relationship)?.one.entity === part)?.[0];
}

// A unique rule identifies rows only where it holds for all of them and none of its parts may be missing.
function keysOf(model: Model, entity: Entity): (readonly string[])[] {
  const optional = new Set(
    entity.attributes.filter((attribute) => attribute.optional).map(({ name }) => name),
  );
  const rules = model.rules.flatMap((rule) =>
    rule.kind === "unique" && rule.entity === entity.name && rule.when === undefined &&
      !rule.parts.some((part) => part.startsWith("("))
      ? [rule.parts]
      : []
  );
  return [
    ...entity.keys.filter(({ primary }) => primary).map(({ parts }) => parts),
    ...[...entity.keys.filter(({ primary }) => !primary).map(({ parts }) => parts), ...rules]
      .filter((parts) => !parts.some((part) => optional.has(part))),
  ];
}
