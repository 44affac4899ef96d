import { stringify } from "@std/yaml";
import { isDeepStrictEqual } from "node:util";
import { writeDuration, writeRate } from "../core/format.ts";
import type { Amount } from "../core/quantity.ts";
import type { AttributeType } from "./attribute_type.ts";
import { relationshipPath } from "./compare_models.ts";
import { parseGrowth } from "./growth_text.ts";
import type {
  AccessPattern,
  Attribute,
  Entity,
  Key,
  Model,
  Relationship,
  RelationshipEnd,
} from "./model.ts";
import { modelOf, type ModelSource } from "./model_builder.ts";
import { writeShape } from "./read_distribution.ts";
import { readFileAttribute, readFileRelationship } from "./read_file_element.ts";
import { writeCardinality, writeRelationship } from "./relationship_sentence.ts";
import { writeType } from "./type_text.ts";
import type { Distribution, Growth, Volume } from "./volume.ts";

/** How `writeModel()` writes. */
export interface WriteModelOptions {
  /** Defaults to `yaml`. */
  readonly format?: "yaml" | "json";
}

/**
 * Writes a model as the text of a model file, which `readModel()` reads back to an equal model.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, readModel, writeModel } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: "bigint identity key" }).rows("2M").grows("4%/month");
 * const text = writeModel(shop);
 * assert.match(text, /id: bigint identity key/);
 * assert.deepEqual(await readModel(text), shop.snapshot());
 * ```
 */
export function writeModel(source: ModelSource, options: WriteModelOptions = {}): string {
  const file = fileOf(modelOf(source));
  if (options.format === "json") return `${JSON.stringify(file, null, 2)}\n`;
  return stringify(file, { lineWidth: 100, useAnchors: false });
}

/** A model as the value of a model file. */
export function fileOf(model: Model): Readonly<Record<string, unknown>> {
  const { naming } = model;
  const plainNaming = naming.style === "snake" && naming.plural && naming.schema === "public";
  return filled({
    model: model.name,
    description: model.description,
    engine: model.engine,
    naming: plainNaming ? undefined : naming,
    domains: named(model.domains, ({ type, ...rest }) => ({ type: writeType(type), ...rest })),
    entities: named(model.entities, writeEntity),
    relationships: model.relationships.map(writeFileRelationship),
    subtypes: model.specializations.map(({ id, supertype, subtypes, ...rest }) =>
      filled({
        id: id === `${supertype} > ${subtypes.join(", ")}` ? undefined : id,
        of: supertype,
        are: subtypes,
        ...rest,
      })
    ),
    rules: named(model.rules, (rule) => rule),
    access: named(model.patterns, writePattern),
    decisions: model.decisions,
    attached: model.attached,
  });
}

interface Identified {
  readonly id: string;
  readonly name: string;
}

function named<T extends Identified>(
  elements: readonly T[],
  write: (element: Omit<T, "id" | "name">) => object,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    elements.map((
      { id, name, ...element },
    ) => [name, filled({ id: id === name ? undefined : id, ...write(element) })]),
  );
}

// Empty lists and mappings are left out: that is how they are read.
function filled(value: object): Readonly<Record<string, unknown>> {
  const isEmpty = (part: unknown) =>
    part === undefined ||
    (typeof part === "object" && part !== null && Object.keys(part).length === 0);
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !isEmpty(part)));
}

function writeEntity(
  { attributes, keys, volume, ...rest }: Omit<Entity, "id" | "name">,
): object {
  const marks = marksOf(attributes, keys);
  return {
    ...rest,
    ...writeVolume(volume),
    key: marks.key,
    unique: marks.unique,
    attributes: Object.fromEntries(
      attributes.map((attribute) => [attribute.name, writeAttribute(attribute, marks.words)]),
    ),
  };
}

interface Marks {
  readonly key: readonly string[] | undefined;
  readonly unique: readonly (readonly string[])[];
  /** The words that stand at attributes: `key`, `unique`. */
  readonly words: ReadonlyMap<string, readonly string[]>;
}

// A key whose parts are attributes in their order is marked at them; others are spelled out.
function marksOf(attributes: readonly Attribute[], keys: readonly Key[]): Marks {
  const names = attributes.map(({ name }) => name);
  const words = new Map<string, string[]>(names.map((name) => [name, []]));
  const primary = keys.find((key) => key.primary);
  const isMarked = primary !== undefined &&
    isDeepStrictEqual(names.filter((name) => primary.parts.includes(name)), primary.parts);
  if (primary && isMarked) { for (const part of primary.parts) words.get(part)!.push("key"); }
  const others = keys.filter((key) => !key.primary);
  const single = ({ parts }: Key) => parts.length === 1 && words.has(parts[0]!);
  for (const key of others.filter(single)) words.get(key.parts[0]!)!.push("unique");
  return {
    key: isMarked ? undefined : primary?.parts,
    unique: others.filter((key) => !single(key)).map(({ parts }) => parts),
    words,
  };
}

/** An attribute in one line where that says all, or as a mapping. */
export function writeAttribute(
  attribute: Attribute,
  marks: ReadonlyMap<string, readonly string[]> = new Map(),
): unknown {
  const { id, name, type, optional, multiValued, identity, derived, distribution } = attribute;
  const words = marks.get(name) ?? [];
  if (type.kind !== "composite") {
    const line = [
      writeType(type),
      ...identity === "by default" ? ["identity"] : [],
      ...words,
      ...optional ? ["optional"] : [],
      ...multiValued ? ["many"] : [],
    ].join(" ");
    const { key: _key, unique: _unique, ...read } = readFileAttribute(line, name);
    const { id: _id, name: _name, ...whole } = attribute;
    if (id === name && isDeepStrictEqual(read, whole)) {
      return line;
    }
  }
  return filled({
    id: id === name ? undefined : id,
    type: type.kind === "composite" ? writeParts(type.parts) : writeType(type),
    identity: identity === "by default" ? true : identity,
    ...Object.fromEntries(words.map((word) => [word, true])),
    optional: optional || undefined,
    many: multiValued,
    description: attribute.description,
    unit: attribute.unit,
    example: attribute.example,
    owner: attribute.owner,
    sensitivity: attribute.sensitivity,
    column: attribute.column,
    default: attribute.default,
    check: attribute.check,
    origin: attribute.origin,
    derived: derived?.stored ? derived.sql : derived && { sql: derived.sql, stored: false },
    ...writeDistribution(distribution),
  });
}

function writeParts(parts: Extract<AttributeType, { kind: "composite" }>["parts"]): object {
  return Object.fromEntries(parts.map(({ name, type, optional }) => {
    if (type.kind !== "composite") {
      return [name, `${writeType(type)}${optional ? " optional" : ""}`];
    }
    return [name, filled({ type: writeParts(type.parts), optional: optional || undefined })];
  }));
}

function writeDistribution(distribution: Distribution = {}): object {
  const { values, shape, ...rest } = distribution;
  const keys = values?.map(([value]) => value) ?? [];
  // A mapping would reorder keys that look like numbers, and merge equal ones.
  const asMapping = values !== undefined && new Set(keys).size === keys.length &&
    isDeepStrictEqual(Object.keys(Object.fromEntries(values)), keys);
  return filled({
    values: asMapping ? Object.fromEntries(values) : values,
    shape: shape === undefined ? undefined : writeShape(shape),
    ...rest,
  });
}

function writeVolume({ rows, growth, retention, churn }: Volume): object {
  return {
    rows: rows === undefined ? undefined : writeAmount(rows),
    growth: growth === undefined ? undefined : writeGrowth(growth),
    retention: retention === undefined ? undefined : writeDuration(retention),
    churn,
  };
}

function writeAmount(amount: Amount): unknown {
  return amount.low === undefined && amount.high === undefined ? amount.value : amount;
}

function writeGrowth(growth: Growth): unknown {
  const texts = growth.kind === "linear"
    ? [writeRate(growth.rate.value)]
    : growth.kind === "exponential"
    ? [
      `${Number((growth.ratio.value * 100).toPrecision(12))}%/${
        writeDuration(growth.period).replace(/^1 /, "")
      }`,
    ]
    : [];
  return texts.find((text) => {
    try {
      return isDeepStrictEqual(parseGrowth(text), growth);
    } catch {
      return false;
    }
  }) ?? growth;
}

function writeFileRelationship(relationship: Relationship): unknown {
  const { id, verb, ends, identifying, attributes, fanOut, ...rest } = relationship;
  const sentence = writeRelationship(relationship);
  const said = readsBack(sentence, relationship);
  const mean = fanOut?.shape?.kind === "exponential" && Object.keys(fanOut).length === 1
    ? fanOut.shape.mean
    : undefined;
  const more = filled({
    id: id === relationshipPath(relationship) ? undefined : id,
    ...rest,
    fanOut: mean ?? (fanOut && writeDistribution(fanOut)),
    attributes: Object.fromEntries(
      attributes.map((attribute) => [attribute.name, writeAttribute(attribute)]),
    ),
  });
  if (said) return Object.keys(more).length === 0 ? sentence : { is: sentence, ...more };
  return { verb, ends: ends.map(writeEnd), ...(identifying ? { identifying } : {}), ...more };
}

function readsBack(sentence: string, { verb, ends, identifying }: Relationship): boolean {
  try {
    const read = readFileRelationship(sentence);
    return read.verb === verb && isDeepStrictEqual(read.ends, ends) &&
      read.identifying === identifying;
  } catch {
    return false;
  }
}

function writeEnd({ entity, role, min, max, columns }: RelationshipEnd): object {
  return filled({ entity, role, many: writeCardinality({ min, max }), columns });
}

function writePattern(
  { targets, parameters, rate, staleness, ...rest }: Omit<AccessPattern, "id" | "name">,
): object {
  return {
    ...rest,
    rate: rate === undefined ? undefined : writeRate(rate),
    ...Object.fromEntries(
      Object.entries(targets).map(([name, target]) => [name, writeDuration(target)]),
    ),
    staleness: staleness === undefined ? undefined : writeDuration(staleness),
    parameters: parameters.map(writeDistribution),
  };
}
