import type { Model } from "../model.ts";
import type { ValidationRule } from "./validation_rule.ts";

function supertypesOf({ specializations }: Model, entity: string): readonly string[] {
  return specializations.filter(({ subtypes }) => subtypes.includes(entity))
    .map(({ supertype }) => supertype);
}

/** The way from an entity up to itself, if there is one. */
function circle(model: Model, start: string): readonly string[] | undefined {
  const walk = (entity: string, path: readonly string[]): readonly string[] | undefined => {
    for (const supertype of supertypesOf(model, entity)) {
      if (supertype === start) return [...path, entity, start];
      if (path.includes(supertype)) continue;
      const found = walk(supertype, [...path, entity]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(start, []);
}

/** Subtypes that cannot be. */
export const subtypeRules: readonly ValidationRule[] = [
  {
    code: "circular-subtypes",
    severity: "error",
    why: "An entity cannot be a special case of itself.",
    *check(model) {
      for (const { name } of model.entities) {
        const path = circle(model, name);
        if (!path || path.toSorted()[0] !== name) continue;
        yield {
          where: name,
          what: `${path.join(" is a kind of ")}`,
          fix: "Drop one of these subtype links",
        };
      }
    },
  },
  {
    code: "several-supertypes",
    severity: "warning",
    why:
      "Its rows must exist in every supertype's table under the same key, which only a shared key allows.",
    *check(model) {
      for (const { name } of model.entities) {
        const supertypes = [...new Set(supertypesOf(model, name))];
        if (supertypes.length < 2) continue;
        yield {
          where: name,
          what: `${name} is a subtype of ${supertypes.join(" and of ")}`,
          fix: "Make one of them a relationship",
        };
      }
    },
  },
  {
    code: "unknown-discriminator",
    severity: "error",
    why: "Nothing would say of which subtype a row is.",
    *check({ specializations, entities }) {
      for (const { id, supertype, discriminator } of specializations) {
        const entity = entities.find(({ name }) => name === supertype);
        if (discriminator === undefined || !entity) continue;
        if (entity.attributes.some(({ name }) => name === discriminator)) continue;
        yield {
          where: id,
          what: `The discriminator ${discriminator} is no attribute of ${supertype}`,
          fix: `Add the attribute to ${supertype}, or leave the discriminator out to have one made`,
        };
      }
    },
  },
];
