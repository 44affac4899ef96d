import { displayable } from "../core/displayable.ts";
import { type Figure, figure } from "../core/figure.ts";
import { formatBytes } from "../core/format.ts";
import { quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { printIndex } from "../engines/postgresql/print/indexes.ts";
import type { SchemaEdit } from "../schema/apply_edits.ts";
import { getTable } from "../schema/find_table.ts";
import type { Lab } from "../whatif/lab.ts";
import type { OptionalIndex } from "../whatif/what_if.ts";
import type { QueryPattern } from "../workload/query_pattern.ts";
import type {
  AdvisedIndex,
  DroppedIndex,
  FrontierPoint,
  IndexAdvice,
  QueryAdvice,
} from "./advice.ts";
import type { CandidatePool } from "./candidates/candidate_pool.ts";
import { formOf, kindsOf } from "./candidates/candidate_form.ts";
import { type Bits, hasBit, numbersOf } from "./search/bits.ts";
import { bytesOf, type IndexProblem, upkeepOf } from "./search/index_problem.ts";
import type { SearchResult } from "./search/search_indexes.ts";

/** What advice is written from. */
export interface AdviceParts {
  readonly pool: CandidatePool;
  readonly problem: IndexProblem;
  readonly result: SearchResult;
  readonly patterns: readonly QueryPattern[];
  /** What each statement costs as things are. */
  readonly costs: readonly number[];
  /** The optional indexes that are there today. */
  readonly start: Bits;
  readonly setAside: IndexAdvice["setAside"];
  readonly assumed: readonly string[];
  readonly budget: number;
  readonly plans: number;
}

/** Writes down what the search found, priced once more with everything visible. */
export async function writeAdvice(lab: Lab, parts: AdviceParts): Promise<IndexAdvice> {
  const { pool, problem, result, patterns, costs, start, budget } = parts;
  const { indexes: optional, whatIf } = pool;
  const { set } = result;
  const rates = problem.queries.map(({ rate }) => rate);
  const chosen = numbersOf(set);
  const added = chosen.filter((at) => !hasBit(start, at));
  const price = async (queries: readonly number[], shown: readonly number[]) => {
    const answers = await whatIf.costs(
      queries.map((query) => ({ pattern: patterns[query]!, shown })),
    );
    return answers.map((answer, at) =>
      answer instanceof Error ? { cost: costs[queries[at]!]!, used: [] } : answer
    );
  };
  const after = await price(patterns.map((_, at) => at), chosen);
  const readsAfter = after.reduce((sum, { cost }, at) => sum + rates[at]! * cost, 0);
  const usersOf = (index: number) =>
    after.flatMap(({ used }, query) => used.includes(index) ? [query] : []);
  const indexes: AdvisedIndex[] = [];
  for (const at of added) {
    // What does not read it does not miss it.
    const users = usersOf(at);
    const without = await price(users, chosen.filter((other) => other !== at));
    const gain = users.reduce(
      (sum, query, place) => sum + rates[query]! * (without[place]!.cost - after[query]!.cost),
      0,
    );
    const writeCost = upkeepOf(problem, set) - upkeepOf(problem, set & ~(1n << BigInt(at)));
    indexes.push({
      ...candidateOf(optional[at]!, whatIf.bytes[at]!),
      ddl: createIndex(lab, optional[at]!),
      gain,
      writeCost,
      usedBy: users.map((query) => patterns[query]!.name),
    });
  }
  indexes.sort((a, b) => b.gain - a.gain || (a.index.name < b.index.name ? -1 : 1));
  const drop = numbersOf(start & ~set).map((at): DroppedIndex => {
    const { schema, table, index } = optional[at]!;
    return {
      schema,
      table,
      index,
      ddl: `DROP INDEX CONCURRENTLY ${quoteIdentifier(schema)}.${quoteIdentifier(index.name)}`,
      bytes: whatIf.bytes[at]!,
      writeCost: upkeepOf(problem, set | 1n << BigInt(at)) - upkeepOf(problem, set),
      reason: "the workload is no dearer without it",
    };
  });
  const writesBefore = upkeepOf(problem, start);
  const writesAfter = upkeepOf(problem, set);
  const before = costs.reduce((sum, cost, at) => sum + rates[at]! * cost, 0) + writesBefore;
  const total = readsAfter + writesAfter;
  const bound = Math.min(result.bound, total);
  const bytes = added.reduce((sum, at) => sum + whatIf.bytes[at]!, 0);
  const queries = patterns.map(({ name }, at): QueryAdvice => ({
    name,
    rate: rates[at]!,
    before: costs[at]!,
    after: after[at]!.cost,
    uses: after[at]!.used.filter((index) => added.includes(index))
      .map((index) => optional[index]!.index.name),
  }));
  const unrated = patterns.filter(({ rate }) => rate === undefined).length;
  return displayable(
    {
      ...(lab.date === undefined ? {} : { at: lab.date }),
      indexes,
      drop,
      cost: {
        before,
        after: total,
        bound,
        gap: total > 0 ? Math.max(0, 1 - bound / total) : 0,
        writesBefore,
        writesAfter,
      },
      figures: {
        before: cost(before, "Plans of PostgreSQL's planner as things are, by their rates"),
        after: cost(total, "Plans of PostgreSQL's planner with the advice, by their rates"),
        bound: cost(
          bound,
          "The integer program's lower bound over the plans of the candidates that were weighed",
        ),
        bytes: figure(bytes, "bytes", {
          band: 0.05,
          evidence: "The layout of pages, as newly built",
        }),
      },
      bytes,
      ...(Number.isFinite(budget) ? { budget } : {}),
      queries,
      frontier: frontierOf(problem, result, optional, start),
      edits: editsOf(indexes, drop),
      setAside: parts.setAside,
      assumed: [
        ...(unrated === 0
          ? []
          : [`${unrated} of ${patterns.length} queries have no rate: they count once a second`]),
        ...parts.assumed,
      ],
      complete: result.complete,
      effort: { candidates: pool.considered, plans: parts.plans },
    },
    async () => (await import("../display/draw_index_advice.ts")).drawIndexAdvice,
  );
}

function cost(value: number, text: string): Figure {
  return figure(value, "cost", { evidence: { text, source: "PostgreSQL's planner" } });
}

function candidateOf({ schema, table, index }: OptionalIndex, bytes: number) {
  return { schema, table, index, kinds: kindsOf(formOf({ schema, name: table }, index)), bytes };
}

function createIndex(lab: Lab, { schema, table, index }: OptionalIndex): string {
  const { partitioning } = getTable(lab.schema, { schema, name: table });
  return printIndex(index, { schema, name: table, concurrently: partitioning === undefined });
}

function editsOf(
  added: readonly AdvisedIndex[],
  dropped: readonly DroppedIndex[],
): readonly SchemaEdit[] {
  return [
    ...added.map(({ schema, table, index, usedBy, bytes }): SchemaEdit => ({
      on: "schema",
      kind: "add-index",
      target: `${schema}.${table}`,
      value: index,
      reason: `It makes ${usedBy.join(", ")} cheaper and takes ${formatBytes(bytes)}.`,
    })),
    ...dropped.map(({ schema, index, reason }): SchemaEdit => ({
      on: "schema",
      kind: "drop-index",
      target: `${schema}.${index.name}`,
      value: undefined,
      reason,
    })),
  ];
}

/** Of the sets that were priced, those that none beats with as little storage. */
function frontierOf(
  problem: IndexProblem,
  { priced, set }: SearchResult,
  optional: readonly OptionalIndex[],
  start: Bits,
): readonly FrontierPoint[] {
  const MOST = 40;
  const points = [...priced].map(([set, cost]) => ({
    set,
    cost,
    bytes: bytesOf(problem, numbersOf(set)),
  })).sort((a, b) => a.bytes - b.bytes || a.cost - b.cost);
  const frontier: typeof points = [];
  for (const point of points) {
    const last = frontier.at(-1);
    if (!last || point.cost < last.cost * (1 - 1e-9)) frontier.push(point);
  }
  const upTo = frontier.slice(0, frontier.findIndex((point) => point.set === set) + 1);
  const whole = upTo.length > 0 ? upTo : frontier;
  const step = Math.max(1, whole.length / MOST);
  const kept = whole.filter((_, at) =>
    at === whole.length - 1 || Math.floor(at / step) !== Math.floor((at - 1) / step)
  );
  return kept.map(({ set, cost, bytes }) => ({
    bytes,
    cost,
    indexes: numbersOf(set & ~start).map((at) => optional[at]!.index.name),
  }));
}
