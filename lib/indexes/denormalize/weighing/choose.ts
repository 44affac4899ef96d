import { compareText } from "../../../core/finding.ts";
import { WORTH } from "./judge.ts";
import type { Weighed } from "./weigh.ts";

/** The structure that gains most first; a query that is rewritten with one gains from no other. */
export function choose(weighed: readonly Weighed[]): readonly Weighed[] {
  const chosen: Weighed[] = [];
  const done = new Set<string>();
  let open = weighed.filter(({ reason }) => reason === undefined);
  while (open.length > 0) {
    const left = open.map((one) => {
      const queries = one.queries.filter(({ name }) => !done.has(name));
      const gain = queries.reduce(
        (sum, { rate, before, after }) => sum + rate * (before - after),
        0,
      );
      return { ...one, queries, gain };
    }).filter(({ gain, upkeep }) => gain > WORTH * upkeep.cost);
    const [best, ...rest] = left.sort((a, b) =>
      (b.gain - b.upkeep.cost) - (a.gain - a.upkeep.cost) ||
      compareText(a.structure.key, b.structure.key)
    );
    if (!best) break;
    chosen.push(best);
    for (const { name } of best.queries) done.add(name);
    open = rest;
  }
  return chosen;
}
