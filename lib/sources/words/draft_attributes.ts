import type { Evidence } from "../../core/figure.ts";
import { attribute, type AttributeBuilder } from "../../model/attribute_builder.ts";
import { isAttributeNoun, likelyType } from "./attribute_words.ts";
import type { DraftNames } from "./draft_names.ts";
import type { Owned } from "./fact.ts";
import { noiseNouns, softNoiseNouns } from "./noun_words.ts";
import type { Understanding } from "./understand_text.ts";

/** An attribute that the text gives to an entity. */
export interface DraftAttribute {
  readonly name: string;
  readonly term: string;
  readonly facts: readonly Owned[];
  readonly optional: boolean;
  readonly many: boolean;
  /** Stated as what tells one from another. */
  readonly identifies: boolean;
  readonly values: readonly string[];
  /** Why it has its type. */
  readonly reason: string;
}

/** The attributes that a text gives to the entity of a term, in the order of the text. */
export function attributesOf(
  owner: string,
  { facts, terms }: Understanding,
  names: DraftNames,
): readonly DraftAttribute[] {
  const owned = facts.filter((fact): fact is Owned =>
    fact.kind === "owned" && fact.owner.term === owner
  );
  const excluded = new Set(facts.flatMap((fact) => fact.kind === "excluded" ? [fact.term] : []));
  const values = new Map(
    facts.flatMap((fact) => fact.kind === "values" ? [[fact.term, fact.values] as const] : []),
  );
  const groups = Map.groupBy(
    owned.filter(({ thing: { term } }) => names.entity(term) === undefined && !excluded.has(term)),
    ({ thing }) => names.attribute(thing.term),
  );
  return [...groups].flatMap(([name, group]): DraftAttribute[] => {
    const { term } = group[0]!.thing;
    const fact = isAttributeNoun(term.split(" "));
    const listed = group.some(({ by }) => by === "list" || by === "have" || by === "preposition");
    if (
      !/^[\p{L}_]/u.test(name) ||
      !fact && (!listed || noiseNouns.has(term) && !softNoiseNouns.has(term))
    ) return [];
    if (terms.get(owner)?.term === term) return [];
    return [{
      name,
      term,
      facts: group,
      optional: group.every(({ optional }) => optional),
      many: group.every(({ owner, thing }) =>
        thing.plural && !owner.plural && (thing.quantity?.count === undefined)
      ) &&
        !/^(?:number of|coordinate|minute|hour|day|point|star|note|detail)/.test(term),
      identifies: group.some(({ identifies }) =>
        identifies
      ),
      values: values.get(term) ?? values.get(term.split(" ").at(-1)!) ?? [],
      reason: likelyType(term.split(" ")).reason,
    }];
  });
}

const PERSONAL =
  /\b(?:e-?mail|phone|telephone|mobile|birth|passport|address|surname|first name|last name|salary|iban|nationality|gender|signature|social security)\b/;

/** The attribute as the model builder takes it. */
export function attributeBuilder(
  { term, optional, many, values }: DraftAttribute,
  origin: Evidence,
): AttributeBuilder {
  const type = values.length > 1
    ? { kind: "enum" as const, values: [...values] }
    : likelyType(term.split(" ")).type;
  let builder = attribute(type).origin(origin);
  if (many) builder = builder.many();
  else if (optional) builder = builder.optional();
  if (PERSONAL.test(term)) builder = builder.sensitivity("personal");
  return builder;
}
