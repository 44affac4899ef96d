import type { PlanNode } from "../../whatif/plan.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import { zipfBins } from "../cache/zipf_bins.ts";
import type { ParameterValues } from "./parameter_values.ts";
import type { RelationFacts, TableFacts } from "./relation_facts.ts";
import type { LockDemand } from "./service_demand.ts";

/** Locks that fewer executions take are nobody's queue. */
const LEAST_SHARE = 1e-3;
/** More keys than these are not told apart. */
const MOST_KEYS = 20;

/** What hot rows are reckoned with. */
export interface HotRowsOptions {
  /** The parameter that decides which rows an execution is about. */
  readonly driver: ParameterValues | undefined;
  /** All parameters. */
  readonly parameters: readonly ParameterValues[];
  /** Seconds that an execution holds its locks. */
  readonly holdSeconds: number;
}

/**
 * The rows that many executions of a statement lock: those of the values that it is asked with most. What
 * checks a foreign key locks the parent as well, but only against changes of its key: that is left out.
 */
export function hotRows(
  plan: PlanNode,
  pattern: QueryPattern,
  facts: RelationFacts,
  { driver, parameters, holdSeconds }: HotRowsOptions,
): readonly LockDemand[] {
  const locks: LockDemand[] = [];
  for (const table of lockedTables(plan, facts)) {
    const narrowed = narrowing(table, driver, parameters);
    for (const [key, whole] of hotKeys(table, pattern, driver)) {
      const share = whole * narrowed;
      if (share < LEAST_SHARE) continue;
      locks.push({ key, share, mode: "exclusive", holdSeconds });
    }
  }
  return locks.toSorted((a, b) => b.share - a.share || (a.key < b.key ? -1 : 1));
}

/** Of a key of several columns, executions with one value of the first meet on the commonest of the others. */
function narrowing(
  { name }: TableFacts,
  driver: ParameterValues | undefined,
  parameters: readonly ParameterValues[],
): number {
  return parameters.reduce(
    (share, one) =>
      one !== driver && one.column?.table.name === name && one.column.usage === "equality"
        ? share * Math.max(one.common[0]?.[1] ?? 0, 1 / one.keys)
        : share,
    1,
  );
}

function lockedTables(plan: PlanNode, facts: RelationFacts): ReadonlySet<TableFacts> {
  const tables = new Set<TableFacts>();
  visit(plan, false);
  return tables;

  function visit(node: PlanNode, locking: boolean): void {
    const { nodeType, relation, schema, detail } = node;
    const upserts = detail["Conflict Resolution"] === "UPDATE";
    const changes = nodeType === "ModifyTable" && (detail.Operation !== "Insert" || upserts);
    const table = relation === undefined ? undefined : facts.table(relation, schema);
    if (table && (changes || locking)) tables.add(table);
    for (const child of node.children) visit(child, locking || nodeType === "LockRows");
  }
}

function hotKeys(
  { name, table, indexes, rows }: TableFacts,
  { tables }: QueryPattern,
  driver: ParameterValues | undefined,
): readonly (readonly [key: string, share: number])[] {
  const keyOf = (column: string, value: string) => `${name}(${column} = ${value})`;
  const uses = tables.filter((use) => use.table === table.name).flatMap(({ columns }) => columns);
  const fixed = uses.find(({ usage, constant, column }) =>
    usage === "equality" && constant !== undefined &&
    indexes.some(({ unique, leading }) => unique && leading === column)
  );
  if (fixed) return [[keyOf(fixed.column, fixed.constant!), 1]];
  const column = driver?.column;
  if (!driver || column?.table.name !== name) return [];
  if (column.usage !== "equality" && column.usage !== "in" && column.usage !== "set") return [];
  const covered = driver.common.reduce((sum, [, share]) => sum + share, 0);
  const others = Math.max(0, Math.min(driver.keys, Math.max(1, rows)) - driver.common.length);
  const rest = others > 0 ? Math.max(0, 1 - covered) : 0;
  const ranks = rest > 0 && others > 0
    ? zipfBins(others, driver.exponent).slice(0, MOST_KEYS).filter(({ count }) => count <= 1)
    : [];
  return [
    ...driver.common.map(([value, share]) => [keyOf(column.name, value), share] as const),
    ...ranks.map(({ share }, at) =>
      [keyOf(column.name, `#${driver.common.length + at + 1}`), share * rest] as const
    ),
  ].filter(([, share]) => share >= LEAST_SHARE).toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_KEYS);
}
