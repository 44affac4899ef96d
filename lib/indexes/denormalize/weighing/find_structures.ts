import type { Lab } from "../../../whatif/lab.ts";
import { parseStatement } from "../../../workload/parse_pattern.ts";
import type { DenormalizeOptions } from "../denormalization.ts";
import { denormalizationRules } from "../rules.ts";
import type { Structure } from "../structure.ts";
import type { Read } from "./planned_reads.ts";

/** All that the rules find worth keeping twice for the reads, each structure once, for what costs most first. */
export async function findStructures(
  { schema }: Pick<Lab, "schema">,
  reads: readonly Read[],
  { kinds }: DenormalizeOptions,
): Promise<readonly Structure[]> {
  const found = new Map<string, Structure>();
  // What costs most is looked at first.
  const costly = reads.toSorted((a, b) => b.rate * b.base - a.rate * a.base);
  for (const { pattern, staleness } of costly) {
    const { statement } = await parseStatement(pattern.sql);
    for (const { kind, find } of denormalizationRules) {
      if (kinds && !kinds.includes(kind)) continue;
      for (const structure of await find({ pattern, statement, schema, staleness })) {
        if (!found.has(structure.key)) found.set(structure.key, structure);
      }
    }
  }
  return [...found.values()];
}
