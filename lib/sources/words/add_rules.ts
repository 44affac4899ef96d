import type { Attribute } from "../../model/model.ts";
import type { RuleSpec } from "../../model/model_builder.ts";
import type { Drafting } from "./build_model.ts";
import type { StatedRule } from "./draft.ts";
import { shortName } from "./draft_names.ts";
import type { RuleFact } from "./find_rules.ts";
import { numberOf } from "./quantity_words.ts";

/** Writes what a constraint can hold into the model; every rule is returned, with its element if it has one. */
export function addRules(
  drafting: Drafting,
  facts: readonly RuleFact[],
  place: (fact: RuleFact) => Pick<StatedRule, "text" | "start" | "end" | "line" | "column">,
): readonly StatedRule[] {
  return facts.flatMap((fact): readonly StatedRule[] => {
    const stated = place(fact);
    const entities = fact.terms.flatMap((term) => drafting.names.entity(term) ?? []);
    const made = MAKERS[fact.kind]?.(drafting, fact, stated.text);
    const base: StatedRule = { kind: fact.kind, entities: [...new Set(entities)], ...stated };
    if (made === undefined) {
      const held = HELD_BY_NUMBERS.has(fact.kind) ? relationshipOf(drafting, fact) : undefined;
      if (entities.length === 0) return [];
      return [held === undefined ? base : { ...base, element: held }];
    }
    const name = `${made.kind === "assertion" ? "" : made.entity}${
      shortName(stated.text, 4).replace(/^./, (letter) => letter.toUpperCase())
    }`;
    const safe = name.replace(/^./, (letter) => letter.toLowerCase());
    drafting.builder.rule(safe, {
      ...made,
      description: stated.text,
      origin: drafting.origin([fact]),
    });
    drafting.note(safe, fact.passage);
    return [{
      ...base,
      entities: made.kind === "assertion" ? base.entities : [made.entity],
      element: safe,
    }];
  });
}

/** Rules that the numbers at a relationship's ends hold. */
const HELD_BY_NUMBERS = new Set<StatedRule["kind"]>(["at most", "at least", "exactly"]);

function relationshipOf(
  { relationships }: Drafting,
  { passage, kind }: RuleFact,
): string | undefined {
  const found = relationships.find(({ tie, ends }) =>
    tie.facts.some((fact) => fact.passage === passage) &&
    ends.some(({ many: { min, max } }) =>
      kind === "at most" ? max !== "*" : kind === "at least" ? min > 0 : min === 1 && max === 1
    )
  );
  return found &&
    `${found.ends[0].role ?? found.ends[0].entity} ${found.verb} ${
      found.ends[1].role ?? found.ends[1].entity
    }`;
}

type Make = (drafting: Drafting, fact: RuleFact, text: string) => RuleSpec | undefined;

const MAKERS: Readonly<Partial<Record<StatedRule["kind"], Make>>> = {
  unique: uniqueRule,
  range: rangeRule,
  order: orderRule,
};

/** The entity and its attributes that a rule names. */
function named({ entities }: Drafting, { nouns, terms }: RuleFact) {
  const all = entities.filter(({ term }) => terms.includes(term));
  const owners = [...all, ...entities.filter((entity) => !all.includes(entity))];
  return owners.flatMap((entity) => {
    const attributes = entity.attributes.filter(({ term, name }) =>
      nouns.includes(term) || nouns.some((noun) => name.toLowerCase() === noun.replaceAll(" ", ""))
    );
    return attributes.length > 0 ? [{ entity, attributes }] : [];
  });
}

/** "a room's number is unique per hotel", "the e-mail address is unique" */
function uniqueRule(drafting: Drafting, fact: RuleFact, text: string): RuleSpec | undefined {
  const [found] = named(drafting, fact);
  if (!found || /\bonly once\b|\btwice\b/.test(text)) return undefined;
  const { entity, attributes } = found;
  const within =
    /\b(?:per|within|in|for)\s+(?:an?\s+|the\s+|its\s+|each\s+|one\s+)?([\p{L}-]+(?:\s[\p{L}-]+)?)/u
      .exec(text.slice(text.search(/unique|re-?used/i)));
  const scope = within && scopeOf(drafting, entity.name, within[1]!);
  const parts = [
    ...(scope ? [scope] : []),
    ...attributes.filter(({ many }) => !many).slice(0, 1).map(({ name }) => name),
  ];
  if (within && !scope || parts.length === 0) return undefined;
  return { kind: "unique", entity: entity.name, parts };
}

/** The owner, if a to-one relationship leads to it. */
function scopeOf({ relationships }: Drafting, entity: string, words: string): string | undefined {
  const wanted = words.toLowerCase().split(" ");
  for (const { ends } of relationships) {
    const other = ends.find((end) =>
      wanted.some((word) =>
        end.entity.toLowerCase() === word || end.entity.toLowerCase().endsWith(word)
      )
    );
    if (
      other && ends.some((end) => end.entity === entity) && other.many.max === 1 &&
      other.entity !== entity
    ) return other.role ?? other.entity;
  }
  return undefined;
}

const NUMERIC = new Set<Attribute["type"]["kind"]>([
  "smallint",
  "integer",
  "bigint",
  "numeric",
  "real",
  "double",
]);

function column(
  drafting: Drafting,
  entity: string,
  name: string,
): { readonly sql: string; readonly numeric: boolean } | undefined {
  const attribute = drafting.builder.snapshot().entities.find((each) => each.name === entity)
    ?.attributes.find((each) => each.name === name);
  if (!attribute || attribute.multiValued) return undefined;
  return {
    sql: /^[a-z]+$/.test(name) ? name : `"${name}"`,
    numeric: NUMERIC.has(attribute.type.kind),
  };
}

/** "the price must be positive", "a severity from 1 to 4" */
function rangeRule(drafting: Drafting, fact: RuleFact, text: string): RuleSpec | undefined {
  const [found] = named(drafting, fact);
  const attribute = found?.attributes.find(({ name }) =>
    column(drafting, found.entity.name, name)?.numeric
  );
  if (!found || !attribute) return undefined;
  const { sql } = column(drafting, found.entity.name, attribute.name)!;
  const bounds = /\b(?:from|between) (\d+(?:\.\d+)?) (?:to|and) (\d+(?:\.\d+)?)\b/.exec(text);
  const condition = /must be positive/i.test(text)
    ? `${sql} > 0`
    : /must not be negative/i.test(text)
    ? `${sql} >= 0`
    : bounds
    ? `${sql} between ${bounds[1]} and ${bounds[2]}`
    : least(text, sql);
  return condition === undefined
    ? undefined
    : { kind: "check", entity: found.entity.name, sql: condition };
}

function least(text: string, sql: string): string | undefined {
  const match = /\bmust be (at least|greater than|more than|less than) ([\p{L}\d.]+)/iu.exec(text);
  const number = match ? numberOf(match[2]!.toLowerCase()) : undefined;
  if (!match || number === undefined) return undefined;
  const sign = {
    "at least": ">=",
    "greater than": ">",
    "more than": ">",
    "less than": "<",
  }[match[1]!.toLowerCase()]!;
  return `${sql} ${sign} ${number}`;
}

/** "the end must be after the start" */
function orderRule(drafting: Drafting, fact: RuleFact, text: string): RuleSpec | undefined {
  for (const { entity, attributes } of named(drafting, fact)) {
    const ordered = attributes.map(({ name, term }) => ({
      name,
      at: text.toLowerCase().indexOf(term),
    })).filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
    const [first, second] = ordered.map(({ name }) => column(drafting, entity.name, name)?.sql);
    if (first === undefined || second === undefined) continue;
    const after = /\b(?:after|later than)\b/i.test(text) !== /\bnot\b/i.test(text);
    const equal = /\bnot\b/i.test(text) ? "=" : "";
    return {
      kind: "check",
      entity: entity.name,
      sql: `${first} ${after ? ">" : "<"}${equal} ${second}`,
    };
  }
  return undefined;
}
