import { didYouMean } from "../core/suggest.ts";
import type { Column, QualifiedName, Schema, Table } from "./schema.ts";

/**
 * Finds a table by its name, alone or with its namespace: `orders`, `public.orders`.
 *
 * @returns The table, or nothing. Where several namespaces have the name, `public` goes first.
 */
export function findTable(schema: Schema, name: string | QualifiedName): Table | undefined {
  if (typeof name !== "string") {
    return schema.tables.find((table) => table.schema === name.schema && table.name === name.name);
  }
  const exact = schema.tables.filter((table) => table.name === name);
  return exact.find((table) => table.schema === "public") ?? exact[0] ??
    schema.tables.find((table) => `${table.schema}.${table.name}` === name);
}

/**
 * The table of a name.
 *
 * @throws {RangeError} When there is none.
 */
export function getTable(schema: Schema, name: string | QualifiedName): Table {
  const found = findTable(schema, name);
  if (found !== undefined) return found;
  const text = typeof name === "string" ? name : `${name.schema}.${name.name}`;
  throw new RangeError(
    `Cannot find ${text}: no such table${
      didYouMean(
        text,
        schema.tables.flatMap((table) => [table.name, `${table.schema}.${table.name}`]),
      )
    }`,
  );
}

/**
 * The column of a name.
 *
 * @throws {RangeError} When the table has none.
 */
export function getColumn(table: Table, name: string): Column {
  const found = table.columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  throw new RangeError(
    `Cannot find ${table.name}.${name}: no such column${
      didYouMean(name, table.columns.map((column) => column.name))
    }`,
  );
}
