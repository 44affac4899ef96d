import { secondsBetween } from "../core/date.ts";
import { type Random, randomFrom } from "../core/random.ts";
import type { Amount } from "../model/volume.ts";
import { AT_BIRTH } from "./fan_out.ts";
import { fitHistory } from "./fit_history.ts";
import { growthCurve } from "./growth_curve.ts";
import type { GrowthGraph, GrowthNode } from "./growth_graph.ts";

/** How the runs are drawn. */
export interface SimulateGrowthOptions {
  readonly today: string;
  /** Seconds from one date to the next. */
  readonly step: number;
  /** Steps; there is one date more. */
  readonly steps: number;
  readonly runs: number;
  readonly seed: number | string;
}

/** What the runs gave for one node: at `date * runs + run`. */
export interface GrowthRuns {
  /** Rows that are there. */
  readonly rows: Float64Array;
  /** Rows that came since the start, those included that are gone. */
  readonly born: Float64Array;
  /** Whether a run reached {@linkcode MOST_ROWS} and was held there. */
  readonly overflowed: boolean;
  /** Whether all runs are the same. */
  readonly certain: boolean;
}

/** More rows than any engine's keys can number: 2⁶³. Runs are held there. */
export const MOST_ROWS = 2 ** 63;

/** A deviation under this share of the mean is not drawn: nobody would see it. */
const SEEN = 1e-4;

/**
 * Runs a growth graph many times: ranges are drawn once a run, the number of each cohort's children once a
 * cohort. What an entity draws does not depend on which other entities there are.
 *
 * @returns For each node its runs, in the order of the nodes.
 */
export function simulateGrowth(
  graph: GrowthGraph,
  options: SimulateGrowthOptions,
): readonly GrowthRuns[] {
  const done: GrowthRuns[] = [];
  for (const node of graph.nodes) {
    done.push(
      node.driver
        ? runChild(node, graph.nodes, done, options)
        : runRoot(node, done, graph, options),
    );
  }
  return done;
}

function drawsOf({ seed }: SimulateGrowthOptions, element: string, what: string): Random {
  return randomFrom(`${seed}:${element}:${what}`);
}

function runRoot(
  node: GrowthNode,
  done: readonly GrowthRuns[],
  graph: GrowthGraph,
  options: SimulateGrowthOptions,
): GrowthRuns {
  const { steps, step, runs, today } = options;
  const rows = new Float64Array((steps + 1) * runs);
  const born = new Float64Array((steps + 1) * runs);
  const streams = new Map<string, Random>();
  const stream = (name: string) => {
    const known = streams.get(name) ?? drawsOf(options, node.element, name);
    streams.set(name, known);
    return known;
  };
  let certain = node.startsWith === undefined || done[node.startsWith]!.certain;
  const choose = ({ value, low, high }: Amount, name: string): number => {
    if (low === undefined || high === undefined || low === high) return value;
    certain = false;
    return low + (high - low) * stream(name).uniform();
  };
  const history = node.growth?.kind === "measured" ? node.growth.history : [];
  const fit = history.length >= 2 ? fitHistory(history) : undefined;
  const now = fit ? secondsBetween(fit.origin, today) : 0;
  const fromFit = fit !== undefined && node.because.includes("history");
  const { retention } = node;
  let overflowed = false;
  for (let run = 0; run < runs; run++) {
    if (run > 0 && certain) {
      for (let at = 0; at <= steps; at++) {
        rows[at * runs + run] = rows[at * runs]!;
        born[at * runs + run] = born[at * runs]!;
      }
      continue;
    }
    let start = choose(node.rows, "rows");
    if (node.startsWith !== undefined) {
      const middle = graph.nodes[node.startsWith]!.rows.value;
      if (middle > 0) start *= done[node.startsWith]!.rows[run]! / middle;
    }
    let slope = fit?.slope ?? 0;
    if (fit && fit.residual > 0) {
      certain = false;
      const draw = stream("fit").normal();
      slope += fit.slopeError * draw;
      // Rows that nobody counted today come from the curve, with its error there.
      const error = fit.residual * Math.sqrt(1 / fit.points + 1);
      const away = (now - fit.mean) * fit.slopeError * draw;
      const level = error * stream("level").normal() + away;
      if (fromFit) {
        start = Math.max(0, fit.kind === "linear" ? start + level : start * Math.exp(level));
      }
    }
    const curve = node.growth
      ? growthCurve(node.growth, {
        rows: start,
        choose,
        ...(fit ? { fit: { kind: fit.kind, slope } } : {}),
      })
      : () => start;
    // Nobody said how many come: as many as expire.
    const steady = !node.growth && retention < Infinity;
    for (let at = 0; at <= steps; at++) {
      const seconds = at * step;
      if (steady) {
        rows[at * runs + run] = start;
        born[at * runs + run] = Math.min(MOST_ROWS, start * seconds / retention);
        continue;
      }
      let grown = curve(seconds);
      if (!(grown < MOST_ROWS)) {
        grown = MOST_ROWS;
        overflowed = true;
      }
      grown = Math.max(0, grown);
      const kept = retention === Infinity ? start : start * Math.max(0, 1 - seconds / retention);
      const expired = seconds > retention
        ? Math.min(MOST_ROWS, curve(seconds - retention)) - start
        : 0;
      rows[at * runs + run] = Math.max(0, kept + (grown - start) - expired);
      born[at * runs + run] = Math.max(0, grown - start);
    }
  }
  return { rows, born, overflowed, certain };
}

function runChild(
  node: GrowthNode,
  nodes: readonly GrowthNode[],
  done: readonly GrowthRuns[],
  options: SimulateGrowthOptions,
): GrowthRuns {
  const { steps, step, runs } = options;
  const driver = node.driver!;
  const parent = nodes[driver.node]!;
  const above = done[driver.node]!;
  const cohorts = new Float64Array((steps + 1) * runs);
  const draws = drawsOf(options, node.element, "fan-out");
  let certain = above.certain;
  for (let at = 1; at <= steps; at++) {
    for (let run = 0; run < runs; run++) {
      const place = at * runs + run;
      const births = Math.max(0, above.born[place]! - above.born[place - runs]!);
      const expected = births * driver.mean;
      const deviation = Math.sqrt(births * driver.variance);
      if (deviation > expected * SEEN) {
        certain = false;
        cohorts[place] = Math.max(0, expected + deviation * draws.normal());
      } else cohorts[place] = expected;
    }
  }
  const middle = parent.rows.value;
  const starts = Float64Array.from(
    { length: runs },
    (_, run) =>
      node.startsWith === driver.node && middle > 0
        ? node.rows.value * above.rows[run]! / middle
        : node.rows.value,
  );
  const retention = Math.min(node.retention, parent.retention);
  const shape = { steps, step, runs };
  const { rows, born } = driver.share === AT_BIRTH
    ? atBirth(cohorts, { ...shape, starts, retention })
    : byAge(cohorts, {
      ...shape,
      starts,
      retention,
      driver,
      own: node.retention,
      parents: parent.retention,
      history: historyOf(driver.node, nodes),
      parentStarts: above.rows.subarray(0, runs),
    });
  let overflowed = false;
  for (let place = 0; place < rows.length; place++) {
    if (rows[place]! >= MOST_ROWS || born[place]! >= MOST_ROWS) {
      overflowed = true;
      rows[place] = Math.min(MOST_ROWS, rows[place]!);
      born[place] = Math.min(MOST_ROWS, born[place]!);
    }
  }
  return { rows, born, overflowed, certain };
}

interface Shape {
  readonly steps: number;
  readonly step: number;
  readonly runs: number;
  /** Rows at the start, by run. */
  readonly starts: Float64Array;
  /** Seconds after which a row is gone, itself or with its parent. */
  readonly retention: number;
}

type Filled = Pick<GrowthRuns, "rows" | "born">;

function atBirth(cohorts: Float64Array, { steps, step, runs, starts, retention }: Shape): Filled {
  const rows = new Float64Array(cohorts.length);
  const born = new Float64Array(cohorts.length);
  for (let at = 0; at <= steps; at++) {
    const kept = Math.max(0, 1 - at * step / retention);
    // Rows older than the retention are gone: what was born before then, between two dates a share of it.
    const gone = at - retention / step;
    const [whole, share] = gone > 0 ? [Math.floor(gone), gone % 1] : [-1, 0];
    for (let run = 0; run < runs; run++) {
      const place = at * runs + run;
      born[place] = (at > 0 ? born[place - runs]! : 0) + cohorts[place]!;
      const before = whole < 0
        ? 0
        : born[whole * runs + run]! * (1 - share) + born[(whole + 1) * runs + run]! * share;
      rows[place] = starts[run]! * kept + born[place]! - before;
    }
  }
  return { rows, born };
}

interface AgeShape extends Shape {
  readonly driver: NonNullable<GrowthNode["driver"]>;
  readonly own: number;
  readonly parents: number;
  /** The share of the parents at the start that are at most so many seconds old. */
  readonly history: (seconds: number) => number;
  readonly parentStarts: Float64Array;
}

function byAge(cohorts: Float64Array, shape: AgeShape): Filled {
  const { steps, step, runs, starts, retention, driver, own, parents, history } = shape;
  const { share, complete, mean } = driver;
  const rows = new Float64Array(cohorts.length);
  const born = new Float64Array(cohorts.length);
  // A cohort is born evenly between two dates: its middle stands for it.
  const ages = Array.from({ length: steps + 1 }, (_, at) => (at + 0.5) * step);
  const bornBy = ages.map(share);
  const alive = ages.map((age) => age > parents ? 0 : share(age) - share(age - own));
  // Parents that are there at the start still get the children that they do not have yet.
  const past = Math.ceil(complete / step);
  const weights = Array.from(
    { length: past },
    (_, at) => history((at + 1) * step) - history(at * step),
  );
  for (let at = 0; at <= steps; at++) {
    let [laterBorn, laterAlive] = [0, 0];
    for (let back = 0; back < past; back++) {
      const age = (back + 0.5) * step;
      const now = age + at * step;
      laterBorn += weights[back]! * (share(now) - share(age));
      if (now <= parents) {
        laterAlive += weights[back]! * (share(now) - share(Math.max(age, now - own)));
      }
    }
    const kept = Math.max(0, 1 - at * step / retention);
    for (let run = 0; run < runs; run++) {
      const place = at * runs + run;
      const existing = shape.parentStarts[run]! * mean;
      let [had, has] = [existing * laterBorn, existing * laterAlive];
      for (let from = 1; from <= at; from++) {
        const cohort = cohorts[from * runs + run]!;
        had += cohort * bornBy[at - from]!;
        has += cohort * alive[at - from]!;
      }
      born[place] = had;
      rows[place] = starts[run]! * kept + has;
    }
  }
  return { rows, born };
}

/** The share of a node's rows at the start that are at most so old, by its law or by its driver's. */
function historyOf(at: number, nodes: readonly GrowthNode[]): (seconds: number) => number {
  const node = nodes[at]!;
  if (node.driver) return historyOf(node.driver.node, nodes);
  const { value } = node.rows;
  if (!node.growth || value <= 0) return () => 0;
  const curve = growthCurve(node.growth, { rows: value });
  return (seconds) => {
    const young = Math.min(1, Math.max(0, 1 - curve(-seconds) / value));
    return node.retention === Infinity
      ? young
      : Math.min(1, Math.max(young, seconds / node.retention));
  };
}
