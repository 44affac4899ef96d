import type { Lab } from "../../../whatif/lab.ts";
import { printTree } from "../../../whatif/rewrites/print_tree.ts";
import { parseStatement } from "../../../workload/parse_pattern.ts";
import type { RewrittenQuery } from "../denormalization.ts";
import type { Structure } from "../structure.ts";
import type { Read } from "./planned_reads.ts";
import { tryExplain } from "./try_explain.ts";

/** A rewritten query, and whether a plain index was counted into what it costs as it is. */
export type Judged = RewrittenQuery & { readonly indexed: boolean };

/** Every query that a structure can serve, planned as it would be written. */
export async function replan(
  probe: Lab,
  structure: Structure,
  reads: readonly Read[],
): Promise<readonly Judged[]> {
  const queries: Judged[] = [];
  for (const read of reads) {
    const rewritten = await rewrite(structure, read);
    const after = rewritten === undefined
      ? undefined
      : await tryExplain(probe, rewritten, read.explained.parameters?.values);
    if (!after) continue;
    queries.push({
      name: read.pattern.name,
      rate: read.rate,
      sql: read.pattern.sql,
      rewritten: rewritten!,
      before: read.base,
      after: after.cost,
      age: structure.rule.kind === "refresh" ? structure.rule.every : 0,
      indexed: read.indexed,
    });
  }
  return queries;
}

/** A query over a structure, as SQL; nothing where it cannot be served or may not read data so old. */
export async function rewrite(
  structure: Structure,
  { pattern, staleness }: Read,
): Promise<string | undefined> {
  if (structure.rule.kind === "refresh" && staleness < structure.rule.every) return undefined;
  const { statement } = await parseStatement(pattern.sql);
  const tree = await structure.rewrite(statement);
  return tree && await printTree(tree);
}
