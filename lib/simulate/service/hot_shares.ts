import { rowChanges } from "../../indexes/row_changes.ts";
import { hotWith, VERSIONS_NEEDED, writtenTable } from "../../indexes/written_table.ts";
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
  if (queries.length === 0) return () => 0;
  const changes = await rowChanges(lab, { queries });
  const keyOf = (pattern: string, { schema, name }: QualifiedName) =>
    JSON.stringify([pattern, schema, name]);
  const shares = new Map<string, number>();
  for (const table of lab.schema.tables) {
    const updated = changes.some(({ kind, table: { schema, name } }) =>
      kind === "update" && schema === table.schema && name === table.name
    );
    if (!updated) continue;
    const written = writtenTable(lab, changes, table, VERSIONS_NEEDED);
    for (const [{ name }, share] of hotWith(written, table.indexes)) {
      shares.set(keyOf(name, table), share);
    }
  }
  return (pattern, table) => shares.get(keyOf(pattern, table)) ?? 0;
}
