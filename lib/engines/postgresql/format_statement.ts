import { format } from "sql-formatter";
import { type Token, tokensOf } from "./tokens.ts";

/** The longest line that is not broken. */
const LINE = 100;

/** Statements that are laid out however short they are. */
const ALWAYS = /^CREATE (UNLOGGED )?TABLE|^CREATE (MATERIALIZED )?VIEW/;

/** Statements that are best left as the catalog prints them: bodies of code, and lists of events. */
const LEFT_AS_IS =
  /^CREATE (OR REPLACE )?(FUNCTION|PROCEDURE|AGGREGATE|TRIGGER|CONSTRAINT TRIGGER|RULE)\b/;

/** Statements that hold a query; in all others the words of a query mean something else. */
const QUERY = /^CREATE (MATERIALIZED )?VIEW/;

/**
 * Lays out one statement for reading with sql-formatter. Where that would change a single token, or fails,
 * the statement comes back as it was.
 *
 * @param statement One statement of PostgreSQL's SQL, without a semicolon.
 * @returns The same tokens with other spaces between them.
 */
export function formatStatement(statement: string): string {
  const isShort = statement.length <= LINE && !statement.includes("\n");
  if (LEFT_AS_IS.test(statement) || (isShort && !ALWAYS.test(statement))) return statement;
  const tokens = tokensOf(statement);
  const formatted = respace(statement, tokens, tryFormat(statement));
  const same = formatted !== undefined &&
    textOf(tokensOf(formatted)) === textOf(tokens);
  return same ? formatted : statement;
}

function tryFormat(statement: string): string {
  try {
    return format(statement, {
      language: "postgresql",
      keywordCase: "preserve",
      expressionWidth: LINE - 10,
      linesBetweenQueries: 1,
    });
  } catch {
    return statement;
  }
}

/** One space between two tokens: as it was, and as the formatter has it. */
interface Gap {
  readonly before: string;
  readonly after: string;
  /** The words on both sides, in capitals. */
  readonly left: string;
  readonly right: string;
  /** Parentheses around it. */
  readonly depth: number;
  readonly isQuery: boolean;
}

/** Where the formatter's own space is not the best one; the first that fits decides. */
const GAPS: readonly [fits: (gap: Gap) => boolean, space: string][] = [
  // A call keeps its parenthesis, and a list its distance.
  [({ right, before, after }) => right === "(" && before === "" && !after.includes("\n"), ""],
  [({ right, before, after }) => right === "(" && before === " " && after === "", " "],
  // Outside of queries these words do not begin a clause of their own.
  [({ isQuery, left, after }) => !isQuery && after.includes("\n") && JOINS_RIGHT.has(left), " "],
  [({ isQuery, right, after }) => !isQuery && after.includes("\n") && JOINS_LEFT.has(right), " "],
  [
    ({ isQuery, depth, right, after }) =>
      !isQuery && depth > 0 && after.includes("\n") && CLAUSES.has(right),
    " ",
  ],
];

const JOINS_RIGHT = new Set(
  ["WITH", "WHERE", "SET", "START", "FOR", "VALUES", "FROM", "TO", "BY", "SELECT"],
);
const JOINS_LEFT = new Set(
  [
    "DEFERRABLE",
    "INITIALLY",
    "VALUES",
    "FROM",
    "TO",
    "SET",
    "DEFAULT",
    "SELECT",
    "USING",
    "CASCADE",
  ],
);
const CLAUSES = new Set(["WITH", "WHERE"]);

/** Puts the formatter's text together again with better spaces; nothing where tokens changed. */
function respace(
  statement: string,
  tokens: readonly Token[],
  formatted: string,
): string | undefined {
  const laidOut = tokensOf(formatted);
  if (laidOut.length !== tokens.length) return undefined;
  const isQuery = QUERY.test(statement);
  let depth = 0;
  return laidOut.map((token, at) => {
    if (at === 0) return token.text;
    if (token.text === ")") depth--;
    const gap: Gap = {
      before: gapBefore(statement, tokens, at),
      after: gapBefore(formatted, laidOut, at),
      left: laidOut[at - 1]!.text.toUpperCase(),
      right: token.text.toUpperCase(),
      depth,
      isQuery,
    };
    if (token.text === "(") depth++;
    return `${GAPS.find(([fits]) => fits(gap))?.[1] ?? gap.after}${token.text}`;
  }).join("");
}

function gapBefore(sql: string, tokens: readonly Token[], at: number): string {
  const previous = tokens[at - 1]!;
  return sql.slice(previous.start + previous.text.length, tokens[at]!.start);
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join("\0");
}
