import { type Bits, numbersOf } from "./bits.ts";
import type { PlanKey, PlanStore, StoredPlan } from "./plan_store.ts";

/**
 * One part of all sets of indexes, for one statement: those that hold `present` and nothing of `absent`.
 *
 * A plan that is made with all else visible costs the least that any set of the part can, and is the plan
 * of every set of the part that holds the indexes which it reads.
 */
export interface Configuration {
  readonly present: Bits;
  readonly absent: Bits;
  /** No set of the part is cheaper. */
  readonly bound: number;
  /** The plan with all but the absent indexes visible; absent: not asked for yet. */
  readonly plan?: StoredPlan;
  /** The rest of the part, where the plan reads indexes that are not sure to be there. */
  readonly children: readonly Configuration[];
}

/** What a statement costs under any set of indexes, as far as it was found out. */
export interface ConfigurationTree {
  /** The parts that are not divided further: exactly one of them holds any set. */
  leaves(): readonly Leaf[];
  /** The least that the statement can cost under a set. */
  bound(set: Bits): number;
  /** The plan that has to be made next to bound the cost under a set exactly; nothing where that is done. */
  next(set: Bits): PlanKey | undefined;
  /** The plan that is missing for a leaf. */
  keyOf(leaf: Leaf): PlanKey;
}

/** A part that is not divided further. */
export interface Leaf {
  /** Indexes that it needs. */
  readonly present: Bits;
  /** Indexes that it must not have. */
  readonly absent: Bits;
  /** The least that it can cost. */
  readonly cost: number;
  /** Whether that is what it costs. */
  readonly exact: boolean;
  /** The parts that it was divided into since, as far as their plans are missing. */
  below(): readonly Leaf[];
}

type Node = {
  -readonly [Key in keyof Configuration]: Configuration[Key] extends readonly Configuration[]
    ? Node[]
    : Configuration[Key];
};

/**
 * Divides the sets of indexes by what one statement's plans read. Source: the idea that removing an unused
 * index changes nothing is from AutoAdmin (Chaudhuri and Narasayya, "An efficient, cost-driven index
 * selection tool", 1997, section 5) and INUM; the division into disjoint parts makes bounds exact.
 *
 * @param relevant The indexes that can make a difference.
 * @param least The cost without any of them, which no set exceeds.
 */
export function openConfigurationTree(
  store: PlanStore,
  query: number,
  relevant: Bits,
  without: number,
): ConfigurationTree {
  const root: Node = { present: 0n, absent: 0n, bound: 0, children: [] };

  function keyOf({ absent }: Pick<Leaf, "absent">): PlanKey {
    return { query, shown: relevant & ~absent };
  }

  function settle(node: Node): StoredPlan | undefined {
    if (node.plan) return node.plan;
    const plan = store.get(query, keyOf(node).shown);
    if (!plan) return undefined;
    // Where nothing is to be gained the plan's indexes do not matter.
    const useless = plan.cost >= without * (1 - 1e-9);
    node.plan = useless ? { cost: Math.min(plan.cost, without), used: 0n } : plan;
    let present = node.present;
    for (const index of numbersOf(node.plan.used & ~node.present)) {
      const bit = 1n << BigInt(index);
      node.children.push({
        present,
        absent: node.absent | bit,
        bound: Math.max(node.bound, node.plan.cost),
        children: [],
      });
      present |= bit;
    }
    return node.plan;
  }

  /** The part that a set lies in, as far down as plans are known. */
  function locate(set: Bits): Node {
    let node = root;
    while (true) {
      const plan = settle(node);
      if (!plan) return node;
      const next = node.children.find(({ present, absent }) =>
        (present & ~set) === 0n && (absent & set) === 0n
      );
      if (!next) return node;
      node = next;
    }
  }

  function open(node: Node): Leaf {
    return {
      present: node.present,
      absent: node.absent,
      cost: node.bound,
      exact: false,
      below: () => settle(node) ? node.children.filter((child) => !settle(child)).map(open) : [],
    };
  }

  return {
    keyOf,
    bound(set) {
      const node = locate(set);
      return node.plan?.cost ?? node.bound;
    },
    next(set) {
      const node = locate(set);
      return node.plan ? undefined : keyOf(node);
    },
    leaves() {
      const found: Leaf[] = [];
      const visit = (node: Node): void => {
        const plan = settle(node);
        if (!plan) {
          found.push(open(node));
          return;
        }
        found.push({
          present: node.present | plan.used,
          absent: node.absent,
          cost: plan.cost,
          exact: true,
          below: () => [],
        });
        node.children.forEach(visit);
      };
      visit(root);
      return found;
    },
  };
}
