/**
 * Changes a model, one verb a function: pure, `(model, element) → model`. A model that would not change
 * is returned as it is. Elements stand sorted by name, so that the order of edits leaves no trace.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { compareText } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import type {
  AccessPattern,
  Decision,
  Domain,
  Entity,
  Model,
  Relationship,
  Rule,
  Specialization,
} from "./model.ts";

/** The lists of a model. */
export interface ModelElements {
  /** The entities. */
  readonly entities: Entity;
  /** The relationships. */
  readonly relationships: Relationship;
  /** The subtypes. */
  readonly specializations: Specialization;
  /** The named types. */
  readonly domains: Domain;
  /** The rules. */
  readonly rules: Rule;
  /** The query patterns. */
  readonly patterns: AccessPattern;
  /** The choices with their reasons. */
  readonly decisions: Decision;
}

/** The lists of a model, by name. */
export type ModelList = keyof ModelElements;

/** What tells the elements of each list apart, and what they are sorted by. */
const IDENTITIES: { readonly [List in ModelList]: (element: ModelElements[List]) => string } = {
  entities: ({ name }) => name,
  relationships: relationshipKey,
  specializations: ({ supertype, subtypes }) => [supertype, ...subtypes].join("\n"),
  domains: ({ name }) => name,
  rules: ({ name, ...rule }) => [ruleEntities(rule as Rule)[0] ?? "", name].join("\n"),
  patterns: ({ name }) => name,
  decisions: ({ about }) => about,
};

/** What tells relationships apart: their ends, roles and verb. */
export function relationshipKey(
  { ends, verb }: Pick<Relationship, "ends" | "verb">,
): string {
  return [
    ...ends.map(({ entity, role }) => role === undefined ? entity : `${entity} as ${role}`),
    verb,
  ]
    .join("\n");
}

/** The entities that a rule speaks of. */
export function ruleEntities(rule: Rule): readonly string[] {
  return rule.kind === "assertion" ? rule.entities : [rule.entity];
}

/** Adds an element, or replaces the one that stands for the same. */
export function putElement<List extends ModelList>(
  model: Model,
  list: List,
  element: ModelElements[List],
): Model {
  const identity = IDENTITIES[list];
  const key = identity(element);
  const elements = model[list] as unknown as readonly ModelElements[List][];
  const old = elements.find((other) => identity(other) === key);
  if (old !== undefined && isDeepStrictEqual(old, element)) return model;
  const others = elements.filter((other) => other !== old);
  const at = others.findIndex((other) => compareText(key, identity(other)) < 0);
  const next = others.toSpliced(at < 0 ? others.length : at, 0, freeze(inOrder(element)));
  return freeze({ ...model, [list]: next });
}

/** Adds many elements at once: the same as `putElement()` one by one, in a fraction of the time. */
export function putElements<List extends ModelList>(
  model: Model,
  list: List,
  elements: readonly ModelElements[List][],
): Model {
  const identity = IDENTITIES[list];
  const known = model[list] as unknown as readonly ModelElements[List][];
  const all = new Map(known.map((element) => [identity(element), element]));
  for (const element of elements) all.set(identity(element), freeze(inOrder(element)));
  const sorted = [...all].sort(([a], [b]) => compareText(a, b)).map(([, element]) => element);
  return freeze({ ...model, [list]: sorted });
}

const FIRST_FIELDS = [
  "id",
  "name",
  "about",
  "kind",
  "description",
  "verb",
  "ends",
  "entity",
  "entities",
];

// The words of a statement may come in any order; what they wrote must not show it.
function inOrder<T extends object>(element: T): T {
  const rank = (field: string) => {
    const at = FIRST_FIELDS.indexOf(field);
    return at < 0 ? FIRST_FIELDS.length : at;
  };
  const fields = Object.entries(element).map(([field, value]) =>
    [field, field === "volume" ? inOrder(value) : value] as const
  );
  fields.sort(([a], [b]) => rank(a) - rank(b) || compareText(a, b));
  return Object.fromEntries(fields) as T;
}

/** Leaves out the elements that a test names. */
export function dropElements<List extends ModelList>(
  model: Model,
  list: List,
  test: (element: ModelElements[List]) => boolean,
): Model {
  const elements = model[list] as unknown as readonly ModelElements[List][];
  const next = elements.filter((element) => !test(element));
  return next.length === elements.length ? model : freeze({ ...model, [list]: next });
}

/** Leaves out an entity with its relationships, subtypes and rules. */
export function dropEntity(model: Model, name: string): Model {
  let next = dropElements(model, "entities", (entity) => entity.name === name);
  next = dropElements(
    next,
    "relationships",
    ({ ends }) => ends.some(({ entity }) => entity === name),
  );
  next = dropElements(next, "rules", (rule) => ruleEntities(rule).includes(name));
  next = mapElements(next, "specializations", (specialization) => ({
    ...specialization,
    subtypes: specialization.subtypes.filter((subtype) => subtype !== name),
  }));
  return dropElements(
    next,
    "specializations",
    ({ supertype, subtypes }) => supertype === name || subtypes.length === 0,
  );
}

/** Changes every element of a list. */
export function mapElements<List extends ModelList>(
  model: Model,
  list: List,
  change: (element: ModelElements[List]) => ModelElements[List],
): Model {
  const elements = model[list] as unknown as readonly ModelElements[List][];
  const identity = IDENTITIES[list];
  const next = elements.map(change).sort((a, b) => compareText(identity(a), identity(b)));
  return isDeepStrictEqual(next, elements) ? model : freeze({ ...model, [list]: next });
}

/** An empty model. */
export function emptyModel(
  name: string,
  options: Partial<Pick<Model, "engine" | "naming">> = {},
): Model {
  return freeze({
    name,
    engine: options.engine ?? "postgresql@18",
    naming: options.naming ?? { style: "snake", plural: true, schema: "public" },
    entities: [],
    relationships: [],
    specializations: [],
    domains: [],
    rules: [],
    patterns: [],
    decisions: [],
  });
}
