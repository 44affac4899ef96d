/**
 * Plans as values.
 *
 * @module
 */

/** One node of a plan, with PostgreSQL's own names turned into camel case. */
export interface PlanNode {
  /** Such as `Index Scan` or `Hash Join`. */
  readonly nodeType: string;
  readonly startupCost: number;
  readonly totalCost: number;
  readonly rows: number;
  /** Mean bytes of a row. */
  readonly width: number;
  readonly relation?: string;
  readonly schema?: string;
  readonly alias?: string;
  readonly index?: string;
  readonly joinType?: string;
  readonly strategy?: string;
  /** Everything that EXPLAIN printed, under its own names. */
  readonly detail: Readonly<Record<string, unknown>>;
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
