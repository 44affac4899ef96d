import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { daysBetween } from "../core/date.ts";
import { formatBytes, formatNumber, formatRate } from "../core/format.ts";
import type { PartitionAdvice } from "../scale/partitions/partition_advice.ts";
import type { PartitionPlan } from "../scale/partitions/plan_partitions.ts";
import type { Chart } from "./chart/chart.ts";
import { timelineChart } from "./chart/timeline_chart.ts";
import { lineChart } from "./chart/line_chart.ts";
import { drawFindings } from "./draw_findings.ts";
import { pictureBundle } from "./picture_bundle.ts";
import { stackCharts } from "./stack_charts.ts";
import { table } from "./table.ts";

type Plain = Omit<PartitionPlan, keyof Displayable>;

/** Draws a plan of partitions: how many there are over time, what is read of them, and why. */
export async function drawPartitionPlan(plan: Plain): Promise<MimeBundle> {
  const chosen = plan.tables.filter(({ partition }) => partition);
  const parts = [
    await adviceTable(plan.tables)[display](),
    ...(chosen.length > 0 ? [await pruningTable(chosen)[display]()] : []),
    drawFindings([...plan.findings, ...chosen.flatMap(({ findings }) => findings)]),
  ];
  const joined = (form: "text/plain" | "text/markdown") =>
    [partitionSentence(plan), ...parts.map((bundle) => bundle[form]!)].join("\n\n");
  const [text, markdown] = [joined("text/plain"), joined("text/markdown")];
  if (chosen.length === 0) return { ...parts[0]!, "text/plain": text, "text/markdown": markdown };
  const { svg, alt } = await partitionPicture(plan);
  return pictureBundle({ svg, alt, text, markdown, caption: partitionSentence(plan) });
}

/** What the chart of a plan of partitions needs of it. */
export interface DrawnPartitions {
  readonly tables: readonly Pick<
    PartitionAdvice,
    "table" | "partition" | "key" | "timeline" | "lives"
  >[];
}

/** Draws how many partitions there are over time, and from when to when some of them are there. */
export async function partitionPicture(
  plan: DrawnPartitions,
): Promise<{ readonly svg: string; readonly alt: string }> {
  const dated = plan.tables.find(({ lives }) => lives.length > 0);
  const charts = [
    await partitionChart(plan),
    ...(dated ? [await livesChart(dated)] : []),
  ];
  const alt = charts.map(({ alt }) => alt).join(". ");
  return { svg: stackCharts(charts, alt), alt };
}

/** Draws from when to when some of a table's partitions are there. */
async function livesChart(
  { table, lives, timeline }: DrawnPartitions["tables"][number],
): Promise<Chart & Displayable> {
  const [start, end] = [timeline[0]!.date, timeline.at(-1)!.date];
  const seconds = (date: string) => daysBetween(start, date) * 86_400;
  const [first] = lives;
  return await timelineChart({
    title: "Partition timeline",
    finding: `${first!.name} is created on ${first!.created} and ${
      first!.dropped ? `dropped on ${first!.dropped}` : "kept"
    }; the bars are some of the partitions of ${table.replace(/^public\./, "")}`,
    x: { label: `Time from ${start}`, unit: "seconds" },
    y: { label: "Partition, from its creation until it is dropped" },
    phases: [{
      name: table.replace(/^public\./, ""),
      steps: lives.map(({ name, created, dropped = end }) => ({
        name,
        start: seconds(created),
        seconds: seconds(dropped) - seconds(created),
      })),
    }],
  });
}

/** What a plan of partitions comes to, in one sentence. */
export function partitionSentence({ tables }: DrawnPartitions): string {
  const chosen = tables.filter(({ partition }) => partition);
  if (chosen.length === 0) return "No table is worth partitioning";
  const named = chosen.map(({ table, key }) =>
    `${table} by ${key!.interval ? `${key!.interval.name} of ` : `${key!.method} of `}${
      key!.column
    }`
  );
  const left = tables.length - chosen.length;
  const others = left === 0
    ? ""
    : `; leave the other ${left === 1 ? "table" : `${left} tables`} whole`;
  return `Partition ${named.join(", ")}${others}`;
}

/** Draws how many partitions there are over time. */
export async function partitionChart(plan: DrawnPartitions): Promise<Chart & Displayable> {
  const chosen = plan.tables.filter(({ partition }) => partition).slice(0, 5);
  return await lineChart({
    title: "Partitions over time",
    finding: partitionSentence(plan),
    x: { label: "Date", scale: "date" },
    y: { label: "Partitions", unit: "count", zero: true },
    series: chosen.map(({ table, timeline }) => ({
      name: table.replace(/^public\./, ""),
      points: timeline.map(({ date, partitions }) => ({ x: date, y: partitions })),
    })),
  });
}

function adviceTable(tables: readonly PartitionAdvice[]) {
  return table(
    tables.map(({ table: name, partition, key, bytes, partitions, partitionBytes, reasons }) => ({
      table: name,
      advice: partition ? `${key!.method} of ${key!.column}` : "leave whole",
      interval: key?.interval?.name ?? "",
      "at the horizon": formatBytes(bytes.value),
      partitions: partitions ? formatNumber(partitions.value) : "",
      each: partitionBytes ? formatBytes(partitionBytes.value) : "",
      why: reasons.join(". "),
    })),
    { caption: "Tables and what is advised" },
  );
}

function pruningTable(chosen: readonly PartitionAdvice[]) {
  return table(
    chosen.flatMap(({ table: name, pruning }) =>
      pruning.map(({ name: query, rate, scanned, of, before, after }) => ({
        table: name,
        query,
        rate: formatRate(rate),
        "partitions read": `${scanned} of ${of}`,
        "cost whole": formatNumber(before),
        "cost partitioned": formatNumber(after),
      }))
    ),
    { caption: "What the real planner reads" },
  );
}
