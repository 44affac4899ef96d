import type { AttributeType } from "../model/attribute_type.ts";
import { parseType } from "../model/type_text.ts";

/** Names of types in schema files and dialects of SQL, and the type that they are here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  serial: "integer",
  bigserial: "bigint",
  smallserial: "smallint",
  tinyint: "smallint",
  mediumint: "integer",
  "double precision": "double",
  float4: "real",
  float8: "double",
  "character varying": "text",
  character: "text",
  char: "text",
  nvarchar: "text",
  bpchar: "text",
  string: "text",
  longtext: "text",
  mediumtext: "text",
  tinytext: "text",
  clob: "text",
  dec: "numeric",
  money: "numeric(19,2)",
  datetime: "timestamp",
  "timestamp with time zone": "timestamptz",
  "timestamp without time zone": "timestamp",
  "time without time zone": "time",
  jsonb: "json",
  blob: "bytes",
  longblob: "bytes",
  binary: "bytes",
  varbinary: "bytes",
  bit: "boolean",
  guid: "uuid",
  uniqueidentifier: "uuid",
  cidr: "inet",
};

/** The type of a column, by the words that a file gives it; one that only an engine knows stays in its own words. */
export function declaredType(words: string): AttributeType {
  const text = words.trim().replace(/\s+/g, " ");
  const array = /^(.*?)\s*\[\d*\]$/.exec(text);
  if (array) return { kind: "array", of: declaredType(array[1]!) };
  const [, head = "", args = ""] = /^([^(]*?)\s*(\(.*\))?$/.exec(text) ?? [];
  const name = head.toLowerCase();
  const synonym = Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name]! : name;
  const takes = /^(?:text|varchar|numeric|decimal)$/.test(synonym);
  try {
    return parseType(takes ? `${synonym}${args}` : synonym);
  } catch {
    return { kind: "native", sql: text };
  }
}

/** Whether a type's name says that the database numbers the rows. */
export function isSerial(words: string): boolean {
  return /^(?:small|big)?serial\b/i.test(words.trim());
}
