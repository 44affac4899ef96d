import { type Figure, figure } from "../../core/figure.ts";
import { formatDuration, formatRate, formatShare } from "../../core/format.ts";
import { simulate } from "../../simulate/simulate.ts";
import type { PatternPoint, PlainSimulation, SimulatedPattern } from "../../simulate/simulation.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { Block, Text } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import { plannable } from "../plannable.ts";
import type { SectionBuilder, SectionContent } from "../section.ts";
import { serverChoice } from "../server_choice.ts";
import { whenOf } from "./growth_section.ts";
import { withoutLab } from "./without_lab.ts";

/** Latency under load over the horizon, and what gives out first. */
export const latencySection: SectionBuilder = {
  id: "latency",
  phase: "Optimization",
  title: "Latency and load",
  build: async (context) => {
    const { lab } = context;
    if (!lab) return withoutLab(context);
    if (lab.patterns.length === 0) {
      return {
        blocks: [{ kind: "paragraph", text: "There is no query pattern to simulate." }],
        answers: { done: false, reason: "No query pattern is known." },
      };
    }
    return await contentOf(context, lab);
  },
};

/** Patterns that are simulated, those that ask most; the others are named. */
const MOST_PATTERNS = 40;
/** Dates beside the first. */
const STEPS = 4;
/** What the what-if is called. */
const ADVISED = "advised indexes";
/** Seconds after which the plan goes on without. */
const DEADLINE = 30;

async function contentOf(context: PlanContext, lab: Lab): Promise<SectionContent> {
  const names = await plannable(lab);
  const { chosen, left } = await heaviest(lab, names);
  if (chosen.length === 0) {
    return {
      blocks: [{ kind: "paragraph", text: "No query pattern could be planned." }],
      answers: { done: false, reason: "No query pattern could be planned." },
    };
  }
  const machine = serverChoice(context.model);
  const machineIsAssumed = Object.keys(machine).length === 0;
  const advice = await context.advise?.();
  const helps = advice !== undefined && advice.indexes.length + advice.drop.length > 0;
  let simulation: PlainSimulation;
  try {
    simulation = await simulate(lab, {
      queries: chosen,
      horizon: context.horizon,
      steps: STEPS,
      hours: 0,
      explore: chosen.length <= 12,
      machine,
      ...(helps ? { whatIf: { [ADVISED]: { apply: advice } } } : {}),
      signal: AbortSignal.timeout(DEADLINE * 1000),
    });
  } catch (error) {
    if ((error as Error).name !== "TimeoutError") throw error;
    const text = `The simulation was left out: it took more than ${DEADLINE} s. ` +
      "simulate(lab, { queries }) takes fewer patterns.";
    return {
      blocks: [{ kind: "paragraph", text }],
      answers: { done: false, reason: text },
    };
  }
  const { patterns, bottleneck, findings, servers, alternatives } = simulation;
  const advised = alternatives[0]?.simulation.patterns;
  const when = whenOf(context);
  const missed = patterns.filter(({ missed }) => missed.length > 0).length;
  const sentence = dated(bottleneck.sentence, simulation, when);
  return {
    blocks: [
      {
        kind: "paragraph",
        text: `On ${servers}, in the busiest hour: ${sentence[0]!.toLowerCase()}${
          sentence.slice(1)
        }. Queues are solved for each date; service times are ${
          simulation.tag === "measured" ? "measured" : "assumed where nothing was measured"
        }, and every latency has the band that follows from them.${
          advised ? ` ${whatIndexesDo(patterns, advised)}` : ""
        }`,
      },
      ...(context.date === undefined ? [] : [{
        kind: "picture" as const,
        picture: "simulation",
        options: { simulation: slim(simulation) },
        caption: "Latency of each pattern with its band and target, and how busy the server is",
      }]),
      latencyTable(patterns, { advised, when }),
      stationTable(simulation, when),
      ...(left.length === 0 ? [] : [{
        kind: "paragraph" as const,
        text: `Left out for time, for they ask least: ${left.join(", ")}.`,
      }]),
    ],
    findings: findings.map((one) => ({
      ...one,
      what: dated(one.what, simulation, when),
      // A machine that is only assumed may be the wrong one.
      ...(machineIsAssumed ? { severity: "warning" } : {}),
    })),
    answers: {
      done: left.length === 0 && names.length === lab.patterns.length,
      reason: missed === 0
        ? `No target is missed within ${formatDuration(context.horizon)}.`
        : `${missed} of ${patterns.length} query patterns miss a target.`,
    },
  };
}

/** The patterns that ask most by the planner's cost, in the order of the workload. */
async function heaviest(
  lab: Lab,
  names: readonly string[],
): Promise<{ readonly chosen: readonly string[]; readonly left: readonly string[] }> {
  if (names.length <= MOST_PATTERNS) return { chosen: names, left: [] };
  const plans = await lab.explainAll(names);
  const asks = plans.map(({ name, cost }) => ({
    name,
    work: cost * (lab.patterns.find((one) => one.name === name)?.rate ?? 1),
  })).toSorted((a, b) => b.work - a.work);
  const kept = new Set(asks.slice(0, MOST_PATTERNS).map(({ name }) => name));
  return {
    chosen: names.filter((name) => kept.has(name)),
    left: names.filter((name) => !kept.has(name)),
  };
}

type When = (date: string) => string;

// A plan without a first day names none.
function dated(sentence: string, { dates }: PlainSimulation, when: When): string {
  return sentence.replace(/(?:on |from )?(\d{4}-\d\d-\d\d)/g, (whole, date: string) => {
    const words = when(date);
    return words === date ? whole : words === "at once" && date !== dates[0] ? "soon" : words;
  });
}

/** What the advised indexes change on the first day. */
function whatIndexesDo(
  patterns: readonly SimulatedPattern[],
  advised: readonly SimulatedPattern[],
): string {
  const missing = (all: readonly SimulatedPattern[]) =>
    all.filter(({ points, missed }) => missed.some(({ date }) => date === points[0]!.date)).length;
  const [now, then] = [missing(patterns), missing(advised)];
  const quicker =
    patterns.filter(({ points }, at) => advised[at]!.points[0]!.p95 < points[0]!.p95 / 2).length;
  const missed = now === then
    ? `as many targets are missed today as without (${now})`
    : `${then === 0 ? "no" : then} targets are missed today, not ${now}`;
  return `With the indexes that are advised ${missed}; of ${patterns.length} patterns ` +
    `${quicker === 0 ? "none" : quicker} would be at least twice as quick.`;
}

/** What a table of latencies says beside them. */
interface LatencyTableOptions {
  /** The same patterns with the indexes that are advised. */
  readonly advised: readonly SimulatedPattern[] | undefined;
  readonly when: When;
}

function latencyTable(
  patterns: readonly SimulatedPattern[],
  { advised, when }: LatencyTableOptions,
): Block {
  const last = patterns[0]!.points.at(-1)!.date;
  const words = when(last);
  return {
    kind: "table",
    caption: "p95 under load in the busiest hour",
    columns: [
      { name: "Query pattern" },
      { name: "Rate", align: "right" },
      { name: "Target", align: "right" },
      { name: "Today", align: "right" },
      ...(advised ? [{ name: "Today with advised indexes", align: "right" as const }] : []),
      {
        name: words === last ? `On ${last}` : `${words[0]!.toUpperCase()}${words.slice(1)}`,
        align: "right",
      },
      { name: "Misses" },
    ],
    rows: patterns.map(({ name, points, targets, missed }, at) => [
      [{ strong: name }],
      formatRate(points[0]!.rate),
      Object.entries(targets).map(([name, value]) => `${name} ${formatDuration(value)}`)
        .join(", ") || "–",
      latencyText(points[0]!),
      ...(advised ? [latencyText(advised[at]!.points[0]!)] : []),
      latencyText(points.at(-1)!),
      missed[0] === undefined
        ? Object.keys(targets).length === 0 ? "no target" : "not within the horizon"
        : missed[0].date === points[0]!.date
        ? "from the first day"
        : when(missed[0].date),
    ]),
  };
}

function latencyText({ stable, p95, band }: PatternPoint): Text {
  return stable ? [{ figure: latencyFigure(p95, band.p95) }] : "no end: it cannot keep up";
}

function latencyFigure(value: number, [low, high]: readonly [number, number]): Figure {
  return figure(value, "seconds", {
    // A figure's band has two numbers: where the high end is none, only the low one is said.
    ...(Number.isFinite(high) ? { band: [low, high] as const } : {}),
    evidence: Number.isFinite(high)
      ? "Queues over service times from the plans; simulate() shows them"
      : `At least ${formatDuration(low)}; at the bad end of the service times it cannot keep up`,
  });
}

function stationTable({ stations }: PlainSimulation, when: When): Block {
  const last = stations[0]!.points.at(-1)!.date;
  return {
    kind: "table",
    caption: "How busy the stations of the server are in the busiest hour",
    columns: [
      { name: "Station" },
      { name: "Today", align: "right" },
      { name: when(last), align: "right" },
    ],
    rows: stations.map(({ kind, name, points }) => [
      `${kind}, ${name}`,
      shareText(points[0]!.utilization),
      shareText(points.at(-1)!.utilization),
    ]),
  };
}

function shareText(share: number): string {
  return share > 9.99
    ? "more than 10 times its time"
    : formatShare(Math.round(share * 1000) / 1000);
}

// The picture needs no assumptions and no findings, and what indexes change stands in the table.
function slim(simulation: PlainSimulation): PlainSimulation {
  const { sensitivity: _, ...rest } = simulation;
  return { ...rest, alternatives: [], assumed: [], findings: [] };
}
