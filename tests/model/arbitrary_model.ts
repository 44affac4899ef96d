/**
 * Models of every kind for property tests: weak entities, subtypes in each mapping, relationships of every
 * cardinality, recursive, of three ends, identifying; composite, multivalued and derived attributes, enums,
 * domains, rules, and names that are hard to quote, alike or too long. Each model is valid, and its SQL
 * expressions are spelled as PostgreSQL's catalog spells them.
 *
 * @module
 */
import fc from "fast-check";
import { defineModel } from "../../lib/model/define_model.ts";
import { type AttributeBuilder, t } from "../../lib/model/attribute_builder.ts";
import type { Model, OnDelete } from "../../lib/model/model.ts";
import type { ModelBuilder } from "../../lib/model/model_builder.ts";

const ENTITY_NAMES = [
  "Order",
  "User",
  "OrderLine",
  "Person",
  "Group",
  "Straße",
  `Odd "name" <b>`,
  "Address",
  `Long${"Entity".repeat(11)}`,
  "Status",
  "Select",
  "Café % Bar",
] as const;

const ATTRIBUTE_NAMES = [
  "name",
  "placedAt",
  "select",
  "orderId",
  `the "value"`,
  "größe",
  "x".repeat(70),
  "kind",
  "id",
  "position",
  "user",
] as const;

const VERBS = ["places", "contains", "is part of", "refers to", `"quotes"`] as const;
const CARDINALITIES = ["0..1", "1", "0..*", "1..*", "0..3", "2..5"] as const;
const ACTIONS: readonly (OnDelete | undefined)[] = [
  undefined,
  "restrict",
  "cascade",
  "no action",
  "set null",
];

/** How an attribute is, as numbers that shrink. */
interface AttributeRecipe {
  readonly name: number;
  readonly type: number;
  readonly trait: number;
}

interface EntityRecipe {
  readonly name: number;
  readonly attributes: readonly AttributeRecipe[];
  readonly key: number;
  readonly described: boolean;
}

interface RelationshipRecipe {
  readonly ends: readonly {
    readonly entity: number;
    readonly many: number;
    readonly role: boolean;
  }[];
  readonly verb: number;
  readonly identifying: boolean;
  readonly attributes: readonly AttributeRecipe[];
  readonly action: number;
  readonly via: number;
}

interface SpecializationRecipe {
  readonly supertype: number;
  readonly subtypes: readonly number[];
  readonly disjoint: boolean;
  readonly total: boolean;
  readonly mapping: "joined" | "single" | "concrete";
}

interface RuleRecipe {
  readonly entity: number;
  readonly kind: number;
  readonly attribute: number;
}

interface ModelRecipe {
  readonly engine: number;
  readonly entities: readonly EntityRecipe[];
  readonly relationships: readonly RelationshipRecipe[];
  readonly specializations: readonly SpecializationRecipe[];
  readonly rules: readonly RuleRecipe[];
}

const attributeRecipe = fc.record({
  name: fc.nat(ATTRIBUTE_NAMES.length - 1),
  type: fc.nat(21),
  trait: fc.nat(9),
});

const recipe: fc.Arbitrary<ModelRecipe> = fc.record({
  engine: fc.nat(4),
  entities: fc.array(
    fc.record({
      name: fc.nat(ENTITY_NAMES.length - 1),
      attributes: fc.array(attributeRecipe, { maxLength: 4 }),
      key: fc.nat(5),
      described: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  relationships: fc.array(
    fc.record({
      ends: fc.array(
        fc.record({
          entity: fc.nat(6),
          many: fc.nat(CARDINALITIES.length - 1),
          role: fc.boolean(),
        }),
        { minLength: 2, maxLength: 3 },
      ),
      verb: fc.nat(VERBS.length - 1),
      identifying: fc.boolean(),
      attributes: fc.array(attributeRecipe, { maxLength: 2 }),
      action: fc.nat(ACTIONS.length - 1),
      via: fc.nat(9),
    }),
    { maxLength: 6 },
  ),
  specializations: fc.array(
    fc.record({
      supertype: fc.nat(6),
      subtypes: fc.array(fc.nat(6), { minLength: 1, maxLength: 3 }),
      disjoint: fc.boolean(),
      total: fc.boolean(),
      mapping: fc.constantFrom("joined", "single", "concrete"),
    }),
    { maxLength: 3 },
  ),
  rules: fc.array(
    fc.record({ entity: fc.nat(6), kind: fc.nat(5), attribute: fc.nat(3) }),
    { maxLength: 4 },
  ),
});

/** Models of every kind. */
export function arbitraryModel(): fc.Arbitrary<Model> {
  return recipe.map((one) => cook(one));
}

interface Kitchen {
  readonly model: ModelBuilder;
  readonly version: number;
  readonly names: readonly string[];
  /** The attributes of each entity by name, with what a rule must know of them. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, AttributeRecipe>>;
  /** The subtypes so far: each has one supertype. */
  readonly subtypes: Set<string>;
}

function cook({ engine, entities, relationships, specializations, rules }: ModelRecipe): Model {
  const version = 14 + engine;
  const model = defineModel("arbitrary", { engine: `postgresql@${version}` });
  model.domain("Percentage", { type: "integer", check: "((VALUE >= 0) AND (VALUE <= 100))" });
  const distinct = unique(entities, (entity) => pick(ENTITY_NAMES, entity.name));
  const names = distinct.map((entity) => pick(ENTITY_NAMES, entity.name));
  const kitchen: Kitchen = {
    model,
    version,
    names,
    attributes: new Map(distinct.map((entity, at) => [names[at]!, traits(entity.attributes)])),
    subtypes: new Set(),
  };
  const below = new Set(
    specializations.flatMap((one) => one.subtypes.map((subtype) => pick(names, subtype))),
  );
  for (const [at, entity] of distinct.entries()) {
    addEntity(kitchen, names[at]!, { ...entity, key: below.has(names[at]!) ? 0 : entity.key });
  }
  for (const one of specializations) addSpecialization(kitchen, one);
  for (const one of relationships) addRelationship(kitchen, one);
  rules.forEach((one, at) => addRule(kitchen, one, at));
  return model.snapshot();
}

function traits(attributes: readonly AttributeRecipe[]): ReadonlyMap<string, AttributeRecipe> {
  return new Map(
    unique(attributes, (one) => pick(ATTRIBUTE_NAMES, one.name).toLowerCase())
      .map((one) => [pick(ATTRIBUTE_NAMES, one.name), one]),
  );
}

const TYPES: readonly (() => AttributeBuilder)[] = [
  () => t.text(),
  () => t.integer(),
  () => t.text(12),
  () => t.bigint(),
  () => t.boolean(),
  () => t.timestamptz(),
  () => t.numeric(10, 2),
  () => t.numeric(),
  () => t.uuid(),
  () => t.date(),
  () => t.time(),
  () => t.interval(),
  () => t.json(),
  () => t.bytes(),
  () => t.smallint(),
  () => t.double(),
  () => t.enum("new", "it's done", `"x"`),
  () => t.domain("Percentage"),
  () => t.composite({ street: t.text(), zip: t.text(9).optional(), box: t.smallint() }),
  () => t.array(t.text()),
  () => t.tstzrange(),
  () => t.inet(),
];

const INTEGER = 1;
const RANGE = 20;

/** Trait numbers: what is said of an attribute beside its type. */
const OPTIONAL = 1;
const MANY = 2;
const DEFAULT = 3;
const DERIVED = 4;
const CHECKED = 5;
const DESCRIBED = 6;
const MANY_OPTIONAL = 7;

function attribute({ type, trait }: AttributeRecipe, options: { readonly version: number }) {
  if (type === INTEGER && trait === DEFAULT) return t.integer().default("42");
  if (type === INTEGER && trait === DERIVED) {
    return t.integer().optional().derived("(1 + 2)", { stored: options.version < 18 });
  }
  if (type === INTEGER && trait === CHECKED) return t.integer().check("(value > 0)");
  const plain = TYPES[type]!();
  if (trait === OPTIONAL) return plain.optional();
  if (trait === MANY) return plain.many();
  if (trait === MANY_OPTIONAL) return plain.many().optional();
  if (trait === DESCRIBED) return plain.describe("It's described\nin <two> lines");
  return plain;
}

function attributes(
  recipes: ReadonlyMap<string, AttributeRecipe>,
  options: { readonly version: number },
): Record<string, AttributeBuilder> {
  return Object.fromEntries(
    [...recipes].map(([name, one]) => [name, attribute(one, options)]),
  );
}

const KEYS: readonly (() => Readonly<Record<string, AttributeBuilder>>)[] = [
  () => ({}),
  () => ({ number: t.bigint().identity("always").key() }),
  () => ({ number: t.bigint().identity().key() }),
  () => ({ code: t.text(8).unique() }),
  () => ({ part: t.integer().key(), other: t.date().key() }),
];

function addEntity(kitchen: Kitchen, name: string, recipe: EntityRecipe): void {
  const own = kitchen.attributes.get(name)!;
  const entity = kitchen.model.entity(name, {
    ...attributes(own, kitchen),
    ...KEYS[recipe.key]?.(),
  });
  if (recipe.described) entity.describe(`All about ${name}; 'quoted'`);
}

/** An entity comes before those that it is above of, or identifies, so that there are no circles. */
function addSpecialization(
  { model, names, subtypes }: Kitchen,
  { supertype, subtypes: below, ...options }: SpecializationRecipe,
): void {
  const above = supertype % names.length;
  const chosen = [...new Set(below.map((one) => one % names.length))]
    .filter((one) => one > above && !subtypes.has(names[one]!))
    .map((one) => names[one]!);
  if (chosen.length === 0) return;
  for (const name of chosen) subtypes.add(name);
  model.specialize(names[above]!, chosen, options);
}

function addRelationship(kitchen: Kitchen, recipe: RelationshipRecipe): void {
  const { model, names, version, subtypes } = kitchen;
  const places = recipe.ends.map((end) => end.entity % names.length);
  const recursive = new Set(places).size < places.length;
  const identifying = recipe.identifying && recipe.ends.length === 2 && places[0]! < places[1]! &&
    !subtypes.has(names[places[1]!]!);
  const action = pick(ACTIONS, recipe.action);
  const ends = recipe.ends.map((end, at) => ({
    entity: names[places[at]!]!,
    many: identifying && at === 0 ? "1" : CARDINALITIES[end.many]!,
    ...(recursive || end.role ? { role: `role ${at + 1}` } : {}),
  }));
  const references = ends.some((end) => end.many === "0..1");
  model.relate({
    verb: pick(VERBS, recipe.verb),
    ends,
    ...(identifying ? { identifying } : {}),
    attributes: attributes(traits(recipe.attributes), { version }),
    ...(action === undefined || action === "set null" && !references ? {} : { onDelete: action }),
    ...(recipe.via === 0 ? { via: "Between" } : {}),
    ...(recipe.via === 1 ? { description: "How they are related" } : {}),
  });
}

function addRule({ model, names, attributes }: Kitchen, recipe: RuleRecipe, at: number): void {
  const entity = pick(names, recipe.entity);
  const plain = [...attributes.get(entity)!].filter(([, { trait }]) => trait === 0);
  const integers = plain.filter(([, { type }]) => type === INTEGER).map(([name]) => name);
  const [integer] = integers;
  const range = plain.find(([, { type }]) => type === RANGE)?.[0];
  const any = plain.find(([, { type }]) => type < 3)?.[0];
  const name = `rule ${at}`;
  if (recipe.kind === 0 && integer === "name") {
    model.rule(name, { kind: "check", entity, sql: `(name > 7)`, description: "More than 7" });
  } else if (recipe.kind === 1 && any !== undefined) {
    model.rule(name, { kind: "unique", entity, parts: [any], nullsNotDistinct: true });
  } else if (recipe.kind === 2 && integer === "name") {
    model.rule(name, { kind: "unique", entity, parts: [integer], when: "(name < 100)" });
  } else if (recipe.kind === 3 && range !== undefined && any !== undefined) {
    model.rule(name, { kind: "exclusion", entity, equal: [any], overlaps: range });
  } else if (recipe.kind === 4) {
    model.rule(name, {
      kind: "assertion",
      entities: [entity, pick(names, recipe.attribute)],
      violations: "select 1 where false",
      message: "It's $function$ broken",
    });
  } else if (any !== undefined) {
    model.rule(name, { kind: "unique", entity, parts: ["(1 + 2)", "(lower('A'::text))", any] });
  }
}

function pick<Value>(from: readonly Value[], at: number): Value {
  return from[at % from.length]!;
}

function unique<Value>(values: readonly Value[], key: (value: Value) => unknown): readonly Value[] {
  const seen = new Set<unknown>();
  return values.filter((value) => {
    const fresh = !seen.has(key(value));
    seen.add(key(value));
    return fresh;
  });
}
