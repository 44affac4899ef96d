import { isWord, type Token, tokenize } from "../../engines/postgresql/tokens.ts";

/** A piece of a script. */
export interface Piece {
  /** A statement of SQL, a command of psql, or the rows behind a COPY. */
  readonly kind: "statement" | "psql" | "rows";
  /** Its text without the semicolon. */
  readonly text: string;
  /** Where it begins in the script. */
  readonly start: number;
  /** Its tokens without comments, their offsets those of the script. */
  readonly tokens: readonly Token[];
  /** A string or comment in it that was never closed. */
  readonly open?: Token;
}

/** Where a statement may begin again behind a string that was never closed. */
const BEGINNING =
  /^(?:CREATE|ALTER|COMMENT|DROP|GRANT|REVOKE|INSERT|COPY|SET|SELECT|BEGIN|COMMIT|DO)\b/gim;

/** So many tokens of an INSERT are kept. */
const INSERT_TOKENS = 16;

/** The words between which a semicolon is a part of the statement. */
const CODE = /^(?:function|procedure)$/i;

/**
 * Splits a script as psql does: semicolons within strings, bodies of code and the parentheses of CREATE RULE
 * end nothing; lines that begin with a backslash are commands; COPY … FROM stdin is followed by rows.
 *
 * @param script What a person or pg_dump wrote.
 * @returns The pieces, in order.
 */
export function* splitStatements(script: string): Generator<Piece, void> {
  let at = 0;
  while (at < script.length) {
    const piece = readPiece(script, at);
    if (piece === undefined) return;
    yield piece.piece;
    at = piece.end;
  }
}

interface ReadPiece {
  readonly piece: Piece;
  readonly end: number;
}

function readPiece(script: string, from: number): ReadPiece | undefined {
  const tokens: Token[] = [];
  const nesting = new Nesting();
  for (const token of tokenize(script, from)) {
    if (token.kind === "comment" && !token.open) continue;
    if (token.text === "\\") {
      const end = endOfLine(script, token.start);
      if (tokens.length === 0) return command(script, token.start, end);
      return { piece: statement(script, tokens, token.start), end };
    }
    if (token.open) return recover(script, tokens, token);
    if (token.text === ";" && nesting.isClosed(tokens)) {
      const end = token.start + 1;
      if (tokens.length === 0) return readPiece(script, end);
      const piece = statement(script, tokens, token.start);
      return isCopyFromInput(tokens) ? withRows(script, piece, end) : { piece, end };
    }
    nesting.add(token, tokens);
    // The rows of one INSERT can be millions: its first words say all that is needed of it.
    if (tokens.length < INSERT_TOKENS || !isWord(tokens[0], "insert")) tokens.push(token);
  }
  if (tokens.length === 0) return undefined;
  return { piece: statement(script, tokens, script.length), end: script.length };
}

/** Counts what must be closed before a semicolon ends a statement. */
class Nesting {
  #parentheses = 0;
  #blocks = 0;

  add(token: Token, before: readonly Token[]): void {
    if (token.text === "(") this.#parentheses++;
    if (token.text === ")") this.#parentheses--;
    if (!isCode(before)) return;
    const isAtomic = isWord(token, "atomic") && isWord(before.at(-1), "begin");
    if (isAtomic || (this.#blocks > 0 && isWord(token, "case"))) this.#blocks++;
    if (this.#blocks > 0 && isWord(token, "end")) this.#blocks--;
  }

  /** Only CREATE RULE has semicolons within parentheses: elsewhere one that is open is a mistake. */
  isClosed(tokens: readonly Token[]): boolean {
    if (this.#blocks > 0) return false;
    return this.#parentheses <= 0 || !tokens.slice(0, 5).some((token) => isWord(token, "rule"));
  }
}

function isCode(tokens: readonly Token[]): boolean {
  return isWord(tokens[0], "create") && tokens.slice(1, 4).some(({ text }) => CODE.test(text));
}

function isCopyFromInput(tokens: readonly Token[]): boolean {
  return isWord(tokens[0], "copy") &&
    tokens.some((token, at) => isWord(token, "stdin") && isWord(tokens[at - 1], "from"));
}

function statement(script: string, tokens: readonly Token[], end: number): Piece {
  const start = tokens[0]!.start;
  return { kind: "statement", text: script.slice(start, end).trimEnd(), start, tokens };
}

function command(script: string, start: number, end: number): ReadPiece {
  return { piece: { kind: "psql", text: script.slice(start, end), start, tokens: [] }, end };
}

/** Takes the lines behind a COPY up to the one that is `\.` alone. */
function withRows(script: string, copy: Piece, from: number): ReadPiece {
  const first = endOfLine(script, from) + 1;
  const close = /^\\\.[ \t\r]*$/gm;
  close.lastIndex = first;
  const found = close.exec(script);
  const end = found ? found.index + found[0].length : script.length;
  return { piece: { ...copy, kind: "rows" }, end };
}

/** Ends a statement before a string that is never closed, and goes on at the next that looks like one. */
function recover(script: string, tokens: readonly Token[], open: Token): ReadPiece {
  BEGINNING.lastIndex = endOfLine(script, open.start);
  const next = BEGINNING.exec(script);
  const end = next?.index ?? script.length;
  const start = tokens[0]?.start ?? open.start;
  const text = script.slice(start, end).trimEnd();
  return { piece: { kind: "statement", text, start, tokens: [...tokens, open], open }, end };
}

function endOfLine(script: string, from: number): number {
  const end = script.indexOf("\n", from);
  return end < 0 ? script.length : end;
}

/** Finds lines and columns, both from 1, of offsets in a text. */
export function locateIn(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}
