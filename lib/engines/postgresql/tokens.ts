/** What a token is. */
export type TokenKind =
  | "word"
  | "quoted"
  | "string"
  | "number"
  | "operator"
  | "punctuation"
  | "parameter"
  | "comment";

/** One token of SQL text with the offset at which it starts. */
export interface Token {
  readonly kind: TokenKind;
  /** As it was written. */
  readonly text: string;
  readonly start: number;
  /** The string, quoted identifier or comment was never closed. */
  readonly open?: true;
}

const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const NUMBER =
  /0[xX](?:_?[0-9A-Fa-f])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*(?:\.(?!\.)(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y;
const SPACE = /[ \t\n\r\f\v\ufeff\u00a0]+/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const PARAMETER = /\$\d+/y;
/** A string goes on behind a line break: `'one'` and `'two'` on the next line are one string. */
const CONTINUATION = /(?:[ \t\f\v]|--[^\n\r]*)*[\n\r](?:[ \t\n\r\f\v]+|--[^\n\r]*[\n\r])*'/y;
const OPERATORS = "+-*/<>=~!@#%^&|`?";
const PUNCTUATION = ",;()[].";

/**
 * Splits PostgreSQL's SQL into tokens, as its own scanner does: nested comments, dollar quotes, `E''`
 * strings, quoted and unicode identifiers. Whitespace is dropped. Text that no rule of SQL takes, such as
 * a backslash, comes back as punctuation of one character, so nothing is lost.
 *
 * Source: PostgreSQL 18 manual, 4.1 Lexical Structure; src/backend/parser/scan.l.
 *
 * @param sql The text.
 * @param from Where to begin: an offset outside any token.
 * @returns The tokens, one at a time.
 */
export function* tokenize(sql: string, from = 0): Generator<Token, void> {
  let at = from;
  while (at < sql.length) {
    const space = match(SPACE, sql, at);
    if (space) {
      at += space.length;
      continue;
    }
    const token = read(sql, at);
    at += token.text.length;
    yield token;
  }
}

/** The tokens of a text without its comments. */
export function tokensOf(sql: string): Token[] {
  return [...tokenize(sql)].filter((token) => token.kind !== "comment");
}

function read(sql: string, start: number): Token {
  const char = sql[start]!;
  const next = sql[start + 1];
  if (char === "-" && next === "-") return take("comment", sql, start, endOfLine(sql, start));
  if (char === "/" && next === "*") return blockComment(sql, start);
  if (char === "'" || char === '"') return quotedText(sql, start, { prefix: 0, quote: char });
  if (next === "'" && "eEbBxXnN".includes(char)) {
    const hasEscapes = char === "e" || char === "E";
    return quotedText(sql, start, {
      prefix: 1,
      quote: next,
      hasEscapes,
      isBits: !hasEscapes && char.toLowerCase() !== "n",
    });
  }
  if ((char === "U" || char === "u") && next === "&" && `'"`.includes(sql[start + 2] ?? " ")) {
    return quotedText(sql, start, { prefix: 2, quote: sql[start + 2]! });
  }
  if (char === "$") {
    const tag = match(DOLLAR_TAG, sql, start);
    if (tag) return dollarQuoted(sql, start, tag);
    const parameter = match(PARAMETER, sql, start);
    if (parameter) return { kind: "parameter", text: parameter, start };
  }
  const word = match(WORD, sql, start);
  if (word) return { kind: "word", text: word, start };
  const number = match(NUMBER, sql, start);
  if (number) return { kind: "number", text: number, start };
  if (char === ":" && (next === ":" || next === "=")) {
    return take("operator", sql, start, start + 2);
  }
  if (char === "." && next === ".") return take("operator", sql, start, start + 2);
  if (PUNCTUATION.includes(char)) return take("punctuation", sql, start, start + 1);
  if (OPERATORS.includes(char)) return operator(sql, start);
  return take("punctuation", sql, start, start + 1);
}

function operator(sql: string, start: number): Token {
  let end = start + 1;
  while (end < sql.length && OPERATORS.includes(sql[end]!)) {
    const pair = sql.slice(end, end + 2);
    if (pair === "--" || pair === "/*") break;
    end++;
  }
  // An operator of several characters ends in + or - only where it holds one of ~ ! @ # % ^ & | ` ?
  const special = /[~!@#%^&|`?]/.test(sql.slice(start, end));
  while (!special && end - start > 1 && "+-".includes(sql[end - 1]!)) end--;
  return take("operator", sql, start, end);
}

function take(kind: TokenKind, sql: string, start: number, end: number): Token {
  return { kind, text: sql.slice(start, end), start };
}

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

function endOfLine(sql: string, start: number): number {
  const end = sql.indexOf("\n", start);
  return end < 0 ? sql.length : end;
}

function blockComment(sql: string, start: number): Token {
  let depth = 1;
  let at = start + 2;
  while (depth > 0) {
    const close = sql.indexOf("*/", at);
    if (close < 0) return { ...take("comment", sql, start, sql.length), open: true };
    const open = sql.indexOf("/*", at);
    const opens = open >= 0 && open < close;
    depth += opens ? 1 : -1;
    at = (opens ? open : close) + 2;
  }
  return take("comment", sql, start, at);
}

interface Quotation {
  /** Characters before the quote. */
  readonly prefix: number;
  readonly quote: string;
  /** A backslash escapes what follows it. */
  readonly hasEscapes?: boolean;
  /** A bit string: a doubled quote ends it. */
  readonly isBits?: boolean;
}

function quotedText(sql: string, start: number, quotation: Quotation): Token {
  const { prefix, quote, hasEscapes, isBits } = quotation;
  const kind = quote === "'" ? "string" : "quoted";
  let at = start + prefix + 1;
  while (at < sql.length) {
    if (hasEscapes && sql[at] === "\\") {
      at += 2;
    } else if (sql[at] !== quote) {
      at++;
    } else if (sql[at + 1] === quote && !isBits) {
      at += 2;
    } else {
      const more = kind === "string" ? match(CONTINUATION, sql, at + 1) : undefined;
      if (more === undefined) return take(kind, sql, start, at + 1);
      at += 1 + more.length;
    }
  }
  return { ...take(kind, sql, start, sql.length), open: true };
}

function dollarQuoted(sql: string, start: number, tag: string): Token {
  const end = sql.indexOf(tag, start + tag.length);
  if (end < 0) return { ...take("string", sql, start, sql.length), open: true };
  return take("string", sql, start, end + tag.length);
}

/** The name that a word or quoted token stands for: folded to lower case, or unquoted. */
export function identifierOf(token: Token): string {
  if (token.kind !== "quoted") {
    return token.text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  }
  const body = token.text.slice(token.text.indexOf('"') + 1, token.open ? undefined : -1);
  return body.replaceAll('""', '"');
}

/** Whether a token is a word, compared without regard to case. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === "word" && words.includes(token.text.toLowerCase());
}

/** Splits text at a separator that stands outside parentheses, brackets, strings and comments. */
export function splitTopLevel(sql: string, separator = ","): string[] {
  const parts: string[] = [];
  let depth = 0;
  let begin = 0;
  for (const { kind, text, start } of tokenize(sql)) {
    if (kind !== "punctuation") continue;
    if (text === "(" || text === "[") depth++;
    if (text === ")" || text === "]") depth--;
    if (text === separator && depth === 0) {
      parts.push(sql.slice(begin, start).trim());
      begin = start + 1;
    }
  }
  const rest = sql.slice(begin).trim();
  if (rest !== "" || parts.length > 0) parts.push(rest);
  return parts;
}

/** Whether one pair of parentheses holds the whole text. */
export function isParenthesized(sql: string): boolean {
  const text = sql.trim();
  if (!text.startsWith("(") || !text.endsWith(")")) return false;
  let depth = 0;
  for (const token of tokenize(text)) {
    if (token.kind !== "punctuation") continue;
    if (token.text === "(") depth++;
    if (token.text === ")" && --depth === 0) return token.start === text.length - 1;
  }
  return false;
}

/** The text inside the parentheses that hold the whole of it, or the text itself. */
export function withoutParentheses(sql: string): string {
  return isParenthesized(sql) ? sql.trim().slice(1, -1).trim() : sql.trim();
}
