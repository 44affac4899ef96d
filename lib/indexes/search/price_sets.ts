import { type Bits, hasBit, numbersOf } from "./bits.ts";
import { type IndexProblem, isAllowed } from "./index_problem.ts";
import type { PlanKey, PlanStore } from "./plan_store.ts";

/** Prices sets of indexes, and keeps the cheapest that is allowed. */
export interface SetPrices {
  /** The cheapest allowed set so far. */
  readonly best: Bits;
  /** Its cost, in units a second. */
  readonly bestCost: number;
  /** Every set that was priced, with its cost; infinite where a query is slower than it may be. */
  readonly known: ReadonlyMap<Bits, number>;
  /** The least that a set which lies near a priced one can cost, by the plans that were made. */
  bound(set: Bits, near: Bits): number;
  /**
   * Prices sets that lie near one that was priced before, making the plans that are missing.
   *
   * @returns Whether there was time for it.
   */
  price(sets: readonly Bits[], near?: Bits): Promise<boolean>;
}

/** Two costs of a workload that differ by a smaller share are the same. */
export const SAME_COST = 1e-9;

/** Begins with the set that is there today. */
export function priceSets(
  problem: IndexProblem,
  store: PlanStore,
  start: Bits,
  onBetter: (cost: number) => void,
): SetPrices {
  const { queries, tables, indexes } = problem;
  const known = new Map<Bits, number>();
  const memo = queries.map(() => new Map<Bits, number>());
  const upkeeps = tables.map(() => new Map<Bits, number>());
  const affected = indexes.map((_, at) =>
    queries.flatMap(({ relevant }, query) => hasBit(relevant, at) ? [query] : [])
  );
  let best = start;
  let bestCost = Infinity;

  function queryCost(query: number, set: Bits): number | undefined {
    const { rate, relevant, limit } = queries[query]!;
    const own = set & relevant;
    const before = memo[query]!.get(own);
    if (before !== undefined) return before;
    const plan = store.get(query, own);
    if (!plan) return undefined;
    const cost = plan.cost > limit ? Infinity : rate * plan.cost;
    memo[query]!.set(own, cost);
    return cost;
  }

  function tableCost(table: number, set: Bits): number {
    const own = set & tables[table]!.indexes;
    const before = upkeeps[table]!.get(own);
    if (before !== undefined) return before;
    const cost = tables[table]!.upkeep(own);
    upkeeps[table]!.set(own, cost);
    return cost;
  }

  const everyQuery = queries.map((_, at) => at);
  const everyTable = tables.map((_, at) => at);

  function change(set: Bits, near: Bits | undefined) {
    const base = near === undefined ? undefined : known.get(near);
    // Beside a set that is too slow nothing can be told by its difference.
    if (base === undefined || base === Infinity) {
      return { base: 0, near: undefined, queries: everyQuery, tables: everyTable };
    }
    const moved = numbersOf(set ^ near!);
    return {
      base,
      near,
      queries: [...new Set(moved.flatMap((at) => affected[at]!))],
      tables: [...new Set(moved.map((at) => indexes[at]!.table))],
    };
  }

  return {
    get best() {
      return best;
    },
    get bestCost() {
      return bestCost;
    },
    known,
    bound(set, near) {
      const changed = change(set, near);
      let cost = changed.base;
      for (const query of changed.queries) {
        const { tree, rate, relevant } = queries[query]!;
        cost += queryCost(query, set) ?? rate * tree.bound(set & relevant);
        if (changed.near !== undefined) cost -= queryCost(query, near)!;
      }
      for (const table of changed.tables) {
        cost += tableCost(table, set);
        if (changed.near !== undefined) cost -= tableCost(table, near);
      }
      return cost;
    },
    async price(sets, near) {
      const fresh = [...new Set(sets)].filter((set) => !known.has(set))
        .map((set) => ({ set, ...change(set, near) }));
      const missing: PlanKey[] = [];
      for (const { set, queries: changed } of fresh) {
        for (const query of changed) {
          if (queryCost(query, set) === undefined) missing.push({ query, shown: set });
        }
      }
      if (missing.length > 0 && !await store.fetch(missing)) return false;
      for (const { set, base, near, queries, tables } of fresh) {
        let cost = base;
        for (const query of queries) {
          cost += queryCost(query, set)! - (near === undefined ? 0 : queryCost(query, near)!);
        }
        for (const table of tables) {
          cost += tableCost(table, set) - (near === undefined ? 0 : tableCost(table, near));
        }
        known.set(set, cost);
        if (cost < bestCost * (1 - SAME_COST) && isAllowed(problem, set, numbersOf(set))) {
          best = set;
          bestCost = cost;
          onBetter(cost);
        }
      }
      return true;
    },
  };
}
