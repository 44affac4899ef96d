import { freeze } from "../core/freeze.ts";
import type {
  FunctionalDependency,
  JoinDependency,
  MultivaluedDependency,
  Relation,
} from "./relation.ts";
import { schemeOf } from "./scheme.ts";

/** The dependencies that a text states. */
export interface ParsedDependencies {
  /** Those written with `->`. */
  readonly functional: readonly FunctionalDependency[];
  /** Those written with `->>`. */
  readonly multivalued: readonly MultivaluedDependency[];
  /** Those written with `*`. */
  readonly join: readonly JoinDependency[];
}

/**
 * Reads a relation and its dependencies as a textbook writes them.
 *
 * @param text `R(A, B, C)`; the attributes alone, `A, B, C`, are a relation named R. A name with commas or
 *   parentheses stands in double quotes.
 * @param dependencies Dependencies between semicolons or line ends, as `parseDependencies` reads them.
 * @returns The relation.
 * @throws {SyntaxError} When a text does not parse; the message names the column.
 * @throws {RangeError} When a dependency names no attribute of the relation.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseRelation } from "@groundplan/groundplan";
 *
 * const supply = parseRelation("Supply(part, supplier, city)", "supplier -> city");
 * assert.deepEqual(supply.functional, [{ determinant: ["supplier"], dependent: ["city"] }]);
 * ```
 */
export function parseRelation(text: string, dependencies = ""): Relation {
  const reader = readerOf(text, "relation");
  const named = reader.tokens.some((token) => token.text === "(" || token.text === ")");
  const name = named ? readName(reader) : "R";
  if (named) expect(reader, "(");
  const attributes = readNames(reader, ")");
  if (named) expect(reader, ")");
  if (peek(reader) !== undefined) throw unexpected(reader, "the end");
  if (attributes.length === 0) {
    throw new SyntaxError(`Cannot read relation "${text}": it has no attributes`);
  }
  const twice = attributes.find((attribute, at) => attributes.indexOf(attribute) !== at);
  if (twice !== undefined) {
    throw new SyntaxError(`Cannot read relation "${text}": attribute ${twice} stands there twice`);
  }
  const relation = { name, attributes, ...parseDependencies(dependencies), repeating: [] };
  schemeOf(relation);
  return freeze(relation);
}

/**
 * Reads dependencies: functional ones `A, B -> C`, multivalued ones `A ->> B` and join dependencies
 * `*(A, B | B, C | A, C)`, between semicolons or line ends. `→`, `↠` and `⋈` will do as well; braces may
 * stand around a set; nothing, `∅` or `{}` is the empty set.
 *
 * @throws {SyntaxError} When the text does not parse; the message names the column.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseDependencies } from "@groundplan/groundplan";
 *
 * const { functional, multivalued } = parseDependencies("A, B -> C; A ->> D");
 * assert.deepEqual(functional, [{ determinant: ["A", "B"], dependent: ["C"] }]);
 * assert.deepEqual(multivalued, [{ determinant: ["A"], dependent: ["D"] }]);
 * ```
 */
export function parseDependencies(text: string): ParsedDependencies {
  const reader = readerOf(text, "dependencies");
  const functional: FunctionalDependency[] = [];
  const multivalued: MultivaluedDependency[] = [];
  const join: JoinDependency[] = [];
  while (peek(reader) !== undefined) {
    if (accept(reader, ";")) continue;
    if (accept(reader, "⋈")) {
      join.push({ components: readComponents(reader) });
    } else {
      const determinant = readSide(reader);
      const arrow = peek(reader);
      if (arrow?.text !== "→" && arrow?.text !== "↠") throw unexpected(reader, "-> or ->>");
      reader.at++;
      const dependent = readSide(reader);
      if (dependent.length === 0) throw unexpected(reader, `an attribute after ${arrow.written}`);
      (arrow.text === "→" ? functional : multivalued).push({ determinant, dependent });
    }
    if (peek(reader) !== undefined) expect(reader, ";");
  }
  return freeze({ functional, multivalued, join });
}

interface Token {
  /** A mark, or `name`. */
  readonly text: string;
  readonly written: string;
  readonly name?: string;
  readonly column: number;
}

interface Reader {
  readonly source: string;
  readonly what: string;
  readonly tokens: readonly Token[];
  at: number;
}

const MARKS: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^(?:-+>>|↠|→→|=+>>)/, "↠"],
  [/^(?:-+>|→|=+>)/, "→"],
  [/^(?:⋈|\*(?=\s*[({]))/, "⋈"],
  [/^[;\n]/, ";"],
  [/^[,(){}|∅]/, ""],
];
const QUOTED = /^"((?:[^"]|"")*)"/;
const BARE = /^(?:(?!-+>|=+>)[^\s,;(){}|"→↠⋈∅])(?:(?!-+>|=+>)[^\n,;(){}|"→↠⋈∅])*/;

function readerOf(source: string, what: string): Reader {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length;) {
    const rest = source.slice(at);
    const space = /^[^\S\n]+/.exec(rest)?.[0];
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const column = at + 1;
    const mark = MARKS.find(([pattern]) => pattern.test(rest));
    const name = QUOTED.exec(rest) ?? BARE.exec(rest);
    if (mark) {
      const written = mark[0].exec(rest)![0];
      tokens.push({ text: mark[1] || written, written, column });
      at += written.length;
    } else if (name) {
      const written = name[0];
      const text = name[1] === undefined ? written.trim() : name[1].replaceAll('""', '"');
      tokens.push({ text: "name", written, name: text, column });
      at += written.length;
    } else {
      throw new SyntaxError(
        `Cannot read ${what} "${source}": ${
          rest[0] === '"' ? "a quote is not closed" : "stray text"
        }` +
          ` at column ${column}`,
      );
    }
  }
  return { source, what, tokens, at: 0 };
}

function peek(reader: Reader): Token | undefined {
  return reader.tokens[reader.at];
}

function accept(reader: Reader, text: string): boolean {
  if (peek(reader)?.text !== text) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, text: string): void {
  if (!accept(reader, text)) throw unexpected(reader, text);
}

function unexpected(reader: Reader, wanted: string): SyntaxError {
  const token = peek(reader);
  const found = token ? `"${token.written.trim() || "line end"}"` : "the end";
  const column = token?.column ?? reader.source.length + 1;
  const hint = token && "→↠".includes(token.text) && wanted === ";"
    ? "; dependencies are separated by semicolons"
    : "";
  return new SyntaxError(
    `Cannot read ${reader.what} "${reader.source}": expected ${wanted} and found ${found} at column ` +
      `${column}${hint}`,
  );
}

function readName(reader: Reader): string {
  const name = peek(reader)?.name;
  if (name === undefined) throw unexpected(reader, "a name");
  reader.at++;
  return name;
}

function readNames(reader: Reader, end: string): string[] {
  const names: string[] = [];
  if (peek(reader)?.text === end) return names;
  do names.push(readName(reader)); while (accept(reader, ","));
  return names;
}

function readSide(reader: Reader): string[] {
  if (accept(reader, "∅")) return [];
  const end = accept(reader, "{") ? "}" : accept(reader, "(") ? ")" : undefined;
  if (end !== undefined) {
    const names = readNames(reader, end);
    expect(reader, end);
    return names;
  }
  return peek(reader)?.text === "name" ? readNames(reader, ";") : [];
}

function readComponents(reader: Reader): string[][] {
  const end = accept(reader, "{") ? "}" : ")";
  if (end === ")") expect(reader, "(");
  const components: string[][] = [];
  do {
    const braced = accept(reader, "{");
    const names = readNames(reader, braced ? "}" : end);
    if (names.length === 0) throw unexpected(reader, "an attribute");
    if (braced) expect(reader, "}");
    components.push(names);
  } while (accept(reader, "|") || accept(reader, ","));
  expect(reader, end);
  return components;
}
