import { figure } from "../../core/figure.ts";
import type { Finding } from "../../core/finding.ts";
import { formatDuration } from "../../core/format.ts";
import { comparePlans, costliestStep } from "../../whatif/compare_plans.ts";
import type { Explained } from "../../whatif/explained.ts";
import type { Lab } from "../../whatif/lab.ts";
import type { Stress } from "../../whatif/stress.ts";
import type { Block, Text } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import { predict, type Prediction, type Predictions } from "../predictions.ts";
import type { SectionBuilder, SectionContent } from "../section.ts";
import { withoutLab } from "./without_lab.ts";

/** How many plans are drawn. */
const MOST_PICTURES = 4;

/** How PostgreSQL would run each query pattern, on the first day and at the horizon. */
export const accessPathsSection: SectionBuilder = {
  id: "access-paths",
  phase: "Optimization",
  title: "Access paths",
  build: async (context) => {
    const { lab } = context;
    if (!lab) return withoutLab(context);
    const predictions = await predict(lab, context);
    return contentOf(context, lab, predictions);
  },
};

async function contentOf(
  context: PlanContext,
  lab: Lab,
  predictions: Predictions,
): Promise<SectionContent> {
  const { patterns, failed } = predictions;
  const missing = patterns.filter(({ missesFrom }) => missesFrom !== undefined);
  const stress = await stressBlocks(lab, patterns.map(({ name }) => name));
  return {
    blocks: [
      ...(patterns.length === 0 ? [] : [
        latencyTable(context, predictions),
        pathTable(patterns),
        ...changes(context, predictions),
        ...missing.slice(0, MOST_PICTURES).map((one) => pictureOf(context, predictions, one)),
        ...stress,
        assumed(patterns),
      ]),
      ...failedTable(failed),
    ],
    findings: missing.map((one) => findingOf(context, predictions, one)),
    answers: {
      done: patterns.length > 0 && failed.length === 0,
      reason: patterns.length === 0
        ? "No query pattern could be planned."
        : failed.length > 0
        ? `${failed.length} of ${
          patterns.length + failed.length
        } query patterns could not be planned.`
        : missing.length === 0
        ? "Every query pattern is planned; none misses its target."
        : `Every query pattern is planned; ${missing.length} ${
          missing.length === 1 ? "misses its target" : "miss their targets"
        }.`,
    },
  };
}

// A plan without a first day names none.
function horizonWords({ date, horizon }: PlanContext, predictions: Predictions): string {
  return date === undefined ? `in ${formatDuration(horizon)}` : `on ${predictions.horizon}`;
}

function latencyTable(context: PlanContext, predictions: Predictions): Block {
  const words = horizonWords(context, predictions);
  return {
    kind: "table",
    caption: "Predicted latency against the target; a guess from the planner's cost, good to a " +
      "factor of four",
    columns: [
      { name: "Query pattern" },
      { name: "Target", align: "right" },
      { name: "Today", align: "right" },
      { name: `${words[0]!.toUpperCase()}${words.slice(1)}`, align: "right" },
      { name: "Misses" },
    ],
    rows: predictions.patterns.map((one) => [
      [{ strong: one.name }],
      one.today.target === undefined ? "–" : formatDuration(one.today.target),
      [{ figure: one.today.latency }],
      one.later ? [{ figure: one.later.latency }] : "–",
      one.today.target === undefined ? "no target" : missesText(context, predictions, one),
    ]),
  };
}

function missesText(
  context: PlanContext,
  predictions: Predictions,
  { missesFrom, today }: Prediction,
): string {
  if (missesFrom === undefined) return "no";
  if (missesFrom !== "today") {
    return context.date === undefined
      ? `before the horizon, ${horizonWords(context, predictions)}`
      : `from about ${missesFrom.slice(0, 7)}`;
  }
  return today.latency.band![0] > today.target! ? "today, even at the best" : "today, likely";
}

function pathTable(patterns: readonly Prediction[]): Block {
  return {
    kind: "table",
    caption: "The way that rows take, today",
    columns: [{ name: "Query pattern" }, { name: "Access path" }, { name: "Cost", align: "right" }],
    rows: patterns.map(({ name, today }): readonly Text[] => [
      [{ strong: name }],
      today.path,
      [{ figure: costOf(today) }],
    ]),
  };
}

function costOf({ cost, name }: Explained) {
  return figure(cost, "cost", {
    evidence: { text: "PostgreSQL's own planner over the projected data", source: name },
  });
}

function changes(context: PlanContext, predictions: Predictions): readonly Block[] {
  const items = predictions.patterns.flatMap(({ name, today, later }): Text[] => {
    if (!later) return [];
    const { same, sentence } = comparePlans(today.plan, later.plan);
    return same ? [] : [[{ strong: name }, `: ${sentence}`]];
  });
  const words = horizonWords(context, predictions);
  return items.length === 0
    ? [{ kind: "paragraph", text: `Each query pattern still goes the same way ${words}.` }]
    : [
      { kind: "paragraph", text: `These query patterns go another way ${words}:` },
      { kind: "list", items },
    ];
}

function pictureOf(
  context: PlanContext,
  predictions: Predictions,
  { name, today, later, missesFrom }: Prediction,
): Block {
  const explained = missesFrom === "today" || !later ? today : later;
  const { at: _day, ...undated } = explained;
  const when = explained === today ? "today" : horizonWords(context, predictions);
  return {
    kind: "picture",
    picture: "explained",
    options: { explained: context.date === undefined ? undated : { ...explained } },
    caption: `The plan of ${name}, ${when}`,
  };
}

/** Multiples of the rows, as far as a table can hold them. */
const FACTORS = [1, 10, 100, 1000];

async function stressBlocks(lab: Lab, queries: readonly string[]): Promise<readonly Block[]> {
  if (queries.length === 0) return [];
  const [stress, why] = await stressed(lab, queries);
  if (!stress) return [{ kind: "paragraph", text: `The rows cannot be made more: ${why}.` }];
  const sentence: Block = { kind: "paragraph", text: `Under more rows: ${stress.sentence}.` };
  if (stress.queries.every(({ target }) => target === undefined)) return [sentence];
  return [sentence, {
    kind: "picture",
    picture: "stress",
    options: { stress: { ...stress } },
    caption: "What gives way first as the data grow",
  }];
}

// A table that is large today cannot have a thousand times the rows: then the stress ends earlier.
async function stressed(
  lab: Lab,
  queries: readonly string[],
): Promise<readonly [Stress | undefined, why?: string]> {
  let why = "";
  for (let count = FACTORS.length; count > 0; count--) {
    try {
      return [await lab.stress({ queries, rows: FACTORS.slice(0, count) })];
    } catch (error) {
      why = (error as Error).message;
    }
  }
  return [undefined, why];
}

function assumed(patterns: readonly Prediction[]): Block {
  const all = [...new Set(patterns.flatMap(({ today }) => today.assumed))];
  return {
    kind: "paragraph",
    text: all.length === 0 ? "Nothing was assumed." : `Assumed: ${all.join("; ")}.`,
  };
}

function failedTable(failed: Predictions["failed"]): readonly Block[] {
  if (failed.length === 0) return [];
  return [{
    kind: "table",
    caption: "Query patterns that could not be planned",
    columns: [{ name: "Query pattern" }, { name: "Why" }],
    rows: failed.map(({ name, why }) => [[{ strong: name }], why]),
  }];
}

function findingOf(
  context: PlanContext,
  predictions: Predictions,
  { name, today, later, missesFrom }: Prediction,
): Finding {
  const shown = missesFrom === "today" || !later ? today : later;
  const { words, share } = costliestStep(shown.plan);
  const when = missesFrom === "today"
    ? "today"
    : context.date === undefined
    ? horizonWords(context, predictions)
    : `from about ${missesFrom!.slice(0, 7)} on`;
  return {
    code: "target-missed",
    severity: "warning",
    where: name,
    what: `${name} misses its target of ${formatDuration(shown.target!)} ${when}`,
    why: `${Math.round(100 * share)} % of its cost goes to a step that ${words}.`,
    fix:
      "See its plan under Access paths; an index that holds what it asks for, fewer rows read, or a " +
      "later target would be right.",
    source: "PostgreSQL manual, 14.1 Using EXPLAIN",
    figures: [shown.latency, costOf(shown)],
  };
}
