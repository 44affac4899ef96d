import type { Column, Table } from "../../../schema/schema.ts";
import { qualify, quoteIdentifier } from "../identifiers.ts";
import { printColumn, type PrintColumnOptions, printNotNull, printValue } from "./columns.ts";
import { printOptions } from "./options.ts";

/** What CREATE TABLE holds beside the columns. */
export interface PrintTableOptions {
  /** The constraints to print within the table, each as a clause. */
  readonly constraints?: readonly string[];
  /** Which columns leave their default for later. */
  readonly withoutDefault?: (column: Column) => boolean;
}

/** `CREATE TABLE` with all columns. */
export function printTable(table: Table, options: PrintTableOptions = {}): string {
  const columns = table.columns.map((column) => printColumn(column, table, late(column, options)));
  return [
    create(table),
    `(${[...columns, ...options.constraints ?? []].join(", ")})`,
    ...tail(table),
  ].join(" ");
}

/** `CREATE TABLE … PARTITION OF`, with the columns whose default or NOT NULL is the partition's own. */
export function printPartition(
  table: Table,
  parent: Table,
  options: PrintTableOptions = {},
): string {
  const columns = table.columns.flatMap((column, at) => {
    const clauses = partitionClauses(column, parent.columns[at]!, table, options);
    return clauses.length > 0 ? [`${quoteIdentifier(column.name)} ${clauses.join(" ")}`] : [];
  });
  const body = [...columns, ...options.constraints ?? []];
  return [
    `${create(table)} PARTITION OF ${qualify(parent)}`,
    ...(body.length > 0 ? [`(${body.join(", ")})`] : []),
    table.partitionOf!.bound,
    ...tail(table),
  ].join(" ");
}

function partitionClauses(
  column: Column,
  inherited: Column,
  table: Table,
  options: PrintTableOptions,
): string[] {
  const value = printValue(column, table);
  const same = value.join() === printValue(inherited, table).join();
  const skip = same || column.identity !== undefined || late(column, options).withoutDefault;
  const notNull = inherited.nullable ? printNotNull(column) : [];
  return [...(skip ? [] : value), ...notNull];
}

/**
 * Whether `PARTITION OF` gives a partition its columns: the same names and types in the same order. Where
 * it does not, the partition is made alone and attached.
 */
export function inheritsColumns(table: Table, parent: Table): boolean {
  return table.columns.length === parent.columns.length &&
    table.columns.every((column, at) => {
      const inherited = parent.columns[at]!;
      return column.name === inherited.name && column.type === inherited.type &&
        column.collation === inherited.collation &&
        column.compression === inherited.compression && column.storage === inherited.storage &&
        (column.default !== undefined || inherited.default === undefined) &&
        column.generated?.expression === inherited.generated?.expression &&
        column.notNull?.notValid === inherited.notNull?.notValid;
    });
}

/** `ALTER TABLE … ATTACH PARTITION`. */
export function printAttach(table: Table): string {
  return `ALTER TABLE ${qualify(table.partitionOf!)} ATTACH PARTITION ${qualify(table)} ${
    table.partitionOf!.bound
  }`;
}

function create(table: Table): string {
  return `CREATE ${table.unlogged ? "UNLOGGED " : ""}TABLE ${qualify(table)}`;
}

function tail(table: Table): string[] {
  return [
    ...(table.partitioning === undefined ? [] : [
      `PARTITION BY ${table.partitioning.method.toUpperCase()} (${
        table.partitioning.keys.join(", ")
      })`,
    ]),
    ...(table.storage === undefined ? [] : [`WITH (${printOptions(table.storage)})`]),
  ];
}

function late(column: Column, options: PrintTableOptions): PrintColumnOptions {
  return { withoutDefault: options.withoutDefault?.(column) ?? false };
}
