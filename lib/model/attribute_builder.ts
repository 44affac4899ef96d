import type { Evidence } from "../core/figure.ts";
import { freeze } from "../core/freeze.ts";
import type { AttributeType } from "./attribute_type.ts";
import type { Attribute, Sensitivity } from "./model.ts";
import { type DistributionSpec, readDistribution } from "./read_distribution.ts";
import { parseType } from "./type_text.ts";
import type { Distribution } from "./volume.ts";

/** An attribute before it has a name: what `t` makes and `entity()` takes. */
export interface AttributeDraft extends Omit<Attribute, "id" | "name"> {
  /** Is the primary key, or with others a part of it. */
  readonly key?: boolean;
  /** Is a candidate key by itself. */
  readonly unique?: boolean;
}

/** Says more of an attribute, word by word. Each word returns a new builder. */
export interface AttributeBuilder {
  /** What was said so far. */
  readonly draft: AttributeDraft;
  /** May be missing. */
  optional(): AttributeBuilder;
  /** Is the primary key, or with others a part of it. */
  key(): AttributeBuilder;
  /** No two rows have the same. */
  unique(): AttributeBuilder;
  /** Numbered by the database. Defaults to `by default`, which lets an import bring its own numbers. */
  identity(mode?: "always" | "by default"): AttributeBuilder;
  /** Holds several values: becomes a table of its own. */
  many(): AttributeBuilder;
  /** SQL expression of the default. */
  default(sql: string): AttributeBuilder;
  /** Computed by a SQL expression over the same row. */
  derived(sql: string, options?: { readonly stored?: boolean }): AttributeBuilder;
  /** SQL condition on this attribute alone. */
  check(sql: string): AttributeBuilder;
  /** What it means, in a sentence. */
  describe(text: string): AttributeBuilder;
  /** The unit of its values. */
  unit(unit: string): AttributeBuilder;
  /** One value, as text. */
  example(example: string | number): AttributeBuilder;
  /** Who answers for it. */
  owner(owner: string): AttributeBuilder;
  /** How much harm a leak would do. */
  sensitivity(sensitivity: Sensitivity): AttributeBuilder;
  /** Where it came from, for the traceability matrix. */
  origin(origin: Evidence): AttributeBuilder;
  /** The column's name, where the naming rule is not to be followed. */
  column(name: string): AttributeBuilder;
  /** Common values with the share of rows that each has, 0 to 1. */
  values(shares: Readonly<Record<string, number | string>>): AttributeBuilder;
  /** Distinct values: a count, or a share of the rows such as `"10%"`. */
  distinct(count: number | string): AttributeBuilder;
  /** The share of rows without a value; makes the attribute optional. */
  nulls(share: number | string): AttributeBuilder;
  /** Mean bytes of a stored value. */
  width(bytes: number | string): AttributeBuilder;
  /** Correlation of value and insert order, -1 to 1. */
  correlation(correlation: number): AttributeBuilder;
  /** The lowest and the highest value. */
  between(min: string | number, max: string | number): AttributeBuilder;
  /** The k-th most common value has a share in proportion to k^-exponent. */
  zipf(exponent: number): AttributeBuilder;
  /** Everything about the values at once. */
  looks(like: DistributionSpec): AttributeBuilder;
}

const BRAND = Symbol.for("groundplan.attribute");

/** Whether a value is an attribute that `t` made. */
export function isAttributeBuilder(value: unknown): value is AttributeBuilder {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** Starts an attribute of a type. */
export function attribute(type: AttributeType): AttributeBuilder {
  return build({ type, optional: false });
}

function build(draft: AttributeDraft): AttributeBuilder {
  const and = (more: Partial<AttributeDraft>) => build({ ...draft, ...more });
  const looks = (spec: DistributionSpec, more: Partial<AttributeDraft> = {}) => {
    const distribution: Distribution = {
      ...draft.distribution,
      ...readDistribution(spec, "the attribute"),
    };
    return and({ ...more, distribution });
  };
  return freeze({
    [BRAND]: true,
    draft: freeze(draft),
    optional: () => and({ optional: true }),
    key: () => and({ key: true }),
    unique: () => and({ unique: true }),
    identity: (mode: "always" | "by default" = "by default") => and({ identity: mode }),
    many: () => and({ multiValued: true }),
    default: (sql: string) => and({ default: text(sql, "default") }),
    derived: (sql: string, { stored = true }: { readonly stored?: boolean } = {}) =>
      and({ derived: { sql: text(sql, "derived"), stored } }),
    check: (sql: string) => and({ check: text(sql, "check") }),
    describe: (description: string) => and({ description: text(description, "describe") }),
    unit: (unit: string) => and({ unit: text(unit, "unit") }),
    example: (example: string | number) => and({ example: String(example) }),
    owner: (owner: string) => and({ owner: text(owner, "owner") }),
    sensitivity: (sensitivity: Sensitivity) => and({ sensitivity: sensitivityOf(sensitivity) }),
    origin: (origin: Evidence) => and({ origin }),
    column: (name: string) => and({ column: text(name, "column") }),
    values: (values: Readonly<Record<string, number | string>>) => looks({ values }),
    distinct: (distinct: number | string) => looks({ distinct }),
    nulls: (nulls: number | string) => looks({ nulls }, { optional: true }),
    width: (width: number | string) => looks({ width }),
    correlation: (correlation: number) => looks({ correlation }),
    between: (min: string | number, max: string | number) => looks({ min, max }),
    zipf: (exponent: number) => looks({ shape: { kind: "zipf", exponent } }),
    looks: (like: DistributionSpec) => looks(like),
  });
}

function text(value: unknown, word: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new TypeError(
    `Cannot use ${Deno.inspect(value)} in .${word}(): it takes a text that is not empty`,
  );
}

const SENSITIVITIES: readonly Sensitivity[] = [
  "public",
  "internal",
  "confidential",
  "personal",
  "secret",
];

function sensitivityOf(value: Sensitivity): Sensitivity {
  if (SENSITIVITIES.includes(value)) return value;
  throw new TypeError(
    `Cannot use ${Deno.inspect(value)} as a sensitivity: it is one of ${SENSITIVITIES.join(", ")}`,
  );
}

/** The types of attributes. */
export interface AttributeTypes {
  /** True or false. */
  boolean(): AttributeBuilder;
  /** A whole number of 2 bytes. */
  smallint(): AttributeBuilder;
  /** A whole number of 4 bytes, up to 2,147,483,647. */
  integer(): AttributeBuilder;
  /** A whole number of 8 bytes. */
  bigint(): AttributeBuilder;
  /** A binary fraction of 4 bytes. */
  real(): AttributeBuilder;
  /** A binary fraction of 8 bytes. */
  double(): AttributeBuilder;
  /** An exact decimal number of so many digits, so many of them after the point. */
  numeric(precision?: number, scale?: number): AttributeBuilder;
  /** Characters, at most so many. */
  text(length?: number): AttributeBuilder;
  /** A universally unique identifier. */
  uuid(): AttributeBuilder;
  /** A calendar day. */
  date(): AttributeBuilder;
  /** A time of day. */
  time(): AttributeBuilder;
  /** A local time: seldom what is meant; see `timestamptz`. */
  timestamp(): AttributeBuilder;
  /** A moment. */
  timestamptz(): AttributeBuilder;
  /** A length of time. */
  interval(): AttributeBuilder;
  /** A JSON document. */
  json(): AttributeBuilder;
  /** Raw bytes. */
  bytes(): AttributeBuilder;
  /** An internet address. */
  inet(): AttributeBuilder;
  /** From a day to a day. */
  daterange(): AttributeBuilder;
  /** From a moment to a moment. */
  tstzrange(): AttributeBuilder;
  /** Words to search for. */
  tsvector(): AttributeBuilder;
  /** One of these labels. */
  enum(...labels: readonly string[]): AttributeBuilder;
  /** A domain of the model, by name. */
  domain(name: string): AttributeBuilder;
  /** Parts that are stored side by side. */
  composite(parts: Readonly<Record<string, AttributeBuilder | string>>): AttributeBuilder;
  /** A list of values. */
  array(of: AttributeBuilder | string): AttributeBuilder;
  /** A type that only the engine knows, in its own words. */
  native(sql: string): AttributeBuilder;
}

const draftOf = (part: AttributeBuilder | string): AttributeDraft =>
  typeof part === "string" ? { type: parseType(part), optional: false } : part.draft;

/** Makes attributes by their type: `t.text(254).unique()`. */
export const t: AttributeTypes = freeze({
  boolean: () => attribute({ kind: "boolean" }),
  smallint: () => attribute({ kind: "smallint" }),
  integer: () => attribute({ kind: "integer" }),
  bigint: () => attribute({ kind: "bigint" }),
  real: () => attribute({ kind: "real" }),
  double: () => attribute({ kind: "double" }),
  numeric: (precision, scale) => attribute(numeric(precision, scale)),
  text: (length) =>
    attribute(length === undefined ? { kind: "text" } : parseType(`text(${length})`)),
  uuid: () => attribute({ kind: "uuid" }),
  date: () => attribute({ kind: "date" }),
  time: () => attribute({ kind: "time" }),
  timestamp: () => attribute({ kind: "timestamp" }),
  timestamptz: () => attribute({ kind: "timestamptz" }),
  interval: () => attribute({ kind: "interval" }),
  json: () => attribute({ kind: "json" }),
  bytes: () => attribute({ kind: "bytes" }),
  inet: () => attribute({ kind: "inet" }),
  daterange: () => attribute({ kind: "daterange" }),
  tstzrange: () => attribute({ kind: "tstzrange" }),
  tsvector: () => attribute({ kind: "tsvector" }),
  enum: (...labels) => {
    const bad = labels.find((label) => typeof label !== "string" || label === "");
    if (labels.length === 0 || bad !== undefined) {
      throw new TypeError(
        'Cannot make an enumeration: write its labels, such as t.enum("new", "paid")',
      );
    }
    return attribute({ kind: "enum", values: [...labels] });
  },
  domain: (name) => attribute({ kind: "domain", name: text(name, "domain") }),
  composite: (parts) =>
    attribute({
      kind: "composite",
      parts: Object.entries(parts).map(([name, part]) => {
        const { type, optional } = draftOf(part);
        return { name, type, optional };
      }),
    }),
  array: (of) => attribute({ kind: "array", of: draftOf(of).type }),
  native: (sql) => attribute({ kind: "native", sql: text(sql, "native") }),
});

function numeric(precision?: number, scale?: number): AttributeType {
  if (precision === undefined) return { kind: "numeric" };
  const type = parseType(`numeric(${precision}${scale === undefined ? "" : `, ${scale}`})`);
  if (precision > 1000 || (scale ?? 0) > precision) {
    throw new RangeError(
      `Cannot make numeric(${precision}, ${
        scale ?? 0
      }): at most 1000 digits, and no more after the point than in all`,
    );
  }
  return type;
}
