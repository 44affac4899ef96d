import { identifierOf, isWord, splitTopLevel, type Token, tokensOf } from "./tokens.ts";

/** How PostgreSQL keeps the values of a type. */
export interface TypeStorage {
  /** Bytes a value takes; -1 where it varies. `pg_type.typlen`. */
  readonly length: number;
  /** The multiple of bytes that a value begins at. `pg_type.typalign`. */
  readonly align: 1 | 2 | 4 | 8;
  /** Whether it may be compressed or moved out of the row. `pg_type.typstorage`. */
  readonly strategy: "plain" | "main" | "external" | "extended";
}

/** A built-in type. */
export interface TypeRow extends TypeStorage {
  /** Its canonical name: what `format_type` prints. */
  readonly name: string;
  /** Its name in `pg_type`. */
  readonly internal: string;
  /** Other names that SQL takes for it. */
  readonly aliases: readonly string[];
}

function fixed(
  name: string,
  internal: string,
  length: number,
  align: TypeStorage["align"],
  aliases: readonly string[] = [],
): TypeRow {
  return { name, internal, length, align, strategy: "plain", aliases };
}

function varying(
  name: string,
  internal: string,
  aliases: readonly string[] = [],
  strategy: TypeStorage["strategy"] = "extended",
  align: TypeStorage["align"] = 4,
): TypeRow {
  return { name, internal, length: -1, align, strategy, aliases };
}

/**
 * The types that tables are made of, each with how it is kept.
 *
 * Source: `pg_type` of PostgreSQL 18; a test compares. Ranges are kept as varying values.
 */
export const TYPES: readonly TypeRow[] = [
  fixed("boolean", "bool", 1, 1, ["bool"]),
  fixed('"char"', "char", 1, 1),
  fixed("smallint", "int2", 2, 2, ["int2"]),
  fixed("integer", "int4", 4, 4, ["int", "int4"]),
  fixed("bigint", "int8", 8, 8, ["int8"]),
  fixed("real", "float4", 4, 4, ["float4"]),
  fixed("double precision", "float8", 8, 8, ["float8", "float"]),
  fixed("money", "money", 8, 8),
  varying("numeric", "numeric", ["decimal", "dec"], "main"),
  varying("text", "text"),
  varying("character varying", "varchar", ["varchar", "char varying"]),
  varying("character", "bpchar", ["char"]),
  varying("bpchar", "bpchar"),
  fixed("name", "name", 64, 1),
  varying("bytea", "bytea"),
  varying("bit", "bit"),
  varying("bit varying", "varbit", ["varbit"]),
  fixed("date", "date", 4, 4),
  fixed("time without time zone", "time", 8, 8, ["time"]),
  fixed("time with time zone", "timetz", 12, 8, ["timetz"]),
  fixed("timestamp without time zone", "timestamp", 8, 8, ["timestamp"]),
  fixed("timestamp with time zone", "timestamptz", 8, 8, ["timestamptz"]),
  fixed("interval", "interval", 16, 8),
  fixed("uuid", "uuid", 16, 1),
  varying("json", "json"),
  varying("jsonb", "jsonb"),
  varying("jsonpath", "jsonpath"),
  varying("xml", "xml"),
  varying("inet", "inet", [], "main"),
  varying("cidr", "cidr", [], "main"),
  fixed("macaddr", "macaddr", 6, 4),
  fixed("macaddr8", "macaddr8", 8, 4),
  varying("tsvector", "tsvector"),
  varying("tsquery", "tsquery", [], "plain"),
  fixed("point", "point", 16, 8),
  fixed("line", "line", 24, 8),
  fixed("lseg", "lseg", 32, 8),
  fixed("box", "box", 32, 8),
  varying("path", "path", [], "extended", 8),
  varying("polygon", "polygon", [], "extended", 8),
  fixed("circle", "circle", 24, 8),
  varying("int4range", "int4range"),
  varying("int8range", "int8range", [], "extended", 8),
  varying("numrange", "numrange"),
  varying("daterange", "daterange"),
  varying("tsrange", "tsrange", [], "extended", 8),
  varying("tstzrange", "tstzrange", [], "extended", 8),
  varying("int4multirange", "int4multirange"),
  varying("int8multirange", "int8multirange", [], "extended", 8),
  varying("nummultirange", "nummultirange"),
  varying("datemultirange", "datemultirange"),
  varying("tsmultirange", "tsmultirange", [], "extended", 8),
  varying("tstzmultirange", "tstzmultirange", [], "extended", 8),
  fixed("oid", "oid", 4, 4),
  fixed("regclass", "regclass", 4, 4),
  fixed("regtype", "regtype", 4, 4),
  fixed("regproc", "regproc", 4, 4),
  fixed("pg_lsn", "pg_lsn", 8, 8),
  fixed("xid8", "xid8", 8, 8),
];

const BY_NAME: ReadonlyMap<string, TypeRow> = new Map(
  TYPES.flatMap((row) => [row.name, ...row.aliases].map((name) => [name, row] as const)),
);

/** Types that name their time zone behind their precision. */
const ZONED = /^(time|timestamp) (with|without) time zone$/;

/**
 * The row of a built-in type, by any of its names, with or without precision. Arrays and types that the
 * database defines have none.
 */
export function findType(type: string): TypeRow | undefined {
  const { base, dimensions } = readType(type);
  return dimensions === 0 ? BY_NAME.get(base) : undefined;
}

/**
 * Spells a type as PostgreSQL's catalog does: `int8` becomes `bigint`, `varchar(9)[]` becomes
 * `character varying(9)[]`. What it does not know, it leaves but for spaces and capitals.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { canonicalType } from "@groundplan/groundplan";
 *
 * assert.equal(canonicalType("timestamptz(3)"), "timestamp(3) with time zone");
 * assert.equal(canonicalType("DECIMAL(12, 2)[]"), "numeric(12,2)[]");
 * ```
 */
export function canonicalType(type: string): string {
  const { base, modifiers, dimensions } = readType(type);
  return canonicalScalar(base, modifiers) + "[]".repeat(Math.min(1, dimensions));
}

function canonicalScalar(base: string, modifiers: readonly string[]): string {
  if (base === "float" && modifiers.length > 0) {
    return Number(modifiers[0]) <= 24 ? "real" : "double precision";
  }
  const name = BY_NAME.get(base)?.name ?? base;
  if (modifiers.length === 0) {
    return name === "character" || name === "bit" ? `${name}(1)` : name;
  }
  if (name === "numeric" && modifiers.length === 1) return `numeric(${modifiers[0]},0)`;
  const list = `(${modifiers.join(",")})`;
  const zoned = ZONED.exec(name);
  return zoned ? `${zoned[1]}${list} ${zoned[2]} time zone` : `${name}${list}`;
}

interface TypeParts {
  readonly base: string;
  readonly modifiers: readonly string[];
  readonly dimensions: number;
}

function readType(type: string): TypeParts {
  const tokens = tokensOf(type);
  let dimensions = tokens.filter(({ text }) => text === "[").length;
  if (dimensions === 0 && tokens.some((token) => isWord(token, "array"))) dimensions = 1;
  const words = tokens.filter((token) => !isWord(token, "array"));
  const open = words.findIndex(({ text }) => text === "(");
  const close = words.findIndex(({ text }) => text === ")");
  const bracket = words.findIndex(({ text }) => text === "[");
  const end = bracket < 0 ? words.length : bracket;
  const head = words.slice(0, open < 0 ? end : Math.min(open, end));
  const tail = open < 0 ? [] : words.slice(close + 1, end);
  const modifiers = open < 0
    ? []
    : splitTopLevel(type.slice(words[open]!.start + 1, words[close]?.start));
  return { base: spell([...head, ...tail]), modifiers, dimensions };
}

/** Joins a name again, without the namespace that every type may be looked for in. */
function spell(tokens: readonly Token[]): string {
  const isBuiltIn = isWord(tokens[0], "pg_catalog") && tokens[1]?.text === ".";
  return (isBuiltIn ? tokens.slice(2) : tokens)
    .map((token, at, all) => {
      const text = token.kind === "word" ? identifierOf(token) : token.text;
      const touches = text === "." || all[at - 1]?.text === ".";
      return at === 0 || touches ? text : ` ${text}`;
    }).join("");
}
