import { ownCosts } from "../../whatif/own_costs.ts";
import type { PlanNode } from "../../whatif/plan.ts";
import type { Work } from "./calibration.ts";
import { plannerPrices } from "./fetched_rows.ts";
import { actual, type WorkUnits } from "./node_visit.ts";
import type { NodeAccess } from "./node_access.ts";
import { NODE_WORK } from "./node_work.ts";
import type { RelationFacts } from "./relation_facts.ts";

/** What a plan makes a server do. */
export interface PlanWork {
  /** Units of work of all its nodes, the statement's own included. */
  readonly units: WorkUnits;
  /** The part of it that runs in parallel workers, as a number of processes that share it. */
  readonly parallel: { readonly units: WorkUnits; readonly processes: number };
  /** Pages that it asks for. */
  readonly accesses: readonly NodeAccess[];
  /** Rows that it returns or changes. */
  readonly rows: number;
}

/** What the work of a plan is read with. */
export interface PlanWorkOptions {
  /** The planner's settings, by PostgreSQL's names. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether the statement is parsed and planned each time. Defaults to false. */
  readonly planned?: boolean;
}

/**
 * The work of a plan, counted node by node: rows that are looked at, operators, entries of indexes,
 * comparisons. The counts are the planner's; in a plan that was executed (`explain analyze`) they are those
 * of the execution.
 *
 * @param facts What is known of the relations.
 */
export function planWork(
  plan: PlanNode,
  facts: RelationFacts,
  options: PlanWorkOptions = {},
): PlanWork {
  const { settings = {}, planned = false } = options;
  const prices = plannerPrices(settings);
  const workMemory = readKilobytes(settings.work_mem) ?? 4 * 2 ** 20;
  const costs = ownCosts(plan);
  const units: Partial<Record<Work, number>> = {};
  const shared: Partial<Record<Work, number>> = {};
  const accesses: NodeAccess[] = [];
  const tables = new Set<string>();
  let most = 1;

  visit(plan, { loops: 1, spent: 1, processes: 1 });
  const rows = totalRows(plan, 1, 1);
  const returned = plan.nodeType === "ModifyTable" ? 0 : rows;
  add(units, {
    statement: 1,
    planning: planned ? 1 + tables.size : 0,
    outputRow: returned,
    outputByte: returned * plan.width,
  });
  return { units, parallel: { units: shared, processes: most }, accesses, rows };

  function visit(
    node: PlanNode,
    { loops, spent, processes, parent }: {
      readonly loops: number;
      readonly spent: number;
      readonly processes: number;
      readonly parent?: PlanNode;
    },
  ): void {
    if (node.relation) tables.add(node.alias ?? node.relation);
    const started = actual(node, "Actual Loops") ?? loops;
    const below = processes > 1 ? processes : 1;
    const gathers = Number(node.detail["Workers Planned"] ?? 0);
    const inside = gathers > 0 ? parallelProcesses(gathers) : below;
    const plans = childPlans(node, { loops: started, spent });
    const given = (child: PlanNode) => {
      const of = plans.find((one) => one.node === child) ?? { loops: started, spent: 1 };
      return totalRows(child, of.loops * (gathers > 0 ? inside : 1), of.spent);
    };
    const done = NODE_WORK[node.nodeType]?.({
      node,
      loops: started,
      spent,
      rows: totalRows(node, loops, spent),
      ownCost: costs.get(node) ?? 0,
      processes: below,
      prices,
      facts,
      ...(parent ? { parent } : {}),
      workMemory,
      rowsOf: given,
    }) ?? { units: { emit: totalRows(node, loops, spent) } };
    add(units, { node: Math.min(started, 1) * below, ...done.units });
    if (below > 1) add(shared, { node: below, ...done.units });
    accesses.push(...done.accesses ?? []);
    most = Math.max(most, inside);
    for (const child of plans) {
      visit(child.node, {
        loops: child.loops * (gathers > 0 ? inside : 1),
        spent: child.spent,
        processes: inside,
        parent: node,
      });
    }
  }
}

function add(sum: Partial<Record<Work, number>>, more: WorkUnits): void {
  for (const [work, count] of Object.entries(more) as [Work, number][]) {
    if (count > 0) sum[work] = (sum[work] ?? 0) + count;
  }
}

/** Rows over all loops: as it was executed, or as the planner expects. */
function totalRows(node: PlanNode, loops: number, spent: number): number {
  const rows = actual(node, "Actual Rows");
  return rows === undefined
    ? node.rows * loops * spent
    : rows * (actual(node, "Actual Loops") ?? 1);
}

// costsize.c, get_parallel_divisor: the leader helps while it has few workers to read from.
function parallelProcesses(workers: number): number {
  return workers + Math.max(0, 1 - 0.3 * workers);
}

interface ChildPlan {
  readonly node: PlanNode;
  readonly loops: number;
  readonly spent: number;
}

/** Nodes that take in all their rows before they give the first one. */
const BLOCKING = new Set([
  "Sort",
  "Hash",
  "Materialize",
  "Bitmap Heap Scan",
  "BitmapAnd",
  "BitmapOr",
]);

/** How often and how far each child is executed. */
function childPlans(
  node: PlanNode,
  { loops, spent }: { readonly loops: number; readonly spent: number },
): readonly ChildPlan[] {
  const { children } = node;
  const blocking = BLOCKING.has(node.nodeType) ||
    (node.nodeType === "Aggregate" && node.strategy !== "Sorted");
  const below = children.reduce((sum, child) => sum + child.totalCost, 0);
  // A merge stops where one side ends.
  const merged = node.nodeType === "Merge Join" && below > node.totalCost
    ? node.totalCost / below
    : 1;
  const passed = blocking ? 1 : spent * merged;
  return children.map((child) => {
    const relationship = child.detail["Parent Relationship"];
    if (relationship === "InitPlan") return { node: child, loops: 1, spent: 1 };
    if (relationship === "SubPlan") {
      const hashed = new RegExp(`hashed ${escapeName(child.detail["Subplan Name"])}`)
        .test(JSON.stringify(node.detail));
      return { node: child, loops: hashed ? 1 : loops * Math.max(1, node.rows * spent), spent: 1 };
    }
    if (node.nodeType === "Limit") {
      const share = child.rows > 0 ? Math.min(1, node.rows / child.rows) : 1;
      return { node: child, loops, spent: spent * share };
    }
    if (node.nodeType === "Nested Loop" && child === children[1]) {
      const outer = children[0]!;
      return { node: child, loops: loops * Math.max(1, outer.rows * passed), spent: 1 };
    }
    if (node.nodeType === "Memoize") {
      return { node: child, loops: loops * missRatio(node), spent: 1 };
    }
    if (node.nodeType === "Materialize") return { node: child, loops: 1, spent: 1 };
    if (child.nodeType === "Hash" || node.nodeType === "Hash") {
      return { node: child, loops: Math.min(loops, 1), spent: 1 };
    }
    return { node: child, loops, spent: passed };
  });
}

function escapeName(name: unknown): string {
  return String(name ?? "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// PostgreSQL 18 does not print how many keys it expects to find again; half is its own guess for few keys.
function missRatio({ detail }: PlanNode): number {
  const [lookups, keys] = [detail["Estimated Lookups"], detail["Estimated Distinct Lookup Keys"]];
  return typeof lookups === "number" && typeof keys === "number" && lookups > 0
    ? Math.min(1, keys / lookups)
    : 0.5;
}

function readKilobytes(setting: string | undefined): number | undefined {
  const found = /^(\d+)\s*(kB|MB|GB)?$/.exec(setting ?? "");
  if (!found) return undefined;
  return Number(found[1]) * { kB: 1024, MB: 2 ** 20, GB: 2 ** 30 }[found[2] ?? "kB"]!;
}
