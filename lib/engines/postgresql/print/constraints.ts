import type {
  CheckConstraint,
  Deferral,
  ExclusionConstraint,
  ForeignKey,
  KeyConstraint,
  UniqueConstraint,
} from "../../../schema/schema.ts";
import { columnList, qualify, quoteIdentifier } from "../identifiers.ts";
import { withoutParentheses } from "../tokens.ts";
import { printOptions } from "./options.ts";

/** A primary key, as in CREATE TABLE or after ADD. */
export function printPrimaryKey(key: KeyConstraint): string {
  return printKey("PRIMARY KEY", key);
}

/** A unique constraint, as in CREATE TABLE or after ADD. */
export function printUnique(unique: UniqueConstraint): string {
  return printKey(unique.nullsNotDistinct ? "UNIQUE NULLS NOT DISTINCT" : "UNIQUE", unique);
}

function printKey(kind: string, key: KeyConstraint): string {
  const columns = columnList(key.columns) + (key.withoutOverlaps ? " WITHOUT OVERLAPS" : "");
  return [
    `${named(key)}${kind} (${columns})`,
    ...(key.include === undefined ? [] : [`INCLUDE (${columnList(key.include)})`]),
    ...(key.storage === undefined ? [] : [`WITH (${printOptions(key.storage)})`]),
    ...deferral(key),
  ].join(" ");
}

/** A foreign key, as in CREATE TABLE or after ADD. */
export function printForeignKey(key: ForeignKey): string {
  const period = (columns: readonly string[]): string =>
    key.period
      ? [columnList(columns.slice(0, -1)), `PERIOD ${columnList(columns.slice(-1))}`].join(", ")
      : columnList(columns);
  return [
    `${named(key)}FOREIGN KEY (${period(key.columns)})`,
    `REFERENCES ${qualify(key.references)} (${period(key.references.columns)})`,
    ...(key.match === "full" ? ["MATCH FULL"] : []),
    ...action("ON UPDATE", key.onUpdate),
    ...action("ON DELETE", key.onDelete, key.onDeleteColumns),
    ...deferral(key),
    ...validity(key),
  ].join(" ");
}

function action(event: string, what = "no action", columns?: readonly string[]): string[] {
  if (what === "no action") return [];
  return [`${event} ${what.toUpperCase()}${columns ? ` (${columnList(columns)})` : ""}`];
}

/** A check constraint of a table or a domain. */
export function printCheck(check: CheckConstraint): string {
  return [
    `${named(check)}CHECK (${withoutParentheses(check.expression)})`,
    ...(check.noInherit ? ["NO INHERIT"] : []),
    ...validity(check),
  ].join(" ");
}

/** An exclusion constraint, as in CREATE TABLE or after ADD. */
export function printExclusion(exclusion: ExclusionConstraint): string {
  const elements = exclusion.elements.map((element) =>
    `${element.expression} WITH ${element.operator}`
  );
  return [
    `${named(exclusion)}EXCLUDE USING ${quoteIdentifier(exclusion.method)} (${
      elements.join(", ")
    })`,
    ...(exclusion.include === undefined ? [] : [`INCLUDE (${columnList(exclusion.include)})`]),
    ...(exclusion.storage === undefined ? [] : [`WITH (${printOptions(exclusion.storage)})`]),
    ...(exclusion.where === undefined ? [] : [`WHERE (${withoutParentheses(exclusion.where)})`]),
    ...deferral(exclusion),
  ].join(" ");
}

function named({ name }: { readonly name: string }): string {
  return `CONSTRAINT ${quoteIdentifier(name)} `;
}

function deferral({ deferrable, initiallyDeferred }: Deferral): string[] {
  if (initiallyDeferred) return ["DEFERRABLE INITIALLY DEFERRED"];
  return deferrable ? ["DEFERRABLE"] : [];
}

function validity(of: { readonly notValid?: boolean; readonly notEnforced?: boolean }): string[] {
  if (of.notEnforced) return ["NOT ENFORCED"];
  return of.notValid ? ["NOT VALID"] : [];
}
