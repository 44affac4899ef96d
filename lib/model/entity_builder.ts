import { display } from "../core/displayable.ts";
import { compareText } from "../core/finding.ts";
import { parseAmount, parseCount, parseDuration } from "../core/quantity.ts";
import type { AttributeDraft } from "./attribute_builder.ts";
import { dropElements, putElement } from "./edit_model.ts";
import { parseGrowth } from "./growth_text.ts";
import { assertName } from "./known_keys.ts";
import type { Attribute, Entity, Key, Model } from "./model.ts";
import type { EntityBuilder } from "./model_builder.ts";
import { namedAttribute } from "./read_element.ts";
import type { Volume } from "./volume.ts";

/** One `entity()` call with the words behind it. */
export interface EntityStatement {
  /** Whether it declares attributes, and so owns what the words behind it say. */
  readonly declares: boolean;
}

/** What an entity builder writes to. */
export interface EntityTarget {
  entity(): Entity;
  model(): Model;
  commit(what: string, model: Model, facet: string): void;
}

/** The words that may follow `entity()`. */
export function entityBuilder(target: EntityTarget): EntityBuilder {
  const set = (facet: string, change: Partial<Entity>) => {
    const entity = { ...target.entity(), ...change };
    target.commit(`entity ${entity.name}`, putElement(target.model(), "entities", entity), facet);
    return builder;
  };
  const volume = (facet: keyof Volume, value: Volume) =>
    set(`volume.${facet}`, { volume: { ...target.entity().volume, ...value } });
  const key = (parts: readonly string[], primary: boolean) => {
    const { name, keys } = target.entity();
    if (parts.length === 0) throw new TypeError(`Cannot make a key of ${name}: name its parts`);
    for (const part of parts) assertName(part, `a part of a key of ${name}`);
    const others = keys.filter((other) =>
      !(primary && other.primary) && other.parts.join("\n") !== parts.join("\n")
    );
    const made: Key = { primary, parts };
    return set(keyFacet(made), { keys: sortKeys([...others, made]) });
  };
  const draw = async () => {
    const { drawEntity } = await import("../display/draw_entity.ts");
    return drawEntity(target.entity());
  };
  const builder = {
    rows: (count) => volume("rows", { rows: parseAmount(count, { as: "a number of rows" }) }),
    grows: (growth) =>
      volume("growth", { growth: typeof growth === "string" ? parseGrowth(growth) : growth }),
    retain: (duration) => volume("retention", { retention: parseDuration(duration) }),
    churns: (share) => volume("churn", { churn: parseCount(share) }),
    key: (...parts) => key(parts, true),
    unique: (...parts) => key(parts, false),
    check(name, sql) {
      assertName(name, `a check of ${target.entity().name}`);
      if (typeof sql !== "string" || sql.trim() === "") {
        throw new TypeError(
          `Cannot check ${target.entity().name}: write .check(name, condition in SQL)`,
        );
      }
      const entity = target.entity().name;
      const model = putElement(target.model(), "rules", {
        id: name,
        name,
        kind: "check",
        entity,
        sql,
      });
      target.commit(`entity ${entity}`, model, `rule.${name}`);
      return builder;
    },
    describe: (description) => set("description", { description }),
    owner: (owner) => set("owner", { owner }),
    group: (group) => set("group", { group }),
    table: (table) => set("table", { table }),
    origin: (origin) => set("origin", { origin }),
  } as EntityBuilder;
  Object.defineProperty(builder, display, { value: draw });
  return Object.freeze(builder);
}

/** What `withAttributes()` makes an entity of. */
export interface EntityParts {
  readonly old: Entity | undefined;
  readonly base: Pick<Entity, "id" | "name">;
  readonly drafts: readonly { readonly name: string; readonly draft: AttributeDraft }[];
  /** What the last statement of this entity said beside its attributes: it is forgotten. */
  readonly facets: readonly string[];
}

/** An entity with new attributes, and the model without the rules of its last statement. */
export function withAttributes(
  model: Model,
  { old, base, drafts, facets }: EntityParts,
): { readonly entity: Entity; readonly model: Model } {
  const kept = { ...(old ?? { ...base, attributes: [], keys: [], volume: {} }) };
  for (const facet of facets) forget(kept, facet);
  const ids = new Map(old?.attributes.map(({ id, name }) => [name, id]));
  const attributes = drafts.map(({ name, draft }) => namedAttribute(name, draft, ids.get(name)));
  assertDistinct(base.name, attributes);
  const entity: Entity = { ...kept, attributes, keys: sortKeys(withMarks(kept.keys, drafts)) };
  const rules = facets.filter((facet) => facet.startsWith("rule.")).map((facet) => facet.slice(5));
  return {
    entity,
    model: dropElements(
      model,
      "rules",
      (rule) => rule.kind === "check" && rule.entity === base.name && rules.includes(rule.name),
    ),
  };
}

/** The keys that the marks of attributes make. */
export function markedKeys(drafts: EntityParts["drafts"]): readonly Key[] {
  const primary = drafts.filter(({ draft }) => draft.key).map(({ name }) => name);
  const unique = drafts.filter(({ draft }) => draft.unique).map(({ name }) => name);
  return [
    ...(primary.length === 0 ? [] : [{ primary: true, parts: primary }]),
    ...unique.map((name): Key => ({ primary: false, parts: [name] })),
  ];
}

/** What the statement of an entity says of a key, as `EntityTarget.commit()` calls it. */
export function keyFacet({ parts }: Key): string {
  return `key.${parts.join(",")}`;
}

function withMarks(keys: readonly Key[], drafts: EntityParts["drafts"]): readonly Key[] {
  const marked = markedKeys(drafts);
  const facets = new Set(marked.map(keyFacet));
  const hasPrimary = marked.some(({ primary }) => primary);
  return [
    ...keys.filter((key) => !facets.has(keyFacet(key)) && !(key.primary && hasPrimary)),
    ...marked,
  ];
}

function sortKeys(keys: readonly Key[]): readonly Key[] {
  return keys.toSorted((a, b) =>
    Number(b.primary) - Number(a.primary) || compareText(keyFacet(a), keyFacet(b))
  );
}

function assertDistinct(entity: string, attributes: readonly Attribute[]): void {
  const seen = new Set<string>();
  for (const { name } of attributes) {
    if (seen.has(name)) {
      throw new TypeError(
        `Cannot define ${entity}: it has two attributes ${name}, one by its name before a rename`,
      );
    }
    seen.add(name);
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function forget(entity: Mutable<Entity>, facet: string): void {
  const [word, ...rest] = facet.split(".");
  if (word === "volume") {
    entity.volume = Object.fromEntries(
      Object.entries(entity.volume).filter(([name]) => name !== rest[0]),
    );
  } else if (word === "key") {
    entity.keys = entity.keys.filter((key) => keyFacet(key) !== facet);
  } else {
    delete entity[word as "description" | "owner" | "group" | "table" | "origin"];
  }
}
