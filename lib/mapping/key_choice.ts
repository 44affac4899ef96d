import type { AttributeType } from "../model/attribute_type.ts";
import type { Attribute, Decision, Entity, Key } from "../model/model.ts";
import { camelCase } from "../model/naming.ts";
import type { Draft } from "./draft.ts";

/** What identifies the rows of an entity. */
export interface KeyChoice {
  readonly kind: "natural" | "identity" | "uuidv7" | "composite" | "none";
  /** Parts that the entity has: attribute and role names. */
  readonly parts: readonly string[];
  /** A column is to be made. */
  readonly surrogate?: boolean;
  readonly reason: string;
}

/** What a rule of key choice may look at. */
export interface KeyQuestion {
  readonly draft: Draft;
  readonly entity: Entity;
  /** Columns of the relationships that identify the entity. */
  readonly identifying: readonly string[];
  /** Each owner has at most one row, so that its key alone identifies it. */
  readonly alone: boolean;
  /** Whether each of some parts of a key has columns in the entity's table. */
  readonly usable: (parts: readonly string[]) => boolean;
}

type KeyRule = (question: KeyQuestion) => KeyChoice | undefined;

/** Where a decision about an entity's primary key is kept. */
export function keyDecision(entity: Pick<Entity, "name">): string {
  return `primary-key@${entity.name}`;
}

/** The first rule that answers decides; the last one always does. */
const RULES: readonly KeyRule[] = [
  decided,
  declared,
  ownedBy,
  calledId,
  shortCode,
  surrogate,
];

const UNDECLARED = RULES.filter((rule) => rule !== declared);

/** Chooses the primary key of an entity, with the reason. */
export function chooseKey(question: KeyQuestion): KeyChoice {
  const rules = question.usable(primary(question.entity)?.parts ?? []) ? RULES : UNDECLARED;
  for (const rule of rules) {
    const choice = rule(question);
    if (choice) return choice;
  }
  throw new RangeError(`Cannot choose a key for ${question.entity.name}`);
}

function decided({ draft, entity }: KeyQuestion): KeyChoice | undefined {
  const decision = draft.model.decisions.find((one) => one.about === keyDecision(entity));
  const make: Readonly<Record<string, (decision: Decision) => KeyChoice>> = {
    none: ({ reason }) => ({ kind: "none", parts: [], reason }),
    identity: ({ reason }) => ({ kind: "identity", parts: [], surrogate: true, reason }),
    uuidv7: ({ reason }) => ({ kind: "uuidv7", parts: [], surrogate: true, reason }),
  };
  return decision && !primary(entity) ? make[decision.choice]?.(decision) : undefined;
}

function declared({ entity, identifying }: KeyQuestion): KeyChoice | undefined {
  const key = primary(entity);
  if (!key) return undefined;
  const attributes = key.parts.map((part) => attributeNamed(entity, part));
  const [only] = attributes;
  const kind = key.parts.length + identifying.length > 1
    ? "composite"
    : only?.identity !== undefined
    ? "identity"
    : only?.type.kind === "uuid" && /uuidv7/.test(only.default ?? "")
    ? "uuidv7"
    : "natural";
  return {
    kind,
    parts: key.parts,
    reason: `The model declares ${key.parts.join(", ")} as the key.`,
  };
}

function ownedBy({ entity, identifying, alone, usable }: KeyQuestion): KeyChoice | undefined {
  if (identifying.length === 0) return undefined;
  if (alone) {
    return {
      kind: "composite",
      parts: [],
      reason: `${entity.name} exists once for its owner, whose key therefore identifies it.`,
    };
  }
  const partial = candidates(entity).find((key) => usable(key.parts));
  return partial
    ? {
      kind: "composite",
      parts: partial.parts,
      reason: `${entity.name} exists only with its owner: the owner's key and ${
        partial.parts.join(", ")
      } identify it.`,
    }
    : {
      kind: "composite",
      parts: [],
      surrogate: true,
      reason:
        `${entity.name} exists only with its owner, and no attribute tells the owner's rows apart: the ` +
        "owner's key comes first, so that they lie together, then a number.",
    };
}

function calledId({ entity }: KeyQuestion): KeyChoice | undefined {
  const names = ["id", camelCase(`${entity.name} id`)];
  const attribute = entity.attributes.find((one) =>
    names.includes(camelCase(one.name)) && isSingle(one) && KEYABLE.has(one.type.kind)
  );
  if (!attribute) return undefined;
  return {
    kind: attribute.identity !== undefined
      ? "identity"
      : attribute.type.kind === "uuid"
      ? "uuidv7"
      : "natural",
    parts: [attribute.name],
    reason: `${attribute.name} is named as an identifier and is always there.`,
  };
}

const KEYABLE: ReadonlySet<AttributeType["kind"]> = new Set([
  "smallint",
  "integer",
  "bigint",
  "uuid",
  "text",
]);

/** A code that is short, never absent and no secret is a better key than a number beside it. */
function shortCode({ entity }: KeyQuestion): KeyChoice | undefined {
  const found = candidates(entity).map((key) =>
    key.parts.length === 1 ? attributeNamed(entity, key.parts[0]!) : undefined
  ).find((attribute) => attribute !== undefined && isShortCode(attribute));
  if (!found) return undefined;
  return {
    kind: "natural",
    parts: [found.name],
    reason:
      `${found.name} is unique, always there and at most ${SHORT} characters long: tables that refer to ` +
      `${entity.name} hold a value that can be read without a join.`,
  };
}

/** Characters: at most the width of two bigint keys, with the length byte. */
const SHORT = 15;

function isShortCode(attribute: Attribute): boolean {
  const { type, sensitivity } = attribute;
  return isSingle(attribute) && type.kind === "text" && (type.length ?? Infinity) <= SHORT &&
    sensitivity !== "personal" && sensitivity !== "secret";
}

/** Always there, once, and not computed. */
function isSingle({ optional, multiValued, derived }: Attribute): boolean {
  return !optional && !multiValued && derived === undefined;
}

function surrogate({ draft, entity }: KeyQuestion): KeyChoice {
  const own = candidates(entity).map((key) => key.parts.join(" and "));
  const because = own.length === 0
    ? `${entity.name} has no candidate key.`
    : `${
      own.join("; ")
    } would identify ${entity.name}, but may change, or is too wide to be repeated in ` +
      "each table that refers to it; it stays unique.";
  if (draft.options.surrogateKey === "uuidv7") {
    return {
      kind: "uuidv7",
      parts: [],
      surrogate: true,
      reason:
        `${because} UUIDs of version 7 are made anywhere without asking the database, and grow ` +
        "with time, so that an index on them stays packed.",
    };
  }
  return {
    kind: "identity",
    parts: [],
    surrogate: true,
    reason:
      `${because} A generated bigint takes 8 bytes, never changes and is added at the end of its index.`,
  };
}

/** The primary key that an entity declares. */
export function primary(entity: Entity): Key | undefined {
  return entity.keys.find((key) => key.primary);
}

function candidates(entity: Entity): readonly Key[] {
  return entity.keys.filter((key) => !key.primary && key.parts.length > 0);
}

function attributeNamed(entity: Entity, name: string): Attribute | undefined {
  return entity.attributes.find((attribute) => attribute.name === name);
}
