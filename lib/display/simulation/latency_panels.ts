import type { Displayable } from "../../core/displayable.ts";
import { formatDuration } from "../../core/format.ts";
import type { PlainSimulation, SimulatedPattern } from "../../simulate/simulation.ts";
import { type Chart, chart, type Plot } from "../chart/chart.ts";
import { seriesStyle } from "../chart/palette.ts";
import { NOTE } from "../chart/threshold_marks.ts";
import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { simulationSentence } from "./simulation_sentence.ts";

/** Patterns that are drawn; a table has the others. */
const MOST = 12;
const COLUMNS = 3;

/**
 * Draws the latency of each pattern over the horizon in a panel of its own: p95 with its band, p50, and the
 * target. Each panel has a logarithmic scale of its own, so that a change shows whatever the length; numbers
 * stand beside the lines. Where a queue cannot keep up there is no latency, and the panel is grey.
 */
export async function latencyPanels(simulation: PlainSimulation): Promise<Chart & Displayable> {
  const shown = mostStrained(simulation.patterns).slice(0, MOST);
  const columns = Math.min(COLUMNS, Math.max(1, shown.length));
  const rows = Math.max(1, Math.ceil(shown.length / columns));
  const dates = simulation.dates.map((date) => new Date(date));
  const [first, end] = [dates[0]!, dates.at(-1)!];
  const panels = shown.map((pattern, at) => panelOf(pattern, { at, columns, dates }));
  const facet = { fx: "fx", fy: "fy" };
  const points = panels.flatMap(({ points }) => points);
  const full = panels.flatMap(({ full }) => full);
  const targets = panels.flatMap(({ target }) => target);
  const labels = panels.flatMap(({ labels }) => labels);
  const [dark, light, limit] = [seriesStyle(0).color, seriesStyle(2).color, seriesStyle(1).color];
  const x = { ...facet, x: "date" };
  const marks = (plot: Plot) => [
    plot.frame({ stroke: STYLE.rule }),
    plot.rectY(full, { ...facet, x1: "from", x2: "to", y1: () => 0, y2: () => 1, fill: "#c3c9d1" }),
    plot.areaY(points, { ...x, y1: "low", y2: "high", fill: dark, fillOpacity: 0.16 }),
    plot.line(points, { ...x, y: "p95", stroke: dark, strokeWidth: 2 }),
    plot.line(points, { ...x, y: "p50", stroke: light, strokeWidth: 1.6, strokeDasharray: "2 3" }),
    ...(dates.length === 1 ? [plot.dot(points, { ...x, y: "p95", fill: dark, r: 4 })] : []),
    plot.ruleY(targets, {
      ...facet,
      y: "y",
      stroke: limit,
      strokeWidth: 1.6,
      strokeDasharray: "7 3",
    }),
    plot.text(panels, {
      ...facet,
      ...NOTE,
      frameAnchor: "top-left",
      dx: 2,
      dy: -13,
      fontWeight: "bold",
      text: "title",
    }),
    ...(["start", "end"] as const).map((textAnchor) =>
      plot.text(labels.filter((label) => label.anchor === textAnchor), {
        ...x,
        ...NOTE,
        y: "y",
        text: "text",
        textAnchor,
        dx: textAnchor === "start" ? 4 : -4,
        dy: -8,
      })
    ),
  ];
  return await chart({
    title: `Latency of ${simulation.name} in the busiest hour`,
    finding: simulationSentence(simulation).split(". ")[0]!,
    xTitle: "Date",
    yTitle: "Latency (logarithmic, each panel with a scale of its own)",
    width: 780,
    height: rows * 138 + 66,
    plot: {
      marginLeft: 14,
      marginRight: 14,
      marginTop: 34,
      marginBottom: 44,
      fx: { axis: null, domain: [...Array(columns).keys()].map(String), padding: 0.07 },
      fy: { axis: null, domain: [...Array(rows).keys()].map(String), padding: 0.22 },
      x: {
        type: "utc",
        domain: [first, dates.length === 1 ? new Date(end.getTime() + 1) : end],
        ticks: ticksOf(dates),
        tickFormat: (date: Date) => date.toISOString().slice(0, 7),
      },
      y: { axis: null, domain: [0, 1] },
    },
    marks,
    legend: [
      { text: "p95", color: dark, dash: true },
      { text: "p50", color: light, dash: "2 3" },
      { text: "target", color: limit, dash: "7 3" },
      { text: "band of the p95", color: "#d6dee9" },
      { text: "logarithmic, each panel on its own", color: STYLE.background },
      ...(full.length > 0 ? [{ text: "cannot keep up: no latency", color: "#c3c9d1" }] : []),
    ],
    columns: [
      { key: "pattern" },
      { key: "date" },
      { key: "p50", unit: "seconds" },
      { key: "p95", unit: "seconds" },
      { key: "band" },
      { key: "target", unit: "seconds" },
    ],
    rows: shown.flatMap(({ name, points, targets }) =>
      points.filter((_, at) => at === 0 || at === points.length - 1).map((point) => ({
        pattern: name,
        date: point.date,
        ...(point.stable ? { p50: point.p50, p95: point.p95 } : {}),
        band: bandText(point.band.p95),
        ...(targets["p95"] === undefined ? {} : { target: targets["p95"] }),
      }))
    ),
  });
}

/** Two dates within, so that no label leaves its panel. */
function ticksOf(dates: readonly Date[]): readonly Date[] {
  const last = dates.length - 1;
  const within = [Math.round(last / 3), Math.round(last * 2 / 3)]
    .filter((at, nth, all) => at > 0 && at < last && all.indexOf(at) === nth);
  return within.length > 0 ? within.map((at) => dates[at]!) : [dates[0]!];
}

interface PanelPlace {
  readonly at: number;
  readonly columns: number;
  readonly dates: readonly Date[];
}

/** What one panel holds, from 0 at its foot to 1 at its head. */
function panelOf(pattern: SimulatedPattern, { at, columns, dates }: PanelPlace) {
  const place = { fx: String(at % columns), fy: String(Math.floor(at / columns)) };
  const percentile = pattern.targets["p95"] === undefined
    ? Object.keys(pattern.targets)[0] ?? "p95"
    : "p95";
  const target = pattern.targets[percentile];
  const stable = pattern.points.filter((point) => point.stable);
  const known = [
    ...stable.flatMap(({ p50, p95, band }) => [p50, p95, Math.max(p50 / 3, band.p95[0])]),
    ...(target === undefined ? [] : [target]),
  ].filter((value) => value > 0);
  const least = Math.min(...known, Infinity) / 1.3;
  const most = Math.max(...known, 0) * 3;
  const [low, high] = known.length === 0 ? [1e-3, 1] : [least, most];
  const y = (seconds: number) =>
    Math.min(1, Math.max(0, Math.log(seconds / low) / Math.log(high / low)));
  const from = pattern.points.findIndex((point) => !point.stable);
  const [start, end] = [stable[0], stable.at(-1)];
  const date = (of: string) => new Date(of);
  const label = (point: typeof start, anchor: "start" | "end") =>
    point
      ? [{
        ...place,
        date: date(point.date),
        y: y(point.p95),
        text: formatDuration(point.p95),
        anchor,
      }]
      : [];
  return {
    ...place,
    title: `${oneLine(pattern.name, 22)}${missedText(pattern, pattern.points[0]!.date)}`,
    points: pattern.points.map((point, index) => ({
      ...place,
      date: dates[index]!,
      p50: point.stable ? y(point.p50) : NaN,
      p95: point.stable ? y(point.p95) : NaN,
      low: y(point.band.p95[0]),
      high: y(point.band.p95[1]),
    })),
    full: from < 0 ? [] : [{ ...place, from: dates[from]!, to: dates.at(-1)! }],
    target: target === undefined ? [] : [{ ...place, y: y(target) }],
    labels: [
      ...label(start, "start"),
      ...(end && end !== start ? label(end, "end") : []),
      ...(target === undefined ? [] : [{
        ...place,
        date: dates[Math.floor(dates.length / 2)]!,
        y: y(target),
        text: `target ${percentile === "p95" ? "" : `${percentile} `}${formatDuration(target)}`,
        anchor: "start" as const,
      }]),
    ],
  };
}

/** Patterns with those that miss a target first, then by how near they are. */
export function mostStrained(patterns: readonly SimulatedPattern[]): readonly SimulatedPattern[] {
  const strain = ({ targets, points }: SimulatedPattern) => {
    const target = targets["p95"] ?? Object.values(targets)[0];
    return target === undefined ? 0 : points.at(-1)!.p95 / target;
  };
  return patterns.toSorted((a, b) =>
    strain(b) - strain(a) || b.points[0]!.rate - a.points[0]!.rate
  );
}

/** A band in words. */
export function bandText([low, high]: readonly [number, number]): string {
  return `${formatDuration(low)} to ${Number.isFinite(high) ? formatDuration(high) : "no end"}`;
}

function missedText({ missed }: SimulatedPattern, today: string): string {
  const [first] = missed;
  if (!first) return "";
  return first.date === today ? ": missed from the start" : `: missed from ${first.date}`;
}
