import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { comparable } from "./column_type.ts";
import type { Member } from "./draft.ts";

/** `((a) AND (b))` as the catalog prints it; the one condition where there is one. */
export function allOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" AND ")})`;
}

/** `((a) OR (b))` as the catalog prints it; the one condition where there is one. */
export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" OR ")})`;
}

/** `(a IS NULL)`. */
export function isNull(column: string): string {
  return `(${quoteIdentifier(column)} IS NULL)`;
}

/** `(a IS NOT NULL)`. */
export function isNotNull(column: string): string {
  return `(${quoteIdentifier(column)} IS NOT NULL)`;
}

/** The condition that a row is of a subtype; never null. */
export function isMember({ column, literal, type, nullable }: Member): string {
  if (type === "boolean") return quoteIdentifier(column);
  const operand = comparable(column, type);
  return nullable ? `(NOT (${operand} IS DISTINCT FROM ${literal}))` : `(${operand} = ${literal})`;
}

/** The condition, over a row of this alias, that it is of a subtype; in a statement rather than a check. */
export function memberOf(alias: string, { column, literal, type }: Member): string {
  const name = `${alias}.${quoteIdentifier(column)}`;
  return type === "boolean" ? name : `${name} = ${literal}`;
}
