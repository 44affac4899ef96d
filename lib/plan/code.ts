/**
 * Writes the statements of a model as code that runs: the calls that answer the open questions of a plan.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { formatCount, writeDuration } from "../core/format.ts";
import { parseCount, parseDuration } from "../core/quantity.ts";
import type { AttributeType } from "../model/attribute_type.ts";
import type {
  AccessPattern,
  Attribute,
  Entity,
  Model,
  Relationship,
  RelationshipEnd,
} from "../model/model.ts";
import { parseRelationship, writeRelationship } from "../model/relationship_sentence.ts";
import { formatGrowth, parseGrowth } from "../model/growth_text.ts";
import type { Amount, Distribution, Growth } from "../model/volume.ts";

/** The name of the variable that holds a model in code. */
export function variableOf({ name }: Pick<Model, "name">): string {
  const words = name.normalize("NFKC").split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const joined = words.map((word, index) =>
    index === 0 ? word[0]!.toLowerCase() + word.slice(1) : word[0]!.toUpperCase() + word.slice(1)
  ).join("");
  return /^[\p{L}]/u.test(joined) && !RESERVED.has(joined) ? joined : "model";
}

const RESERVED: ReadonlySet<string> = new Set(
  ("arguments await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for function if implements import in instanceof interface let new " +
    "null package private protected public return static super switch t this throw true try typeof var " +
    "void while with yield").split(" "),
);

/** A value as code. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    if (entries.length === 0) return "{}";
    return `{ ${entries.map(([key, part]) => `${property(key)}: ${literal(part)}`).join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** A name as the key of an object literal. `__proto__` is quoted as a computed key, or it would be lost. */
export function property(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name);
}

type TypeCode = { readonly [Kind in AttributeType["kind"]]?: (type: never) => string };

const TYPES: TypeCode = {
  text: ({ length }: { length?: number }) => `t.text(${length ?? ""})`,
  numeric: ({ precision, scale }: { precision?: number; scale?: number }) =>
    `t.numeric(${[precision, scale].filter((part) => part !== undefined).join(", ")})`,
  enum: ({ values }: { values: readonly string[] }) => `t.enum(${values.map(literal).join(", ")})`,
  domain: ({ name }: { name: string }) => `t.domain(${literal(name)})`,
  native: ({ sql }: { sql: string }) => `t.native(${literal(sql)})`,
  array: ({ of }: { of: AttributeType }) => `t.array(${typeCode(of)})`,
  composite: (
    { parts }: { parts: readonly { name: string; type: AttributeType; optional: boolean }[] },
  ) =>
    `t.composite({ ${
      parts.map(({ name, type, optional }) =>
        `${property(name)}: ${typeCode(type)}${optional ? ".optional()" : ""}`
      ).join(", ")
    } })`,
};

function typeCode(type: AttributeType): string {
  const write = TYPES[type.kind] as ((type: AttributeType) => string) | undefined;
  return write ? write(type) : `t.${type.kind}()`;
}

/** An attribute as code: `t.text(254).describe("…")`. Keys are the entity's to say. */
export function attributeCode(attribute: Attribute): string {
  const { identity, derived, distribution, default: preset } = attribute;
  const words: readonly (readonly [word: string, value: unknown])[] = [
    ["identity", identity],
    ["optional", attribute.optional || undefined],
    ["many", attribute.multiValued],
    ["default", preset],
    ["check", attribute.check],
    ["column", attribute.column],
    ["describe", attribute.description],
    ["unit", attribute.unit],
    ["example", attribute.example],
    ["owner", attribute.owner],
    ["sensitivity", attribute.sensitivity],
    ["looks", distribution],
  ];
  const chain = words.filter(([, value]) => value !== undefined)
    .map(([word, value]) => `.${word}(${value === true ? "" : literal(value)})`);
  const computed = derived
    ? `.derived(${literal(derived.sql)}, { stored: ${derived.stored} })`
    : "";
  return typeCode(attribute.type) + computed + chain.join("");
}

/** A whole entity as one statement of `defineModel()`, with all that the model says of it. */
export function entityCode(model: Model, entity: Entity): string {
  const { volume } = entity;
  // What says more than a name and a condition was said by rule(), and stays.
  const checks = model.rules.filter((rule) =>
    rule.kind === "check" && rule.entity === entity.name && !rule.description && !rule.origin
  );
  const words: readonly string[] = [
    ...entity.keys.map(({ primary, parts }) =>
      `.${primary ? "key" : "unique"}(${parts.map(literal).join(", ")})`
    ),
    ...(volume.rows ? [`.rows(${amountCode(volume.rows)})`] : []),
    ...(volume.growth ? [`.grows(${growthCode(volume.growth)})`] : []),
    ...(volume.retention === undefined ? [] : [`.retain(${durationCode(volume.retention)})`]),
    ...(volume.churn === undefined ? [] : [`.churns(${volume.churn})`]),
    ...(["description", "owner", "group", "table", "origin"] as const).flatMap((word) =>
      entity[word] === undefined
        ? []
        : [`.${word === "description" ? "describe" : word}(${literal(entity[word])})`]
    ),
    ...checks.map((rule) => `.check(${literal(rule.name)}, ${literal("sql" in rule && rule.sql)})`),
  ];
  const attributes = entity.attributes.map((attribute) =>
    `  ${property(attribute.name)}: ${attributeCode(attribute)},\n`
  );
  const body = attributes.length === 0 ? "{}" : `{\n${attributes.join("")}}`;
  return `${variableOf(model)}.entity(${literal(entity.name)}, ${body})${words.join("\n  ")};`;
}

// In words where the words mean exactly the same.
function amountCode({ value, low, high }: Amount): string {
  const ranged = low !== undefined && high !== undefined && (low + high) / 2 === value;
  if (ranged) return literal(rangeText(low, high));
  return value < 10_000 ? String(value) : literal(countText(value));
}

/** A range in the shortest words that are read back exactly: `3bn..9bn`. */
export function rangeText(low: number, high: number): string {
  // A number without a unit takes that of its range's end: 500..1.5k would go down.
  const short = [countText(low), countText(high)];
  const bare = short.some((text) => /^[\d.]+$/.test(text));
  return (bare ? [String(low), String(high)] : short).join("..");
}

function countText(value: number): string {
  const text = formatCount(value).replaceAll(" ", "");
  return /^[\d.]+[a-zA-Z]*$/.test(text) && parseCount(text) === value ? text : String(value);
}

function durationCode(seconds: number): string {
  const text = writeDuration(seconds);
  return parseDuration(text) === seconds ? literal(text) : String(seconds);
}

function growthCode(growth: Growth): string {
  try {
    const text = formatGrowth(growth).replaceAll(" %", "%");
    if (isDeepStrictEqual(parseGrowth(text), growth)) return literal(text);
  } catch {
    // Not every growth has words: measured growth is a list of dates.
  }
  return literal(growth);
}

function fanOutCode(fanOut: Distribution): string {
  const { shape, ...rest } = fanOut;
  const plain = shape?.kind === "exponential" && Object.keys(rest).length === 0;
  return plain ? String(shape.mean) : literal(fanOut);
}

/** A relationship as one statement of `defineModel()`. */
export function relationshipCode(model: Model, relationship: Relationship): string {
  const { verb, ends, attributes, id: _id, identifying, fanOut, ...rest } = relationship;
  const options = [
    ...Object.entries(rest).filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}: ${literal(value)}`),
    ...(fanOut ? [`fanOut: ${fanOutCode(fanOut)}`] : []),
    ...(attributes.length === 0 ? [] : [
      `attributes: { ${
        attributes.map((one) => `${property(one.name)}: ${attributeCode(one)}`).join(", ")
      } }`,
    ]),
  ];
  const call = `${variableOf(model)}.relate`;
  const sentence = sentenceOf(relationship);
  if (sentence === undefined) {
    const many = ({ min, max, ...end }: RelationshipEnd) => ({ ...end, many: { min, max } });
    const all = [
      `verb: ${literal(verb)}`,
      `ends: ${literal(ends.map(many))}`,
      ...(identifying ? ["identifying: true"] : []),
      ...options,
    ];
    return `${call}({ ${all.join(", ")} });`;
  }
  const behind = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
  return `${call}(${literal(sentence)}${behind});`;
}

/** A relationship's sentence; nothing when it has names, or says things, that a sentence cannot hold. */
function sentenceOf({ verb, ends, identifying }: Relationship): string | undefined {
  const said = { verb, ends, identifying: identifying ?? false };
  try {
    const sentence = writeRelationship(said);
    return isDeepStrictEqual(parseRelationship(sentence), said) ? sentence : undefined;
  } catch {
    return undefined;
  }
}

/** A query pattern as one statement of `defineModel()`. */
export function patternCode(model: Model, pattern: AccessPattern): string {
  const { id: _id, name, targets, parameters, ...rest } = pattern;
  const spec = { ...rest, ...targets, ...(parameters.length === 0 ? {} : { parameters }) };
  return `${variableOf(model)}.access(${literal(name)}, ${literal(spec)});`;
}
