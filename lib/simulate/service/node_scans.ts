import type { PlanNode } from "../../whatif/plan.ts";
import { distinctCount } from "../../statistics/statistics.ts";
import { heapPagesOf, pagesFetched, rowsFetched } from "./fetched_rows.ts";
import {
  type CountWork,
  innerPages,
  type NodeAccess,
  operatorsCharged,
  operatorsOf,
} from "./node_access.ts";
import { actual, type Visit, type WorkUnits } from "./node_visit.ts";
import type { IndexFacts, TableFacts } from "./relation_facts.ts";

/** Pages that a processor keeps near: two megabytes. */
const NEAR_PAGES = 256;

/** Pages gone to out of order, those that the processor has kept near apart. */
function scattered(visited: number, different: number): WorkUnits {
  const far = different > NEAR_PAGES ? (different - NEAR_PAGES) / different : 0;
  return { scatteredPage: visited, distantPage: visited * far };
}

const tableOf = ({ node, facts }: Visit): TableFacts | undefined =>
  node.relation === undefined ? undefined : facts.table(node.relation, node.schema);

/** Columns that are unpacked from each row: up to the last that a condition names or that is passed on. */
function columnsUnpacked({ detail, width }: PlanNode, { table, rowBytes }: TableFacts): number {
  const texts = ["Filter", "Recheck Cond"].map((name) => detail[name])
    .filter((text) => typeof text === "string").join(" ");
  const named = new Set(texts.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []);
  const last = table.columns.findLastIndex(({ name }) => named.has(name)) + 1;
  // Which columns a narrow part of a row is made of is not said: half of the way is taken.
  const passed = width === 0
    ? 0
    : table.columns.length * Math.min(1, Math.max(0.5, width / Math.max(1, rowBytes - 24)));
  return Math.max(last, passed);
}

/** A scan of a whole table. */
export const scanned: CountWork = (visit) => {
  const { node, loops, spent, rows, prices, processes } = visit;
  const table = tableOf(visit);
  if (!table) {
    const tuples = rows + (actual(node, "Rows Removed by Filter") ?? 0) * loops;
    const pages = (actual(node, "Shared Hit Blocks") ?? 0) +
      (actual(node, "Shared Read Blocks") ?? 0);
    return {
      units: { page: pages, tuple: tuples, operator: tuples * operatorsOf(node, "Filter") },
    };
  }
  const planned = actual(node, "Actual Rows") === undefined;
  // Below a Gather the processes share one pass over the table.
  const passes = node.detail["Parallel Aware"] === true ? loops / processes : loops;
  const removed = actual(node, "Rows Removed by Filter") ?? 0;
  const tuples = planned ? table.rows * passes * spent : rows + removed * loops;
  const perTuple = table.rows > 0
    ? operatorsCharged(
      (node.totalCost - table.pages * prices.seqPage) *
        (node.detail["Parallel Aware"] === true ? processes : 1),
      table.rows,
      visit,
    ) / table.rows
    : 0;
  const share = table.rows > 0 ? Math.min(1, tuples / table.rows / Math.max(1, passes)) : 1;
  const pages = table.pages * share;
  return {
    units: {
      page: pages * Math.max(1, passes),
      tuple: tuples,
      column: tuples * columnsUnpacked(node, table),
      operator: tuples * perTuple,
    },
    accesses: [{ table, kind: "sequential", pages, whole: true }],
  };
};

/** Values of `= ANY (…)` in a condition: each is a descent of its own. */
function descentsOf(condition: string): number {
  const list = /= ANY \('?\{([^}]*)\}/.exec(condition);
  return list ? 1 + (list[1]!.match(/,/g)?.length ?? 0) : 1;
}

/** Where a condition leaves the first column out, the scan skips from each of its values to the next. */
function skips(
  condition: string,
  { method, leading, pages }: IndexFacts,
  table: TableFacts,
): number {
  if (method !== "btree" || leading === undefined || condition === "") return 1;
  if (new RegExp(`\\b${leading.replace(/\W/g, "\\$&")}\\b`).test(condition)) return 1;
  const known = table.columns.find(({ name }) => name === leading);
  return known ? Math.max(1, Math.min(pages, distinctCount(known.distinct, table.rows))) : 1;
}

function indexAccesses(
  table: TableFacts,
  index: IndexFacts,
  options: {
    readonly descents: number;
    readonly entries: number;
    readonly loops: number;
    readonly condition: string;
  },
): readonly NodeAccess[] {
  const { descents, entries, loops, condition } = options;
  const whole = condition === "";
  const perLoop = Math.max(1, index.pages * entries / Math.max(1, loops) / Math.max(1, index.rows));
  const leaves = pagesFetched(perLoop * loops, index.pages);
  const inner = index.height > 0
    ? index.height - 1 + Math.min(1, descents) * pagesFetched(descents, innerPages(index))
    : 0;
  return [
    ...(inner > 0
      ? [{ table, index, kind: "index inner" as const, pages: inner, whole, condition }]
      : []),
    { table, index, kind: "index leaf", pages: Math.min(leaves, index.pages), whole, condition },
  ];
}

const conditionOf = ({ detail }: PlanNode): string =>
  [detail["Index Cond"], detail["Recheck Cond"], detail["TID Cond"]]
    .filter((text) => typeof text === "string").join(" AND ");

/** A scan of an index, and of the rows that it names. */
export const looked: CountWork = (visit) => {
  const { node, loops, spent, rows, prices } = visit;
  const table = tableOf(visit);
  const index = table && node.index ? visit.facts.index(node.index, table) : undefined;
  const condition = conditionOf(node);
  const filters = operatorsOf(node, "Filter");
  // PostgreSQL 18 counts them over all loops.
  const descents = actual(node, "Index Searches") ??
    loops * descentsOf(condition) * (table && index ? skips(condition, index, table) : 1);
  const removed = (actual(node, "Rows Removed by Filter") ?? 0) +
    (actual(node, "Rows Removed by Index Recheck") ?? 0);
  if (!table || !index) {
    return {
      units: { descent: descents, indexTuple: rows, fetch: rows, operator: rows * filters },
    };
  }
  const only = node.nodeType === "Index Only Scan";
  const entries = actual(node, "Actual Rows") !== undefined
    ? rows + removed * loops
    : filters === 0 || only
    ? rows
    : rowsFetched(
      {
        cost: node.totalCost,
        rows: node.rows,
        operators: filters,
        loops,
        leafPages: index.pages,
        height: index.height,
      },
      { pages: table.pages, rows: table.rows, correlation: index.correlation },
      prices,
    ) *
      loops * spent;
  const fetched = only ? actual(node, "Heap Fetches") ?? entries * (1 - table.allVisible) : entries;
  const perLoop = heapPagesOf(fetched / Math.max(1, loops), {
    pages: table.pages,
    rows: table.rows,
    correlation: index.correlation,
  });
  const heapPages = Math.min(fetched, pagesFetched(perLoop * loops, table.pages));
  return {
    units: {
      descent: descents,
      indexTuple: entries,
      page: index.pages * entries / Math.max(1, index.rows),
      ...scattered(perLoop * loops, heapPages),
      fetch: fetched,
      column: only ? 0 : entries * columnsUnpacked(node, table),
      operator: entries * filters,
      emit: only ? entries : 0,
    },
    accesses: [
      ...indexAccesses(table, index, { descents, entries, loops, condition }),
      ...(heapPages > 0
        ? [{
          table,
          kind: "random" as const,
          pages: heapPages,
          whole: condition === "",
          condition,
        }]
        : []),
    ],
  };
};

/** A scan of an index that collects rows. */
export const bitmapIndex: CountWork = (visit) => {
  const { node, loops, rows, parent } = visit;
  const condition = conditionOf(node);
  const descents = loops * descentsOf(condition);
  const heap = heapAbove(visit, parent);
  const index = heap && node.index ? visit.facts.index(node.index, heap) : undefined;
  return {
    units: { descent: descents, indexTuple: rows },
    ...(heap && index
      ? { accesses: indexAccesses(heap, index, { descents, entries: rows, loops, condition }) }
      : {}),
  };
};

// A bitmap's index scan does not name its table; it has an index of that name.
function heapAbove({ node, facts }: Visit, parent: PlanNode | undefined): TableFacts | undefined {
  const named = parent?.relation === undefined
    ? undefined
    : facts.table(parent.relation, parent.schema);
  return named ?? (node.index === undefined ? undefined : facts.tableOfIndex(node.index));
}

/** The pages of a table that a bitmap names. */
export const bitmapHeap: CountWork = (visit) => {
  const { node, loops, rows, spent } = visit;
  const table = tableOf(visit);
  const collected = node.children.reduce((sum, child) => sum + visit.rowsOf(child), 0);
  const removed = (actual(node, "Rows Removed by Filter") ?? 0) +
    (actual(node, "Rows Removed by Index Recheck") ?? 0);
  const tuples = actual(node, "Actual Rows") === undefined
    ? Math.max(rows, collected * spent)
    : rows + removed * loops;
  const filters = operatorsOf(node, "Filter");
  if (!table) return { units: { fetch: tuples, operator: tuples * filters } };
  const exact = (actual(node, "Exact Heap Blocks") ?? 0) + (actual(node, "Lossy Heap Blocks") ?? 0);
  const pages = exact > 0 ? exact : loops *
    heapPagesOf(tuples / Math.max(1, loops), {
      pages: table.pages,
      rows: table.rows,
      correlation: correlationBelow(visit, table),
    });
  const condition = conditionOf(node);
  return {
    units: {
      workspace: loops,
      ...scattered(pages, Math.min(pages, table.pages)),
      tuple: tuples,
      column: tuples * columnsUnpacked(node, table),
      operator: tuples * filters,
    },
    accesses: [{
      table,
      kind: "random",
      pages: Math.min(table.pages, pages),
      whole: false,
      condition,
    }],
  };
};

// Rows that lie side by side are side by side in a bitmap as well; several indexes blur that.
function correlationBelow({ node, facts }: Visit, table: TableFacts): number {
  const [child, ...more] = node.children;
  if (!child?.index || more.length > 0) return 0;
  return facts.index(child.index, table)?.correlation ?? 0;
}
