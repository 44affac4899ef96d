import type { OptionalIndex } from "../../whatif/what_if.ts";
import { type Bits, numbersOf } from "../search/bits.ts";
import type { PlanStore } from "../search/plan_store.ts";
import { usedInRounds } from "./used_in_rounds.ts";

/** Costs that differ by a smaller share are as good as the same. */
const NEARLY = 0.002;
/** How often a statement is shown what is weighed for others. */
const ROUNDS_OF_OTHERS = 10;

/** What was found out of each statement. */
export interface Weighed {
  /** Indexes that are weighed for it. */
  readonly weighed: readonly Bits[];
  /** Indexes that its conditions or orders could begin with. */
  readonly near: readonly Bits[];
  /** Indexes that were made for it and others. */
  readonly meant: readonly Bits[];
}

/**
 * Adds to what matters to each statement what is of use to it alone, and is weighed for others or is of use
 * to several.
 */
export async function gainingAlone(
  store: PlanStore,
  { weighed, near, meant }: Weighed,
): Promise<readonly Bits[]> {
  const all = weighed.reduce((sum, bits) => sum | bits, 0n);
  const wide = [...weighed];
  const alone = near.flatMap((bits, query) =>
    numbersOf(bits & meant[query]! & ~weighed[query]!)
      .map((at) => ({ query, at, shown: 1n << BigInt(at) }))
  );
  const bare = weighed.map((_, query) => ({ query, shown: 0n }));
  if (!await store.fetch([...bare, ...alone])) return weighed;
  const gaining = alone.filter(({ query, shown }) =>
    store.get(query, shown)!.cost < store.get(query, 0n)!.cost * (1 - NEARLY)
  );
  const served = Map.groupBy(gaining, ({ at }) => at);
  for (const { query, at, shown } of gaining) {
    if ((all & shown) !== 0n || served.get(at)!.length > 1) wide[query]! |= shown;
  }
  const others = near.map((bits, query) => bits & all & ~wide[query]!);
  const found = await usedInRounds(store, others, [{ rounds: ROUNDS_OF_OTHERS, keep: ~0n }]);
  return wide.map((bits, query) => bits | found[query]!);
}

/**
 * Candidates that another of the same table is as good as, alone and for every statement that they matter
 * to, and that take no less storage.
 */
export async function dominatedIndexes(
  store: PlanStore,
  relevant: readonly Bits[],
  indexes: readonly OptionalIndex[],
  bytes: readonly number[],
): Promise<Bits> {
  const alone = relevant.flatMap((bits, query) =>
    numbersOf(bits).map((at) => ({ query, at, shown: 1n << BigInt(at) }))
  );
  const bare = relevant.map((_, query) => ({ query, shown: 0n }));
  if (!await store.fetch([...bare, ...alone])) return 0n;
  const costs = new Map<number, Map<number, number>>();
  for (const { query, at, shown } of alone) {
    const own = costs.get(at) ?? new Map<number, number>();
    costs.set(at, own.set(query, store.get(query, shown)!.cost));
  }
  const sameTable = Map.groupBy(costs.keys(), (at) => {
    const { schema, table } = indexes[at]!;
    return JSON.stringify([schema, table]);
  });
  let dominated = 0n;
  for (const group of sameTable.values()) {
    for (const at of group) {
      const own = [...costs.get(at)!];
      const better = group.some((other) => {
        if (other === at || (dominated >> BigInt(other) & 1n) === 1n) return false;
        const [size, limit] = [bytes[other]!, bytes[at]!];
        if (size > limit) return false;
        const others = costs.get(other)!;
        const gains = own.some(([query, cost]) => cost < store.get(query, 0n)!.cost * (1 - NEARLY));
        return gains &&
          own.every(([query, cost]) => (others.get(query) ?? Infinity) <= cost * (1 + NEARLY));
      });
      if (better) dominated |= 1n << BigInt(at);
    }
  }
  return dominated;
}
