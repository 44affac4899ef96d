/**
 * Reads elements as a model file spells them.
 *
 * @module
 */
import { freeze } from "../core/freeze.ts";
import type { AttributeDraft } from "./attribute_builder.ts";
import type { AttributeType } from "./attribute_type.ts";
import type { Relationship } from "./model.ts";
import { readAttribute } from "./read_attribute.ts";
import { type DistributionSpec, readDistribution } from "./read_distribution.ts";
import { namedAttribute, readRelationship } from "./read_element.ts";

/** A mapping of a model file. */
export type FileValue = Readonly<Record<string, unknown>>;

/** An attribute of a model file. */
export type FileAttribute = string | FileValue;

/** An entity of a model file. */
export interface FileEntity {
  readonly id?: string;
  readonly attributes?: Readonly<Record<string, FileAttribute>>;
  readonly key?: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly rows?: unknown;
  readonly growth?: unknown;
  readonly retention?: unknown;
  readonly churn?: unknown;
}

/** A relationship of a model file. */
export interface FileRelationship extends FileValue {
  readonly id?: string;
  readonly is?: string;
}

/** An attribute of a model file with the marks that only a file or a draft has. */
export interface ReadAttribute extends AttributeDraft {
  readonly id?: string;
}

const DISTRIBUTION = ["values", "distinct", "nulls", "width", "correlation", "min", "max", "shape"];

/**
 * Reads an attribute as a file spells it.
 *
 * @param where Its path, for error messages.
 */
export function readFileAttribute(file: FileAttribute, where: string): ReadAttribute {
  if (typeof file === "string") return readAttribute(file, where);
  const { type, many, identity, derived, example, ...rest } = file;
  const like = Object.entries(rest).filter(([key]) => DISTRIBUTION.includes(key));
  const others = Object.entries(rest).filter(([key]) => !DISTRIBUTION.includes(key));
  const base: AttributeDraft = typeof type === "string"
    ? readAttribute(type, where)
    : { type: readParts(type as FileValue, where), optional: false };
  return freeze({
    ...base,
    ...Object.fromEntries(others),
    ...(many === undefined ? {} : { multiValued: many as boolean }),
    ...(example === undefined ? {} : { example: String(example) }),
    ...(identity === undefined || identity === false
      ? {}
      : { identity: identity === true ? "by default" : identity as "always" }),
    ...(derived === undefined ? {} : { derived: readDerived(derived as string | FileValue) }),
    ...(like.length === 0
      ? {}
      : { distribution: readDistribution(Object.fromEntries(like) as DistributionSpec, where) }),
  });
}

function readDerived(derived: string | FileValue): NonNullable<AttributeDraft["derived"]> {
  if (typeof derived === "string") return { sql: derived, stored: true };
  return { stored: true, ...derived as { readonly sql: string } };
}

function readParts(parts: FileValue, where: string): AttributeType {
  return {
    kind: "composite",
    parts: Object.entries(parts).map(([name, part]) => {
      const { type, optional } = readFileAttribute(part as FileAttribute, `${where}.${name}`);
      return { name, type, optional };
    }),
  };
}

// YAML reads `many: 1` as a number.
function readEnd({ many, ...rest }: FileValue): FileValue {
  return many === undefined ? rest : { ...rest, many: String(many) };
}

/** Reads a relationship as a file spells it. */
export function readFileRelationship(file: string | FileRelationship): Relationship {
  if (typeof file === "string") return readRelationship(file);
  const { id, is, attributes, ...rest } = file;
  const read = typeof is === "string" ? readRelationship(is, rest) : readRelationship(
    { ...rest, ends: (rest["ends"] as readonly FileValue[] ?? []).map(readEnd) } as never,
  );
  const path = id ?? read.id;
  return freeze({
    ...read,
    id: path,
    attributes: Object.entries((attributes ?? {}) as FileValue).map(([name, attribute]) => {
      const { id = name, ...draft } = readFileAttribute(
        attribute as FileAttribute,
        `${path}.${name}`,
      );
      return namedAttribute(name, draft, id);
    }),
  });
}
