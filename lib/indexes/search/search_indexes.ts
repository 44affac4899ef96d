import { type Bits, hasBit, numbersOf } from "./bits.ts";
import { type IndexProblem, isAllowed } from "./index_problem.ts";
import { chooseByProgram } from "./integer_program.ts";
import type { LinearSolver } from "./linear_model.ts";
import type { PlanStore } from "./plan_store.ts";
import { priceSets, SAME_COST, type SetPrices } from "./price_sets.ts";

/** How the search goes on. */
export interface SearchOptions {
  /** The set that is there today. */
  readonly start: Bits;
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
/** An integer program that is not settled after so many rounds never is. */
const MOST_ROUNDS = 100;

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
  const { start, expired, left, onBetter } = options;
  const prices = priceSets(problem, store, start, onBetter);
  const neighbours = { problem, prices, expired };
  await prices.price([start, 0n]);
  await addGreedily(neighbours, start, (gain, bytes) => gain / Math.max(8192, bytes));
  await addGreedily(neighbours, start, (gain) => gain);
  const around: Bits[] = [];
  let bound = 0;
  let complete = false;
  for (let round = 0; round < MOST_ROUNDS && !expired(); round++) {
    around.push(prices.best);
    const before = prices.bestCost;
    const scale = Math.max(1e-9, before) / 1e4;
    const choice = chooseByProgram(problem, solver, { around, scale, seconds: left() });
    if (!choice) break;
    bound = Math.max(bound, choice.bound);
    around.push(choice.set);
    const known = prices.known.has(choice.set);
    await prices.price([choice.set]);
    if (!known && bound < prices.bestCost * (1 - PROGRAM_PRECISION)) continue;
    await descend(neighbours, prices.best);
    if (expired()) break;
    complete = true;
    if (prices.bestCost >= before * (1 - SAME_COST)) break;
  }
  const { best, bestCost } = prices;
  return {
    set: best,
    cost: bestCost,
    bound: Math.min(bound, bestCost),
    complete,
    priced: prices.known,
  };
}

interface Neighbourhood {
  readonly problem: IndexProblem;
  readonly prices: SetPrices;
  readonly expired: () => boolean;
}

/** Adds one index at a time, the best by a measure, as long as that pays. */
async function addGreedily(
  { problem, prices, expired }: Neighbourhood,
  start: Bits,
  worth: (gain: number, bytes: number) => number,
): Promise<void> {
  const costOf = (set: Bits) => prices.known.get(set) ?? Infinity;
  let set = start;
  while (!expired()) {
    const next = additions(problem, set);
    if (!await prices.price(next, set)) return;
    const here = costOf(set);
    let [chosen, most] = [set, 0];
    for (const other of next) {
      const [at] = numbersOf(other & ~set);
      const gain = here - costOf(other);
      const measure = gain > here * SAME_COST ? worth(gain, problem.indexes[at!]!.bytes) : 0;
      if (measure > most) [chosen, most] = [other, measure];
    }
    if (chosen === set) return;
    set = chosen;
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
    const next = [
      ...numbersOf(set).map((at) => without(set, at)),
      ...additions(problem, set),
      ...swaps(problem, set),
    ];
    if (!await prices.price(next, set)) return;
    const better = next.reduce((a, b) => costOf(b) < costOf(a) ? b : a, set);
    if (costOf(better) >= costOf(set) * (1 - SAME_COST)) return;
    set = better;
  }
}

function additions(problem: IndexProblem, set: Bits): readonly Bits[] {
  return problem.indexes.flatMap((_, at) => hasBit(set, at) ? [] : [set | 1n << BigInt(at)])
    .filter((other) => isAllowed(problem, other, numbersOf(other)));
}

function swaps(problem: IndexProblem, set: Bits): readonly Bits[] {
  const { indexes } = problem;
  const inside = numbersOf(set);
  return indexes.flatMap(({ table }, at) => {
    if (hasBit(set, at)) return [];
    const near = inside.filter((other) => indexes[other]!.table === table);
    return near.map((other) => without(set, other) | 1n << BigInt(at));
  }).filter((other) => isAllowed(problem, other, numbersOf(other)));
}

function without(set: Bits, at: number): Bits {
  return set & ~(1n << BigInt(at));
}
