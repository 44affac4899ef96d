import type { Column, Schema, Table } from "../../../schema/schema.ts";
import type { Severity } from "../../../core/finding.ts";
import type { FeatureId } from "../features.ts";
import { qualify, quoteIdentifier } from "../identifiers.ts";

/** What a version without a feature does instead, at one place. */
export interface Report {
  readonly where: string;
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** One feature, and how a version without it says the same, or as much of it as it can. */
export interface Dialect {
  readonly feature: FeatureId;
  readonly lower: (schema: Schema, report: (report: Report) => void) => Schema;
}

/** A schema with each table changed. */
export function mapTables(schema: Schema, change: (table: Table) => Table): Schema {
  return { ...schema, tables: schema.tables.map(change) };
}

/** A schema with each column changed. */
export function mapColumns(
  schema: Schema,
  change: (column: Column, table: Table) => Column,
): Schema {
  return mapTables(schema, (table) => ({
    ...table,
    columns: table.columns.map((column) => change(column, table)),
  }));
}

/** Where a part of a table is. */
export function placeOf(table: Table, part: { readonly name: string }): string {
  return `${qualify(table)}.${quoteIdentifier(part.name)}`;
}

/** An object without some of its keys. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): T {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !keys.includes(key as K)),
  ) as T;
}
