import { lexSchema, type SchemaToken, type TokenRule } from "../schema_lexer.ts";

const inner = (quotes: number) => (text: string) => text.slice(quotes, -quotes);
const unescape = (text: string) =>
  text.replace(/\\(.)/gs, (_, letter: string) => letter === "n" ? "\n" : letter);

/** A text over several lines loses the indentation that all its lines share. */
function dedent(text: string): string {
  const lines = text.slice(3, -3).replaceAll("\r", "").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) =>
    /^[ \t]*/.exec(line)![0].length
  );
  const indent = Math.min(...indents, Infinity);
  return unescape(
    lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join("\n").trim(),
  );
}

const RULES: readonly TokenRule[] = [
  { pattern: /\s+/y },
  { pattern: /\/\/[^\n]*/y },
  { pattern: /\/\*[\s\S]*?\*\//y },
  { pattern: /\/\*/y, error: "a comment without an end: */" },
  { pattern: /'''(?:\\[\s\S]|(?!''')[\s\S])*'''/y, kind: "text", value: dedent },
  { pattern: /'(?:\\.|[^'\\\n])*'/y, kind: "text", value: (text) => unescape(inner(1)(text)) },
  { pattern: /"(?:\\.|[^"\\\n])*"/y, kind: "quoted", value: (text) => unescape(inner(1)(text)) },
  { pattern: /`[^`]*`/y, kind: "code", value: inner(1) },
  { pattern: /['"`]/y, error: "a text without an end: its closing quote is missing" },
  { pattern: /#[0-9a-f]{3,8}\b/iy, kind: "word" },
  { pattern: /-?\d+(?:\.\d+)?(?![\p{L}_])/uy, kind: "number" },
  { pattern: /[\p{L}\p{N}_]+/uy, kind: "word" },
  { pattern: /<>|[{}()[\],:.<>\-~*+/=?!]/y, kind: "mark" },
];

/** Splits a DBML file into tokens. */
export function lexDbml(text: string, file: string): readonly SchemaToken[] {
  return lexSchema(text, RULES, file);
}
