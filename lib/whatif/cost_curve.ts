import type { IsoDate } from "../core/date.ts";
import { type Displayable, displayable } from "../core/displayable.ts";
import { formatCount } from "../core/format.ts";
import { comparePlans, planPath } from "./compare_plans.ts";
import type { Lab } from "./lab.ts";
import type { PlanNode } from "./plan.ts";

/** What a curve is drawn over. */
export interface CostCurveOptions {
  /** Multiples of today's rows. Defaults to 1 to 1000 in steps of a factor of √10. */
  readonly rows?: readonly number[];
  /** Dates instead, such as `["2027", "2028", "2029"]`. */
  readonly dates?: readonly string[];
}

/** The cost of one query as its tables grow. */
export interface CostCurve extends Displayable {
  /** The pattern's name, or the statement. */
  readonly name: string;
  /** The statement. */
  readonly sql: string;
  /** What the horizontal axis counts. */
  readonly over: "rows" | "time";
  /** From the fewest rows to the most. */
  readonly points: readonly CostPoint[];
  /** Where the plan turns to another. */
  readonly changes: readonly PlanChange[];
  /** The tightest latency target, in seconds. */
  readonly target?: number;
}

/** One point of a curve. */
export interface CostPoint {
  /** Multiple of today's rows. */
  readonly factor?: number;
  /** The date that the data are projected to. */
  readonly date?: IsoDate;
  /** Rows of the largest table that the query reads. */
  readonly rows: number;
  /** In the planner's units. */
  readonly cost: number;
  /** Seconds, as a rough guess. */
  readonly seconds: number;
  /** The plan there. */
  readonly plan: PlanNode;
}

/** A change of the plan, between two points. */
export interface PlanChange {
  /** The first point that is known to have the new plan. */
  readonly after: CostPoint;
  /** The last point that is known to have the old plan. */
  readonly before: CostPoint;
  /** Such as: at 38 M rows, about May 2028, Hash Join instead of Nested Loop. */
  readonly sentence: string;
}

const DEFAULT_ROWS = [1, 3.1623, 10, 31.623, 100, 316.23, 1000];
/** Halvings between two points whose plans differ. */
const HALVINGS = 5;

/** Follows one query over growing data, and finds where its plan changes by halving. */
export async function costCurve(
  lab: Lab,
  query: string,
  options: CostCurveOptions = {},
): Promise<CostCurve> {
  const { dates } = options;
  const base = await lab.explain(query);
  const tables = tablesOf(base.plan);
  const points: CostPoint[] = [];
  for (const date of dates ?? []) points.push(await pointAt({ date }));
  if (!dates) {
    for (const factor of options.rows ?? DEFAULT_ROWS) points.push(await pointAt({ factor }));
  }

  const changes: PlanChange[] = [];
  for (let at = 1; at < points.length; at++) {
    let [before, after] = [points[at - 1]!, points[at]!];
    if (planPath(before.plan) === planPath(after.plan)) continue;
    for (let step = 0; step < HALVINGS && !dates; step++) {
      const middle = await pointAt({ factor: Math.sqrt(before.factor! * after.factor!) });
      if (planPath(middle.plan) === planPath(before.plan)) before = middle;
      else after = middle;
    }
    changes.push({ before, after, sentence: sentenceOf(before, after) });
  }
  return displayable(
    {
      name: base.name,
      sql: base.sql,
      over: dates ? "time" as const : "rows" as const,
      points,
      changes,
      ...(base.target === undefined ? {} : { target: base.target }),
    },
    async () => (await import("../display/draw_cost_curve.ts")).drawCostCurve,
  );

  async function pointAt(
    { factor, date }: { readonly factor?: number; readonly date?: string },
  ): Promise<CostPoint> {
    const there = date === undefined ? lab.scaled(factor!) : lab.at(date);
    const { plan, cost, latency, at } = await there.explain(query);
    const rows = Math.max(
      0,
      ...there.statistics.tables.filter(({ name }) => tables.has(name)).map(({ rows }) => rows),
    );
    return {
      ...(factor === undefined ? {} : { factor }),
      ...(at === undefined ? {} : { date: at }),
      rows,
      cost,
      seconds: latency.value,
      plan,
    };
  }
}

function tablesOf({ relation, children }: PlanNode): ReadonlySet<string> {
  return new Set([
    ...(relation === undefined ? [] : [relation]),
    ...children.flatMap((child) => [...tablesOf(child)]),
  ]);
}

function sentenceOf(before: CostPoint, after: CostPoint): string {
  const { come, gone } = comparePlans(before.plan, after.plan);
  const when = after.date ? `, by ${after.date}` : "";
  const turn = come.length > 0 || gone.length > 0
    ? `${[...new Set(come)].join(", ") || "fewer steps"} instead of ${
      [...new Set(gone)].join(", ") || "nothing"
    }`
    : "the steps in another order";
  return `At ${formatCount(after.rows)} rows${when}: ${turn}`;
}
