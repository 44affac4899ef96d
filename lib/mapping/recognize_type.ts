import { qualify } from "../engines/postgresql/identifiers.ts";
import type { AttributeType, SimpleType } from "../model/attribute_type.ts";
import { snakeCase, writeNamespacedName } from "../model/naming.ts";
import type { EnumDefinition, UserType } from "../schema/schema.ts";
import type { Survey } from "./survey.ts";

/** The types of attributes, by the catalog's spelling. */
const SIMPLE: Readonly<Record<string, SimpleType["kind"]>> = {
  "boolean": "boolean",
  "smallint": "smallint",
  "integer": "integer",
  "bigint": "bigint",
  "real": "real",
  "double precision": "double",
  "uuid": "uuid",
  "date": "date",
  "time without time zone": "time",
  "timestamp without time zone": "timestamp",
  "timestamp with time zone": "timestamptz",
  "interval": "interval",
  "jsonb": "json",
  "bytea": "bytes",
  "inet": "inet",
  "daterange": "daterange",
  "tstzrange": "tstzrange",
  "tsvector": "tsvector",
};

/**
 * Reads a type as the catalog spells it. What the model has no word for stays as it is.
 *
 * @param text Such as `character varying(254)` or `public.order_status`.
 * @param words What an enumeration without a name is called after: entity and attribute.
 */
export function recognizeType(
  survey: Survey,
  text: string,
  words: readonly string[],
): AttributeType {
  const simple = SIMPLE[text];
  if (simple !== undefined) return { kind: simple };
  if (text === "text") return { kind: "text" };
  if (text === "numeric") return { kind: "numeric" };
  if (text.endsWith("[]")) {
    return { kind: "array", of: recognizeType(survey, text.slice(0, -2), words) };
  }
  const varchar = /^character varying\((\d+)\)$/.exec(text);
  if (varchar) return { kind: "text", length: Number(varchar[1]) };
  const numeric = /^numeric\((\d+),(\d+)\)$/.exec(text);
  if (numeric && Number(numeric[2]) <= Number(numeric[1])) {
    return { kind: "numeric", precision: Number(numeric[1]), scale: Number(numeric[2]) };
  }
  const type = survey.types.get(text);
  return (type && userType(survey, type, words)) ?? { kind: "native", sql: text };
}

function userType(
  survey: Survey,
  type: UserType,
  words: readonly string[],
): AttributeType | undefined {
  if (type.kind === "enum" && type.labels.length > 0) return enumType(survey, type, words);
  const domain = type.kind === "domain" ? survey.domains.get(qualify(type)) : undefined;
  return domain === undefined ? undefined : { kind: "domain", name: domain };
}

function enumType(survey: Survey, type: EnumDefinition, words: readonly string[]): AttributeType {
  const usual = type.schema === survey.naming.schema &&
    type.name === words.map(snakeCase).join("_");
  return {
    kind: "enum",
    values: type.labels,
    ...(usual ? {} : { name: writeNamespacedName(type, survey.naming) }),
  };
}
