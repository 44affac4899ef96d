/**
 * Finds elements by the names that people use: the ones of today, and those before a rename.
 *
 * @module
 */
import { didYouMean } from "../core/suggest.ts";
import { dropElements, dropEntity, putElement } from "./edit_model.ts";
import { renameAttribute, renameEntity } from "./rename_elements.ts";
import { assertName } from "./known_keys.ts";
import type { Entity, Model } from "./model.ts";

/** A model with the names that its elements had before. */
export interface NamedModel {
  readonly model: Model;
  /** Former names of entities and attributes (`Customer.email`, by the entity's id), with those of today. */
  readonly former: Readonly<Record<string, string>>;
}

/** The former names that a model itself remembers: an element's id is its first name. */
export function formerNames(model: Model): Readonly<Record<string, string>> {
  const names = model.entities.flatMap((entity) => [
    ...(entity.id === entity.name ? [] : [[entity.id, entity.name] as const]),
    ...entity.attributes.filter(({ id, name }) => id !== name)
      .map(({ id, name }) => [`${entity.id}.${id}`, name] as const),
  ]);
  return Object.fromEntries(names);
}

/** The entity of a name, or of a former one. */
export function findEntity({ model, former }: NamedModel, name: string): Entity | undefined {
  const named = (wanted: string) => model.entities.find((entity) => entity.name === wanted);
  return named(name) ?? (Object.hasOwn(former, name) ? named(former[name]!) : undefined);
}

/**
 * The entity of a name, or of a former one.
 *
 * @param verb What it is needed for, for the error message: `relate Customer to Order`.
 * @throws {TypeError} When there is none.
 */
export function findNamedEntity(names: NamedModel, name: string, verb: string): Entity {
  assertName(name, "an entity");
  const entity = findEntity(names, name);
  if (entity) return entity;
  const known = names.model.entities.map(({ name }) => name);
  throw new TypeError(`Cannot ${verb}: no entity ${name}${didYouMean(name, known)}`);
}

interface AttributePath {
  readonly entity: Entity;
  readonly attribute: string;
}

function findAttribute(names: NamedModel, path: string): AttributePath | undefined {
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const entity = findEntity(names, path.slice(0, dot));
    const name = path.slice(dot + 1);
    if (!entity) continue;
    const has = (wanted: string) =>
      entity.attributes.some((attribute) => attribute.name === wanted);
    const former = names.former[`${entity.id}.${name}`];
    if (has(name)) return { entity, attribute: name };
    if (former !== undefined && has(former)) return { entity, attribute: former };
    throw new TypeError(
      `Cannot find ${path}: ${entity.name} has no attribute ${name}${
        didYouMean(name, entity.attributes.map((attribute) => attribute.name))
      }`,
    );
  }
  return undefined;
}

const NAMED = ["rules", "domains", "patterns"] as const;

/**
 * Renames what a path names: an entity, an attribute, a rule, a domain or a query pattern.
 *
 * @throws {TypeError} When there is no such element, or another has the new name.
 */
export function renamePath(names: NamedModel, path: string, to: string): NamedModel {
  const { model, former } = names;
  const entity = findEntity(names, path);
  if (entity) {
    assertFree(path, to, model.entities.some((other) => other.name === to && other !== entity));
    return {
      model: renameEntity(model, entity.name, to),
      former: forward(former, { scope: "", names: [entity.id, entity.name] }, to),
    };
  }
  const found = findAttribute(names, path);
  if (!found) return { model: renameElement(model, path, to), former };
  const { entity: owner, attribute } = found;
  const { id } = owner.attributes.find(({ name }) => name === attribute)!;
  assertFree(path, to, attribute !== to && owner.attributes.some(({ name }) => name === to));
  return {
    model: renameAttribute(model, { entity: owner.name, attribute }, to),
    former: forward(former, { scope: `${owner.id}.`, names: [id, attribute] }, to),
  };
}

function assertFree(path: string, to: string, taken: boolean): void {
  if (taken) throw new TypeError(`Cannot rename ${path} to ${to}: there is another ${to}`);
}

function renameElement(model: Model, path: string, to: string): Model {
  for (const list of NAMED) {
    const element = model[list].find(({ name }) => name === path);
    if (!element) continue;
    assertFree(path, to, path !== to && model[list].some(({ name }) => name === to));
    const without = dropElements(model, list, (other) => other === element);
    return putElement(without, list, { ...element, name: to });
  }
  throw noSuchElement(model, path, "rename");
}

interface Renamed {
  /** What precedes the names of the same owner: the entity's id and a dot, or nothing. */
  readonly scope: string;
  readonly names: readonly string[];
}

// Every name that led to the element before, through any number of renames, leads to it still.
function forward(
  former: NamedModel["former"],
  { scope, names }: Renamed,
  to: string,
): NamedModel["former"] {
  const inScope = (path: string) => scope === "" ? !path.includes(".") : path.startsWith(scope);
  const moved = Object.entries(former).map(([path, now]) =>
    [path, inScope(path) && names.includes(now) ? to : now] as const
  );
  return Object.fromEntries([...moved, ...names.map((name) => [`${scope}${name}`, to] as const)]);
}

/**
 * Leaves out what a path names: an entity with all that hangs on it, an attribute, or another element.
 *
 * @throws {TypeError} When there is no such element.
 */
export function dropPath(names: NamedModel, path: string): Model {
  const { model } = names;
  const entity = findEntity(names, path);
  if (entity) return dropEntity(model, entity.name);
  const found = findAttribute(names, path);
  if (found) return withoutAttribute(model, found);
  for (const list of [...NAMED, "relationships", "specializations"] as const) {
    const next = dropElements(
      model,
      list,
      (element) => element.id === path || ("name" in element && element.name === path),
    );
    if (next !== model) return next;
  }
  const next = dropElements(model, "decisions", ({ about }) => about === path);
  if (next === model) throw noSuchElement(model, path, "drop");
  return next;
}

function withoutAttribute(model: Model, { entity, attribute: dropped }: AttributePath): Model {
  return putElement(model, "entities", {
    ...entity,
    attributes: entity.attributes.filter(({ name }) => name !== dropped),
    keys: entity.keys.filter(({ parts }) => !parts.includes(dropped)),
  });
}

function noSuchElement(model: Model, path: string, verb: string): TypeError {
  const paths = [
    ...model.entities.flatMap(({ name, attributes }) => [
      name,
      ...attributes.map((attribute) => `${name}.${attribute.name}`),
    ]),
    ...model.relationships.map(({ id }) => id),
    ...NAMED.flatMap((list) => model[list].map(({ name }) => name)),
  ];
  return new TypeError(
    `Cannot ${verb} ${path}: there is no such element${didYouMean(path, paths)}`,
  );
}
