import { didYouMean } from "../core/suggest.ts";
import { freeze } from "../core/freeze.ts";
import type { AttributeType, SimpleType } from "./attribute_type.ts";

/** What a word means as a type: takes the arguments in its parentheses. */
type ReadType = (args: readonly string[], text: string) => AttributeType;

const SIMPLE: readonly SimpleType["kind"][] = [
  "boolean",
  "smallint",
  "integer",
  "bigint",
  "real",
  "double",
  "uuid",
  "date",
  "time",
  "timestamp",
  "timestamptz",
  "interval",
  "json",
  "bytes",
  "inet",
  "daterange",
  "tstzrange",
  "tsvector",
];

const READERS: Readonly<Record<string, ReadType>> = {
  ...Object.fromEntries(SIMPLE.map((kind) => [kind, () => ({ kind })])),
  bool: () => ({ kind: "boolean" }),
  int: () => ({ kind: "integer" }),
  jsonb: () => ({ kind: "json" }),
  bytea: () => ({ kind: "bytes" }),
  float: () => ({ kind: "double" }),
  decimal: (args, text) => READERS["numeric"]!(args, text),
  string: (args, text) => READERS["text"]!(args, text),
  varchar: (args, text) => READERS["text"]!(args, text),
  text: ([length], text) =>
    length === undefined
      ? { kind: "text" }
      : { kind: "text", length: whole(length, { text, min: 1 }) },
  numeric: ([precision, scale], text) => ({
    kind: "numeric",
    ...(precision === undefined ? {} : { precision: whole(precision, { text, min: 1 }) }),
    ...(scale === undefined ? {} : { scale: whole(scale, { text, min: 0 }) }),
  }),
  enum: (values, text) => {
    if (values.length === 0) {
      throw new SyntaxError(`Cannot read ${text} as a type: no labels; write enum(new, paid)`);
    }
    return { kind: "enum", values };
  },
  domain: ([name], text) => {
    if (!name) throw new SyntaxError(`Cannot read ${text} as a type: no name; write domain(Email)`);
    return { kind: "domain", name };
  },
  array: ([of], text) => {
    if (!of) {
      throw new SyntaxError(`Cannot read ${text} as a type: no element type; write array(text)`);
    }
    return { kind: "array", of: parseType(of) };
  },
  native: ([sql], text) => {
    if (!sql) {
      throw new SyntaxError(`Cannot read ${text} as a type: no SQL; write native("macaddr")`);
    }
    return { kind: "native", sql };
  },
};

/** The words that begin a type. */
export const typeNames: readonly string[] = Object.freeze(Object.keys(READERS));

function whole(digits: string, { text, min }: { text: string; min: number }): number {
  const value = Number(digits);
  if (!Number.isInteger(value) || value < min) {
    throw new RangeError(
      `Cannot read ${text} as a type: ${digits} is not a whole number from ${min}`,
    );
  }
  return value;
}

/** Text split into a leading type and the words behind it. */
export interface TypeText {
  readonly type: AttributeType;
  /** What follows, such as `["unique", "optional"]`. */
  readonly words: readonly string[];
}

/**
 * Reads a type, such as `text(254)`, `numeric(12,2)`, `enum(new, paid)` or `array(text)`.
 *
 * @throws {SyntaxError} When the text is not one type.
 */
export function parseType(text: string): AttributeType {
  const { type, words } = parseTypeAndWords(text);
  if (words.length === 0) return type;
  throw new SyntaxError(
    `Cannot read ${JSON.stringify(text)} as a type: unexpected ${
      JSON.stringify(words[0])
    } behind it`,
  );
}

/**
 * Reads a type and the words behind it: `bigint identity key`.
 *
 * @throws {SyntaxError} When the text does not begin with a type.
 */
export function parseTypeAndWords(text: string): TypeText {
  const head = /^\s*([a-z]\w*)\s*/i.exec(text);
  if (!head) throw new SyntaxError(`Cannot read ${JSON.stringify(text)} as a type: no type found`);
  const name = head[1]!.toLowerCase();
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (!read) {
    throw new SyntaxError(
      `Cannot read ${JSON.stringify(text)} as a type: unknown type ${JSON.stringify(head[1])}${
        didYouMean(name, typeNames)
      }`,
    );
  }
  const { args, end } = readArguments(text, head[0].length);
  let type = read(args, text);
  let rest = text.slice(end).trimStart();
  while (rest.startsWith("[]")) {
    type = { kind: "array", of: type };
    rest = rest.slice(2).trimStart();
  }
  return freeze({ type, words: rest.split(/\s+/).filter((word) => word !== "") });
}

function readArguments(text: string, start: number): { args: readonly string[]; end: number } {
  if (text[start] !== "(") return { args: [], end: start };
  const args: string[] = [];
  let depth = 0;
  let current = "";
  let quoted = false;
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') {
      const doubled = quoted && text[at + 1] === '"';
      if (doubled) at++;
      else quoted = !quoted;
      current += doubled && depth > 0 ? '""' : doubled || depth > 0 ? '"' : "";
    } else if (!quoted && depth === 0 && (character === "," || character === ")")) {
      if (character === "," || current.trim() !== "" || args.length > 0) args.push(current.trim());
      if (character === ")") return { args, end: at + 1 };
      current = "";
    } else {
      if (!quoted) depth += character === "(" ? 1 : character === ")" ? -1 : 0;
      current += character;
    }
  }
  throw new SyntaxError(
    `Cannot read ${JSON.stringify(text)} as a type: a parenthesis is not closed`,
  );
}

const word = (text: string) =>
  /^[\p{L}\p{N}_-]+$/u.test(text) ? text : `"${text.replaceAll('"', '""')}"`;

/**
 * Writes a type as text that `parseType()` reads back.
 *
 * @throws {TypeError} When the type is composite: it has parts, which no line of text can hold.
 */
export function writeType(type: AttributeType): string {
  switch (type.kind) {
    case "text":
      return type.length === undefined ? "text" : `text(${type.length})`;
    case "numeric":
      if (type.precision === undefined) return "numeric";
      return `numeric(${
        [type.precision, ...(type.scale === undefined ? [] : [type.scale])].join(", ")
      })`;
    case "enum":
      return `enum(${type.values.map(word).join(", ")})`;
    case "domain":
      return `domain(${word(type.name)})`;
    case "array":
      return `array(${writeType(type.of)})`;
    case "native":
      return `native("${type.sql.replaceAll('"', '""')}")`;
    case "composite":
      throw new TypeError("Cannot write a composite type as text: it has parts");
    default:
      return type.kind;
  }
}
