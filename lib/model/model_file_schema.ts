/**
 * The JSON Schema of the model file, which editors use for completion and `readModel()` for checking.
 *
 * @module
 */
import { freeze } from "../core/freeze.ts";

/** A JSON Schema, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const text = (description: string): JsonSchema => ({ type: "string", minLength: 1, description });
const flag = (description: string): JsonSchema => ({ type: "boolean", description });
const quantity = (description: string): JsonSchema => ({ type: ["string", "number"], description });
const names = (description: string): JsonSchema => ({
  type: "array",
  items: { type: "string", minLength: 1 },
  minItems: 1,
  description,
});
const oneOf = (values: readonly string[], description: string): JsonSchema => ({
  enum: values,
  description,
});
const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });

function record(
  properties: Readonly<Record<string, JsonSchema>>,
  options: { readonly required?: readonly string[]; readonly description?: string } = {},
): JsonSchema {
  return {
    type: "object",
    properties,
    additionalProperties: false,
    ...(options.required ? { required: options.required } : {}),
    ...(options.description ? { description: options.description } : {}),
  };
}

const map = (values: JsonSchema, description: string): JsonSchema => ({
  type: "object",
  additionalProperties: values,
  propertyNames: { minLength: 1 },
  description,
});

const id = text(
  "Assigned from the first name and kept through renames; left out where it is the name.",
);
const description = text("What it means, in a sentence.");
const origin = record({
  text: text("The words that it came from."),
  source: text("Where they stand."),
}, { required: ["text"], description: "Where it came from, for the traceability matrix." });
const ON_DELETE = ["restrict", "cascade", "set null", "set default", "no action"];

const distributionFields = {
  values: {
    anyOf: [
      { type: "object", additionalProperties: { type: ["string", "number"] } },
      { type: "array", items: { type: "array", minItems: 2, maxItems: 2 } },
    ],
    description: "Common values and the share of rows that each has: {US: 0.4, DE: 20%}.",
  },
  distinct: {
    anyOf: [{ type: ["string", "number"] }, record({ ratio: { type: "number" } })],
    description: "Distinct values: a count, or a share of the rows such as 10%.",
  },
  nulls: quantity("The share of rows without a value: 0.1 or 10%."),
  width: quantity("Mean bytes of a stored value."),
  correlation: {
    type: "number",
    minimum: -1,
    maximum: 1,
    description: "Correlation of value and insert order.",
  },
  min: quantity("The lowest value."),
  max: quantity("The highest value."),
  shape: text("uniform, zipf 1.1, normal 50 10, lognormal 3 1, exponential 5 or fresh 10."),
} as const;

const attributeFields = {
  id,
  type: {
    anyOf: [text("A type: bigint, text(254), numeric(12, 2), enum(new, paid), array(text)."), {
      type: "object",
      additionalProperties: ref("attribute"),
      description: "The parts of a composite attribute.",
    }],
    description: "A type, or the parts of a composite one.",
  },
  key: flag("Is the primary key, or with others a part of it."),
  unique: flag("Is a candidate key by itself."),
  optional: flag("May be missing."),
  many: flag("Holds several values: becomes a table of its own."),
  identity: {
    enum: [true, false, "always", "by default"],
    description: "Numbered by the database.",
  },
  default: text("SQL expression of the default."),
  derived: {
    anyOf: [
      text("SQL expression that computes it from the same row."),
      record({ sql: text("SQL expression."), stored: flag("Stored, or computed when read.") }, {
        required: ["sql"],
      }),
    ],
    description: "Computed from other attributes of the same row.",
  },
  check: text("SQL condition on this attribute alone."),
  column: text("The column's name, where the naming rule is not to be followed."),
  description,
  unit: text("The unit of its values."),
  example: quantity("An example."),
  owner: text("Who answers for it."),
  sensitivity: oneOf(
    ["public", "internal", "confidential", "personal", "secret"],
    "How much harm a leak would do.",
  ),
  origin,
  ...distributionFields,
} as const;

const growth: JsonSchema = {
  anyOf: [text("4%/month, 60k/day, 3..6 %/month, 4%/month to 10M."), {
    type: "object",
    properties: { kind: { type: "string" } },
    required: ["kind"],
  }],
  description: "How rows become more.",
};

const rows: JsonSchema = {
  anyOf: [
    { type: ["string", "number"] },
    record({
      value: { type: "number" },
      low: { type: "number" },
      high: { type: "number" },
    }, { required: ["value"] }),
  ],
  description: "Rows at the start of the plan: 2M, or a range such as 1M..3M.",
};

const rule = (
  kind: string,
  fields: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema =>
  record({ id, kind: { const: kind }, description, origin, ...fields }, {
    required: ["kind", ...required],
  });

const entity = text("The entity's name.");
const when = text("SQL condition: the rule holds among the rows that satisfy it.");

const RULES: Readonly<Record<string, JsonSchema>> = {
  check: rule("check", { entity, sql: text("SQL condition on one row.") }, ["entity", "sql"]),
  unique: rule("unique", {
    entity,
    parts: names("Attributes or roles that are unique together."),
    when,
    nullsNotDistinct: flag("Missing values count as equal."),
  }, ["entity", "parts"]),
  exclusion: rule("exclusion", {
    entity,
    equal: {
      type: "array",
      items: { type: "string" },
      description: "Attributes or roles that are compared for equality.",
    },
    overlaps: {
      anyOf: [{ type: "string" }, {
        type: "array",
        items: { type: "string" },
        minItems: 2,
        maxItems: 2,
      }],
      description: "A range attribute, or the two that bound one.",
    },
    when,
  }, ["entity", "equal", "overlaps"]),
  assertion: rule("assertion", {
    entities: names("The entities whose changes can break it."),
    violations: text("A query that returns the rows that break the rule."),
    message: text("What the database says when it is broken."),
  }, ["entities", "violations"]),
  dependency: rule("dependency", {
    entity,
    determinant: names("The attributes that determine."),
    dependent: names("The attributes that are determined."),
    multivalued: flag("A multivalued dependency."),
  }, ["entity", "determinant", "dependent"]),
};

/** The kinds of rules that a model file may hold, each with its schema. */
export const ruleKinds: readonly string[] = Object.freeze(Object.keys(RULES));

/** The JSON Schema (2020-12) of the model file. */
export const modelFileSchema: JsonSchema = freeze({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Groundplan model",
  description: "A data model: entities, relationships, rules, volumes and query patterns.",
  ...record({
    $schema: { type: "string" },
    model: text("The model's name."),
    description,
    engine: {
      type: "string",
      pattern: "^[a-z]+(@[0-9][0-9.]*)?$",
      description: "Engine and major version, such as postgresql@18.",
    },
    naming: record({
      style: oneOf(["snake", "keep"], "placedAt becomes placed_at, or stays."),
      plural: flag("A table is named in the plural of its entity."),
      schema: text("The namespace of the tables."),
    }, { description: "How names in the database are made." }),
    domains: map(
      record({
        id,
        type: text("The base type."),
        check: text("SQL condition over `value`."),
        default: text("SQL expression."),
        description,
        origin,
      }, { required: ["type"] }),
      "Named types with a rule.",
    ),
    entities: map(ref("entity"), "The entities by name."),
    relationships: {
      type: "array",
      items: ref("relationship"),
      description: "The relationships.",
    },
    subtypes: {
      type: "array",
      items: ref("subtypes"),
      description: "Entities that are kinds of another.",
    },
    rules: map(ref("rule"), "What must hold, by name."),
    access: map(ref("access"), "The query patterns by name."),
    decisions: {
      type: "array",
      items: record({
        about: text("What was decided: code@where, a checklist item, or a path."),
        choice: text("The choice."),
        reason: text("Why."),
        by: text("By whom."),
      }, { required: ["about", "choice", "reason"] }),
      description: "Choices with their reasons.",
    },
    attached: {
      type: "object",
      description: "What an imported schema has and a model has no word for.",
    },
  }, { required: ["model"] }),
  $defs: {
    attribute: {
      anyOf: [
        text(
          "A type with the words key, unique, optional, identity and many behind it: bigint identity key.",
        ),
        record(attributeFields, { required: ["type"] }),
      ],
    },
    entity: {
      ...record({
        id,
        description,
        owner: text("Who answers for it."),
        group: text("The part of the diagram to draw it in."),
        table: text("The table's name, where the naming rule is not to be followed."),
        origin,
        rows,
        growth,
        retention: quantity("How long a row is kept: 7 years."),
        churn: quantity("The share of rows that is updated in a year."),
        attributes: map(ref("attribute"), "The attributes by name."),
        key: names("The primary key, where its parts are not marked: attributes or roles."),
        unique: {
          type: "array",
          items: names("Attributes or roles that are unique together."),
          description: "Further candidate keys.",
        },
      }),
    },
    relationship: {
      anyOf: [
        text("Customer 1 --places--> 0..* Order"),
        record({
          id,
          is: text("The sentence: Customer 1 --places--> 0..* Order."),
          verb: text("The verb, where the ends are listed."),
          ends: {
            type: "array",
            minItems: 2,
            items: record({
              entity,
              role: text("The role it plays."),
              many: quantity("How many: 0..*."),
              columns: names("The foreign key's columns."),
            }, { required: ["entity"] }),
            description: "The ends, for names of any kind.",
          },
          via: text("The table of a many-to-many relationship."),
          attributes: map(ref("attribute"), "The relationship's own attributes."),
          identifying: flag("The many end takes over the key of the one end."),
          onDelete: oneOf(ON_DELETE, "What happens to the referring rows on delete."),
          onUpdate: oneOf(ON_DELETE, "What happens to the referring rows on update."),
          deferrable: flag("Checked at the end of the transaction."),
          fanOut: {
            anyOf: [{ type: "number" }, record(distributionFields)],
            description: "How many of the many end belong to one of the one end.",
          },
          description,
          origin,
        }),
      ],
    },
    subtypes: record({
      id,
      of: text("The supertype."),
      are: names("The subtypes."),
      disjoint: flag("A row is of at most one."),
      total: flag("A row is of at least one."),
      mapping: oneOf(["joined", "single", "concrete"], "How they become tables."),
      discriminator: text("The attribute that names the subtype."),
      description,
      origin,
    }, { required: ["of", "are"] }),
    rule: {
      type: "object",
      properties: { kind: { enum: Object.keys(RULES) } },
      required: ["kind"],
      oneOf: Object.values(RULES),
      discriminator: { propertyName: "kind" },
    },
    access: {
      type: "object",
      properties: {
        id,
        sql: text("One statement with $1, $2, … for its parameters."),
        query: {
          type: "object",
          properties: {
            action: oneOf(["select", "insert", "update", "delete"], "What it does."),
            entity,
            with: names("Roles or entities to follow."),
            where: { type: "object", description: "Attributes with their comparisons." },
            attributes: names("Attributes that are read or set."),
            orderBy: names("Attributes in order."),
            limit: { type: "integer", minimum: 1 },
          },
          required: ["action", "entity"],
          additionalProperties: false,
          description: "The statement in the model's words.",
        },
        rate: quantity("Executions: 900/s."),
        parameters: {
          type: "array",
          items: record(distributionFields),
          description: "What each parameter's values look like.",
        },
        isolation: oneOf(
          ["read committed", "repeatable read", "serializable"],
          "How isolated a transaction runs.",
        ),
        staleness: quantity("How old the data may be: 5 min."),
        description,
        origin,
      },
      patternProperties: { "^p[0-9]{1,2}(\\.[0-9]+)?$|^p999$": quantity("Latency target: 10 ms.") },
      additionalProperties: false,
    },
  },
});
