import { parseDuration } from "../../../core/quantity.ts";
import { applySchemaEdits } from "../../../schema/apply_edits.ts";
import { getTable } from "../../../schema/find_table.ts";
import type { Index } from "../../../schema/schema.ts";
import { resolvePattern } from "../../../whatif/explain_patterns.ts";
import type { Explained } from "../../../whatif/explained.ts";
import type { Lab } from "../../../whatif/lab.ts";
import { columnsOf } from "../../../whatif/model_patterns.ts";
import { PlanningError } from "../../../whatif/planning_error.ts";
import type { OptionalIndex } from "../../../whatif/what_if.ts";
import type { QueryPattern } from "../../../workload/query_pattern.ts";
import type { DenormalizeOptions } from "../denormalization.ts";
import { helpfulIndexes } from "../helpful_indexes.ts";

/** Executions a second that are taken for a pattern without a rate. */
const STANDARD_RATE = 1;

/** A query of the workload with its plan. */
export interface Read {
  readonly pattern: QueryPattern;
  readonly explained: Explained;
  /** Its cost, with the plain indexes that it lacks where that is cheaper. */
  readonly base: number;
  readonly indexed: boolean;
  readonly rate: number;
  readonly staleness: number;
}

/** What could not be planned, and why. */
export type SetAside = { readonly name: string; readonly why: string }[];

/** The queries of the workload that PostgreSQL plans, with what they cost and how old their data may be. */
export async function plannedReads(lab: Lab, { queries, staleness = {} }: DenormalizeOptions) {
  const columns = columnsOf(lab.schema);
  const patterns = queries
    ? await Promise.all(queries.map((query) => resolvePattern(query, lab.patterns, columns)))
    : lab.patterns;
  const setAside: SetAside = lab.setAside.map(({ name, why }) => ({ name, why }));
  const planned: { readonly pattern: QueryPattern; readonly explained: Explained }[] = [];
  for (const pattern of patterns.filter(({ kind }) => kind === "select")) {
    try {
      const explained = await lab.explain(queries ? pattern.sql : pattern.name);
      planned.push({ pattern, explained });
    } catch (error) {
      if (!(error instanceof PlanningError)) throw error;
      setAside.push({ name: pattern.name, why: error.message });
    }
  }
  const helped = await helpedCosts(lab, planned.map(({ pattern }) => pattern));
  const reads = planned.map(({ pattern, explained }, at): Read => {
    const declared = lab.model?.patterns.find(({ name }) => name === pattern.name)?.staleness;
    const known = Object.hasOwn(staleness, pattern.name) ? staleness[pattern.name]! : declared ?? 0;
    const indexed = helped[at]! < 0.99 * explained.cost;
    return {
      pattern,
      explained,
      base: indexed ? helped[at]! : explained.cost,
      indexed,
      rate: pattern.rate ?? STANDARD_RATE,
      staleness: parseDuration(known),
    };
  });
  return { reads, setAside };
}

// What each query costs with the plain indexes that it lacks.
async function helpedCosts(
  lab: Lab,
  patterns: readonly QueryPattern[],
): Promise<readonly number[]> {
  let { schema } = lab;
  const shown: number[][] = [];
  const optional: OptionalIndex[] = [];
  for (const pattern of patterns) {
    const edits = helpfulIndexes(schema, pattern, lab.schema);
    schema = applySchemaEdits(schema, edits);
    shown.push(edits.map((_, at) => optional.length + at));
    for (const { target, value } of edits) {
      const table = getTable(schema, target);
      optional.push({ schema: table.schema, table: table.name, index: value as Index });
    }
  }
  const whatIf = lab.whatIf(optional);
  const costs = await whatIf.costs(patterns.map((pattern, at) => ({ pattern, shown: shown[at]! })));
  return costs.map((cost) => cost instanceof Error ? Infinity : cost.cost);
}
