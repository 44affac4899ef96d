import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { formatBytes, formatDuration, formatNumber, formatRate } from "../core/format.ts";
import type { Denormalization } from "../indexes/denormalize/denormalization.ts";
import { ruleText } from "../indexes/denormalize/rule_text.ts";
import type { Chart } from "./chart/chart.ts";
import { heatMap } from "./chart/heat_map.ts";
import { pictureBundle } from "./picture_bundle.ts";
import { table } from "./table.ts";

type Plain = Omit<Denormalization, keyof Displayable>;

/** Draws what is worth keeping twice: what each query gains, what it costs to keep, and what was refused. */
export async function drawDenormalization(result: Plain): Promise<MimeBundle> {
  const { proposals, rejected } = result;
  const sentence = denormalizationSentence(result);
  const parts = [
    ...(proposals.length > 0
      ? [await proposalTable(result)[display](), await queryTable(result)[display]()]
      : []),
    ...(rejected.length > 0 ? [await rejectedTable(result)[display]()] : []),
  ];
  const joined = (form: "text/plain" | "text/markdown") =>
    [sentence, ...parts.map((bundle) => bundle[form]!)].join("\n\n");
  const [text, markdown] = [joined("text/plain"), joined("text/markdown")];
  if (proposals.length === 0) {
    return { ...parts[0], "text/plain": text, "text/markdown": markdown };
  }
  const { svg, alt } = await denormalizationChart(result);
  return pictureBundle({ svg, alt, text, markdown, caption: sentence });
}

/** What the result comes to, in one sentence. */
export function denormalizationSentence({ proposals, rejected, cost }: Plain): string {
  if (proposals.length === 0) {
    return rejected.length === 0
      ? "Do not denormalize: no query reads what could be kept twice"
      : `Do not denormalize: none of ${rejected.length} ways to keep data twice pays`;
  }
  return `${proposals.map(({ title }) => title).join("; ")}: ${costSentence(cost)}`;
}

function costSentence({ before, after }: Plain["cost"]): string {
  return `the workload costs ${formatNumber(Math.round(after))} in place of ${
    formatNumber(Math.round(before))
  } units a second, upkeep included`;
}

/** Draws what each query costs as it is and as it would be, and what upkeep takes of the gain. */
export async function denormalizationChart(result: Plain): Promise<Chart & Displayable> {
  const rows = result.proposals.flatMap(({ queries }) =>
    queries.map(({ name, before, after, rate }) => ({
      name,
      before: rate * before,
      after: rate * after,
    }))
  );
  const upkeep = result.proposals.filter(({ upkeep }) => upkeep.value > 0)
    .map(({ title, upkeep }) => ({
      name: `upkeep of ${title.split(" ")[0]}`,
      before: 0,
      after: upkeep.value,
    }));
  const most = Math.max(1, ...rows.map(({ before }) => before));
  return await heatMap({
    title: "Cost a second before and after",
    finding: costSentence(result.cost),
    x: { label: "Where the rows are read" },
    y: { label: "Query pattern, and upkeep" },
    value: { label: "Planner's units a second" },
    thresholds: [0.01, 0.05, 0.2, 0.5].map((share) => share * most),
    cells: [...rows, ...upkeep].flatMap(({ name, before, after }) => [
      { x: "as it is", y: name, value: before, text: formatNumber(Math.round(before)) },
      { x: "kept twice", y: name, value: after, text: formatNumber(Math.round(after)) },
    ]),
  });
}

function proposalTable({ proposals }: Plain) {
  return table(
    proposals.map(({ kind, title, rule, gain, upkeep, bytes, cautions }) => ({
      what: title,
      kind: kind.replaceAll("-", " "),
      "kept the same": ruleText(rule),
      "gain a second": formatNumber(Math.round(gain.value)),
      "upkeep a second": formatNumber(Math.round(upkeep.value)),
      takes: formatBytes(bytes.value),
      "to know": cautions.join(" "),
    })),
    { caption: "Worth keeping twice, in the planner's units" },
  );
}

function queryTable({ proposals }: Plain) {
  return table(
    proposals.flatMap(({ queries }) =>
      queries.map(({ name, rate, before, after, age, rewritten }) => ({
        query: name,
        rate: formatRate(rate),
        "cost as it is": formatNumber(Math.round(before)),
        "cost kept twice": formatNumber(Math.round(after)),
        "may be old": age === 0 ? "no" : `up to ${formatDuration(age)}`,
        rewritten,
      }))
    ),
    { caption: "Queries that read it: the same rows" },
  );
}

function rejectedTable({ rejected }: Plain) {
  return table(
    rejected.map(({ kind, title, gain, upkeep, reason }) => ({
      what: title,
      kind: kind.replaceAll("-", " "),
      "gain a second": formatNumber(Math.round(gain)),
      "upkeep a second": formatNumber(Math.round(upkeep)),
      "why not": reason,
    })),
    { caption: "Do not denormalize" },
  );
}
