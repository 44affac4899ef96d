import type {
  ExtendedStatistics,
  Index,
  IndexElement,
  QualifiedName,
} from "../../../schema/schema.ts";
import { columnList, qualify, quoteIdentifier } from "../identifiers.ts";
import { isParenthesized, tokensOf, withoutParentheses } from "../tokens.ts";
import { printOptions } from "./options.ts";

/** What to print of an index besides what it is. */
export interface PrintIndexOptions {
  /** Lets writes go on while it is built; not within a transaction. */
  readonly concurrently?: boolean;
}

/**
 * Prints `CREATE INDEX`.
 *
 * @param index The index.
 * @param of Its table or materialized view, and what to print besides.
 */
export function printIndex(index: Index, of: QualifiedName & PrintIndexOptions): string {
  return [
    `CREATE${index.unique ? " UNIQUE" : ""} INDEX${of.concurrently ? " CONCURRENTLY" : ""}`,
    `${quoteIdentifier(index.name)} ON ${qualify(of)}`,
    ...(index.method === "btree" ? [] : [`USING ${quoteIdentifier(index.method)}`]),
    `(${index.elements.map(printIndexElement).join(", ")})`,
    ...(index.include === undefined ? [] : [`INCLUDE (${columnList(index.include)})`]),
    ...(index.nullsNotDistinct ? ["NULLS NOT DISTINCT"] : []),
    ...(index.storage === undefined ? [] : [`WITH (${printOptions(index.storage)})`]),
    ...(index.where === undefined ? [] : [`WHERE (${withoutParentheses(index.where)})`]),
  ].join(" ");
}

/** One key of an index, with its collation, operator class and order where they are set. */
export function printIndexElement(element: IndexElement): string {
  return [
    "column" in element ? quoteIdentifier(element.column) : printExpression(element.expression),
    ...(element.collation === undefined ? [] : [`COLLATE ${element.collation}`]),
    ...(element.operatorClass === undefined ? [] : [element.operatorClass]),
    ...(element.descending ? ["DESC"] : []),
    ...(element.nulls === undefined ? [] : [`NULLS ${element.nulls.toUpperCase()}`]),
  ].join(" ");
}

/** Whatever is not one function call must stand in parentheses. */
function printExpression(expression: string): string {
  return isParenthesized(expression) || isFunctionCall(expression) ? expression : `(${expression})`;
}

function isFunctionCall(expression: string): boolean {
  const tokens = tokensOf(expression);
  const open = tokens.findIndex((token) => token.text === "(");
  if (open < 1) return false;
  const name = tokens.slice(0, open);
  const dotted = name.every((token, at) =>
    at % 2 === 1 ? token.text === "." : token.kind === "word" || token.kind === "quoted"
  );
  return dotted && name.length % 2 === 1 &&
    isParenthesized(expression.slice(tokens[open]!.start));
}

/** `CREATE STATISTICS`. */
export function printStatistics(statistics: ExtendedStatistics, table: QualifiedName): string {
  const kinds = statistics.kinds.length > 0 ? ` (${statistics.kinds.join(", ")})` : "";
  return `CREATE STATISTICS ${qualify(statistics)}${kinds} ON ${
    statistics.elements.join(", ")
  } FROM ${qualify(table)}`;
}

/** `ALTER STATISTICS … SET STATISTICS`, where a target is set. */
export function printStatisticsTarget(statistics: ExtendedStatistics): string | undefined {
  if (statistics.target === undefined) return undefined;
  return `ALTER STATISTICS ${qualify(statistics)} SET STATISTICS ${statistics.target}`;
}
