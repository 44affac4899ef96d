import type { Edit } from "../core/edit.ts";
import { didYouMean } from "../core/suggest.ts";
import { putElement } from "./edit_model.ts";
import type {
  AccessPattern,
  Attribute,
  Decision,
  Domain,
  Entity,
  Model,
  Relationship,
  Rule,
  Specialization,
} from "./model.ts";
import { dropPath, findNamedEntity, formerNames, renamePath } from "./model_paths.ts";

/** What each kind of edit of a model carries. */
export interface ModelEditValues {
  /** An entity, whole. */
  readonly "put-entity": Entity;
  /** An attribute of the entity that the target names. */
  readonly "put-attribute": Attribute;
  /** A relationship. */
  readonly "put-relationship": Relationship;
  /** Subtypes. */
  readonly "put-subtypes": Specialization;
  /** A domain. */
  readonly "put-domain": Domain;
  /** A rule. */
  readonly "put-rule": Rule;
  /** A query pattern. */
  readonly "put-pattern": AccessPattern;
  /** A decision. */
  readonly "decide": Decision;
  /** The new name of what the target names. */
  readonly "rename": string;
  /** Nothing: what the target names is dropped. */
  readonly "drop": undefined;
}

/** The kinds of edits of a model. */
export type ModelEditKind = keyof ModelEditValues;

/** One change of a model. */
export type ModelEdit = {
  [Kind in ModelEditKind]: Edit<Kind, ModelEditValues[Kind]> & { readonly on: "model" };
}[ModelEditKind];

type Apply<Kind extends ModelEditKind> = (
  model: Model,
  target: string,
  value: ModelEditValues[Kind],
) => Model;

const named = (model: Model) => ({ model, former: formerNames(model) });

const APPLY: { readonly [Kind in ModelEditKind]: Apply<Kind> } = {
  "put-entity": (model, _, entity) => putElement(model, "entities", entity),
  "put-attribute": putAttribute,
  "put-relationship": (model, _, relationship) => putElement(model, "relationships", relationship),
  "put-subtypes": (model, _, subtypes) => putElement(model, "specializations", subtypes),
  "put-domain": (model, _, domain) => putElement(model, "domains", domain),
  "put-rule": (model, _, rule) => putElement(model, "rules", rule),
  "put-pattern": (model, _, pattern) => putElement(model, "patterns", pattern),
  "decide": (model, _, decision) => putElement(model, "decisions", decision),
  "rename": (model, target, to) => renamePath(named(model), target, to).model,
  "drop": (model, target) => dropPath(named(model), target),
};

function putAttribute(model: Model, target: string, attribute: Attribute): Model {
  const entity = findNamedEntity(named(model), target, `put an attribute into ${target}`);
  const at = entity.attributes.findIndex(({ id }) => id === attribute.id);
  const attributes = at < 0
    ? [...entity.attributes, attribute]
    : entity.attributes.toSpliced(at, 1, attribute);
  return putElement(model, "entities", { ...entity, attributes });
}

/**
 * A model with edits applied, the first one first.
 *
 * @throws {TypeError} When an edit is of an unknown kind, or speaks of what the model does not have.
 */
export function applyModelEdits(model: Model, edits: readonly Edit[]): Model {
  return edits.reduce((next, { on, kind, target, value }) => {
    const apply = Object.hasOwn(APPLY, kind) ? APPLY[kind as ModelEditKind] : undefined;
    if (on !== "model" || !apply) {
      throw new TypeError(
        `Cannot apply ${kind} to ${target}: it is no edit of a model${
          didYouMean(kind, Object.keys(APPLY))
        }`,
      );
    }
    return (apply as (model: Model, target: string, value: unknown) => Model)(next, target, value);
  }, model);
}
