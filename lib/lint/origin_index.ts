import type { Attribute, Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import type { LintContext } from "./rule.ts";

/** Finds the entity of a table and the attribute of a column by the origins that the mapping noted. */
export function originIndex(
  { origins = {} }: Schema,
  model: Model | undefined,
): Pick<LintContext, "entityOf" | "attributeOf"> {
  const entities = new Map(model?.entities.map((entity) => [entity.id, entity]));
  const attributes = new Map<string, Attribute>();
  for (const owner of [...model?.entities ?? [], ...model?.relationships ?? []]) {
    for (const attribute of owner.attributes) {
      attributes.set(`${owner.id}.${attribute.id}`, attribute);
    }
  }
  const origin = (path: string) => Object.hasOwn(origins, path) ? origins[path]! : "";
  return {
    entityOf: ({ schema, name }) => entities.get(origin(`${schema}.${name}`)),
    attributeOf: ({ schema, name }, column) =>
      attributes.get(origin(`${schema}.${name}.${column.name}`)),
  };
}
