import { type Bits, numbersOf } from "./bits.ts";
import { type IndexProblem, isAllowed } from "./index_problem.ts";
import type { Leaf } from "./configuration_tree.ts";
import { chooseByProgram, type ProgramChoice } from "./integer_program.ts";
import type { LinearSolver } from "./linear_model.ts";
import type { PlanStore } from "./plan_store.ts";
import { priceSets, SAME_COST, type SetPrices } from "./price_sets.ts";

/** How the search goes on. */
export interface SearchOptions {
  /** The set that is there today. */
  readonly start: Bits;
  /** Sets that were good before. */
  readonly seeds: readonly Bits[];
  /** Whether to stop. */
  readonly expired: () => boolean;
  /** Seconds that are left. */
  readonly left: () => number;
  /** Is called when a better set was found. */
  readonly onBetter: (cost: number) => void;
}

/** What the search found. */
export interface SearchResult {
  readonly set: Bits;
  readonly cost: number;
  /** No set is cheaper, by the plans that are known. */
  readonly bound: number;
  /** Whether it ended by itself. */
  readonly complete: boolean;
  /** Every set that was priced, with its cost. */
  readonly priced: ReadonlyMap<Bits, number>;
}

/** What the integer program's arithmetic cannot tell apart. */
const PROGRAM_PRECISION = 1e-6;
/** Integer programs that are solved at most; plans that may be made for proof, for each statement. */
const MOST_ROUNDS = 12;
const MOST_ROUNDS_OF_MANY = 2;
const PLANS_TO_PROVE = 60;
/** Up to so many indexes the program is solved to the end. */
const FEW = 40;
/** How far each part that the program chose is divided before it is solved again, and by how many plans. */
const DEPTH = 6;
const PLANS_A_ROUND = 64;
/** How often the relaxed program is solved at most. */
const MOST_RELAXED = 10;
/** How far the choice of a large program may lie above its bound, as a share. */
const COARSE = 5e-3;

/**
 * Searches for the cheapest set of indexes: greedily from several starts, by local search, and by an integer
 * program whose bounds are made exact where it chooses, until it proves what it chose or time is up.
 */
export async function searchIndexes(
  problem: IndexProblem,
  store: PlanStore,
  solver: LinearSolver,
  options: SearchOptions,
): Promise<SearchResult> {
  const { start, seeds, expired, left, onBetter } = options;
  const prices = priceSets(problem, store, start, onBetter);
  const neighbours = { problem, prices, expired };
  await prices.price([start, 0n, ...seeds]);
  await addGreedily(neighbours, start, (gain, bytes) => gain / Math.max(8192, bytes));
  await addGreedily(neighbours, start, (gain) => gain);
  const around: Bits[] = [start];
  let bound = 0;
  let complete = false;
  const few = numbersOf(problem.active).length <= FEW;
  const rounds = few ? MOST_ROUNDS : MOST_ROUNDS_OF_MANY;
  const proven = () => bound >= prices.bestCost * (1 - PROGRAM_PRECISION);
  const program = (relaxed: boolean) => {
    around.push(prices.best);
    const scale = Math.max(1e-9, prices.bestCost) / 1e4;
    const precision = relaxed || few ? 1e-7 : COARSE;
    const options = { around, scale, seconds: left(), precision, relaxed };
    const choice = chooseByProgram(problem, solver, options);
    bound = Math.max(bound, choice?.bound ?? 0);
    return choice;
  };
  // Where indexes may be chosen in part the program is quick, and finds the plans that matter.
  const most = store.plans + PLANS_TO_PROVE * (10 + problem.queries.length);
  for (let round = 0; round < MOST_RELAXED && !expired() && store.plans < most; round++) {
    const choice = program(true);
    if (!choice || proven() || choice.missing.length === 0) break;
    await deepen(store, choice);
  }
  for (let round = 0; round < rounds && !expired(); round++) {
    const before = prices.bestCost;
    const choice = program(false);
    if (!choice) break;
    around.push(choice.set);
    const known = prices.known.has(choice.set);
    await prices.price([choice.set]);
    const learned = await refine(problem, store, choice.set) || !known;
    if (learned && !proven() && round + 1 < rounds) continue;
    await descend(neighbours, prices.best);
    if (expired()) break;
    complete = true;
    if (prices.bestCost >= before * (1 - SAME_COST)) break;
  }
  const set = await slim(neighbours, prices.best);
  const cost = prices.known.get(set) ?? prices.bestCost;
  return {
    set,
    cost,
    bound: Math.min(bound, cost),
    complete,
    priced: prices.known,
  };
}

interface Neighbourhood {
  readonly problem: IndexProblem;
  readonly prices: SetPrices;
  readonly expired: () => boolean;
}

/** Makes the plans that a choice lacks, and some of those that it would lack next. */
async function deepen(store: PlanStore, { missing, shares }: ProgramChoice): Promise<void> {
  const shareOf = ({ present, absent }: Leaf) =>
    numbersOf(present).reduce((product, at) => product * shares[at]!, 1) *
    numbersOf(absent).reduce((product, at) => product * (1 - shares[at]!), 1);
  let open = missing;
  let left = PLANS_A_ROUND;
  for (let depth = 0; depth < DEPTH && open.length > 0 && left > 0; depth++) {
    const now = open.slice(0, left);
    left -= now.length;
    if (!await store.fetch(now.map(({ tree, leaf }) => tree.keyOf(leaf)))) return;
    open = now.flatMap(({ tree, leaf }) =>
      leaf.below().map((below) => ({ tree, leaf: below, share: shareOf(below) }))
    ).filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  }
}

/** Makes the plans that bound a set's cost exactly; returns whether there were any. */
async function refine(problem: IndexProblem, store: PlanStore, set: Bits): Promise<boolean> {
  for (let refined = false;; refined = true) {
    const missing = problem.queries.flatMap(({ tree, relevant }) =>
      tree.next(set & relevant) ?? []
    );
    if (missing.length === 0) return refined;
    if (!await store.fetch(missing)) return refined;
  }
}

/**
 * Adds one index at a time, the best by a measure, as long as that pays. Gains shrink as indexes are added,
 * so that what gained little before is looked at only when nothing else gains more: Leskovec et al.,
 * "Cost-effective outbreak detection in networks", 2007, section 3.2.
 */
async function addGreedily(
  { problem, prices, expired }: Neighbourhood,
  start: Bits,
  worth: (gain: number, bytes: number) => number,
): Promise<void> {
  const costOf = (set: Bits) => prices.known.get(set) ?? Infinity;
  const measure = (set: Bits, at: number) => {
    const gain = costOf(set) - costOf(set | 1n << BigInt(at));
    return gain > costOf(set) * SAME_COST ? worth(gain, problem.indexes[at]!.bytes) : 0;
  };
  let set = start;
  if (!await prices.price(additions(problem, set), set)) return;
  const open = numbersOf(problem.active & ~set).map((at) => ({
    at,
    measure: measure(set, at),
    pricedAt: set,
  }));
  while (!expired()) {
    open.sort((a, b) => b.measure - a.measure || a.at - b.at);
    const [first] = open;
    if (!first || first.measure <= 0) return;
    const larger = set | 1n << BigInt(first.at);
    if (!isAllowed(problem, larger, numbersOf(larger))) {
      open.shift();
    } else if (first.pricedAt === set) {
      open.shift();
      set = larger;
    } else {
      const stale = open.slice(0, 8).filter(({ pricedAt }) => pricedAt !== set);
      const sets = stale.map(({ at }) => set | 1n << BigInt(at));
      if (!await prices.price(sets, set)) return;
      for (const entry of stale) {
        entry.measure = measure(set, entry.at);
        entry.pricedAt = set;
      }
    }
  }
}

/** Moves to the best neighbour, one index added, dropped or swapped, as long as there is a better one. */
async function descend(
  { problem, prices, expired }: Neighbourhood,
  start: Bits,
): Promise<void> {
  const costOf = (set: Bits) => prices.known.get(set) ?? Infinity;
  let set = start;
  while (!expired()) {
    const here = costOf(set);
    const next = [
      ...numbersOf(set).map((at) => without(set, at)),
      ...additions(problem, set),
      ...swaps(problem, set),
    ].filter((other) => prices.bound(other, set) < here * (1 - SAME_COST));
    if (!await prices.price(next, set)) return;
    const better = next.reduce((a, b) => costOf(b) < costOf(a) ? b : a, set);
    if (costOf(better) >= here * (1 - SAME_COST)) return;
    set = better;
  }
}

/** Leaves out what changes nothing, the largest first; what is there today goes only where it costs. */
async function slim({ problem, prices }: Neighbourhood, start: Bits): Promise<Bits> {
  const costOf = (set: Bits) => prices.known.get(set) ?? Infinity;
  let set = start;
  while (true) {
    const here = costOf(set);
    const added = numbersOf(set).filter((at) => !problem.indexes[at]!.existing)
      .sort((a, b) => problem.indexes[b]!.bytes - problem.indexes[a]!.bytes || a - b);
    if (!await prices.price(added.map((at) => without(set, at)), set)) return set;
    const needless = added.find((at) => costOf(without(set, at)) <= here * (1 + SAME_COST));
    if (needless === undefined) return set;
    set = without(set, needless);
  }
}

function additions(problem: IndexProblem, set: Bits): readonly Bits[] {
  return numbersOf(problem.active & ~set).map((at) => set | 1n << BigInt(at))
    .filter((other) => isAllowed(problem, other, numbersOf(other)));
}

function swaps(problem: IndexProblem, set: Bits): readonly Bits[] {
  const { indexes } = problem;
  const inside = numbersOf(set);
  return numbersOf(problem.active & ~set).flatMap((at) => {
    const near = inside.filter((other) => indexes[other]!.table === indexes[at]!.table);
    return near.map((other) => without(set, other) | 1n << BigInt(at));
  }).filter((other) => isAllowed(problem, other, numbersOf(other)));
}

function without(set: Bits, at: number): Bits {
  return set & ~(1n << BigInt(at));
}
