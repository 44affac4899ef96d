import type { PlanNode } from "../../whatif/plan.ts";
import { type CountWork, operatorsCharged, operatorsOf } from "./node_access.ts";
import { bitmapHeap, bitmapIndex, looked, scanned } from "./node_scans.ts";
import { actual, type Visit, type WorkUnits } from "./node_visit.ts";

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

/** What an aggregate is charged beyond so many steps a row is what the planner fears to spill. */
const MOST_STEPS = 10;

const aggregated: CountWork = (visit) => {
  const { node, loops, rows, ownCost, spent } = visit;
  const input = rowsOfOuter(visit);
  const child = outer(visit);
  const expected = child ? child.rows : 0;
  // What the planner charged in one loop: transitions, hashes and comparisons of the group's columns.
  const charged = operatorsCharged(ownCost / Math.max(spent, 1e-9), node.rows, visit);
  const perRow = expected > 0 ? Math.min(MOST_STEPS, charged / expected) : 1;
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
    ? Math.min(
      MOST_STEPS,
      operatorsCharged(ownCost / Math.max(spent, 1e-9), node.rows, visit) / node.rows,
    )
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
