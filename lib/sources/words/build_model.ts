import type { Evidence } from "../../core/figure.ts";
import { t } from "../../model/attribute_builder.ts";
import { defineModel } from "../../model/define_model.ts";
import type { ModelBuilder } from "../../model/model_builder.ts";
import { attributeBuilder, attributesOf, type DraftAttribute } from "./draft_attributes.ts";
import { type DraftNames, draftNames } from "./draft_names.ts";
import { type DraftRelationship, draftRelationships } from "./draft_relationships.ts";
import type { Kinds, Place } from "./fact.ts";
import type { Understanding } from "./understand_text.ts";

/** An entity of the draft with what was read of it. */
export interface DraftEntity {
  readonly term: string;
  readonly name: string;
  readonly attributes: readonly DraftAttribute[];
}

/** A model being drafted, and which passage each element came from. */
export interface Drafting {
  readonly builder: ModelBuilder;
  readonly names: DraftNames;
  readonly entities: readonly DraftEntity[];
  readonly relationships: readonly DraftRelationship[];
  /** Subtypes that could not be drawn, such as those that go in a circle. */
  readonly refused: readonly Kinds[];
  /** Remembers that an element came from a passage. */
  note(element: string, passage: number): void;
  readonly elements: ReadonlyMap<number, ReadonlySet<string>>;
  origin(places: readonly Pick<Place, "passage">[]): Evidence;
}

/** What `buildModel()` takes beside what was understood. */
export interface BuildModelOptions {
  readonly name: string;
  readonly engine: string;
  /** The words of a passage, as evidence. */
  readonly evidence: (passages: readonly number[]) => Evidence;
}

/** Makes a model of what was understood: entities, attributes, relationships and subtypes. */
export function buildModel(
  understanding: Understanding,
  { name, engine, evidence }: BuildModelOptions,
): Drafting {
  const builder = defineModel(name, { engine });
  const names = draftNames(understanding);
  const elements = new Map<number, Set<string>>();
  const note = (element: string, passage: number) => {
    elements.set(passage, (elements.get(passage) ?? new Set()).add(element));
  };
  const origin = (places: readonly Pick<Place, "passage">[]) =>
    evidence([...new Set(places.map(({ passage }) => passage))].sort((a, b) => a - b));
  const subtypes = new Set<string>();
  const { drawn, refused } = drawable(understanding.kinds, names);
  for (const { subs } of drawn) for (const sub of subs) subtypes.add(names.entity(sub)!);
  const entities = [...understanding.terms.values()].flatMap(({ term, entity }): DraftEntity[] => {
    const named = entity ? names.entity(term) : undefined;
    return named === undefined
      ? []
      : [{ term, name: named, attributes: attributesOf(term, understanding, names) }];
  });
  const merged = mergeEntities(entities);
  for (const { term, name: entity, attributes } of merged) {
    const mentions = understanding.terms.get(term)!.mentions;
    const own = Object.fromEntries(
      attributes.map((
        attribute,
      ) => [attribute.name, attributeBuilder(attribute, origin(attribute.facts))]),
    );
    const needsId = !subtypes.has(entity) && !("id" in own);
    builder.entity(
      entity,
      needsId ? { id: t.bigint().identity().key().origin(INVENTED), ...own } : own,
    ).origin(origin(mentions));
    for (const { passage } of mentions) note(entity, passage);
    for (const attribute of attributes) {
      for (const { passage } of attribute.facts) note(`${entity}.${attribute.name}`, passage);
    }
  }
  const relationships = draftRelationships(understanding.ties, names);
  for (const { verb, ends, tie } of relationships) {
    builder.relate({ verb, ends: [...ends], origin: origin(tie.facts) });
    const path = `${ends[0].role ?? ends[0].entity} ${verb} ${ends[1].role ?? ends[1].entity}`;
    for (const { passage } of tie.facts) note(path, passage);
  }
  for (const { name: entity, attributes } of merged) {
    for (const { name, identifies, many } of attributes) {
      if (!identifies || many) continue;
      const within = relationships.find(({ verb, ends: [part] }) =>
        verb === "is numbered within" && part.entity === entity
      );
      const owner = within?.ends[1];
      builder.entity(entity).unique(...(owner ? [owner.role ?? owner.entity, name] : [name]));
    }
  }
  for (const { super: upper, subs, disjoint, total, ...place } of drawn) {
    const supertype = names.entity(upper)!;
    const kinds = [...new Set(subs.map((sub) => names.entity(sub)!))];
    builder.specialize(supertype, kinds, { disjoint, total, origin: origin([place]) });
    note(`${supertype} > ${kinds.join(", ")}`, place.passage);
  }
  return { builder, names, entities: merged, relationships, refused, note, elements, origin };
}

const INVENTED: Evidence = { text: "Assumed: the text names no key, so a number is invented." };

/** Terms of one spelling are one entity. */
function mergeEntities(entities: readonly DraftEntity[]): readonly DraftEntity[] {
  const groups = Map.groupBy(entities, ({ name }) => name);
  return [...groups.values()].map((group) => {
    const attributes = new Map(
      group.flatMap((entity) => entity.attributes).map((attribute) => [attribute.name, attribute]),
    );
    return { ...group[0]!, attributes: [...attributes.values()] };
  });
}

/** Subtypes with one supertype each and without circles; those of one supertype come together. */
function drawable(
  kinds: readonly Kinds[],
  names: DraftNames,
): { readonly drawn: readonly Kinds[]; readonly refused: readonly Kinds[] } {
  const above = new Map<string, string>();
  const drawn = new Map<string, Kinds>();
  const refused: Kinds[] = [];
  for (const kind of kinds) {
    const upper = names.entity(kind.super);
    const subs = kind.subs.filter((sub) => {
      const lower = names.entity(sub);
      return upper !== undefined && lower !== undefined && lower !== upper &&
        (above.get(lower) ?? upper) === upper && !isAbove(above, lower, upper);
    });
    if (upper === undefined || subs.length === 0) {
      refused.push(kind);
      continue;
    }
    for (const sub of subs) above.set(names.entity(sub)!, upper);
    const old = drawn.get(upper);
    drawn.set(
      upper,
      old
        ? { ...old, subs: [...new Set([...old.subs, ...subs])], total: old.total && kind.total }
        : { ...kind, subs },
    );
  }
  return { drawn: [...drawn.values()], refused };
}

function isAbove(above: ReadonlyMap<string, string>, upper: string, lower: string): boolean {
  for (let at: string | undefined = lower; at !== undefined; at = above.get(at)) {
    if (at === upper) return true;
  }
  return false;
}
