import { formatCount } from "../../core/format.ts";
import type { Attribute, Entity, Model } from "../../model/model.ts";
import { relationshipPath } from "../../model/compare_models.ts";
import { entityCode, literal, variableOf } from "../code.ts";
import type { PlanContext } from "../plan_context.ts";
import { takesPart, WHOLE_PLAN } from "../reach.ts";
import type { Subject, Topic } from "../topic.ts";

/** What the plan wants to know of entities, attributes and relationships. */
export const entityTopics: readonly Topic[] = [
  {
    id: "entities",
    item: "entities",
    what: "what the business keeps data about",
    required: true,
    decades: 3,
    subjects: ({ model }) => [{
      about: "entities",
      place: WHOLE_PLAN,
      ...known(model.entities.length > 0, count(model.entities.length, "entity", "entities")),
      ask: "What does the business keep data about?",
      call: () =>
        `${
          variableOf(model)
        }.entity("Customer", { id: t.bigint().identity().key(), name: t.text() });`,
    }],
  },
  {
    id: "attributes",
    item: "entities",
    what: "attributes of each entity",
    required: true,
    decades: 1,
    subjects: eachEntity((entity, { model }) => ({
      about: `${entity.name}.attributes`,
      ...known(
        entity.attributes.length > 0 || subtypeOf(entity, model),
        count(entity.attributes.length, "attribute"),
      ),
      ask: `What is known of each ${entity.name}?`,
      call: () =>
        entityCode(model, { ...entity, attributes: [{ ...EXAMPLE_ATTRIBUTE, name: "name" }] }),
    })),
  },
  {
    id: "entity-descriptions",
    item: "entities",
    what: "description of each entity",
    required: true,
    decades: 0.2,
    subjects: eachEntity((entity, { model }) => ({
      about: `${entity.name}.description`,
      ...known(entity.description !== undefined, entity.description ?? ""),
      ask: `What is a ${entity.name}, in one sentence?`,
      call: () => `${of(model, entity)}.describe("A ${entity.name} is …");`,
    })),
  },
  {
    id: "owners",
    item: "entities",
    what: "owner of each entity",
    required: true,
    decades: 0.1,
    subjects: eachEntity((entity, { model }) => ({
      about: `${entity.name}.owner`,
      ...known(
        entity.owner !== undefined ||
          entity.attributes.length > 0 && entity.attributes.every(({ owner }) => owner),
        entity.owner ?? "named for each attribute",
      ),
      ask: `Who answers for what ${entity.name} holds?`,
      call: () => `${of(model, entity)}.owner("Sales");`,
    })),
  },
  attributeTopic("attribute-descriptions", {
    what: "description of each attribute",
    decades: 0.2,
    applies: ({ identity }) => !identity,
    has: ({ description }) => description !== undefined,
    ask: (entity, names) => `What do ${names} of ${entity} mean?`,
    answer: { description: "…" },
  }),
  attributeTopic("units", {
    what: "unit of each number",
    decades: 0.2,
    applies: ({ type, identity, multiValued }, keys) =>
      NUMBERS.has(type.kind) && !identity && !multiValued && !keys,
    has: ({ unit }) => unit !== undefined,
    ask: (entity, names) => `In which unit is ${names} of ${entity}?`,
    answer: { unit: "pieces" },
  }),
  attributeTopic("examples", {
    what: "example of each attribute",
    decades: 0.1,
    applies: ({ identity, type, derived }) => !identity && !derived && !SELF_EVIDENT.has(type.kind),
    has: ({ example }) => example !== undefined,
    ask: (entity, names) => `What does a value of ${names} of ${entity} look like?`,
    answer: { example: "…" },
  }),
  attributeTopic("sensitivity", {
    what: "sensitivity of each attribute",
    decades: 0.3,
    applies: ({ identity }) => !identity,
    has: ({ sensitivity }) => sensitivity !== undefined,
    ask: (entity, names) => `How much harm would a leak of ${names} of ${entity} do?`,
    answer: { sensitivity: "internal" },
  }),
  {
    id: "relationships",
    item: "relationships",
    what: "what each entity is related to",
    required: true,
    decades: 1,
    subjects: eachEntity((entity, { model }) => {
      const mine = model.relationships.filter((one) => takesPart(entity, one));
      const alone = model.entities.length < 2;
      const other = model.entities.find(({ name }) => name !== entity.name)?.name ?? entity.name;
      return {
        about: `${entity.name}.relationships`,
        ...known(
          alone || mine.length > 0 || subtypeOf(entity, model) || supertypeOf(entity, model),
          mine.length > 0 ? mine.map(relationshipPath).join("; ") : alone ? "alone" : "subtypes",
        ),
        ask: `What is ${entity.name} related to?`,
        call: () =>
          `${variableOf(model)}.relate(${
            literal(`${quoted(other)} 1 --has--> 0..* ${quoted(entity.name)}`)
          });`,
      };
    }),
  },
];

const NUMBERS: ReadonlySet<string> = new Set([
  "smallint",
  "integer",
  "bigint",
  "real",
  "double",
  "numeric",
]);

/** Types whose values everybody can picture. */
const SELF_EVIDENT: ReadonlySet<string> = new Set([
  "boolean",
  "date",
  "time",
  "timestamp",
  "timestamptz",
  "uuid",
  "enum",
  "bytes",
  "tsvector",
]);

const EXAMPLE_ATTRIBUTE: Attribute = {
  id: "name",
  name: "name",
  type: { kind: "text" },
  optional: false,
};

/** What is known of a subject, or nothing while it is open. */
export function known(isKnown: boolean | undefined, words: string): { readonly known?: string } {
  return isKnown ? { known: words } : {};
}

/** A topic's subjects: one an entity, which it belongs to. */
export function eachEntity(
  subject: (entity: Entity, context: PlanContext) => Omit<Subject, "place"> | undefined,
): Topic["subjects"] {
  return function* (context) {
    for (const entity of context.model.entities) {
      const found = subject(entity, context);
      if (found) yield { place: entity.name, ...found };
    }
  };
}

/** The start of a statement about an entity that there is. */
export function of(model: Model, { name }: Entity): string {
  return `${variableOf(model)}.entity(${literal(name)})`;
}

/** `1 entity`, `1.2 k entities`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`;
}

/** Whether an entity is a subtype of another. */
export function subtypeOf({ name }: Entity, { specializations }: Model): boolean {
  return specializations.some(({ subtypes }) => subtypes.includes(name));
}

function supertypeOf({ name }: Entity, { specializations }: Model): boolean {
  return specializations.some(({ supertype }) => supertype === name);
}

/** A name as it is written in a relationship sentence. */
export function quoted(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

interface AttributeTopic {
  readonly what: string;
  readonly decades: number;
  readonly applies: (attribute: Attribute, inKey: boolean) => boolean;
  readonly has: (attribute: Attribute) => boolean;
  readonly ask: (entity: string, names: string) => string;
  readonly answer: Partial<Attribute>;
}

/** One question an entity about a property of all its attributes. */
function attributeTopic(id: string, topic: AttributeTopic): Topic {
  return {
    id,
    item: "entities",
    what: topic.what,
    required: true,
    decades: topic.decades,
    subjects: eachEntity((entity, { model }) => {
      const inKey = (name: string) => entity.keys.some(({ parts }) => parts.includes(name));
      const wanted = entity.attributes.filter((one) => topic.applies(one, inKey(one.name)));
      const missing = wanted.filter((attribute) => !topic.has(attribute));
      if (wanted.length === 0) return undefined;
      return {
        about: `${entity.name}.${id}`,
        ...known(missing.length === 0, count(wanted.length, "attribute")),
        ask: topic.ask(entity.name, listOf(missing.map(({ name }) => name))),
        call: () =>
          entityCode(model, {
            ...entity,
            attributes: entity.attributes.map((one) =>
              missing.includes(one) ? { ...one, ...topic.answer } : one
            ),
          }),
      };
    }),
  };
}

function listOf(names: readonly string[]): string {
  if (names.length > 4) return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
