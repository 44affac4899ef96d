import { type Displayable, displayable } from "../core/displayable.ts";
import { formatCount, formatDuration } from "../core/format.ts";
import { comparePlans, costliestStep, planPath } from "./compare_plans.ts";
import type { Explained } from "./explained.ts";
import type { Lab } from "./lab.ts";

/** How far a stress goes. */
export interface StressOptions {
  /** Multiples of the rows. Defaults to 1, 10, 100 and 1000. */
  readonly rows?: readonly number[];
  /** Names of patterns, or statements. Defaults to the whole workload. */
  readonly queries?: readonly string[];
}

/** How a workload fares as its data grow. */
export interface Stress extends Displayable {
  /** Multiples of the rows, ascending. */
  readonly factors: readonly number[];
  /** How each query fares. */
  readonly queries: readonly StressedQuery[];
  /** The query that misses its target at the fewest rows. */
  readonly first?: StressedQuery;
  /** What breaks first, and why. */
  readonly sentence: string;
}

/** One query of a stress. */
export interface StressedQuery {
  /** The pattern's name, or the statement. */
  readonly name: string;
  /** The statement. */
  readonly sql: string;
  /** In seconds; none: it cannot miss. */
  readonly target?: number;
  /** One for each factor. */
  readonly points: readonly {
    readonly factor: number;
    readonly cost: number;
    readonly seconds: number;
    readonly path: string;
  }[];
  /** The first factor at which the guessed latency is over the target. */
  readonly missesAt?: number;
  /** What its cost goes to there, in words. */
  readonly why?: string;
}

/** Explains the workload at growing sizes. */
export async function stress(lab: Lab, options: StressOptions = {}): Promise<Stress> {
  const { rows: factors = [1, 10, 100, 1000] } = options;
  for (const factor of factors) {
    if (!(factor > 0 && Number.isFinite(factor))) {
      throw new RangeError(`Cannot stress with ${factor} times the rows: give positive numbers`);
    }
  }
  const sorted = factors.toSorted((a, b) => a - b);
  const runs: (readonly Explained[])[] = [];
  for (const factor of sorted) runs.push(await lab.scaled(factor).explainAll(options.queries));
  const queries = (runs[0] ?? []).map((_, at) => stressed(sorted, runs.map((run) => run[at]!)));
  const missing = queries.filter(({ missesAt }) => missesAt !== undefined)
    .sort((a, b) => a.missesAt! - b.missesAt! || worst(b) - worst(a));
  const [first] = missing;
  return displayable(
    {
      factors: sorted,
      queries,
      ...(first ? { first } : {}),
      sentence: first
        ? `${first.name} misses its target of ${formatDuration(first.target!)} first, at ${
          formatCount(first.missesAt!)
        } times the rows: ${first.why}`
        : `No query with a target misses it up to ${
          formatCount(sorted.at(-1) ?? 1)
        } times the rows`,
    },
    async () => (await import("../display/draw_stress.ts")).drawStress,
  );
}

function worst({ points, target = 1 }: StressedQuery): number {
  return (points.at(-1)?.seconds ?? 0) / target;
}

function stressed(factors: readonly number[], runs: readonly Explained[]): StressedQuery {
  const { name, sql, target } = runs[0]!;
  const over = target === undefined ? -1 : runs.findIndex(({ latency }) => latency.value > target);
  const points = runs.map(({ cost, latency, path }, at) => ({
    factor: factors[at]!,
    cost,
    seconds: latency.value,
    path,
  }));
  return {
    name,
    sql,
    ...(target === undefined ? {} : { target }),
    points,
    ...(over < 0 ? {} : { missesAt: factors[over]!, why: reason(runs, over) }),
  };
}

function reason(runs: readonly Explained[], over: number): string {
  const { plan } = runs[over]!;
  const { words, share } = costliestStep(plan);
  const turned = over > 0 && planPath(runs[over - 1]!.plan) !== planPath(plan)
    ? ` after a change of plan: ${comparePlans(runs[over - 1]!.plan, plan).sentence}`
    : "";
  return `${Math.round(100 * share)} % of its cost goes to a step that ${words}${turned}`;
}

/** What `groundplan stress --json` prints. */
export function stressJson(
  { factors, queries, first, sentence }: Stress,
): Readonly<Record<string, unknown>> {
  return { factors, queries, first: first?.name ?? null, sentence };
}
