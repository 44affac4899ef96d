import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { daysBetween } from "../core/date.ts";
import { formatBytes, formatCount, formatDuration, formatShare } from "../core/format.ts";
import type { GrowthThreshold } from "../growth/crossing.ts";
import type { Forecast, ForecastSeries } from "../growth/forecast.ts";
import { areaChart } from "./chart/area_chart.ts";
import type { Chart } from "./chart/chart.ts";
import { lineChart } from "./chart/line_chart.ts";
import type { Threshold } from "./chart/threshold_marks.ts";
import { drawFindings } from "./draw_findings.ts";
import { pictureBundle } from "./picture_bundle.ts";
import { stackCharts } from "./stack_charts.ts";
import { table } from "./table.ts";
import { textWidth } from "./text_width.ts";

type Plain = Omit<Forecast, keyof Displayable>;

/** Draws a forecast: the whole with its band and the limits, and what it is made of. */
export async function drawForecast(forecast: Plain): Promise<MimeBundle> {
  const { svg, alt } = await forecastPicture(forecast);
  const { thresholds, fits } = forecast;
  const tables = [
    ...(thresholds.length > 0 ? [thresholdTable(thresholds)] : []),
    ...(fits.length > 0 ? [fitTable(fits)] : []),
    seriesTable(forecast),
  ];
  const printed = await Promise.all(tables.map((one) => one[display]()));
  const found = drawFindings(forecast.findings);
  const joined = (form: "text/plain" | "text/markdown") =>
    [sentenceOf(forecast), ...printed.map((bundle) => bundle[form]!), found[form]!].join("\n\n");
  return pictureBundle({
    svg,
    text: joined("text/plain"),
    markdown: joined("text/markdown"),
    alt,
    caption: sentenceOf(forecast),
  });
}

/** What the charts of a forecast need of it. */
export type DrawnForecast = Omit<Plain, "findings" | "assumed">;

/** Draws the whole with its band and the limits, and below it what it is made of. */
export async function forecastPicture(
  forecast: DrawnForecast,
): Promise<{ readonly svg: string; readonly alt: string }> {
  const charts = [await growthChart(forecast), await sizesChart(forecast)];
  const alt = charts.map(({ alt }) => alt).join(". ");
  return { svg: stackCharts(charts, alt), alt };
}

/** How the whole database grows, in one sentence. */
export function sentenceOf({ series, horizon, thresholds }: DrawnForecast): string {
  const bytes = series[0]?.points.map((point) => point.bytes) ?? [];
  const [first, last] = [bytes[0], bytes.at(-1)];
  if (!first || !last) return "There is nothing to forecast.";
  const [next] = thresholds;
  const band = last.p5 === last.p95 ? "" : ` (${formatBytes(last.p5)} to ${formatBytes(last.p95)})`;
  return `${formatBytes(first.p50)} become ${formatBytes(last.p50)}${band} in ${
    formatDuration(horizon)
  }` + (next
    ? `; the first limit is ${next.code.replaceAll("-", " ")} (${next.where}), ${next.date}`
    : "; no limit that was watched is reached");
}

/** Draws sizes of the database and of the working set with their bands and the limits. */
export async function growthChart(forecast: DrawnForecast): Promise<Chart & Displayable> {
  const shown = forecast.series.filter(({ kind }) => kind === "database" || kind === "working set");
  const values = shown.flatMap(({ points }) =>
    points.flatMap(({ bytes }) => [bytes.p5, bytes.p95])
  );
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const wide = least > 0 && most / least > WIDE;
  return await lineChart({
    title: `Growth of ${forecast.name}`,
    finding: sentenceOf(forecast),
    x: { label: "Date", scale: "date" },
    y: wide
      ? { label: "Size on disk", unit: "bytes", scale: "log" }
      : { label: "Size on disk", unit: "bytes", zero: true },
    series: shown.map(({ relation, points }) => ({
      name: relation,
      points: points.map(({ date, bytes }) => ({
        x: date,
        y: bytes.p50,
        low: bytes.p5,
        high: bytes.p95,
      })),
    })),
    thresholds: marksOf(forecast),
    band: "5th to 95th percentile of the runs",
  });
}

/** From this growth on, what is there at first would lie flat on the axis. */
const WIDE = 50;
const MARKS = 4;
/** Pixels between the axis and the names of the lines. */
const PLOT_WIDTH = 580;

// Marks whose labels would run into each other could not be read; the table has them all.
function marksOf({ thresholds, horizon, today }: DrawnForecast): readonly Threshold[] {
  const marks: Threshold[] = [];
  const levels = thresholds.filter(({ where, level }) =>
    where === "database" && level.unit === "bytes"
  )
    .filter(({ code }) => code === "disk-full" || code === "working-set-leaves-memory")
    .map(({ code, level }): Threshold => ({
      value: level.value,
      label: `${code === "disk-full" ? "disk" : "memory"}: ${formatBytes(level.value)}`,
    }));
  let taken = 0;
  for (const { date, code, where } of thresholds) {
    const at = daysBetween(today, date) * 86_400 / Math.max(1, horizon) * PLOT_WIDTH;
    const label = [`${words(code)} (${shortName(where)})`, words(code)]
      .find((text) => at + textWidth(text, { size: 10 }) + 12 <= PLOT_WIDTH && text.length <= 36);
    if (at < taken || marks.length >= MARKS || label === undefined) continue;
    taken = at + textWidth(label, { size: 10 }) + 12;
    marks.push({ axis: "x", value: date, label });
  }
  return [...levels, ...marks];
}

function words(code: string): string {
  return code.replaceAll("-", " ");
}

function shortName(where: string): string {
  return where.split(".").slice(where.split(".").length > 1 ? 1 : 0).join(".");
}

const LAYERS = 5;

/** Draws the sizes of the largest tables, with all that belongs to them, on top of each other. */
export async function sizesChart(forecast: DrawnForecast): Promise<Chart & Displayable> {
  const tables = new Map<string, number[]>();
  for (const { table: path, points } of forecast.series) {
    if (path === undefined) continue;
    const sums = tables.get(path) ?? points.map(() => 0);
    tables.set(path, sums.map((sum, at) => sum + points[at]!.bytes.p50));
  }
  const sorted = [...tables].sort(([, a], [, b]) => b.at(-1)! - a.at(-1)!);
  const [largest, rest] = [sorted.slice(0, LAYERS), sorted.slice(LAYERS)];
  const others = forecast.dates.map((_, at) => rest.reduce((sum, [, sums]) => sum + sums[at]!, 0));
  const layers = [
    ...largest.map(([path, sums]) => ({ name: shortName(path), sums })),
    ...(rest.length > 0 ? [{ name: `${rest.length} other tables`, sums: others }] : []),
  ];
  const total = sorted.reduce((sum, [, sums]) => sum + sums.at(-1)!, 0);
  const [first] = largest;
  return await areaChart({
    title: "What the size is made of",
    finding: first && total > 0
      ? `${shortName(first[0])} with its indexes is ${
        formatShare(Math.round(first[1].at(-1)! / total * 100) / 100)
      } at the end`
      : "there is nothing on disk",
    x: { label: "Date", scale: "date" },
    y: { label: "Size on disk, middle of the runs", unit: "bytes" },
    series: layers.map(({ name, sums }) => ({
      name,
      points: sums.map((y, at) => ({ x: forecast.dates[at]!, y })),
    })),
    height: 320,
  });
}

function thresholdTable(thresholds: readonly GrowthThreshold[]) {
  return table(
    thresholds.map(({ date, where, what, probability, earliest, actBy, act }) => ({
      date,
      where,
      what,
      probability: formatShare(Math.round(probability.value * 100) / 100),
      earliest,
      "act by": actBy,
      act,
    })),
    { caption: "Limits that are reached" },
  );
}

function fitTable(fits: Plain["fits"]) {
  return table(
    fits.map(({ entity, kind, points, error }) => ({
      entity,
      curve: kind,
      points,
      error: error === undefined ? "not known" : formatShare(Number(error.toPrecision(2))),
    })),
    { caption: "Curves through what was measured; error in foretelling the last third" },
  );
}

function seriesTable({ series, dates }: Plain) {
  const rows = series.map((one) => ({
    relation: one.kind === "write-ahead log" ? "write-ahead log a day" : one.relation,
    kind: one.kind,
    ...pointsOf(one, dates.length - 1),
  }));
  return table(rows, {
    caption: `Sizes at the start and at the end; band from the 5th to the 95th percentile`,
    limit: 60,
  });
}

function pointsOf({ points }: ForecastSeries, last: number) {
  const [start, end] = [points[0]!, points[last]!];
  const { p5, p95 } = end.bytes;
  return {
    rows: end.rows ? formatCount(end.rows.p50) : "",
    start: formatBytes(start.bytes.p50),
    end: formatBytes(end.bytes.p50),
    band: p5 === p95 ? "" : `${formatBytes(p5)} to ${formatBytes(p95)}`,
  };
}
