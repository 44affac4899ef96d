import { didYouMean } from "../core/suggest.ts";
import type { ModelEdit } from "../model/apply_model_edits.ts";
import type { Entity, Model } from "../model/model.ts";
import { modelOf, type ModelSource } from "../model/model_builder.ts";
import { snakeCase } from "../model/naming.ts";

/** A dependency that somebody says is a rule of the business. */
export interface ConfirmedDependency {
  /** The entity, by name. */
  readonly entity: string;
  /** Attributes or columns on the left side. */
  readonly determinant: readonly string[];
  /** Attributes or columns on the right side. */
  readonly dependent: readonly string[];
  /** Whether it is multivalued. Defaults to false. */
  readonly multivalued?: boolean;
  /** Why it is a rule: who said so, or what data showed it. */
  readonly reason: string;
}

/**
 * Makes a dependency a business rule of a model: an edit that adds it.
 *
 * @param source A model, or the builder of one.
 * @param dependency What holds. A column's name will do for an attribute's.
 * @throws {TypeError} When the model has no such entity, or the entity no such attribute.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { apply, confirmDependency, defineModel, normalize } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: "bigint key", zip: "text(5)", city: "text" });
 * const edit = confirmDependency(shop, {
 *   entity: "Customer", determinant: ["zip"], dependent: ["city"], reason: "The post office says so.",
 * });
 * const model = apply(shop.snapshot(), [edit]);
 * assert.equal(normalize(model).findings[0]?.code, "breaks-3nf");
 * ```
 */
export function confirmDependency(
  source: ModelSource,
  dependency: ConfirmedDependency,
): ModelEdit {
  const model = modelOf(source);
  const { reason, multivalued = false } = dependency;
  const entity = findEntity(model, dependency.entity);
  const resolve = (names: readonly string[]) => names.map((name) => partNamed(model, entity, name));
  const determinant = resolve(dependency.determinant);
  const dependent = resolve(dependency.dependent);
  const name = [entity.name, ...determinant, "determines", ...dependent]
    .map((part) => snakeCase(part)).join("_");
  return {
    on: "model",
    kind: "put-rule",
    target: name,
    value: {
      kind: "dependency",
      id: name,
      name,
      entity: entity.name,
      determinant,
      dependent,
      ...(multivalued ? { multivalued } : {}),
      origin: { text: reason },
    },
    reason,
  };
}

/** The entity of a name. @throws {TypeError} When there is none. */
export function findEntity(model: Model, name: string): Entity {
  const entity = model.entities.find((one) => one.name === name);
  if (entity) return entity;
  throw new TypeError(
    `Cannot find ${name}: no such entity${didYouMean(name, model.entities.map((one) => one.name))}`,
  );
}

// Data speaks of columns, a model of attributes and roles.
function partNamed(model: Model, entity: Entity, name: string): string {
  const roles = model.relationships.flatMap(({ ends }) =>
    ends.some((end) => end.entity === entity.name) ? ends.map((end) => end.role ?? end.entity) : []
  );
  const names = [
    ...entity.attributes.flatMap((attribute) => [
      attribute.name,
      ...(attribute.type.kind === "composite"
        ? attribute.type.parts.map((part) => `${attribute.name}.${part.name}`)
        : []),
    ]),
    ...roles,
  ];
  if (names.includes(name)) return name;
  const byColumn = entity.attributes.find(({ name: own, column }) =>
    (column ?? snakeCase(own)) === snakeCase(name)
  );
  if (byColumn) return byColumn.name;
  throw new TypeError(
    `Cannot find ${name} in ${entity.name}: no such attribute or role${didYouMean(name, names)}`,
  );
}
