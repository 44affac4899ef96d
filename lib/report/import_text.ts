import type { Schema, Table } from "../schema/schema.ts";

/** What was imported, a line a table: its columns, its key, and what it refers to. */
export function importText(schema: Schema): string {
  const lines = schema.tables.map((table) => `${nameOf(table)} (${describe(table)})`);
  const others = [
    count(schema.views.length, "view"),
    count(schema.routines.length, "routine"),
    count(schema.types.length, "type"),
    count(schema.sequences.length, "sequence"),
  ].filter((text) => text !== "");
  const total = [count(schema.tables.length, "table") || "no tables", ...others].join(", ");
  return `${[...lines, `${total}, for ${schema.engine}`].join("\n")}\n`;
}

const nameOf = ({ schema, name }: Table) => schema === "public" ? name : `${schema}.${name}`;

function describe({ columns, primaryKey, foreignKeys, indexes }: Table): string {
  const targets = [...new Set(foreignKeys.map(({ references }) => references.name))];
  return [
    count(columns.length, "column") || "no columns",
    primaryKey ? `key ${primaryKey.columns.join(", ")}` : "no key",
    ...(targets.length > 0 ? [`refers to ${targets.join(", ")}`] : []),
    ...(indexes.length > 0 ? [count(indexes.length, "index", "indexes")] : []),
  ].join("; ");
}

function count(number: number, one: string, many = `${one}s`): string {
  return number === 0 ? "" : `${number} ${number === 1 ? one : many}`;
}
