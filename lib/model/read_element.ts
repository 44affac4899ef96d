/**
 * Reads what the user says of relationships, rules and query patterns into elements of a model.
 *
 * @module
 */
import { freeze } from "../core/freeze.ts";
import { parseDuration, parseRate } from "../core/quantity.ts";
import { didYouMean } from "../core/suggest.ts";
import { relationshipPath } from "./compare_models.ts";
import { assertKnownKeys } from "./known_keys.ts";
import type { AttributeDraft } from "./attribute_builder.ts";
import type { AccessPattern, Attribute, Relationship, RelationshipEnd, Rule } from "./model.ts";
import type { AccessSpec, RelateOptions, RelationshipSpec, RuleSpec } from "./model_builder.ts";
import { type AttributeSpec, readAttribute } from "./read_attribute.ts";
import { type DistributionSpec, readDistribution } from "./read_distribution.ts";
import { parseCardinality, parseRelationship } from "./relationship_sentence.ts";
import type { Distribution } from "./volume.ts";

/** An attribute with its name, from what was said of it. */
export function namedAttribute(name: string, draft: AttributeDraft, id = name): Attribute {
  const { key: _key, unique: _unique, ...attribute } = draft;
  return freeze({ id, name, ...attribute });
}

const RELATE_KEYS = [
  "via",
  "attributes",
  "identifying",
  "onDelete",
  "onUpdate",
  "deferrable",
  "fanOut",
  "description",
  "origin",
];

/** A relationship from its sentence or specification; its id is its path. */
export function readRelationship(
  sentence: string | RelationshipSpec,
  options: RelateOptions = {},
): Relationship {
  const said = typeof sentence === "string"
    ? { ...parseRelationship(sentence), ...definedOf(options) }
    : { ...sentence, ...definedOf(options), ends: sentence.ends.map(readEnd) };
  const { verb, ends } = said;
  const path = relationshipPath({ verb, ends });
  const { ends: _ends, verb: _verb, ...rest } = typeof sentence === "string"
    ? { ends, verb, ...options }
    : { ...sentence, ...options };
  assertKnownKeys(rest, RELATE_KEYS, `relationship ${path}`);
  const { attributes = {}, fanOut, identifying, ...others } = said as RelateOptions & typeof said;
  return freeze({
    ...definedOf(others),
    id: path,
    verb,
    ends,
    ...(identifying ? { identifying } : {}),
    ...(fanOut === undefined ? {} : { fanOut: readFanOut(fanOut, path) }),
    attributes: Object.entries(attributes).map(([name, spec]) =>
      namedAttribute(name, readAttribute(spec as AttributeSpec, `${path}.${name}`))
    ),
  });
}

function readEnd(end: RelationshipSpec["ends"][number]): RelationshipEnd {
  assertKnownKeys(end, ["entity", "role", "many", "columns"], "the end of a relationship");
  const { many = "0..*", ...rest } = end;
  const { min, max } = typeof many === "string" ? parseCardinality(many) : many;
  return { ...definedOf(rest), min, max };
}

function readFanOut(fanOut: number | DistributionSpec, path: string): Distribution {
  // Geometric around the mean: real fan-outs are more uneven than a Poisson process makes them.
  if (typeof fanOut === "number") return freeze({ shape: { kind: "exponential", mean: fanOut } });
  return readDistribution(fanOut, `the fan-out of ${path}`);
}

const RULE_KEYS: Readonly<Record<Rule["kind"], readonly string[]>> = {
  check: ["entity", "sql"],
  unique: ["entity", "parts", "when", "nullsNotDistinct"],
  exclusion: ["entity", "equal", "overlaps", "when"],
  assertion: ["entities", "violations", "message"],
  dependency: ["entity", "determinant", "dependent", "multivalued"],
};

/** A rule from its specification. */
export function readRule(name: string, spec: RuleSpec): Rule {
  const kinds = Object.keys(RULE_KEYS);
  const keys = Object.hasOwn(RULE_KEYS, String(spec?.kind)) ? RULE_KEYS[spec.kind] : undefined;
  if (!keys) {
    throw new TypeError(
      `Cannot read rule ${name}: its kind is ${Deno.inspect(spec?.kind)}${
        didYouMean(String(spec?.kind), kinds) || `; it is one of ${kinds.join(", ")}`
      }`,
    );
  }
  assertKnownKeys(spec, ["kind", "description", "origin", ...keys], `rule ${name}`);
  return freeze({ id: name, name, ...definedOf(spec) } as Rule);
}

const TARGET = /^p\d{1,2}(\.\d+)?$|^p999$/;
const ACCESS_KEYS = [
  "sql",
  "query",
  "rate",
  "parameters",
  "isolation",
  "staleness",
  "description",
  "origin",
  "p50",
  "p90",
  "p95",
  "p99",
];

/** A query pattern from its specification. */
export function readPattern(name: string, spec: AccessSpec): AccessPattern {
  const where = `query pattern ${name}`;
  const targets = Object.entries(spec ?? {}).filter(([key]) => TARGET.test(key));
  assertKnownKeys(
    Object.fromEntries(Object.entries(spec ?? {}).filter(([key]) => !TARGET.test(key))),
    ACCESS_KEYS,
    where,
  );
  const { sql, query, rate, parameters = [], isolation, staleness, description, origin } = spec;
  if ((sql === undefined) === (query === undefined)) {
    throw new TypeError(`Cannot read ${where}: it takes either \`sql\` or \`query\``);
  }
  return freeze({
    id: name,
    name,
    ...definedOf({ description, origin, sql: sql?.trim(), query, isolation }),
    ...(rate === undefined ? {} : { rate: parseRate(rate) }),
    ...(staleness === undefined ? {} : { staleness: parseDuration(staleness) }),
    targets: Object.fromEntries(
      targets.filter(([, target]) => target !== undefined)
        .map(([key, target]) => [key, parseDuration(target as string | number)]),
    ),
    parameters: parameters.map((like, at) => readDistribution(like, `$${at + 1} of ${name}`)),
  });
}

/** An object type whose properties are absent where they were undefined. */
export type Defined<T> =
  & { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] }
  & { [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined> };

/** An object's defined properties. */
export function definedOf<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as Defined<T>;
}
