import type { OptionalIndex } from "../../whatif/what_if.ts";
import { type Bits, bitsOf } from "../search/bits.ts";
import type { PlanStore, StoredPlan } from "../search/plan_store.ts";

/** What is left of the indexes in each series of rounds: else the widest would hide all others. */
const SERIES: readonly {
  readonly rounds: number;
  readonly keep: (index: OptionalIndex["index"]) => boolean;
}[] = [
  { rounds: 5, keep: () => true },
  { rounds: 4, keep: ({ include }) => !include?.length },
  { rounds: 3, keep: ({ include, where }) => !include?.length && where === undefined },
  {
    rounds: 3,
    keep: ({ include, where, elements }) =>
      !include?.length && where === undefined && elements.length === 1,
  },
  { rounds: 2, keep: ({ method }) => method === "brin" },
];

/** Rounds in which some of the indexes are visible. */
export interface Series {
  readonly rounds: number;
  readonly keep: Bits;
}

export function seriesOf(indexes: readonly OptionalIndex[]): readonly Series[] {
  return SERIES.map(({ rounds, keep }) => ({
    rounds,
    keep: bitsOf(indexes.flatMap(({ index }, at) => keep(index) ? [at] : [])),
  }));
}

/**
 * The indexes that plans read: with all visible, then with those hidden that were read, and so on. Source:
 * the rounds find what works together, as in Schlosser et al., "Efficient scalable multi-attribute index
 * selection using recursive strategies", 2019, and in Dexter.
 */
export async function usedInRounds(
  store: PlanStore,
  visible: readonly Bits[],
  series: readonly Series[],
): Promise<readonly Bits[]> {
  const found = visible.map(() => 0n);
  const without: (StoredPlan | undefined)[] = [];
  const active = visible.flatMap((bits, query) => bits === 0n ? [] : [query]);
  await store.fetch(active.map((query) => ({ query, shown: 0n })));
  for (const query of active) without[query] = store.get(query, 0n);
  for (const { rounds, keep } of series) {
    let open = active.map((query) => ({ query, shown: visible[query]! & keep }));
    for (let round = 0; round < rounds && open.length > 0; round++) {
      if (!await store.fetch(open)) return found;
      open = open.flatMap(({ query, shown }) => {
        const plan = store.get(query, shown)!;
        const base = without[query]?.cost ?? Infinity;
        if (plan.used === 0n || plan.cost >= base * (1 - 1e-6)) return [];
        found[query]! |= plan.used;
        return [{ query, shown: shown & ~plan.used }];
      });
    }
  }
  return found;
}
