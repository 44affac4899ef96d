import { applySchemaEdits, type SchemaEdit } from "../../../schema/apply_edits.ts";
import type { Schema } from "../../../schema/schema.ts";
import type { Lab } from "../../../whatif/lab.ts";
import type { RowChange } from "../../row_changes.ts";
import type { DenormalizationProposal } from "../denormalization.ts";
import type { Structure } from "../structure.ts";
import { findStructures } from "./find_structures.ts";
import { indexBytes, indexCost, indexesOver } from "./kept_indexes.ts";
import type { Read } from "./planned_reads.ts";
import { openProbe } from "./open_probe.ts";
import { proposalOf } from "./proposal.ts";
import { rewrite } from "./replan.ts";
import { tryExplain } from "./try_explain.ts";
import { type UpkeepCost, upkeepCost } from "./upkeep_cost.ts";
import type { Weighed } from "./weigh.ts";

interface Settled {
  readonly key: string;
  readonly proposal: DenormalizationProposal;
}

/**
 * All that was chosen together, named anew one after the other and planned as one schema: what makes rows
 * wider costs the queries that gain nothing, too.
 */
export async function settle(
  lab: Lab,
  reads: readonly Read[],
  chosen: readonly Weighed[],
  changes: readonly RowChange[],
): Promise<{
  readonly proposals: readonly Settled[];
  readonly before: number;
  readonly after: number;
  readonly upkeep: number;
}> {
  let kept = [...chosen];
  const total = (costOf: (read: Read) => number) =>
    reads.reduce((sum, read) => sum + read.rate * costOf(read), 0);
  while (kept.length > 0) {
    const made = await nameAnew(lab, reads, kept);
    // What an index alone would gain is no gain of what is kept twice.
    const before = total(({ pattern, base, explained }) =>
      made.some(({ rewritten }) => rewritten.has(pattern.name)) ? base : explained.cost
    );
    const { lab: whole, bytes } = await openProbe(lab, made.map(({ structure }) => structure));
    const costs = new Map<string, number>();
    for (const { pattern, explained } of reads) {
      const own = made.find(({ rewritten }) => rewritten.has(pattern.name));
      const sql = own?.rewritten.get(pattern.name) ?? pattern.sql;
      const planned = await tryExplain(whole, sql, explained.parameters?.values);
      costs.set(pattern.name, planned?.cost ?? explained.cost);
    }
    const after = total(({ pattern }) => costs.get(pattern.name)!);
    const upkeeps: UpkeepCost[] = [];
    for (const { structure, indexes } of made) {
      const triggers = await upkeepCost(whole, structure, changes);
      const more = indexes.length > 0 ? await indexCost(whole, indexes) : 0;
      upkeeps.push({ ...triggers, cost: triggers.cost + more });
    }
    const upkeep = upkeeps.reduce((sum, { cost }) => sum + cost, 0);
    if (after + upkeep >= before) {
      kept = kept.slice(0, -1);
      continue;
    }
    const proposals = made.map(({ structure, schema, rewritten, weighed }, at) => ({
      key: weighed.structure.key,
      proposal: proposalOf(
        schema,
        structure,
        weighed.queries.filter(({ name }) => rewritten.has(name)).map((
          { indexed: _, ...query },
        ) => ({
          ...query,
          rewritten: rewritten.get(query.name)!,
          after: costs.get(query.name)!,
        })),
        upkeeps[at]!,
        bytes[at]! + indexBytes(whole, made[at]!.indexes),
      ),
    }));
    return { proposals, before, after: after + upkeep, upkeep };
  }
  const before = total(({ explained }) => explained.cost);
  return { proposals: [], before, after: before, upkeep: 0 };
}

interface Named {
  /** With the indexes that its queries lean on. */
  readonly structure: Structure;
  readonly indexes: readonly SchemaEdit[];
  /** The schema that it is added to. */
  readonly schema: Schema;
  readonly rewritten: ReadonlyMap<string, string>;
  readonly weighed: Weighed;
}

async function nameAnew(
  lab: Lab,
  reads: readonly Read[],
  kept: readonly Weighed[],
): Promise<readonly Named[]> {
  const named: Named[] = [];
  let { schema } = lab;
  for (const weighed of kept) {
    const found = await findStructures({ schema }, reads, { kinds: [weighed.structure.kind] });
    const bare = found.find(({ key }) => key === weighed.structure.key) ?? weighed.structure;
    const rewritten = new Map<string, string>();
    for (const { name } of weighed.queries) {
      const read = reads.find(({ pattern }) => pattern.name === name)!;
      const sql = await rewrite(bare, read);
      if (sql !== undefined) rewritten.set(name, sql);
    }
    const indexes = weighed.indexed
      ? await indexesOver(
        applySchemaEdits(schema, bare.edits),
        bare,
        [...rewritten.values()].map((rewritten) => ({ rewritten })),
      )
      : [];
    const structure = {
      ...bare,
      edits: [...bare.edits, ...indexes],
      probe: [...bare.probe, ...indexes],
    };
    named.push({ structure, indexes, schema, rewritten, weighed });
    schema = applySchemaEdits(schema, structure.edits);
  }
  return named;
}
