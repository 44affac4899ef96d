import { mapElements, ruleEntities } from "./edit_model.ts";
import type { Attribute, Key, Model, Rule, StructuredQuery } from "./model.ts";

/** Renames an entity wherever the model speaks of it; its id stays. SQL text is left as it was. */
export function renameEntity(model: Model, from: string, to: string): Model {
  const name = (entity: string) => entity === from ? to : entity;
  let next = mapElements(model, "entities", (entity) => ({ ...entity, name: name(entity.name) }));
  next = mapElements(next, "relationships", (relationship) => ({
    ...relationship,
    ...(relationship.via === from ? { via: to } : {}),
    ends: relationship.ends.map((end) => ({ ...end, entity: name(end.entity) })),
  }));
  next = mapElements(next, "specializations", (specialization) => ({
    ...specialization,
    supertype: name(specialization.supertype),
    subtypes: specialization.subtypes.map(name),
  }));
  next = mapElements(
    next,
    "rules",
    (rule) =>
      rule.kind === "assertion"
        ? { ...rule, entities: rule.entities.map(name) }
        : { ...rule, entity: name(rule.entity) },
  );
  return mapElements(
    next,
    "patterns",
    (pattern) =>
      pattern.query === undefined
        ? pattern
        : { ...pattern, query: { ...pattern.query, entity: name(pattern.query.entity) } },
  );
}

/** Names an entity and one of its attributes. */
export interface AttributeName {
  readonly entity: string;
  readonly attribute: string;
}

/** Renames an attribute in its entity, its keys and its rules; its id stays. SQL text is left as it was. */
export function renameAttribute(
  model: Model,
  { entity: owner, attribute: from }: AttributeName,
  to: string,
): Model {
  const name = (attribute: string) => attribute === from ? to : attribute;
  const attributes = (list: readonly Attribute[]) =>
    list.map((attribute) => ({ ...attribute, name: name(attribute.name) }));
  const keys = (list: readonly Key[]) =>
    list.map((key) => ({ ...key, parts: key.parts.map(name) }));
  let next = mapElements(
    model,
    "entities",
    (entity) =>
      entity.name !== owner
        ? entity
        : { ...entity, attributes: attributes(entity.attributes), keys: keys(entity.keys) },
  );
  next = mapElements(
    next,
    "rules",
    (rule) => ruleEntities(rule)[0] === owner ? renamedIn(rule, name) : rule,
  );
  next = mapElements(
    next,
    "patterns",
    (pattern) =>
      pattern.query?.entity === owner
        ? { ...pattern, query: renamedInQuery(pattern.query, name) }
        : pattern,
  );
  return mapElements(
    next,
    "specializations",
    (specialization) =>
      specialization.supertype === owner && specialization.discriminator === from
        ? { ...specialization, discriminator: to }
        : specialization,
  );
}

function renamedInQuery(
  query: StructuredQuery,
  name: (attribute: string) => string,
): StructuredQuery {
  const { where, attributes, orderBy } = query;
  return {
    ...query,
    ...(where && {
      where: Object.fromEntries(Object.entries(where).map(([key, is]) => [name(key), is])),
    }),
    ...(attributes && { attributes: attributes.map(name) }),
    ...(orderBy && { orderBy: orderBy.map((term) => term.replace(/^\S+/, name)) }),
  };
}

function renamedIn(rule: Rule, name: (attribute: string) => string): Rule {
  switch (rule.kind) {
    case "unique":
      return { ...rule, parts: rule.parts.map(name) };
    case "exclusion": {
      const { overlaps } = rule;
      return {
        ...rule,
        equal: rule.equal.map(name),
        overlaps: typeof overlaps === "string"
          ? name(overlaps)
          : [name(overlaps[0]), name(overlaps[1])],
      };
    }
    case "dependency":
      return {
        ...rule,
        determinant: rule.determinant.map(name),
        dependent: rule.dependent.map(name),
      };
    default:
      return rule;
  }
}
