/**
 * Plans as values.
 *
 * @module
 */

/** One node of a plan, with PostgreSQL's own names turned into camel case. */
export interface PlanNode {
  /** Such as `Index Scan` or `Hash Join`. */
  readonly nodeType: string;
  /** Cost until the first row. */
  readonly startupCost: number;
  /** Cost until the last row. */
  readonly totalCost: number;
  /** Rows that it gives, as the planner expects. */
  readonly rows: number;
  /** Mean bytes of a row. */
  readonly width: number;
  /** The table that it reads. */
  readonly relation?: string;
  /** The table's namespace, where the plan is verbose. */
  readonly schema?: string;
  /** The table's alias. */
  readonly alias?: string;
  /** The index that it reads. */
  readonly index?: string;
  /** Such as `Inner` or `Left`. */
  readonly joinType?: string;
  /** How it aggregates: `Plain`, `Sorted` or `Hashed`. */
  readonly strategy?: string;
  /** Everything that EXPLAIN printed, under its own names. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** The nodes that its rows come from. */
  readonly children: readonly PlanNode[];
}

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads what `explain (format json)` prints.
 *
 * @throws {TypeError} When it is no plan.
 */
export function readPlan(explained: unknown): PlanNode {
  const plan = Array.isArray(explained) ? (explained[0] as Raw | undefined)?.Plan : undefined;
  if (!plan) throw new TypeError("Cannot read a plan: EXPLAIN printed none");
  return nodeOf(plan as Raw);
}

function nodeOf(raw: Raw): PlanNode {
  const { Plans = [], ...detail } = raw;
  const text = (name: string) => raw[name] as string | undefined;
  const optional = (key: string, name: string) =>
    text(name) === undefined ? {} : { [key]: text(name) };
  return {
    nodeType: String(raw["Node Type"]),
    startupCost: Number(raw["Startup Cost"] ?? 0),
    totalCost: Number(raw["Total Cost"] ?? 0),
    rows: Number(raw["Plan Rows"] ?? 0),
    width: Number(raw["Plan Width"] ?? 0),
    ...optional("relation", "Relation Name"),
    ...optional("schema", "Schema"),
    ...optional("alias", "Alias"),
    ...optional("index", "Index Name"),
    ...optional("joinType", "Join Type"),
    ...optional("strategy", "Strategy"),
    detail,
    children: (Plans as readonly Raw[]).map(nodeOf),
  };
}
