import { display, displayable } from "../core/displayable.ts";
import { freeze } from "../core/freeze.ts";
import { compareModels } from "./compare_models.ts";
import {
  emptyModel,
  type ModelElements,
  type ModelList,
  putElement,
  relationshipKey,
} from "./edit_model.ts";
import {
  entityBuilder,
  type EntityStatement,
  keyFacet,
  markedKeys,
  withAttributes,
} from "./entity_builder.ts";
import { assertKnownKeys, assertName } from "./known_keys.ts";
import type { Model, Naming } from "./model.ts";
import type { EntityBuilder, HistoryEntry, ModelBuilder } from "./model_builder.ts";
import {
  dropPath,
  findEntity,
  findNamedEntity,
  formerNames,
  type NamedModel,
  renamePath,
} from "./model_paths.ts";
import { type AttributeSpec, readAttribute } from "./read_attribute.ts";
import { definedOf, readPattern, readRelationship, readRule } from "./read_element.ts";

/** What `defineModel()` takes beside the name. */
export interface DefineModelOptions {
  /** Engine and major version. Defaults to `"postgresql@18"`. */
  readonly engine?: string;
  /** How names in the database are made. */
  readonly naming?: Partial<Naming>;
  /** What it means, in a sentence. */
  readonly description?: string;
  /** A model to go on from. */
  readonly from?: Model;
}

interface State extends NamedModel {
  /** What each entity's own statement said beside its attributes: replaced with them. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

interface Step {
  readonly what: string;
  readonly before: State;
  /** Words of one statement make one step. */
  readonly statement: EntityStatement | undefined;
}

/**
 * Starts a model. Its verbs may be called in any order in which each name is known when it is used, and
 * again: saying a thing twice changes nothing, and saying it differently replaces it.
 *
 * @param name The model's name.
 * @returns The builder; every planning function takes it, or the frozen `snapshot()` of it.
 * @throws {SyntaxError} When the name is empty.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, t } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: t.bigint().identity().key(), email: t.text(254).unique() }).rows("2M");
 * shop.entity("Order", { id: t.bigint().identity().key(), placedAt: t.timestamptz() });
 * shop.relate("Customer 1 --places--> 0..* Order");
 *
 * assert.equal(shop.snapshot().entities.length, 2);
 * assert.throws(() => shop.relate("Custmer 1 --places--> 0..* Order"), /did you mean Customer\?/);
 * ```
 */
export function defineModel(name: string, options: DefineModelOptions = {}): ModelBuilder {
  assertName(name, "a model");
  assertKnownKeys(
    options,
    ["engine", "naming", "description", "from"],
    `the options of model ${name}`,
  );
  const start = startingModel(name, options);
  let state: State = { model: start, facets: {}, former: formerNames(start) };
  let past: readonly Step[] = [];

  function commit(what: string, next: Partial<State>, statement?: EntityStatement): void {
    const last = past.at(-1);
    const continues = statement !== undefined && last?.statement === statement;
    const before = continues ? last.before : state;
    state = freeze({ ...state, ...next });
    past = continues ? past.slice(0, -1) : past;
    if (compareModels(before.model, state.model).length > 0 || !same(before.model, state.model)) {
      past = [...past, { what, before, statement }];
    }
  }

  function put<List extends ModelList>(
    what: string,
    list: List,
    element: ModelElements[List],
  ): void {
    commit(what, { model: putElement(state.model, list, element) });
  }

  const entityNamed = (name: string, verb: string) => findNamedEntity(state, name, verb);

  function entity(
    name: string,
    attributes?: Readonly<Record<string, AttributeSpec>>,
  ): EntityBuilder {
    assertName(name, "an entity");
    const statement: EntityStatement = { declares: attributes !== undefined };
    const old = attributes === undefined
      ? entityNamed(name, `say more of ${name}`)
      : findEntity(state, name);
    const id = old?.id ?? name;
    if (attributes !== undefined) {
      if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) {
        throw new TypeError(
          `Cannot define ${name}: its attributes are an object, such as { id: t.bigint().key() }`,
        );
      }
      const entityName = old?.name ?? name;
      const drafts = Object.entries(attributes).map(([attribute, spec]) => {
        assertName(attribute, `an attribute of ${name}`);
        const former = state.former[`${id}.${attribute}`];
        const current = former !== undefined && !Object.hasOwn(attributes, former)
          ? former
          : attribute;
        return { name: current, draft: readAttribute(spec, `${name}.${attribute}`) };
      });
      const { entity, model } = withAttributes(state.model, {
        old,
        base: { id, name: entityName },
        drafts,
        facets: facetsOf(state, id),
      });
      const facets = { ...state.facets, [id]: markedKeys(drafts).map(keyFacet) };
      commit(
        `entity ${entityName}`,
        { model: putElement(model, "entities", entity), facets },
        statement,
      );
    }
    return entityBuilder({
      entity: () =>
        state.model.entities.find((entity) => entity.id === id) ??
          entityNamed(name, `say more of ${name}`),
      model: () => state.model,
      commit(what, model, facet) {
        const said = facetsOf(state, id);
        const facets = statement.declares && !said.includes(facet)
          ? { ...state.facets, [id]: [...said, facet] }
          : state.facets;
        commit(what, { model, facets }, statement);
      },
    });
  }

  const builder: ModelBuilder = {
    name,
    entity: entity as ModelBuilder["entity"],
    relate(sentence, options = {}) {
      const read = readRelationship(sentence, options);
      const ends = read.ends.map((end) => {
        const verb = `relate ${read.ends.map(({ entity }) => entity).join(" to ")}`;
        return { ...end, entity: entityNamed(end.entity, verb).name };
      });
      const key = relationshipKey({ ...read, ends });
      const old = state.model.relationships.find((other) => relationshipKey(other) === key);
      const id = old?.id ?? unusedId(read.id, state.model.relationships);
      put(`relate ${read.id}`, "relationships", { ...read, id, ends });
      return builder;
    },
    specialize(supertype, subtypes, options = {}) {
      assertKnownKeys(
        options,
        ["disjoint", "total", "mapping", "discriminator", "description", "origin"],
        `the subtypes of ${supertype}`,
      );
      const verb = `make subtypes of ${supertype}`;
      const parent = entityNamed(supertype, verb).name;
      const children = subtypes.map((subtype) => entityNamed(subtype, verb).name);
      const id = `${parent} > ${children.join(", ")}`;
      put(`specialize ${id}`, "specializations", {
        id,
        supertype: parent,
        subtypes: children,
        disjoint: true,
        total: false,
        mapping: "joined",
        ...definedOf(options),
      });
      return builder;
    },
    domain(name, spec) {
      assertName(name, "a domain");
      assertKnownKeys(spec, ["type", "check", "default", "description"], `domain ${name}`);
      const { type } = readAttribute(spec.type, `domain ${name}`);
      put(`domain ${name}`, "domains", { id: name, name, ...definedOf(spec), type });
      return builder;
    },
    rule(name, spec) {
      assertName(name, "a rule");
      const rule = readRule(name, spec);
      const verb = `make rule ${name}`;
      put(
        `rule ${name}`,
        "rules",
        rule.kind === "assertion"
          ? { ...rule, entities: rule.entities.map((entity) => entityNamed(entity, verb).name) }
          : { ...rule, entity: entityNamed(rule.entity, verb).name },
      );
      return builder;
    },
    access(name, spec) {
      assertName(name, "a query pattern");
      put(`access ${name}`, "patterns", readPattern(name, spec));
      return builder;
    },
    decide(about, decision) {
      assertName(about, "what is decided");
      assertKnownKeys(decision, ["choice", "reason", "by"], `the decision about ${about}`);
      put(`decide ${about}`, "decisions", { about, ...decision });
      return builder;
    },
    describe(description) {
      commit("describe", { model: freeze({ ...state.model, description }) });
      return builder;
    },
    rename(path, to) {
      assertName(to, `what is renamed from ${path}`);
      commit(`rename ${path} to ${to}`, renamePath(state, path, to));
      return builder;
    },
    drop(path) {
      commit(`drop ${path}`, { model: dropPath(state, path) });
      return builder;
    },
    undo() {
      const last = past.at(-1);
      if (last) [state, past] = [last.before, past.slice(0, -1)];
      return builder;
    },
    history: () =>
      past.map(({ what, before }, at): HistoryEntry => ({
        what,
        changes: compareModels(before.model, past[at + 1]?.before.model ?? state.model),
      })),
    changes: (since = start) => compareModels(since, state.model),
    snapshot: () => displayable({ ...state.model }, drawModel),
    [display]: async () => (await drawModel())(builder.snapshot()),
  };

  return Object.freeze(builder);
}

// An entity may be named like what every object has, such as constructor.
function facetsOf({ facets }: State, id: string): readonly string[] {
  return Object.hasOwn(facets, id) ? facets[id]! : [];
}

const drawModel = async () => (await import("../display/draw_model.ts")).drawModel;

function startingModel(
  name: string,
  { engine, naming, description, from }: DefineModelOptions,
): Model {
  const base = from ?? emptyModel(name);
  return freeze({
    ...base,
    name,
    ...(engine === undefined ? {} : { engine }),
    ...(description === undefined ? {} : { description }),
    naming: { ...base.naming, ...naming },
  });
}

function unusedId(wanted: string, elements: readonly { readonly id: string }[]): string {
  const taken = new Set(elements.map(({ id }) => id));
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted} ~${count}`;
  return id;
}

function same(a: Model, b: Model): boolean {
  return a.description === b.description && a.name === b.name;
}
