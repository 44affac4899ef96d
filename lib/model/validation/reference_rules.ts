import { didYouMean } from "../../core/suggest.ts";
import type { AttributeType } from "../attribute_type.ts";
import { relationshipPath } from "../compare_models.ts";
import { ruleEntities } from "../edit_model.ts";
import type { Model, Rule } from "../model.ts";
import type { ValidationRule, Violation } from "./validation_rule.ts";

function* unknown(where: string, name: string, known: readonly string[]): Iterable<Violation> {
  if (known.includes(name)) return;
  yield {
    where,
    what: `${where} speaks of ${JSON.stringify(name)}, which the model does not have`,
    fix: `Name an element that there is${didYouMean(name, known)}`,
  };
}

/** The attributes of an entity, and the roles by which it refers to others: what its keys may be made of. */
export function partsOf(model: Model, entity: string): readonly string[] {
  const supertypes = model.specializations.filter(({ subtypes }) => subtypes.includes(entity));
  const own = model.entities.find(({ name }) => name === entity)?.attributes ?? [];
  return [
    ...own.flatMap(({ name, type }) => [
      name,
      ...(type.kind === "composite" ? type.parts.map((part) => `${name}.${part.name}`) : []),
    ]),
    ...model.relationships.flatMap(({ ends, via }) =>
      ends.flatMap((end, at) =>
        via === entity || ends.some((other, place) => place !== at && other.entity === entity)
          ? [end.role ?? end.entity, end.entity]
          : []
      )
    ),
    ...supertypes.filter(({ supertype }) => supertype !== entity).flatMap(({ supertype }) =>
      model.entities.find(({ name }) => name === supertype)?.attributes.map(({ name }) => name) ??
        []
    ),
  ];
}

const isExpression = (part: string) => part.startsWith("(");

function ruleParts(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case "unique":
      return rule.parts.filter((part) => !isExpression(part));
    case "exclusion":
      return [...rule.equal, ...[rule.overlaps].flat().filter((part) => !isExpression(part))];
    case "dependency":
      return [...rule.determinant, ...rule.dependent];
    default:
      return [];
  }
}

function domainsIn(type: AttributeType): readonly string[] {
  switch (type.kind) {
    case "domain":
      return [type.name];
    case "array":
      return domainsIn(type.of);
    case "composite":
      return type.parts.flatMap((part) => domainsIn(part.type));
    default:
      return [];
  }
}

/** Names of things that are not there. */
export const referenceRules: readonly ValidationRule[] = [
  {
    code: "unknown-entity",
    severity: "error",
    why: "Nothing can be made of a part of the model that speaks of an entity which is not there.",
    *check(model) {
      const known = model.entities.map(({ name }) => name);
      for (const relationship of model.relationships) {
        for (const { entity } of relationship.ends) {
          yield* unknown(relationshipPath(relationship), entity, known);
        }
      }
      for (const { id, supertype, subtypes } of model.specializations) {
        for (const name of [supertype, ...subtypes]) yield* unknown(id, name, known);
      }
      for (const rule of model.rules) {
        for (const name of ruleEntities(rule)) yield* unknown(rule.name, name, known);
      }
      for (const { name, query } of model.patterns) {
        if (query) yield* unknown(name, query.entity, known);
      }
    },
  },
  {
    code: "unknown-attribute",
    severity: "error",
    why: "The rule cannot be held by the database if what it speaks of is not there.",
    *check(model) {
      for (const rule of model.rules) {
        const [entity] = ruleEntities(rule);
        if (!model.entities.some(({ name }) => name === entity)) continue;
        const known = partsOf(model, entity!);
        for (const part of ruleParts(rule)) yield* unknown(rule.name, part, known);
      }
    },
  },
  {
    code: "unknown-key-part",
    severity: "error",
    why: "A key that names what is not there identifies nothing.",
    *check(model) {
      for (const { name, keys } of model.entities) {
        const known = partsOf(model, name);
        for (const { parts } of keys) {
          for (const part of parts) yield* unknown(`${name} (${parts.join(", ")})`, part, known);
        }
      }
    },
  },
  {
    code: "unknown-domain",
    severity: "error",
    why: "An attribute without a type cannot be stored.",
    *check(model) {
      const known = model.domains.map(({ name }) => name);
      const typed = [
        ...model.domains.map(({ name, type }) => ({ path: name, type })),
        ...[...model.entities, ...model.relationships].flatMap((owner) =>
          owner.attributes.map(({ name, type }) => ({
            path: `${"name" in owner ? owner.name : relationshipPath(owner)}.${name}`,
            type,
          }))
        ),
      ];
      for (const { path, type } of typed) {
        for (const domain of domainsIn(type)) yield* unknown(path, domain, known);
      }
    },
  },
];
