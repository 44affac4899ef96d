import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { formatRate, formatShare } from "../core/format.ts";
import type { ShardPlan } from "../scale/shards/shard_plan.ts";
import type { Chart } from "./chart/chart.ts";
import { heatMap } from "./chart/heat_map.ts";
import { drawFindings } from "./draw_findings.ts";
import { oneLine } from "./one_line.ts";
import { pictureBundle } from "./picture_bundle.ts";
import { stackCharts } from "./stack_charts.ts";
import { table } from "./table.ts";

type Plain = Omit<ShardPlan, keyof Displayable>;

/** Draws a plan of shards: which shards each query pattern goes to, and how the hottest fares over time. */
export async function drawShardPlan(plan: Plain): Promise<MimeBundle> {
  const sentence = shardSentence(plan);
  const tables = [placesTable(plan), patternsTable(plan)];
  const printed = await Promise.all(tables.map((one) => one[display]()));
  const found = drawFindings(plan.findings);
  const joined = (form: "text/plain" | "text/markdown") =>
    [
      sentence,
      ...printed.map((bundle) => bundle[form]!),
      plan.movement.citus.sentence,
      found[form]!,
    ]
      .join("\n\n");
  if (plan.patterns.length === 0) {
    return {
      ...printed[0]!,
      "text/plain": joined("text/plain"),
      "text/markdown": joined("text/markdown"),
    };
  }
  const { svg, alt } = await shardPicture(plan);
  return pictureBundle({
    svg,
    text: joined("text/plain"),
    markdown: joined("text/markdown"),
    alt,
    caption: sentence,
  });
}

/** What the charts of a plan of shards need of it. */
export type DrawnShards = Pick<Plain, "shards" | "patterns" | "work" | "heat">;

/** Draws where queries go and, where anything tells one shard from another, how busy the shards are. */
export async function shardPicture(
  plan: DrawnShards,
): Promise<{ readonly svg: string; readonly alt: string }> {
  const charts = [
    await routingChart(plan),
    ...(plan.heat.length > 0 ? [await heatChart(plan)] : []),
  ];
  const alt = charts.map(({ alt }) => alt).join(". ");
  return { svg: stackCharts(charts, alt), alt };
}

/** What a plan of shards comes to, in one sentence. */
export function shardSentence({ shards, work, tables, cost }: Plain): string {
  const spread = tables.filter(({ reference }) => !reference).length;
  const copied = tables.length - spread;
  return `${spread} ${
    spread === 1 ? "table is" : "tables are"
  } spread over ${shards} shards and ${copied} ${copied === 1 ? "is" : "are"} copied to each: ${
    percent(work.single.value)
  } of the executions go to one shard, ${percent(work.distributed.value)} commit in two phases` +
    (cost.exact || cost.value === 0
      ? "; no other distribution is cheaper"
      : `; another could be cheaper by at most ${percent(1 - cost.bound / cost.value)}`);
}

function percent(share: number): string {
  return formatShare(Math.round(share * 100) / 100);
}

const REACH = {
  one: "one shard",
  some: "some shards",
  all: "all shards",
  moved: "rows move",
} as const;
const ORDER = Object.keys(REACH) as (keyof typeof REACH)[];

/** Draws how many shards each query pattern goes to: the routing matrix. */
export async function routingChart(plan: DrawnShards): Promise<Chart & Displayable> {
  const sorted = plan.patterns.toSorted((a, b) => b.rate - a.rate).slice(0, SHOWN)
    .sort((a, b) => ORDER.indexOf(a.reach) - ORDER.indexOf(b.reach));
  const left = plan.patterns.length - sorted.length;
  const { single, distributed } = plan.work;
  return await heatMap({
    title: "Where queries go",
    finding: `${percent(single.value)} of the executions go to one of ${plan.shards} shards, ${
      percent(distributed.value)
    } commit in two phases${left > 0 ? `; ${left} other query patterns are not shown` : ""}`,
    x: { label: "Reach", scale: "names" },
    y: { label: "Query pattern", scale: "names" },
    value: { label: "Executions", unit: "per second" },
    thresholds: [1, 10, 100],
    cells: sorted.map(({ name, reach, rate, distributedTransaction }) => ({
      x: REACH[reach],
      y: oneLine(name, 40),
      value: rate,
      text: `${formatRate(rate)}${distributedTransaction ? ", two phases" : ""}`,
    })),
  });
}

const SHOWN = 24;

/** Draws the shares of the shards over time, the hottest first. */
export async function heatChart({ heat, shards }: DrawnShards): Promise<Chart & Displayable> {
  const last = heat.at(-1)!;
  const shown = Math.min(12, shards);
  return await heatMap({
    title: "How busy the shards are",
    finding:
      `the busiest has ${
        formatShare(Math.round(last.hottest.value * 1000) / 1000)
      } at the end; an ` +
      `equal part is ${formatShare(Math.round(1000 / shards) / 1000)}`,
    x: { label: "Date", scale: "names" },
    y: { label: "Shard, the busiest first", scale: "names" },
    value: { label: "Times an equal part" },
    thresholds: [0.8, 1.02, 1.2, 1.5],
    cells: heat.flatMap(({ date, shares }) =>
      shares.slice(0, shown).map((share, at) => ({
        x: date.slice(0, 7),
        y: `${at + 1}.`,
        value: share * shards,
        text: (share * shards).toFixed(2),
      }))
    ),
  });
}

function placesTable({ tables }: Plain) {
  return table(
    tables.map(({ table: name, key, root, reference, copiedAlong, bytes }) => ({
      table: name,
      "placed by": reference ? "a copy on every shard" : key!,
      "stands with": reference ? "" : root!,
      note: copiedAlong === undefined ? "" : `copied down along ${copiedAlong}`,
      size: bytes,
    })),
    { caption: "Where rows are" },
  );
}

function patternsTable({ patterns }: Plain) {
  return table(
    patterns.map(({ name, rate, shards, reach, reason }) => ({
      query: name,
      rate: formatRate(rate),
      shards,
      reach: REACH[reach],
      reason,
    })),
    { caption: "Where queries go" },
  );
}
