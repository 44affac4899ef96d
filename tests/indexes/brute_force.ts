import type { Lab, OptionalIndex } from "@groundplan/groundplan";
import { openWriteCost } from "../../lib/indexes/write_cost.ts";

/** The cost of every set of some indexes, each planned anew; by the set's bits. */
export interface BruteForce {
  readonly costs: readonly number[];
  readonly bytes: readonly number[];
  /** The number of the cheapest set within a budget. */
  best(budget: number): number;
}

/** Plans the workload under every set of some indexes, and remembers nothing from one to the next. */
export async function bruteForce(
  lab: Lab,
  candidates: readonly OptionalIndex[],
): Promise<BruteForce> {
  const whatIf = lab.whatIf(candidates);
  const writes = await openWriteCost(lab);
  const costs: number[] = [];
  const bytes: number[] = [];
  const CHUNK = 64;
  const sets = Array.from({ length: 2 ** candidates.length }, (_, at) => at);
  for (let from = 0; from < sets.length; from += CHUNK) {
    const chunk = sets.slice(from, from + CHUNK);
    const questions = chunk.flatMap((set) =>
      lab.patterns.map((pattern) => ({
        pattern,
        shown: candidates.flatMap((_, at) => set >> at & 1 ? [at] : []),
      }))
    );
    const answers = await whatIf.costs(questions);
    for (const [row, set] of chunk.entries()) {
      const own = answers.slice(row * lab.patterns.length, (row + 1) * lab.patterns.length);
      const reads = own.reduce((sum, answer, at) => {
        if (answer instanceof Error) throw answer;
        return sum + (lab.patterns[at]!.rate ?? 1) * answer.cost;
      }, 0);
      const chosen = candidates.filter((_, at) => set >> at & 1);
      const upkeep = lab.schema.tables.reduce((sum, table) => {
        const own = chosen.filter((index) =>
          index.table === table.name && index.schema === table.schema
        );
        return sum + writes.ofSet(table, [...table.indexes, ...own.map(({ index }) => index)]);
      }, 0);
      costs.push(reads + upkeep);
      bytes.push(
        candidates.reduce((sum, _, at) => sum + (set >> at & 1 ? whatIf.bytes[at]! : 0), 0),
      );
    }
  }
  return {
    costs,
    bytes,
    best: (budget) =>
      sets.reduce(
        (best, set) => bytes[set]! <= budget && costs[set]! < costs[best]! ? set : best,
        0,
      ),
  };
}
