import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { formatNumber, formatShare } from "../core/format.ts";
import type { IndexAdvice } from "../indexes/advice.ts";
import { type AdviceOutline, indexSentence } from "../indexes/index_sentence.ts";
import type { Chart } from "./chart/chart.ts";
import { frontierChart } from "./chart/frontier_chart.ts";
import { pictureBundle } from "./picture_bundle.ts";
import { table } from "./table.ts";

type Plain = Omit<IndexAdvice, keyof Displayable>;

/** What the frontier of advice is drawn from. */
type Frontier = AdviceOutline & Pick<Plain, "frontier" | "budget">;

/** Draws advice on indexes: what the workload costs at each amount of storage, and the indexes. */
export async function drawIndexAdvice(advice: Plain): Promise<MimeBundle> {
  const parts = await Promise.all([
    indexTable(advice)[display](),
    ...(advice.drop.length > 0 ? [dropTable(advice)[display]()] : []),
    queryTable(advice)[display](),
  ]);
  const sentence = indexSentence(advice);
  const joined = (form: "text/plain" | "text/markdown") =>
    [sentence, ...parts.map((bundle) => bundle[form]!), ...notes(advice)].join("\n\n");
  const [text, markdown] = [joined("text/plain"), joined("text/markdown")];
  if (advice.frontier.length < 2) {
    const [first] = parts;
    return { ...first!, "text/plain": text, "text/markdown": markdown };
  }
  const { svg, alt } = await indexFrontier(advice);
  return pictureBundle({ svg, alt, text, markdown, caption: sentence });
}

/** Draws the cost of the workload against the storage of its indexes. */
export async function indexFrontier(advice: Frontier): Promise<Chart & Displayable> {
  const { frontier, cost, budget, bytes } = advice;
  const last = frontier.findLastIndex((point) => point.bytes <= bytes);
  const [most, least] = [
    Math.max(cost.before, ...frontier.map(({ cost }) => cost)),
    Math.max(1e-9, Math.min(cost.bound, ...frontier.map(({ cost }) => cost))),
  ];
  return await frontierChart({
    title: "Cost of the workload by storage of indexes",
    finding: indexSentence(advice),
    x: { label: "Storage of new indexes", unit: "bytes" },
    y: {
      label: "Cost of the workload a second",
      unit: "cost",
      ...(most / least > 20 ? { scale: "log" as const } : {}),
    },
    points: frontier.map((point, at) => ({
      x: point.bytes,
      y: point.cost,
      ...(at === last ? { label: "advised", chosen: true } : {}),
      ...(at === 0 && at !== last && point.indexes.length === 0 ? { label: "as it is" } : {}),
    })),
    ...(budget === undefined || budget > 4 * Math.max(1, bytes)
      ? {}
      : { budget: { value: budget, label: "budget" } }),
    ...(cost.gap >= 5e-4
      ? { bound: { value: Math.max(least, cost.bound), label: "proven bound" } }
      : {}),
  });
}

function indexTable({ indexes }: Plain) {
  return table(
    indexes.map(({ ddl, bytes, gain, writeCost, usedBy }) => ({
      ddl,
      bytes,
      gain,
      writeCost,
      usedBy: usedBy.join(", "),
    })),
    {
      caption: indexes.length === 0 ? "No index to add" : "Indexes to add, the greatest gain first",
      columns: [
        { key: "ddl", label: "Index" },
        { key: "bytes", label: "Size", unit: "bytes" },
        { key: "gain", label: "Saves a second", unit: "cost" },
        { key: "writeCost", label: "Upkeep a second", unit: "cost" },
        { key: "usedBy", label: "Read by" },
      ],
    },
  );
}

function dropTable({ drop }: Plain) {
  return table(
    drop.map(({ ddl, bytes, writeCost, reason }) => ({ ddl, bytes, writeCost, reason })),
    {
      caption: "Indexes to drop",
      columns: [
        { key: "ddl", label: "Index" },
        { key: "bytes", label: "Size", unit: "bytes" },
        { key: "writeCost", label: "Upkeep a second", unit: "cost" },
        { key: "reason", label: "Why" },
      ],
    },
  );
}

/** Queries of large workloads that are shown: those that change most. */
const SHOWN = 20;

function queryTable({ queries }: Plain) {
  const changed = queries.filter(({ before, after }) => before !== after)
    .toSorted((a, b) =>
      b.rate * Math.abs(b.before - b.after) - a.rate * Math.abs(a.before - a.after)
    );
  return table(
    changed.slice(0, SHOWN).map(({ name, rate, before, after }) => ({
      name,
      rate: formatNumber(rate),
      before,
      after,
      change: after < before
        ? `${formatNumber(before / Math.max(after, 1e-9))} times cheaper`
        : `${formatShare(after / before - 1)} dearer`,
    })),
    {
      caption: changed.length === 0
        ? "No query changes its plan"
        : `Queries that change, ${changed.length} of ${queries.length}`,
      columns: [
        { key: "name", label: "Query" },
        { key: "rate", label: "A second", align: "right" },
        { key: "before", label: "Cost before" },
        { key: "after", label: "Cost after" },
        { key: "change", label: "Change" },
      ],
    },
  );
}

function notes({ setAside, assumed, complete }: Plain): readonly string[] {
  return [
    ...(complete ? [] : ["The search was stopped before its end: this is the best so far."]),
    ...setAside.map(({ name, why }) => `Set aside: ${name}: ${why}`),
    ...(assumed.length > 0 ? [`Assumed: ${assumed.join("; ")}.`] : []),
  ];
}
