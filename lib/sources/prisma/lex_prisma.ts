import { lexSchema, type SchemaToken, type TokenRule } from "../schema_lexer.ts";

const unescape = (text: string) =>
  text.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => letter === "n" ? "\n" : letter);

const RULES: readonly TokenRule[] = [
  { pattern: /\s+/y },
  { pattern: /\/\/\/[^\n]*/y, kind: "note", value: (text) => text.slice(3).trim() },
  { pattern: /\/\/[^\n]*/y },
  { pattern: /\/\*[\s\S]*?\*\//y },
  { pattern: /\/\*/y, error: "a comment without an end: */" },
  { pattern: /"(?:\\.|[^"\\\n])*"/y, kind: "text", value: unescape },
  { pattern: /"/y, error: "a text without an end: its closing quote is missing" },
  { pattern: /-?\d+(?:\.\d+)?(?![\p{L}_])/uy, kind: "number" },
  { pattern: /@@?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy, kind: "word" },
  { pattern: /[\p{L}_][\p{L}\p{N}_-]*/uy, kind: "word" },
  { pattern: /[{}()[\],:.?=]/y, kind: "mark" },
];

/** Splits a Prisma schema into tokens; `@id` and `@@index` are words. */
export function lexPrisma(text: string, file: string): readonly SchemaToken[] {
  return lexSchema(text, RULES, file);
}
