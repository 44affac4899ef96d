import type { Lab } from "../whatif/lab.ts";
import { columnsOf } from "../whatif/model_patterns.ts";
import { resolvePattern } from "../whatif/explain_patterns.ts";
import { PlanningError } from "../whatif/planning_error.ts";
import type { OptionalIndex } from "../whatif/what_if.ts";
import type { QueryPattern } from "../workload/query_pattern.ts";
import type { AdviceProgress, AdviseIndexesOptions, IndexAdvice } from "./advice.ts";
import { droppableIndexes } from "./droppable_indexes.ts";
import { type AdviceLimits, readAdviceOptions } from "./read_advice_options.ts";
import { type Bits, bitsOf, numbersOf } from "./search/bits.ts";
import { openConfigurationTree } from "./search/configuration_tree.ts";
import type { IndexProblem, ProblemQuery } from "./search/index_problem.ts";
import type { PlanStore } from "./search/plan_store.ts";
import { writeAdvice } from "./write_advice.ts";
import { foreignKeyChecks } from "./foreign_key_support.ts";
import { openWriteCost, type WriteCost } from "./write_cost.ts";

/**
 * Advises the set of indexes that makes a workload cheapest: what is read gains, and what keeps the indexes
 * up to date costs. Every price is a plan of PostgreSQL's own planner; the set is chosen by an integer
 * program over these plans, which also proves how far it may be from the best.
 *
 * @param lab The planner with its workload.
 * @param options Limits, and what may be proposed.
 * @returns The advice; where nothing pays it says to add nothing.
 * @throws {TypeError} When an option is unknown or of the wrong kind.
 * @throws {RangeError} When an option is out of bounds, or there is no pattern of a name.
 * @throws {SyntaxError} When a statement does not parse.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { adviseIndexes, defineModel, openLab } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", status: "text", placedAt: "timestamptz" })
 *   .rows("4M");
 * shop.access("newest", {
 *   sql: "select id from orders where status = $1 order by placed_at desc limit 20",
 *   rate: "90/s",
 * });
 * await using lab = await openLab(shop);
 * const { indexes, cost } = await adviseIndexes(lab, { budget: "1 GB" });
 * assert.match(indexes[0]!.ddl, /ON public.orders \(status, placed_at/);
 * assert.ok(cost.after < cost.before / 1000 && cost.gap < 0.01);
 * ```
 */
export async function adviseIndexes(
  lab: Lab,
  options: AdviseIndexesOptions = {},
): Promise<IndexAdvice> {
  const limits = readAdviceOptions(options);
  const view = options.at === undefined ? lab : lab.at(options.at);
  const began = performance.now();
  const left = () => Math.max(0, limits.deadline - (performance.now() - began) / 1000);
  const expired = () => options.signal?.aborted === true || left() === 0;
  const columns = columnsOf(view.schema);
  const named = options.queries
    ? await Promise.all(
      options.queries.map((query) => resolvePattern(query, view.patterns, columns)),
    )
    : view.patterns;
  const writes = await openWriteCost(view, options.queries ? { queries: options.queries } : {});
  // What a deleted row makes PostgreSQL ask of the tables that refer to it is part of the workload.
  const asked = [...named, ...await foreignKeyChecks(view, writes.changes)];
  const { patterns, costs, setAside } = await plannable(view, asked);
  const rates = patterns.map(({ rate = 1 }) => rate);
  let plans = asked.length;
  let stage: AdviceProgress["stage"] = "candidates";
  let cheapest = costs.reduce((sum, cost, at) => sum + rates[at]! * cost, 0);
  const report = (share: number) => options.onProgress?.({ stage, share, plans, cost: cheapest });

  const { openCandidatePool } = await import("./candidates/candidate_pool.ts");
  const { searchIndexes } = await import("./search/search_indexes.ts");
  const { loadSolver } = await import("./search/linear_model.ts");
  report(0);
  const droppable = options.drops === false ? [] : droppableIndexes(view.schema);
  const before = plans;
  const pool = await openCandidatePool(view, {
    patterns,
    weights: rates.map((rate, at) => rate * costs[at]!),
    ...(limits.kinds ? { kinds: limits.kinds } : {}),
    ...(options.candidates ? { candidates: options.candidates } : {}),
    droppable,
    expired,
    enough: () => expired() || left() < limits.deadline * TO_CHOOSE,
    onPlans(made) {
      plans = before + made;
      report(Math.min(1, 1 - left() / limits.deadline));
    },
  });

  stage = "configurations";
  await pool.store.fetch(patterns.map((_, query) => ({ query, shown: 0n })));
  const { indexes, whatIf, relevant, store } = pool;
  const start = bitsOf(droppable.map((_, at) => at));
  const ground = { indexes, bytes: whatIf.bytes, start, limits, patterns, writes };
  const solver = await loadSolver();
  stage = "search";
  let matters = relevant;
  let queries: readonly ProblemQuery[] = [];
  const seeds: Bits[] = [];
  for (let turn = 0;; turn++) {
    queries = problemQueries({ store, relevant: matters, rates, costs, limits, known: queries });
    const problem = problemOf(view, { ...ground, queries });
    const result = await searchIndexes(problem, store, solver, {
      start,
      seeds,
      expired,
      left,
      onBetter(cost) {
        cheapest = cost;
        report(Math.min(1, 1 - left() / limits.deadline));
      },
    });
    seeds.push(result.set);
    const unforeseen = await readUnforeseen(store, matters, result.set);
    if (turn < MOST_TURNS && !expired() && unforeseen.some((used) => used !== 0n)) {
      matters = matters.map((bits, query) => bits | unforeseen[query]!);
      continue;
    }
    return await writeAdvice(view, {
      pool,
      problem,
      result,
      patterns,
      costs,
      start,
      setAside: [...view.setAside.map(({ name, why }) => ({ name, why })), ...setAside],
      assumed: writes.assumed,
      budget: limits.budget,
      plans,
    });
  }
}

/** The part of the time that is kept for the choice among the candidates. */
const TO_CHOOSE = 0.5;
/** How often the search is begun again with what its choice brought to light. */
const MOST_TURNS = 2;

/** What the plans read of a chosen set beyond what was thought to matter to each statement. */
async function readUnforeseen(
  store: PlanStore,
  relevant: readonly Bits[],
  set: Bits,
): Promise<readonly Bits[]> {
  await store.fetch(relevant.map((_, query) => ({ query, shown: set })));
  return relevant.map((bits, query) => (store.get(query, set)?.used ?? 0n) & ~bits);
}

interface QueryParts {
  readonly store: PlanStore;
  readonly relevant: readonly Bits[];
  readonly rates: readonly number[];
  readonly costs: readonly number[];
  readonly limits: AdviceLimits;
  /** The statements of the turn before: what did not change is kept with what was found out of it. */
  readonly known: readonly ProblemQuery[];
}

function problemQueries(
  { store, relevant, rates, costs, limits, known }: QueryParts,
): readonly ProblemQuery[] {
  return relevant.map((bits, query) =>
    known[query]?.relevant === bits ? known[query]! : ({
      rate: rates[query]!,
      relevant: bits,
      // A statement that costs nothing has no limit either: 0 times infinity would be none.
      limit: limits.maxRegression === Infinity
        ? Infinity
        : costs[query]! * (1 + limits.maxRegression),
      tree: openConfigurationTree(store, query, bits, store.get(query, 0n)?.cost ?? Infinity),
    })
  );
}

/** The statements that can be planned, with their costs as things are; and those that cannot. */
async function plannable(lab: Lab, asked: readonly QueryPattern[]) {
  const patterns: QueryPattern[] = [];
  const costs: number[] = [];
  const setAside: { readonly name: string; readonly why: string }[] = [];
  const whatIf = lab.whatIf([]);
  for (const pattern of asked) {
    try {
      const [answer] = await whatIf.costs([{ pattern, shown: [] }]);
      if (answer instanceof PlanningError) throw answer;
      patterns.push(pattern);
      costs.push(answer!.cost);
    } catch (error) {
      if (!(error instanceof PlanningError || error instanceof TypeError)) throw error;
      setAside.push({ name: pattern.name, why: error.message });
    }
  }
  return { patterns, costs, setAside };
}

interface ProblemParts {
  readonly queries: readonly ProblemQuery[];
  readonly indexes: readonly OptionalIndex[];
  readonly bytes: readonly number[];
  readonly start: bigint;
  readonly limits: AdviceLimits;
  readonly patterns: readonly QueryPattern[];
  readonly writes: WriteCost;
}

function problemOf(
  lab: Lab,
  { queries, indexes, bytes, start, limits, patterns, writes }: ProblemParts,
): IndexProblem {
  const tables = lab.schema.tables.map((table) => ({
    table,
    indexes: bitsOf(
      indexes.flatMap(({ schema, table: name }, at) =>
        schema === table.schema && name === table.name ? [at] : []
      ),
    ),
  }));
  const existing = new Set(numbersOf(start));
  const bounds = tables.flatMap(({ table, indexes: own }) => {
    const optional = numbersOf(own & start).length;
    const keys = (table.primaryKey ? 1 : 0) + table.uniques.length + table.exclusions.length;
    const fixed = keys + table.indexes.length - optional;
    const written = patterns.some(({ tables }) =>
      tables.some((use) => use.written && use.table === table.name)
    );
    const most = Math.min(
      limits.maxPerTable,
      written ? limits.maxWriteAmplification : Infinity,
    );
    return Number.isFinite(most) ? [{ among: own, most: Math.max(0, most - fixed) }] : [];
  });
  return {
    queries,
    active: queries.reduce((all, { relevant }) => all | relevant, start),
    indexes: indexes.map(({ schema, table }, at) => ({
      bytes: bytes[at]!,
      existing: existing.has(at),
      table: tables.findIndex((own) => own.table.schema === schema && own.table.name === table),
    })),
    tables: tables.map(({ table, indexes: own }) => {
      const optional = new Set(numbersOf(own).map((at) => indexes[at]!.index.name));
      const fixed = table.indexes.filter(({ name }) => !optional.has(name));
      const known = new Map<Bits, number>();
      return {
        indexes: own,
        upkeep(set: Bits): number {
          const before = known.get(set);
          if (before !== undefined) return before;
          const chosen = numbersOf(set).map((at) => indexes[at]!.index);
          const cost = writes.ofSet(table, [...fixed, ...chosen]);
          known.set(set, cost);
          return cost;
        },
      };
    }),
    budget: limits.budget,
    limits: bounds,
  };
}
