import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import {
  identifierOf,
  type Token,
  tokenize,
  tokensOf,
  withoutParentheses,
} from "../engines/postgresql/tokens.ts";

/**
 * Writes column names for attribute names in a SQL expression over one table, so that a rule may say
 * `endsAt > startsAt` where the columns are `ends_at` and `starts_at`. Strings, comments, functions,
 * types after `::` and names that are columns already stay as they are.
 *
 * @param sql The expression.
 * @param columns The column of each name that may stand for one.
 * @returns The expression with columns in it.
 */
export function withColumnNames(sql: string, columns: ReadonlyMap<string, string>): string {
  const known = new Set(columns.values());
  const tokens = [...tokenize(sql)];
  let text = "";
  let at = 0;
  tokens.forEach((token, index) => {
    const column = columnFor(token, columns, known);
    if (column === undefined || !standsAlone(tokens, index)) return;
    text += sql.slice(at, token.start) + quoteIdentifier(column);
    at = token.start + token.text.length;
  });
  return text + sql.slice(at);
}

function columnFor(
  token: Token,
  columns: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): string | undefined {
  if (token.kind !== "word" && token.kind !== "quoted") return undefined;
  const name = identifierOf(token);
  if (known.has(name)) return undefined;
  // SQL folds bare words to lower case, but people write attributes as the model spells them.
  return columns.get(token.kind === "word" ? token.text : name);
}

function standsAlone(tokens: readonly Token[], index: number): boolean {
  return tokens[index + 1]?.text !== "(" && tokens[index - 1]?.text !== "::" &&
    tokens[index - 1]?.text !== "." && tokens[index + 1]?.text !== ".";
}

/**
 * An expression in parentheses as it stands in the definition of an index: a call of a function sheds
 * them, as in the catalog.
 */
export function indexExpression(part: string): string {
  const inner = withoutParentheses(part);
  return isCall(inner) ? inner : part.trim();
}

function isCall(sql: string): boolean {
  const tokens = tokensOf(sql);
  const opens = tokens.findIndex(({ text }) => text === "(");
  const name = tokens.slice(0, Math.max(opens, 0));
  const isName = name.length > 0 &&
    name.every(({ kind, text }) => kind === "word" || kind === "quoted" || text === ".");
  if (!isName) return false;
  let depth = 0;
  for (const [at, { text }] of tokens.entries()) {
    if (text === "(") depth++;
    if (text === ")" && --depth === 0) return at === tokens.length - 1;
  }
  return false;
}
