/** A word, a text or a mark of a schema file. */
export interface SchemaToken {
  readonly kind: "word" | "quoted" | "text" | "code" | "number" | "mark" | "note" | "end";
  /** Without its quotes. */
  readonly value: string;
  readonly line: number;
  readonly column: number;
  /** Whether it is the first of its line. */
  readonly first: boolean;
  /** Whether nothing stands between it and the token before. */
  readonly close: boolean;
}

/** A way to write tokens: the first whose pattern fits reads the token. */
export interface TokenRule {
  readonly pattern: RegExp;
  /** Undefined for what is skipped: spaces and comments. */
  readonly kind?: SchemaToken["kind"];
  /** The value, from the text that fitted. */
  readonly value?: (text: string) => string;
  /** What is wrong with a text that this rule catches. */
  readonly error?: string;
}

/**
 * Splits a schema file into tokens, with their places.
 *
 * @throws {SyntaxError} At the first character that begins no token.
 */
export function lexSchema(
  text: string,
  rules: readonly TokenRule[],
  file: string,
): readonly SchemaToken[] {
  const tokens: SchemaToken[] = [];
  let at = 0;
  let line = 1;
  let start = 0;
  let first = true;
  let close = false;
  while (at < text.length) {
    const rule = rules.find(({ pattern }) => {
      pattern.lastIndex = at;
      return pattern.test(text);
    });
    const place = { line, column: at - start + 1 };
    if (!rule) throw schemaError(file, place, `unexpected ${JSON.stringify(text[at])}`);
    if (rule.error) throw schemaError(file, place, rule.error);
    const end = rule.pattern.lastIndex;
    const found = text.slice(at, end);
    if (rule.kind) {
      tokens.push({ kind: rule.kind, value: rule.value?.(found) ?? found, ...place, first, close });
    }
    if (rule.kind) first = false;
    close = rule.kind !== undefined;
    for (const match of found.matchAll(/\n/g)) {
      line++;
      start = at + match.index + 1;
      first = true;
    }
    at = end;
  }
  tokens.push({
    kind: "end",
    value: "the end of the file",
    line,
    column: at - start + 1,
    first: true,
    close: false,
  });
  return tokens;
}

/** An error at a place of a file. */
export function schemaError(
  file: string,
  { line, column }: { readonly line: number; readonly column: number },
  what: string,
): SyntaxError {
  return new SyntaxError(`Cannot read ${file}:${line}:${column}: ${what}`);
}

/** Reads tokens one by one. */
export interface TokenReader {
  peek(ahead?: number): SchemaToken;
  next(): SchemaToken;
  /** Takes a token if it has the value and is no text. */
  take(value: string): boolean;
  /** Takes a token that has to be there. */
  expect(value: string): SchemaToken;
  /** Takes a name: a word, or a quoted one. */
  name(what: string): SchemaToken;
  fail(token: SchemaToken, wanted: string): never;
}

/** Starts to read tokens. */
export function readTokens(tokens: readonly SchemaToken[], file: string): TokenReader {
  let at = 0;
  const peek = (ahead = 0) => tokens[Math.min(at + ahead, tokens.length - 1)]!;
  const next = () => {
    const token = peek();
    at++;
    return token;
  };
  const fail = (token: SchemaToken, wanted: string): never => {
    const found = token.kind === "end" ? token.value : JSON.stringify(token.value);
    throw schemaError(file, token, `expected ${wanted}, found ${found}`);
  };
  const take = (value: string) => {
    const { kind, value: found } = peek();
    const fits = (kind === "mark" || kind === "word") &&
      found.toLowerCase() === value.toLowerCase();
    if (fits) at++;
    return fits;
  };
  return {
    peek,
    next,
    take,
    fail,
    expect(value) {
      const token = peek();
      if (!take(value)) fail(token, JSON.stringify(value));
      return token;
    },
    name(what) {
      const token = next();
      return token.kind === "word" || token.kind === "quoted" ? token : fail(token, what);
    },
  };
}
