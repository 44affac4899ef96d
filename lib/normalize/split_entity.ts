import { toOne } from "../mapping/orientation.ts";
import type { ModelEdit } from "../model/apply_model_edits.ts";
import { relationshipPath } from "../model/compare_models.ts";
import type { Attribute, DependencyRule, Entity, Model, Relationship } from "../model/model.ts";
import { columnName, pascalCase, wordsOf } from "../model/naming.ts";
import type { Decomposition, Part } from "./decomposition.ts";
import type { EntityRelation } from "./entity_relation.ts";

/** How an entity would be split, or why nobody can say it in the model's words. */
export type SplitEntity =
  | { readonly edits: readonly ModelEdit[] }
  | { readonly obstacle: string };

/**
 * Writes a decomposition as edits. The part that holds the primary key stays the entity; each other part
 * becomes an entity that this one refers to. Where a part is all about an entity that is referred to
 * already, its attributes move there.
 */
export function splitEntity(
  model: Model,
  source: EntityRelation,
  { parts }: Decomposition,
): SplitEntity {
  const { entity } = source;
  const primary = entity.keys.find((key) => key.primary)?.parts ?? parts[0]?.keys[0] ?? [];
  const core = parts.find(({ attributes }) => primary.every((part) => attributes.includes(part)));
  if (!core) return { obstacle: `no part holds the primary key (${primary.join(", ")})` };
  const others = parts.filter((part) => part !== core);
  const composite = others.flatMap(({ attributes }) => attributes).find((name) =>
    name.includes(".")
  );
  if (composite !== undefined) {
    return { obstacle: `${composite} is part of a composite attribute, which is split first` };
  }
  const state: State = {
    model,
    source,
    core,
    drafts: new Map([[core, entity]]),
    edits: [],
    taken: new Set(model.entities.map(({ name }) => name)),
    homes: new Map([[core, entity.name]]),
    open: openRules(source, parts),
  };
  for (const part of others) movePart(state, part);
  for (const part of state.drafts.keys()) {
    for (const other of state.drafts.keys()) if (part !== core) refer(state, other, part);
  }
  return { edits: [...draftedEntities(state), ...state.edits, ...finishEntity(state, others)] };
}

// Rules that a key of their part does not hold: those stay rules, of the entity that the part becomes.
function openRules({ rules }: EntityRelation, parts: readonly Part[]): Map<DependencyRule, Part> {
  return new Map(rules.flatMap((rule) => {
    const part = parts.find(({ attributes }) =>
      [...rule.determinant, ...rule.dependent].every((one) => attributes.includes(one))
    );
    const held = part?.keys.some((key) => key.every((one) => rule.determinant.includes(one)));
    return part && !held ? [[rule, part] as const] : [];
  }));
}

interface State {
  readonly model: Model;
  readonly source: EntityRelation;
  readonly core: Part;
  /** The entities that parts become, as far as they are written. */
  readonly drafts: Map<Part, Entity>;
  readonly edits: ModelEdit[];
  readonly taken: Set<string>;
  /** The name of the entity that each part becomes. */
  readonly homes: Map<Part, string>;
  readonly open: ReadonlyMap<DependencyRule, Part>;
}

function movePart(state: State, part: Part): void {
  const [determinant = []] = part.keys;
  const target = referredEntity(state, determinant);
  if (target) moveToReferred(state, part, determinant, target);
  else addEntity(state, part, determinant);
}

function referredEntity(
  { model, source }: State,
  determinant: readonly string[],
): Entity | undefined {
  const [role, ...more] = determinant;
  const relationship = more.length === 0 ? source.roles.get(role!) : undefined;
  const name = relationship && toOne(relationship)?.one.entity;
  return model.entities.find((entity) => entity.name === name);
}

function moveToReferred(
  state: State,
  part: Part,
  determinant: readonly string[],
  target: Entity,
): void {
  state.homes.set(part, target.name);
  const moved = part.attributes.filter((name) => !determinant.includes(name));
  for (const name of moved) {
    const attribute = attributeOf(state.source.entity, name);
    if (!attribute || target.attributes.some((own) => own.name === name)) continue;
    state.edits.push({
      on: "model",
      kind: "put-attribute",
      target: target.name,
      value: attribute,
      reason: `${name} depends on ${target.name} alone: it is a fact about ${target.name}`,
    });
  }
}

function addEntity(state: State, part: Part, determinant: readonly string[]): void {
  const { source } = state;
  const name = freshName(state, determinant);
  state.homes.set(part, name);
  const attributes = part.attributes.flatMap((one) => attributeOf(source.entity, one) ?? []);
  state.drafts.set(part, {
    id: name,
    name,
    ...(source.entity.group === undefined ? {} : { group: source.entity.group }),
    attributes: attributes.map((attribute) => withoutOptional(attribute, determinant)),
    keys: part.keys.map((parts, at) => ({ primary: at === 0, parts })),
    volume: {},
    origin: { text: `Split off ${source.entity.name} by normalization` },
  });
  for (const role of part.attributes) {
    const relationship = source.roles.get(role);
    if (relationship) keepReference(state, relationship, name, determinant.includes(role));
  }
}

function draftedEntities({ drafts, core, source }: State): ModelEdit[] {
  return [...drafts].filter(([part]) => part !== core).map(([part, value]): ModelEdit => {
    const [key = []] = part.keys;
    const rest = part.attributes.filter((one) => !key.includes(one));
    return {
      on: "model",
      kind: "put-entity",
      target: value.name,
      value,
      reason: `${key.join(", ")} determines ${rest.join(", ")}: told once for each, not in every ` +
        `row of ${source.entity.name}`,
    };
  });
}

// The new entity refers to what its attributes referred to.
function keepReference(
  { edits, source }: State,
  relationship: Relationship,
  name: string,
  identifying: boolean,
): void {
  const ends = relationship.ends.map((end) =>
    end.entity === source.entity.name ? { ...end, entity: name } : end
  );
  const { id: _, identifying: __, ...rest } = relationship;
  edits.push({
    on: "model",
    kind: "put-relationship",
    target: relationshipPath({ ...relationship, ends }),
    value: {
      ...rest,
      id: relationshipPath({ ...relationship, ends }),
      ends,
      ...(identifying ? { identifying } : {}),
    },
    reason: `${name} is about it`,
  });
}

// An entity that holds the key of a new one refers to it by the columns that it has.
function refer(state: State, from: Part, to: Part): void {
  const { source, edits, drafts, model } = state;
  const [determinant = []] = to.keys;
  if (from === to || !determinant.every((one) => from.attributes.includes(one))) return;
  const own = determinant.map((one) => attributeOf(source.entity, one));
  const entity = drafts.get(from)!;
  const { name } = drafts.get(to)!;
  const primary = entity.keys.find((key) => key.primary)?.parts ?? [];
  const shared = determinant.filter((one) => primary.includes(one));
  const spoken = [...state.open].some(([rule, part]) =>
    part === from &&
    determinant.some((one) => rule.determinant.includes(one) || rule.dependent.includes(one))
  );
  const partly = shared.length > 0 && shared.length < determinant.length;
  if (spoken || partly || own.some((attribute) => attribute === undefined)) return;
  const ends = [
    {
      entity: name,
      min: own.some((attribute) => attribute!.optional) ? 0 : 1,
      max: 1,
      columns: own.map((attribute) => columnName(attribute!, model.naming)),
    },
    { entity: entity.name, min: 0, max: "*" as const },
  ];
  const path = relationshipPath({ verb: "determines", ends });
  edits.push({
    on: "model",
    kind: "put-relationship",
    target: path,
    value: {
      id: path,
      verb: "determines",
      ends,
      ...(shared.length > 0 ? { identifying: true } : {}),
      attributes: [],
    },
    reason: `each row of ${entity.name} still says its ${determinant.join(", ")}`,
  });
  drafts.set(from, {
    ...entity,
    attributes: entity.attributes.filter((one) => !determinant.includes(one.name)),
    keys: entity.keys.map((key) =>
      determinant.every((one) => key.parts.includes(one))
        ? { ...key, parts: replaceParts(key.parts, determinant, name) }
        : key
    ),
  });
}

function replaceParts(
  parts: readonly string[],
  determinant: readonly string[],
  name: string,
): string[] {
  return parts.flatMap((part) =>
    part === determinant[0] ? [name] : determinant.includes(part) ? [] : [part]
  );
}

function finishEntity(state: State, others: readonly Part[]): ModelEdit[] {
  const { source, core } = state;
  const entity = state.drafts.get(core)!;
  const gone = new Set(
    others.flatMap(({ attributes }) => attributes).filter((one) => !core.attributes.includes(one)),
  );
  const left: Entity = {
    ...entity,
    attributes: entity.attributes.filter(({ name }) => !gone.has(name)),
    keys: entity.keys.filter(({ parts }) => !parts.some((part) => gone.has(part))),
  };
  const references = [...source.roles].filter(([role]) => gone.has(role));
  const settled = source.rules.filter((rule) => state.open.get(rule) !== core);
  const moved = [...state.open].filter(([, part]) => part !== core);
  return [
    {
      on: "model",
      kind: "put-entity",
      target: entity.name,
      value: left,
      reason: `${[...gone].join(", ")} moved to where ${
        gone.size === 1 ? "it is" : "they are"
      } told once`,
    },
    ...references.map(([role, { id }]): ModelEdit => ({
      on: "model",
      kind: "drop",
      target: id,
      value: undefined,
      reason: `the reference to ${role} moved`,
    })),
    ...settled.map(({ name, determinant }): ModelEdit => ({
      on: "model",
      kind: "drop",
      target: name,
      value: undefined,
      reason: `a key over ${
        determinant.join(", ")
      } holds it, or it speaks of attributes that moved`,
    })),
    ...moved.map(([rule, part]): ModelEdit => ({
      on: "model",
      kind: "put-rule",
      target: rule.name,
      value: { ...rule, entity: state.homes.get(part)! },
      reason: `what it speaks of moved to ${state.homes.get(part)}`,
    })),
  ];
}

function attributeOf(entity: Entity, name: string): Attribute | undefined {
  return entity.attributes.find((attribute) => attribute.name === name);
}

function withoutOptional(attribute: Attribute, key: readonly string[]): Attribute {
  return key.includes(attribute.name) ? { ...attribute, optional: false } : attribute;
}

const ID_WORDS = new Set(["id", "code", "no", "nr", "num", "number", "key", "ref"]);

/** A name for what attributes identify: `productId` becomes `Product`. */
function freshName({ taken, source }: State, determinant: readonly string[]): string {
  const words = determinant.flatMap((name) => {
    const all = wordsOf(name);
    const last = all.at(-1)?.toLowerCase() ?? "";
    return all.length > 1 && ID_WORDS.has(last) ? all.slice(0, -1) : all;
  });
  const plain = pascalCase(words.join(" ")) || `${source.entity.name}Part`;
  let name = plain;
  for (let number = 2; taken.has(name); number++) name = `${plain}${number}`;
  taken.add(name);
  return name;
}
