import { type IsoDate, parseDate } from "../core/date.ts";
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
  /** Time instead: nine dates from today until this one, such as `"2031"` or `"in 5 years"`. */
  readonly until?: string;
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
/** Dates of a curve over time. */
const DATES = 9;
const DAY_MS = 86_400_000;

/** Follows one query over growing data, and finds where its plan changes by halving. */
export async function costCurve(
  lab: Lab,
  query: string,
  options: CostCurveOptions = {},
): Promise<CostCurve> {
  const dates = options.dates ??
    (options.until === undefined ? undefined : spread(lab, options.until));
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
    for (let step = 0; step < HALVINGS; step++) {
      const middle = await pointAt(between(before, after));
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

  async function pointAt({ factor, date }: Place): Promise<CostPoint> {
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

interface Place {
  readonly factor?: number;
  readonly date?: string;
}

function between(before: CostPoint, after: CostPoint): Place {
  if (before.date === undefined) return { factor: Math.sqrt(before.factor! * after.factor!) };
  return { date: isoDate((Date.parse(before.date) + Date.parse(after.date!)) / 2) };
}

function spread(lab: Lab, until: string): readonly string[] {
  const start = Date.parse(lab.today);
  const end = Date.parse(parseDate(until, { now: lab.today }));
  if (!(end > start)) {
    throw new RangeError(`Cannot draw a curve until ${until}: it begins at ${lab.today}`);
  }
  return Array.from(
    { length: DATES },
    (_, at) => isoDate(start + (end - start) * at / (DATES - 1)),
  );
}

function isoDate(time: number): IsoDate {
  return new Date(Math.round(time / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}

function tablesOf({ relation, children }: PlanNode): ReadonlySet<string> {
  return new Set([
    ...(relation === undefined ? [] : [relation]),
    ...children.flatMap((child) => [...tablesOf(child)]),
  ]);
}

function monthOf(date: IsoDate): string {
  const month = new Date(date).toLocaleString("en-US", { month: "long", timeZone: "UTC" });
  return `${month} ${date.slice(0, 4)}`;
}

function sentenceOf(before: CostPoint, after: CostPoint): string {
  const { come, gone } = comparePlans(before.plan, after.plan);
  const when = after.date ? `, about ${monthOf(after.date)}` : "";
  const turn = come.length > 0 || gone.length > 0
    ? `${[...new Set(come)].join(", ") || "fewer steps"} instead of ${
      [...new Set(gone)].join(", ") || "nothing"
    }`
    : "the steps in another order";
  return `At ${formatCount(after.rows)} rows${when}: ${turn}`;
}
