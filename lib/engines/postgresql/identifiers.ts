import { quoteSqlIdentifier, quoteSqlLiteral } from "../../core/escape.ts";
import { KEYWORDS } from "./keywords.ts";

/** The longest identifier in bytes: PostgreSQL cuts what is longer. */
export const IDENTIFIER_BYTES = 63;

const PLAIN = /^[a-z_][a-z0-9_]*$/;

/**
 * Quotes an identifier where PostgreSQL's own `quote_ident` would.
 *
 * @throws {RangeError} When the name is empty or holds the character NUL.
 */
export function quoteIdentifier(name: string): string {
  return PLAIN.test(name) && !KEYWORDS.has(name) ? name : quoteSqlIdentifier(name);
}

/**
 * Quotes text as a literal that means the same under every setting of `standard_conforming_strings`.
 *
 * @throws {RangeError} When the text holds the character NUL.
 */
export function quoteLiteral(text: string): string {
  if (!text.includes("\\")) return quoteSqlLiteral(text);
  return `E${quoteSqlLiteral(text.replaceAll("\\", "\\\\"))}`;
}

/** A name with its namespace, both quoted where they need it. */
export function qualify(of: { readonly schema: string; readonly name: string }): string {
  return `${quoteIdentifier(of.schema)}.${quoteIdentifier(of.name)}`;
}

/** Column names, quoted and joined. */
export function columnList(columns: readonly string[]): string {
  return columns.map(quoteIdentifier).join(", ");
}

const utf8 = new TextEncoder();

/** The length of a name in bytes, as PostgreSQL counts it. */
export function byteLength(name: string): number {
  return utf8.encode(name).length;
}

/** Cuts a name to so many bytes without splitting a character, as PostgreSQL does. */
export function clipName(name: string, bytes: number = IDENTIFIER_BYTES): string {
  let clipped = "";
  let length = 0;
  for (const character of name) {
    length += byteLength(character);
    if (length > bytes) break;
    clipped += character;
  }
  return clipped;
}

/**
 * The name that PostgreSQL gives to an object that was not named: `orders_customer_id_fkey`. The longer of
 * the first two parts is cut until all fit in 63 bytes.
 *
 * Source: `makeObjectName` in PostgreSQL's src/backend/commands/indexcmds.c.
 *
 * @param first The table's name.
 * @param second The column's name or names; may be left out.
 * @param label The ending, such as `fkey`; may be left out.
 */
export function makeObjectName(first: string, second?: string, label?: string): string {
  const overhead = (second === undefined ? 0 : 1) +
    (label === undefined ? 0 : byteLength(label) + 1);
  let firstBytes = byteLength(first);
  let secondBytes = second === undefined ? 0 : byteLength(second);
  while (firstBytes + secondBytes > IDENTIFIER_BYTES - overhead) {
    if (firstBytes > secondBytes) firstBytes--;
    else secondBytes--;
  }
  return [
    clipName(first, firstBytes),
    ...(second === undefined ? [] : [clipName(second, secondBytes)]),
    ...(label === undefined ? [] : [label]),
  ].join("_");
}

/**
 * Whether a name is one that PostgreSQL would have chosen itself: `orders_id_seq`, or `orders_id_seq1` where
 * that was taken, as it is when two long names are cut alike.
 *
 * @param name The name.
 * @param parts What `makeObjectName()` would make it of.
 */
export function isChosenName(
  name: string,
  [first, second, label]: readonly [first: string, second: string, label: string],
): boolean {
  const [number = ""] = /[1-9]\d*$/.exec(name) ?? [];
  return name === makeObjectName(first, second, label) ||
    name === makeObjectName(first, second, label + number);
}
