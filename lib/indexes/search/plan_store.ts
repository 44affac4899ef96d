import type { WhatIf } from "../../whatif/what_if.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import { type Bits, bitsOf, numbersOf } from "./bits.ts";

/** What a statement costs with a set of indexes, and which of them its plan reads. */
export interface StoredPlan {
  readonly cost: number;
  readonly used: Bits;
}

/** One statement and the indexes that are there. */
export interface PlanKey {
  /** Number of the statement, from 0. */
  readonly query: number;
  /** The optional indexes that are there. */
  readonly shown: Bits;
}

/** A plan as it was made, with what was visible. */
export interface MadePlan {
  readonly shown: Bits;
  readonly plan: StoredPlan;
}

/** Keeps the cost of every statement under every set of indexes that was asked for. */
export interface PlanStore {
  /** Plans that were made here. */
  readonly plans: number;
  /** All plans that were made, by statement. */
  readonly made: readonly (readonly MadePlan[])[];
  /**
   * A plan that was made before, for these indexes or for more, as long as all that it reads is there:
   * removing what a plan does not read leaves it as it is.
   */
  get(query: number, shown: Bits): StoredPlan | undefined;
  /** Makes the plans that are missing, until time is up; and returns whether it was not. */
  fetch(keys: readonly PlanKey[]): Promise<boolean>;
}

/** How plans are made. */
export interface PlanStoreOptions {
  /** The statements. */
  readonly patterns: readonly QueryPattern[];
  /** Indexes that can make a difference to each statement. */
  readonly relevant: readonly Bits[];
  /** Whether to stop. */
  readonly expired: () => boolean;
  /** Plans that were made before, by statement. */
  readonly made?: readonly (readonly MadePlan[])[];
  /** Is called after plans were made. */
  readonly onPlans?: (plans: number) => void;
}

/** Plans that are asked for at once; between them the clock is looked at. */
const BATCH = 64;

/** Opens a store. */
export function openPlanStore(whatIf: WhatIf, options: PlanStoreOptions): PlanStore {
  const { patterns, relevant, expired, onPlans } = options;
  const known = patterns.map(() => new Map<Bits, StoredPlan>());
  /** Plans as they were made, with what was visible. */
  const made = patterns.map((_, query) => [...options.made?.[query] ?? []]);
  let plans = 0;

  function get(query: number, shown: Bits): StoredPlan | undefined {
    const visible = shown & relevant[query]!;
    const before = known[query]!.get(visible);
    if (before) return before;
    const larger = made[query]!.find(({ shown, plan: { used } }) =>
      (visible & ~shown) === 0n && (used & ~visible) === 0n
    );
    if (larger) known[query]!.set(visible, larger.plan);
    return larger?.plan;
  }

  return {
    get plans() {
      return plans;
    },
    get,
    made,
    async fetch(keys) {
      const missing = new Map<string, PlanKey>();
      for (const { query, shown } of keys) {
        const visible = shown & relevant[query]!;
        if (!get(query, visible)) {
          missing.set(`${query} ${visible}`, { query, shown: visible });
        }
      }
      // Neighbours differ in few indexes, which are shown and hidden one by one.
      const wanted = [...missing.values()].sort((a, b) =>
        a.query - b.query || (a.shown < b.shown ? -1 : 1)
      );
      for (let from = 0; from < wanted.length; from += BATCH) {
        if (expired()) return false;
        const batch = wanted.slice(from, from + BATCH);
        const answers = await whatIf.costs(
          batch.map(({ query, shown }) => ({
            pattern: patterns[query]!,
            shown: numbersOf(shown),
          })),
        );
        for (const [at, answer] of answers.entries()) {
          const { query, shown } = batch[at]!;
          plans++;
          if (answer instanceof Error) {
            // Planning took too long: such a set is not for this statement.
            known[query]!.set(shown, { cost: Infinity, used: 0n });
            continue;
          }
          const plan = { cost: answer.cost, used: bitsOf(answer.used) };
          known[query]!.set(shown, plan);
          made[query]!.push({ shown, plan });
        }
        onPlans?.(plans);
      }
      return true;
    },
  };
}
