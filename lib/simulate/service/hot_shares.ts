import { openWriteCost } from "../../indexes/write_cost.ts";
import { findTable } from "../../schema/find_table.ts";
import type { QualifiedName } from "../../schema/schema.ts";
import type { Lab } from "../../whatif/lab.ts";

/** The share of a pattern's updates of a table that are heap-only, 0 to 1. */
export type HotShares = (pattern: string, table: QualifiedName) => number;

/**
 * How many updates stay on their page and leave the indexes alone, as the index advisor reckons them: by what
 * room pages have, how much is inserted, and which columns are indexed.
 *
 * @param queries Names of patterns, or statements.
 */
export async function hotShares(lab: Lab, queries: readonly string[]): Promise<HotShares> {
  const writes = await openWriteCost(lab, { queries });
  const keyOf = (pattern: string, { schema, name }: QualifiedName) =>
    JSON.stringify([pattern, schema, name]);
  const shares = new Map<string, number>();
  for (const { table: name } of writes.changes.filter(({ kind }) => kind === "update")) {
    const table = findTable(lab.schema, name);
    if (!table || shares.has(keyOf("", name))) continue;
    shares.set(keyOf("", name), 0);
    for (const { name: pattern, share } of writes.describe(name, table.indexes).hot) {
      shares.set(keyOf(pattern, name), share);
    }
  }
  return (pattern, table) => shares.get(keyOf(pattern, table)) ?? 0;
}
