import type { Attribute, Entity, Model } from "../../model/model.ts";
import { literal } from "../code.ts";
import { WHOLE_PLAN } from "../reach.ts";
import type { Topic } from "../topic.ts";
import { count, eachEntity, known, of, subtypeOf } from "./entity_topics.ts";

/** What the plan wants to know of keys and rules. */
export const constraintTopics: readonly Topic[] = [
  {
    id: "rules",
    item: "rules",
    what: "rules that the data must keep",
    required: true,
    decades: 1,
    subjects: function* ({ model }) {
      const [entity] = model.entities;
      const rules = countRules(model);
      if (!entity) return;
      const attribute = entity.attributes.find(({ identity }) => !identity)?.name ?? "id";
      yield {
        about: "rules",
        place: WHOLE_PLAN,
        ...known(rules > 0, count(rules, "rule")),
        ask: "Which data would be wrong, although every type is right?",
        assumes: "whatever fits the types is right",
        call: () =>
          `${of(model, entity)}.check(${literal(`${attribute}_given`)}, ${
            literal(`${attribute} is not null`)
          });`,
      };
    },
  },
  {
    id: "number-ranges",
    item: "rules",
    what: "numbers that are impossible",
    required: false,
    decades: 0.4,
    subjects: eachEntity((entity, { model }) => {
      const numbers = entity.attributes.filter((attribute) =>
        NUMBERS.has(attribute.type.kind) && !attribute.identity && !attribute.derived &&
        !entity.keys.some(({ parts }) => parts.includes(attribute.name))
      );
      const open = numbers.filter((attribute) => !checked(attribute, entity, model));
      if (numbers.length === 0) return undefined;
      const first = open[0];
      return {
        about: `${entity.name}.number-ranges`,
        ...known(open.length === 0, count(numbers.length, "number")),
        ask: `Which values of ${
          open.map(({ name }) => name).join(", ")
        } of ${entity.name} are wrong?`,
        assumes: "any number is right, negative ones too",
        call: () =>
          `${of(model, entity)}.check(${
            literal(`${entity.name}_${open.map(({ name }) => name).join("_")}_range`)
          }, ${literal(open.map(({ name }) => `${name} >= 0`).join(" and ") || first?.name)});`,
      };
    }),
  },
  {
    id: "business-keys",
    item: "keys",
    what: "what identifies each entity for the business",
    required: true,
    decades: 0.3,
    subjects: eachEntity((entity, { model }) => {
      if (subtypeOf(entity, model) || entity.attributes.length === 0) return undefined;
      const natural = entity.keys.filter(({ parts }) =>
        parts.some((part) => !generated(entity, part))
      );
      const weak = model.relationships.some(({ identifying, ends }) =>
        identifying && ends.some((end) => end.entity === entity.name)
      );
      const unique = model.rules.some((rule) =>
        rule.kind === "unique" && rule.entity === entity.name
      );
      const candidate = entity.attributes.find(({ name }) => !generated(entity, name));
      if (!candidate) return undefined;
      return {
        about: `${entity.name}.business-key`,
        ...known(
          natural.length > 0 || weak || unique,
          natural.length > 0 ? natural.map(({ parts }) => parts.join(" + ")).join("; ") : "by rule",
        ),
        ask: `By what, other than a generated number, can two of ${entity.name} be told apart?`,
        assumes: "nothing: the same thing may be entered twice",
        call: () => `${of(model, entity)}.unique(${literal(candidate.name)});`,
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

function countRules({ rules, entities, domains }: Model): number {
  const checks = entities.flatMap(({ attributes }) => attributes).filter(({ check }) => check);
  return rules.length + checks.length + domains.filter(({ check }) => check).length;
}

function checked(attribute: Attribute, entity: Entity, { rules }: Model): boolean {
  const word = new RegExp(`(^|\\W)${escapeRegExp(attribute.name)}(\\W|$)`, "i");
  return attribute.check !== undefined ||
    rules.some((rule) =>
      rule.kind === "check" && rule.entity === entity.name && word.test(rule.sql)
    );
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function generated(entity: Entity, part: string): boolean {
  const attribute = entity.attributes.find(({ name }) => name === part);
  return attribute?.identity !== undefined ||
    /\b(uuidv[47]|gen_random_uuid|uuid_generate_v\d)\s*\(/.test(attribute?.default ?? "") ||
    attribute?.type.kind === "uuid" && attribute.default === undefined && /^(id|uuid)$/i.test(part);
}
