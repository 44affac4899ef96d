import { isWord, type Token } from "../../engines/postgresql/tokens.ts";
import type { Piece } from "./split_statements.ts";

/** The words that begin a statement. */
const VERBS = [
  "create",
  "alter",
  "comment",
  "drop",
  "grant",
  "revoke",
  "insert",
  "set",
  "select",
  "copy",
] as const;

/**
 * Splits a statement that PostgreSQL cannot parse where a line begins with the word that it stumbles over
 * and that word begins a statement: the semicolon before it is missing.
 */
export function splitAtMissingSemicolon(
  piece: Piece,
  position?: number,
): readonly [Piece, Piece] | undefined {
  if (position === undefined) return undefined;
  const offset = [...piece.text].slice(0, position - 1).join("").length;
  const start = piece.start + offset;
  const at = piece.tokens.findIndex((token) => token.start === start);
  const isVerb = at > 0 && isWord(piece.tokens[at], ...VERBS);
  const isFirstOnLine = /(?:^|\n)[ \t]*$/.test(piece.text.slice(0, offset));
  if (!isVerb || !isFirstOnLine) return undefined;
  return [
    part(piece, piece.tokens.slice(0, at), 0, offset),
    part(piece, piece.tokens.slice(at), offset, piece.text.length),
  ];
}

function part(piece: Piece, tokens: readonly Token[], from: number, to: number): Piece {
  const text = piece.text.slice(from, to).trimEnd();
  return { kind: "statement", text, start: piece.start + from, tokens };
}

/** `CREATE FOREIGN TABLE` as a table of the same columns; nothing for any other statement. */
export function asPlainTable({ text, start, tokens }: Piece): string | undefined {
  const isForeign = isWord(tokens[0], "create") && isWord(tokens[1], "foreign") &&
    isWord(tokens[2], "table");
  if (!isForeign) return undefined;
  let depth = 0;
  let skipped = 0;
  let plain = "create";
  let from = tokens[2]!.start - start;
  for (const [at, token] of tokens.entries()) {
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    const offset = token.start - start;
    if (depth === 0 && isWord(token, "server")) return `${plain} ${text.slice(from, offset)}`;
    if (skipped === 0 && isWord(token, "options") && tokens[at + 1]?.text === "(") {
      plain += ` ${text.slice(from, offset)}`;
      skipped = depth + 1;
    }
    if (skipped > 0 && token.text === ")" && depth === skipped - 1) {
      from = offset + 1;
      skipped = 0;
    }
  }
  return `${plain} ${text.slice(from)}`;
}
