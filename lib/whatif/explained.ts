import { type Displayable, displayable } from "../core/displayable.ts";
import { type Figure, figure } from "../core/figure.ts";
import type { IsoDate } from "../core/date.ts";
import type { QueryPattern } from "../workload/query_pattern.ts";
import { accessPath } from "./access_path.ts";
import type { ParameterCase } from "./choose_parameters.ts";
import { comparePlans, planPath } from "./compare_plans.ts";
import { type Hardware, STORAGE } from "./hardware.ts";
import type { PlanNode } from "./plan.ts";
import { type LeadingColumns, newerFeatures } from "./planner_features.ts";

/** How a server would run a statement: its plan, what it costs and why. */
export interface Explained extends Displayable {
  /** The pattern's name, or the statement. */
  readonly name: string;
  /** The statement. */
  readonly sql: string;
  /** The date that the data were projected to. */
  readonly at?: IsoDate;
  /** The plan for values as they mostly are. */
  readonly plan: PlanNode;
  /** The values that the plan was made for. */
  readonly parameters?: ParameterCase;
  /** Plans for other values, and the one for all values that a prepared statement may settle on. */
  readonly others: readonly OtherPlan[];
  /** In the planner's units. */
  readonly cost: number;
  /** Rows that the statement returns or changes, as the planner expects. */
  readonly rows: number;
  /** Seconds that it takes, as a rough guess from its cost. */
  readonly latency: Figure;
  /** The tightest latency target in seconds, where the pattern has one. */
  readonly target?: number;
  /** The way that rows take, in one sentence. */
  readonly path: string;
  /** The planner's settings. */
  readonly settings: Readonly<Record<string, string>>;
  /** What was assumed, for want of a declaration or a measurement. */
  readonly assumed: readonly string[];
}

/** Another plan of the same statement. */
export interface OtherPlan {
  /** The kind of values that it is for; `generic` is for all. */
  readonly label: ParameterCase["label"] | "generic";
  /** The values, as text. */
  readonly values?: readonly (string | null)[];
  /** The plan. */
  readonly plan: PlanNode;
  /** How it differs from the main plan. */
  readonly difference: string;
}

/** What an explanation is made of. */
export interface ExplainedParts {
  readonly pattern: QueryPattern;
  readonly at?: IsoDate;
  readonly plans: readonly {
    readonly label: OtherPlan["label"] | "plain";
    readonly values?: readonly (string | null)[];
    readonly plan: PlanNode;
  }[];
  readonly hardware: Hardware;
  readonly settings: Readonly<Record<string, string>>;
  readonly assumed: readonly string[];
  /** Major version of the target. */
  readonly version: number;
  readonly leading: LeadingColumns;
}

/** Puts an explanation together. */
export function explained(parts: ExplainedParts): Explained {
  const { pattern, at, plans, hardware, settings, version } = parts;
  const [main, ...rest] = plans as [ExplainedParts["plans"][number], ...ExplainedParts["plans"]];
  const { plan } = main;
  const seen = new Set([planPath(plan)]);
  const others: OtherPlan[] = [];
  for (const { label, values, plan: other } of rest) {
    if (label === "plain" || seen.has(planPath(other))) continue;
    seen.add(planPath(other));
    others.push({
      label,
      ...(values ? { values } : {}),
      plan: other,
      difference: comparePlans(plan, other).sentence,
    });
  }
  const older = newerFeatures(plan, pattern.sql, version, parts.leading).map(({ title, since }) =>
    `PostgreSQL ${version} may plan this another way: ${title} only since ${since}`
  );
  const target = tightestTarget(pattern);
  return displayable(
    {
      name: pattern.name,
      sql: pattern.sql,
      ...(at === undefined ? {} : { at }),
      plan,
      ...(main.values && main.label !== "plain" && main.label !== "generic"
        ? { parameters: { label: main.label, values: main.values } }
        : {}),
      others,
      cost: plan.totalCost,
      rows: plan.rows,
      latency: latencyOf(plan, hardware),
      ...(target === undefined ? {} : { target }),
      path: accessPath(plan),
      settings,
      assumed: [...parts.assumed, ...older],
    },
    async () => (await import("../display/draw_explained.ts")).drawExplained,
  );
}

/** Seconds that a plan takes, from its cost: good to a factor of four. */
export function latencyOf(plan: PlanNode, hardware: Hardware): Figure {
  const { secondsPerCost, title } = STORAGE[hardware.storage];
  const seconds = plan.totalCost * secondsPerCost;
  return figure(seconds, "seconds", {
    tag: "estimated",
    band: [seconds / 4, seconds * 4],
    evidence: {
      text: `Cost ${plan.totalCost} at ${secondsPerCost * 1e6} µs a unit on ${title}; simulate() ` +
        "reckons with caches and queues",
      source: "lib/whatif/hardware.ts",
    },
  });
}

function tightestTarget({ targets }: QueryPattern): number | undefined {
  const values = Object.values(targets);
  return values.length > 0 ? Math.min(...values) : undefined;
}

/** What `groundplan explain --json` prints: the plan with PostgreSQL's own names. */
export function explainedJson(value: Explained): Readonly<Record<string, unknown>> {
  const { name, sql, at, plan, cost, rows, latency, path, settings, assumed, others } = value;
  return {
    name,
    sql,
    ...(at === undefined ? {} : { at }),
    plan: rawPlan(plan),
    cost,
    rows,
    seconds: { value: latency.value, band: latency.band, tag: latency.tag },
    path,
    settings,
    assumed,
    others: others.map(({ label, values, difference, plan }) => ({
      label,
      ...(values ? { values } : {}),
      difference,
      plan: rawPlan(plan),
    })),
  };
}

function rawPlan({ detail, children }: PlanNode): Readonly<Record<string, unknown>> {
  return { ...detail, ...(children.length > 0 ? { Plans: children.map(rawPlan) } : {}) };
}
