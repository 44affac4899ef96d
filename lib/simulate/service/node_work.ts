import type { PlanNode } from "../../whatif/plan.ts";
import { heapPagesOf, pagesFetched, rowsFetched } from "./fetched_rows.ts";
import { actual, type Visit, type WorkUnits } from "./node_visit.ts";
import type { IndexFacts, TableFacts } from "./relation_facts.ts";
import type { AccessKind } from "./service_demand.ts";

/** Pages that a node asks for, before it is known how popular they are. */
export interface NodeAccess {
  readonly table: TableFacts;
  /** Absent: the table's own pages. */
  readonly index?: IndexFacts;
  readonly kind: AccessKind;
  /** Different pages in one execution of the statement. */
  readonly pages: number;
  /** Whether the node reads the whole relation or a part that its condition names. */
  readonly whole: boolean;
  /** The condition that names the part. */
  readonly condition?: string;
}

/** What a node does. */
export interface NodeDone {
  readonly units: WorkUnits;
  readonly accesses?: readonly NodeAccess[];
}

/** Pages that a processor keeps near: two megabytes. */
const NEAR_PAGES = 256;

/** Pages gone to out of order, those that the processor has kept near apart. */
function scattered(visited: number, different: number): WorkUnits {
  const far = different > NEAR_PAGES ? (different - NEAR_PAGES) / different : 0;
  return { scatteredPage: visited, distantPage: visited * far };
}

type CountWork = (visit: Visit) => NodeDone;

/** Operators of a condition: one for each comparison. */
function operatorsOf({ detail }: PlanNode, ...names: readonly string[]): number {
  return names.reduce((sum, name) => {
    const text = detail[name];
    return typeof text === "string" && text !== ""
      ? sum + 1 + (text.match(/ (?:AND|OR) /g)?.length ?? 0)
      : sum;
  }, 0);
}

/** Operators for each row, from what the planner charged for them beside the rows themselves. */
function operatorsCharged(cost: number, rows: number, { prices }: Visit): number {
  return Math.max(0, cost - rows * prices.tuple) / prices.operator;
}

const tableOf = ({ node, facts }: Visit): TableFacts | undefined =>
  node.relation === undefined ? undefined : facts.table(node.relation, node.schema);

const scanned: CountWork = (visit) => {
  const { node, loops, spent, rows, ownCost, prices, processes } = visit;
  const table = tableOf(visit);
  if (!table) {
    const tuples = rows + (actual(node, "Rows Removed by Filter") ?? 0) * loops;
    const pages = (actual(node, "Shared Hit Blocks") ?? 0) +
      (actual(node, "Shared Read Blocks") ?? 0);
    return {
      units: { page: pages, tuple: tuples, operator: tuples * operatorsOf(node, "Filter") },
    };
  }
  const whole = actual(node, "Actual Rows") === undefined;
  // Below a Gather the processes share one pass over the table.
  const passes = node.detail["Parallel Aware"] === true ? loops / processes : loops;
  const removed = actual(node, "Rows Removed by Filter") ?? 0;
  const tuples = whole ? table.rows * passes * spent : rows + removed * loops;
  const perTuple = table.rows > 0
    ? operatorsCharged(
      (node.totalCost - table.pages * prices.seqPage) *
        (node.detail["Parallel Aware"] === true ? processes : 1),
      table.rows,
      visit,
    ) / table.rows
    : 0;
  // A step that is stopped early is charged for what it does: its own cost bounds nothing here.
  void ownCost;
  const share = table.rows > 0 ? Math.min(1, tuples / table.rows / Math.max(1, passes)) : 1;
  const pages = table.pages * share;
  return {
    units: { page: pages * Math.max(1, passes), tuple: tuples, operator: tuples * perTuple },
    accesses: [{ table, kind: "sequential", pages, whole: true }],
  };
};

/** Values of `= ANY (…)` in a condition: each is a descent of its own. */
function descentsOf(condition: string): number {
  const list = /= ANY \('?\{([^}]*)\}/.exec(condition);
  return list ? 1 + (list[1]!.match(/,/g)?.length ?? 0) : 1;
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

/** Pages of an index above its leaves: some hundred leaves hang on each. */
export function innerPages({ pages, height }: IndexFacts): number {
  return height === 0 ? 0 : Math.max(height, Math.ceil(pages / 200));
}

const conditionOf = ({ detail }: PlanNode): string =>
  [detail["Index Cond"], detail["Recheck Cond"], detail["TID Cond"]]
    .filter((text) => typeof text === "string").join(" AND ");

const looked: CountWork = (visit) => {
  const { node, loops, spent, rows, prices } = visit;
  const table = tableOf(visit);
  const index = table && node.index ? visit.facts.index(node.index, table) : undefined;
  const condition = conditionOf(node);
  const filters = operatorsOf(node, "Filter");
  const descents = loops * descentsOf(condition);
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

const bitmapIndex: CountWork = (visit) => {
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

const bitmapHeap: CountWork = (visit) => {
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

const outer = ({ node }: Visit): PlanNode | undefined => node.children[0];
const inner = ({ node }: Visit): PlanNode | undefined => node.children[1];
const rowsOfOuter = (visit: Visit): number => {
  const child = outer(visit);
  return child ? visit.rowsOf(child) : 0;
};
const rowsOfInner = (visit: Visit): number => {
  const child = inner(visit);
  return child ? visit.rowsOf(child) : 0;
};

const sorted: CountWork = (visit) => {
  const { node, loops, parent, rows, workMemory } = visit;
  const input = rowsOfOuter(visit);
  const each = input / Math.max(1, loops);
  const kept = parent?.nodeType === "Limit" ? Math.min(each, 2 * parent.rows) : each;
  const bytes = kept * (node.width + 24);
  return {
    units: {
      workspace: loops,
      sortTuple: parent?.nodeType === "Limit" ? Math.min(input, kept * loops) : input,
      comparison: input * Math.log2(Math.max(2, kept)),
      emit: rows,
      ...spilled(bytes, workMemory, loops),
    },
  };
};

function spilled(bytes: number, workMemory: number, loops: number): WorkUnits {
  return bytes > workMemory ? { spillPage: loops * bytes / 8192 } : {};
}

const aggregated: CountWork = (visit) => {
  const { node, loops, rows, ownCost, spent } = visit;
  const input = rowsOfOuter(visit);
  const child = outer(visit);
  const expected = child ? child.rows : 0;
  // What the planner charged in one loop: transitions, hashes and comparisons of the group's columns.
  const charged = operatorsCharged(ownCost / Math.max(spent, 1e-9), node.rows, visit);
  const perRow = expected > 0 ? Math.min(40, charged / expected) : 1;
  const hashed = node.strategy === "Hashed" || node.strategy === "Mixed";
  const bytes = rows / Math.max(1, loops) * (node.width + 56);
  return {
    units: {
      workspace: hashed ? loops : 0,
      transition: input * perRow,
      hashProbe: hashed ? input : 0,
      hashBuild: hashed ? rows : 0,
      emit: rows,
      ...(hashed ? spilled(bytes, visit.workMemory * 2, loops) : {}),
    },
  };
};

const charged: CountWork = (visit) => {
  const { node, rows, ownCost, spent } = visit;
  const perRow = node.rows > 0
    ? Math.min(60, operatorsCharged(ownCost / Math.max(spent, 1e-9), node.rows, visit) / node.rows)
    : 0;
  return { units: { transition: rows * perRow, emit: rows } };
};

const passed: CountWork = ({ node, rows }) => ({
  units: { emit: rows, operator: rows * operatorsOf(node, "Filter") },
});

const hashJoined: CountWork = (visit) => {
  const { node, rows, workMemory } = visit;
  const build = rowsOfInner(visit);
  const bytes = build * ((inner(visit)?.width ?? 8) + 24);
  const joined = operatorsOf(node, "Join Filter");
  return {
    units: {
      workspace: 1,
      hashBuild: build,
      hashProbe: rowsOfOuter(visit),
      emit: rows,
      operator: rows * joined,
      ...spilled(bytes, workMemory * 2, 1),
    },
  };
};

const mergeJoined: CountWork = (visit) => ({
  units: { hashProbe: 0, comparison: rowsOfOuter(visit) + rowsOfInner(visit), emit: visit.rows },
});

const looped: CountWork = (visit) => {
  const { node, rows } = visit;
  const pairs = Math.max(rows, rowsOfInner(visit));
  return { units: { emit: rows, operator: pairs * operatorsOf(node, "Join Filter") } };
};

const kept: CountWork = (visit) => {
  const { rows } = visit;
  return { units: { workspace: 1, sortTuple: rowsOfOuter(visit), emit: rows } };
};

const listed: CountWork = ({ node, loops, rows }) => {
  const input = rows + (actual(node, "Rows Removed by Filter") ?? 0) * loops;
  return {
    units: { workspace: 1, sortTuple: input, operator: input * operatorsOf(node, "Filter") },
  };
};

const gathered: CountWork = ({ node, rows }) => ({
  units: {
    emit: 3 * rows,
    worker: actual(node, "Workers Launched") ?? Number(node.detail["Workers Planned"] ?? 0),
  },
});

/** What each kind of node does; the others pass rows on. */
export const NODE_WORK: Readonly<Record<string, CountWork>> = {
  "Seq Scan": scanned,
  "Sample Scan": scanned,
  "Index Scan": looked,
  "Index Only Scan": looked,
  "Bitmap Index Scan": bitmapIndex,
  "Bitmap Heap Scan": bitmapHeap,
  "Function Scan": listed,
  "CTE Scan": listed,
  Sort: sorted,
  "Incremental Sort": (visit) => {
    const input = rowsOfOuter(visit);
    return {
      units: { workspace: visit.loops, sortTuple: input, comparison: 4 * input, emit: visit.rows },
    };
  },
  Aggregate: aggregated,
  WindowAgg: (visit) => {
    const done = charged(visit);
    return { units: { ...done.units, workspace: visit.loops, sortTuple: visit.rows } };
  },
  ProjectSet: charged,
  Result: passed,
  "Subquery Scan": passed,
  "Hash Join": hashJoined,
  Hash: () => ({ units: {} }),
  "Merge Join": mergeJoined,
  "Nested Loop": looped,
  Materialize: kept,
  Memoize: (visit) => ({ units: { workspace: 1, hashProbe: visit.rows, emit: visit.rows } }),
  Unique: (visit) => ({ units: { comparison: rowsOfOuter(visit), emit: visit.rows } }),
  SetOp: (visit) => ({ units: { hashBuild: rowsOfOuter(visit), emit: visit.rows } }),
  Append: ({ rows }) => ({ units: { emit: rows / 2 } }),
  "Merge Append": (visit) => ({
    units: { comparison: visit.rows * Math.log2(Math.max(2, visit.node.children.length)) },
  }),
  Gather: gathered,
  "Gather Merge": gathered,
  Limit: () => ({ units: {} }),
  BitmapAnd: () => ({ units: {} }),
  BitmapOr: () => ({ units: {} }),
  ModifyTable: () => ({ units: {} }),
  LockRows: (visit) => ({ units: { writtenRow: visit.rows / 2 } }),
};
