import { indexableColumns } from "./columns.ts";
import { bytesOf, type Choice, type Rival, type WhatIf } from "./what_if.ts";
import type { QueryPattern } from "../../lib/workload/query_pattern.ts";

/** The seed of greedy(m, k) is the best set of so many indexes. */
const SEED = 2;
const WIDEST = 3;
/** The most indexes that are kept for one statement. */
const PER_QUERY = 4;

/**
 * AutoAdmin: the best indexes of each statement alone are the candidates; greedy(m, k) chooses among them
 * for the whole workload; the winners are widened by a column, and all begins again.
 *
 * Source: S. Chaudhuri, V. Narasayya, "An Efficient, Cost-Driven Index Selection Tool for Microsoft SQL
 * Server", VLDB 1997, sections 3 to 5.
 */
export const autoadmin: Rival = async (whatIf, budget) => {
  let wanted: { table: string; columns: readonly string[] }[] = whatIf.patterns.flatMap(
    (pattern) =>
      [...indexableColumns(pattern)].flatMap(([table, columns]) =>
        columns.map((column) => ({ table, columns: [column] }))
      ),
  );
  let set: readonly Choice[] = [];
  for (let width = 1; width <= WIDEST; width++) {
    const possible = whatIf.choices(wanted);
    const candidates = await candidatesOf(whatIf, possible, budget);
    set = await greedy(whatIf, candidates, budget, Infinity);
    wanted = [
      ...candidates,
      ...candidates.flatMap(({ table, columns }) =>
        columns.length < width ? [] : whatIf.patterns.flatMap((pattern) => {
          const own = indexableColumns(pattern).get(table) ?? [];
          if (!columns.every((column) => own.includes(column))) return [];
          return own.filter((column) => !columns.includes(column))
            .map((column) => ({ table, columns: [...columns, column] }));
        })
      ),
    ];
  }
  return set;
};

async function candidatesOf(
  whatIf: WhatIf,
  possible: readonly Choice[],
  budget: number,
): Promise<readonly Choice[]> {
  const kept = new Set<Choice>();
  for (const pattern of whatIf.patterns) {
    const columns = indexableColumns(pattern);
    const own = possible.filter((choice) =>
      choice.bytes <= budget &&
      choice.columns.every((column) => columns.get(choice.table)?.includes(column))
    );
    const best = await greedy(alone(whatIf, pattern), own, budget, PER_QUERY);
    for (const choice of best) kept.add(choice);
  }
  return [...kept];
}

// The workload of one statement.
function alone(whatIf: WhatIf, pattern: QueryPattern): WhatIf {
  return {
    ...whatIf,
    patterns: [pattern],
    workload: async (set) => (await whatIf.costs(set, [pattern])).get(pattern.name)!,
  };
}

/** The best set of at most `SEED` indexes, found by trying all, and then one index after the other. */
async function greedy(
  whatIf: WhatIf,
  candidates: readonly Choice[],
  budget: number,
  most: number,
): Promise<readonly Choice[]> {
  let set: readonly Choice[] = [];
  let cost = await whatIf.workload(set);
  const seeds: (readonly Choice[])[] = candidates.map((one) => [one]);
  if (SEED > 1) {
    for (const [at, one] of candidates.entries()) {
      for (const other of candidates.slice(at + 1)) seeds.push([one, other]);
    }
  }
  for (const seed of seeds) {
    if (bytesOf(seed) > budget) continue;
    const after = await whatIf.workload(seed);
    if (after < cost) [set, cost] = [seed, after];
  }
  while (set.length < most) {
    let best: readonly Choice[] | undefined;
    for (const one of candidates) {
      if (set.includes(one) || bytesOf(set) + one.bytes > budget) continue;
      const after = await whatIf.workload([...set, one]);
      if (after < cost) [best, cost] = [[...set, one], after];
    }
    if (!best) return set;
    set = best;
  }
  return set;
}
