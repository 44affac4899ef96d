import { type Bits, bitsOf, hasBit, numbersOf } from "./bits.ts";
import type { ConfigurationTree, Leaf } from "./configuration_tree.ts";
import type { IndexProblem } from "./index_problem.ts";
import type { LinearColumn, LinearRow, LinearSolver } from "./linear_model.ts";

/** What the program chose. */
export interface ProgramChoice {
  readonly set: Bits;
  /** No set costs less, by the plans that are known. */
  readonly bound: number;
  /** How much of each index it chose, 0 to 1. */
  readonly shares: readonly number[];
  /** Parts that it chose, in part or whole, and whose plans are missing. */
  readonly missing: readonly MissingPart[];
}

/** A part of a statement's configurations whose plan is missing. */
export interface MissingPart {
  readonly tree: ConfigurationTree;
  readonly leaf: Leaf;
}

/** How a program is solved. */
export interface ProgramOptions {
  /** Sets at which upkeep is priced exactly; elsewhere it is bounded from below. */
  readonly around: readonly Bits[];
  /** What costs are divided by. */
  readonly scale: number;
  /** The longest that it may take. */
  readonly seconds: number;
  /** How far its choice may lie above its bound, as a share. */
  readonly precision: number;
  /** Whether indexes may be chosen in part: quicker, and the bound is lower. */
  readonly relaxed?: boolean;
}

/**
 * Chooses the cheapest set of indexes by an integer program over what is known of each statement's plans.
 * Parts that are not known yet count with the least that they can cost, so that the result is a lower
 * bound on every set's cost. Source of the formulation: Dash, Polyzotis and Ailamaki, "CoPhy: a scalable,
 * portable, and interactive index advisor for large workloads", 2011, section 4; here over disjoint parts.
 */
export function chooseByProgram(
  problem: IndexProblem,
  solver: LinearSolver,
  { around, scale, seconds, precision, relaxed = false }: ProgramOptions,
): ProgramChoice | undefined {
  const { indexes, queries, tables, limits, budget } = problem;
  const columns: LinearColumn[] = indexes.map(({ bytes, existing }, at) => ({
    // Of sets that cost the same the smallest is best.
    cost: existing || bytes === 0 ? 0 : 1e-9 * bytes / totalBytes(problem),
    whole: !relaxed,
    high: hasBit(problem.active, at) ? 1 : 0,
  }));
  const rows: LinearRow[] = [];
  const open: (MissingPart & { readonly column: number })[] = [];
  for (const { tree, rate, limit } of queries) {
    const leaves = undominated(tree.leaves(), limit);
    const first = columns.length;
    for (const leaf of leaves) {
      if (!leaf.exact) open.push({ column: columns.length, tree, leaf });
      columns.push({ cost: rate * leaf.cost / scale });
    }
    rows.push({ terms: leaves.map((_, at) => [first + at, 1]), low: 1, high: 1 });
    const needs = new Map<number, number[]>();
    const refuses = new Map<number, number[]>();
    for (const [at, { present, absent, exact }] of leaves.entries()) {
      for (const index of numbersOf(present)) push(needs, index, first + at);
      if (!exact) { for (const index of numbersOf(absent)) push(refuses, index, first + at); }
    }
    for (const [index, list] of needs) {
      rows.push({ terms: [...ones(list), [index, -1]], high: 0 });
    }
    for (const [index, list] of refuses) {
      rows.push({ terms: [...ones(list), [index, 1]], high: 1 });
    }
  }
  for (const { indexes: own, upkeep } of tables) {
    const numbers = numbersOf(own);
    const least = upkeep(0n);
    const alone = new Map(numbers.map((index) => [index, upkeep(bitsOf([index])) - least]));
    const cuts = [0n, ...around.map((set) => set & own)];
    if ([...alone.values()].every((cost) => cost === 0) && upkeep(own) === least) continue;
    const column = columns.length;
    columns.push({ cost: 1 });
    // Upkeep grows faster than its parts: whatever loses heap-only updates makes every index dearer.
    for (const set of new Set(cuts)) {
      const whole = upkeep(set);
      const terms: [number, number][] = [[column, 1]];
      let low = whole - least;
      for (const index of numbers) {
        const slope = hasBit(set, index)
          ? whole - upkeep(set & ~(1n << BigInt(index)))
          : alone.get(index)!;
        terms.push([index, -slope / scale]);
        if (hasBit(set, index)) low -= slope;
      }
      rows.push({ terms, low: low / scale });
    }
  }
  if (Number.isFinite(budget)) {
    const largest = Math.max(1, budget);
    rows.push({
      terms: indexes.flatMap(({ bytes, existing }, at) =>
        existing ? [] : [[at, bytes / largest] as const]
      ),
      high: budget / largest,
    });
  }
  for (const { among, most } of limits) rows.push({ terms: ones(numbersOf(among)), high: most });
  const solution = solver.solve({ columns, rows }, seconds, precision);
  if (!solution) return undefined;
  const fixed = tables.reduce((sum, { upkeep }) => sum + upkeep(0n), 0);
  const set = bitsOf(indexes.flatMap((_, at) => solution.values[at]! > 0.5 ? [at] : []));
  return {
    set,
    bound: Math.max(0, solution.bound) * scale + fixed,
    shares: solution.values.slice(0, indexes.length),
    missing: open.filter(({ column }) => solution.values[column]! > 1e-6),
  };
}

function totalBytes({ indexes }: IndexProblem): number {
  return Math.max(1, indexes.reduce((sum, { bytes }) => sum + bytes, 0));
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function ones(columns: readonly number[]): [number, number][] {
  return columns.map((column) => [column, 1]);
}

// A part whose needs hold another part's, and which costs no less, is never chosen.
function undominated(leaves: readonly Leaf[], limit: number): readonly Leaf[] {
  const allowed = leaves.filter(({ exact, cost }) => !exact || cost <= limit)
    .sort((a, b) => a.cost - b.cost);
  const kept: Leaf[] = [];
  for (const leaf of allowed) {
    const dominated = kept.some(({ present, absent, exact }) =>
      (present & ~leaf.present) === 0n && (exact || (absent & ~leaf.absent) === 0n)
    );
    if (!dominated) kept.push(leaf);
  }
  return kept;
}
