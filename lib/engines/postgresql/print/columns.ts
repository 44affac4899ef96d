import type { Column, QualifiedName, Table } from "../../../schema/schema.ts";
import { qualify, quoteIdentifier } from "../identifiers.ts";
import { withoutParentheses } from "../tokens.ts";
import { sequenceOptions } from "./sequences.ts";
import { printOptions } from "./options.ts";

/** What a column's definition may leave for later. */
export interface PrintColumnOptions {
  /** Leaves the default out: something that it calls is not there yet. */
  readonly withoutDefault?: boolean;
}

/** A column as it stands in CREATE TABLE. */
export function printColumn(
  column: Column,
  table: QualifiedName,
  options: PrintColumnOptions = {},
): string {
  return [
    quoteIdentifier(column.name),
    column.type,
    ...(column.compression === undefined ? [] : [`COMPRESSION ${column.compression}`]),
    ...(column.collation === undefined ? [] : [`COLLATE ${column.collation}`]),
    ...(options.withoutDefault ? [] : printValue(column, table)),
    ...printNotNull(column),
  ].join(" ");
}

/** The clauses that say where a column's value comes from. */
export function printValue(column: Column, table: QualifiedName): string[] {
  const { identity, generated } = column;
  if (identity !== undefined) {
    const options = [
      ...(identity.name === undefined
        ? []
        : [`SEQUENCE NAME ${qualify({ schema: table.schema, name: identity.name })}`]),
      ...sequenceOptions(identity),
    ];
    return [
      `GENERATED ${identity.mode.toUpperCase()} AS IDENTITY` +
      (options.length > 0 ? ` (${options.join(" ")})` : ""),
    ];
  }
  if (generated !== undefined) {
    const kind = generated.stored ? "STORED" : "VIRTUAL";
    return [`GENERATED ALWAYS AS (${withoutParentheses(generated.expression)}) ${kind}`];
  }
  return column.default === undefined ? [] : [`DEFAULT ${column.default}`];
}

/** The NOT NULL clause, where there is one that can stand in CREATE TABLE. */
export function printNotNull({ nullable, notNull }: Column): string[] {
  if (nullable || notNull?.notValid) return [];
  const name = notNull?.name === undefined ? "" : `CONSTRAINT ${quoteIdentifier(notNull.name)} `;
  return [`${name}NOT NULL${notNull?.noInherit ? " NO INHERIT" : ""}`];
}

/** What CREATE TABLE cannot say of a column, or could not in an older version, each as its own clause. */
export function printColumnSettings(column: Column): string[] {
  const { storage, statisticsTarget, options, notNull } = column;
  const alter = `ALTER COLUMN ${quoteIdentifier(column.name)}`;
  return [
    ...(storage === undefined ? [] : [`${alter} SET STORAGE ${storage.toUpperCase()}`]),
    ...(statisticsTarget === undefined ? [] : [`${alter} SET STATISTICS ${statisticsTarget}`]),
    ...(options === undefined ? [] : [`${alter} SET (${printOptions(options)})`]),
    ...(notNull?.notValid
      ? [
        `ADD ${notNull.name === undefined ? "" : `CONSTRAINT ${quoteIdentifier(notNull.name)} `}` +
        `NOT NULL ${quoteIdentifier(column.name)} ${
          notNull.noInherit ? "NO INHERIT " : ""
        }NOT VALID`,
      ]
      : []),
  ];
}

/** `ALTER TABLE … SET DEFAULT`, for a default that calls what comes after the table. */
export function printSetDefault(table: Table, column: Column): string {
  return `ALTER TABLE ${qualify(table)} ALTER COLUMN ${
    quoteIdentifier(column.name)
  } SET DEFAULT ${column.default}`;
}
