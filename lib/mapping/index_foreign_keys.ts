import type { Draft, DraftTable } from "./draft.ts";
import { claimObjectName } from "./identifiers.ts";

/**
 * Gives each foreign key an index, unless a key or an index begins with its columns: without one, each
 * delete of a row that is referred to reads the whole referring table, and so does each join from it.
 */
export function indexForeignKeys(draft: Draft): void {
  for (const table of draft.tables) {
    for (const { lookup } of table.foreignKeys) {
      if (isCovered(table, lookup)) continue;
      table.indexes.push({
        name: claimObjectName(draft, table, { columns: lookup, label: "idx" }),
        method: "btree",
        unique: false,
        elements: lookup.map((column) => ({ column })),
      });
    }
  }
}

function isCovered(table: DraftTable, columns: readonly string[]): boolean {
  const keys = [table.primaryKey, ...table.uniques].flatMap((key) => key ? [key.columns] : []);
  const indexes = table.indexes.filter((index) => index.method === "btree" && !index.where)
    .map((index) => index.elements.map((one) => "column" in one ? one.column : ""));
  return [...keys, ...indexes].some((begins) => {
    const prefix = begins.slice(0, columns.length);
    return columns.every((column) => prefix.includes(column));
  });
}
