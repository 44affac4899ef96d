import type { Displayable } from "../../core/displayable.ts";
import { STYLE } from "../style.ts";
import { type Axis, axisScale, drawnAxis, unitOf } from "./axis.ts";
import { type Chart, chart, type ChartWords, labelRoom, type Plot } from "./chart.ts";
import { seriesStyle } from "./palette.ts";
import { type Threshold, thresholdMarks } from "./threshold_marks.ts";

/** A point of a line, perhaps with the band that it may lie in. */
export interface LinePoint {
  /** A number, or a date as ISO text. */
  readonly x: number | string;
  /** The value, in base units. */
  readonly y: number;
  /** The lowest value to expect. Defaults to the value. */
  readonly low?: number;
  /** The highest value to expect. Defaults to the value. */
  readonly high?: number;
}

/** A line with its name. */
export interface LineSeries {
  /** Stands beside its end. */
  readonly name: string;
  /** The points from left to right. */
  readonly points: readonly LinePoint[];
}

/** What a line chart shows. */
export interface LineChartOptions extends ChartWords {
  /** What runs from left to right. */
  readonly x: Axis;
  /** What the lines measure. */
  readonly y: Axis;
  /** The lines; up to six can be told apart. */
  readonly series: readonly LineSeries[];
  /** Limits that the lines run into. */
  readonly thresholds?: readonly Threshold[];
  /** What the bands are, such as `10th to 90th percentile`. */
  readonly band?: string;
  /** In pixels. Defaults to 780. */
  readonly width?: number;
  /** In pixels. Defaults to 380. */
  readonly height?: number;
}

/**
 * Draws lines over numbers or time, with bands of uncertainty and the limits that they run into.
 *
 * @throws {TypeError} When an axis lacks its label, or a value is missing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { lineChart } from "@groundplan/groundplan";
 *
 * const { text, svg } = await lineChart({
 *   title: "Size of orders",
 *   finding: "the disk is full in 2028",
 *   x: { label: "Date", scale: "date" },
 *   y: { label: "Size on disk", unit: "bytes" },
 *   series: [{ name: "orders", points: [{ x: "2027-01-01", y: 2e9 }, { x: "2028-01-01", y: 9e9 }] }],
 *   thresholds: [{ value: 8e9, label: "disk" }],
 * });
 * assert.match(text, /2028-01-01 +8.38 GB/);
 * assert.match(svg, /Size on disk \(GB\)/);
 * ```
 */
export async function lineChart(options: LineChartOptions): Promise<Chart & Displayable> {
  const { series, thresholds = [], band } = options;
  const limits = (axis: "x" | "y") =>
    thresholds.filter((each) => (each.axis ?? "y") === axis).map(({ value }) => value);
  const points = series.flatMap((each) => each.points);
  const numbers = (values: readonly (number | string | undefined)[]) =>
    values.filter((value) => typeof value === "number");
  const x = drawnAxis(options.x, numbers([...points.map((point) => point.x), ...limits("x")]));
  const y = drawnAxis(
    options.y,
    numbers([...points.flatMap(({ y, low, high }) => [y, low, high]), ...limits("y")]),
  );
  const onX = (value: number | string) =>
    options.x.scale === "date" ? new Date(value) : Number(value) / x.divisor;
  const onY = (value: number | string) => Number(value) / y.divisor;
  const drawn = series.map(({ name, points }, at) => ({
    name,
    style: seriesStyle(at),
    points: points.map((point) => ({
      x: onX(point.x),
      y: onY(point.y),
      low: onY(point.low ?? point.y),
      high: onY(point.high ?? point.y),
    })),
    banded: points.some(({ low, high }) => low !== undefined || high !== undefined),
  }));
  const marks = (plot: Plot) => [
    plot.gridY({ stroke: STYLE.grid, strokeOpacity: 1 }),
    ...drawn.filter(({ banded }) => banded).map(({ points, style }) =>
      plot.areaY(points, { x: "x", y1: "low", y2: "high", fill: style.color, fillOpacity: 0.16 })
    ),
    ...drawn.flatMap(({ points, style }) => [
      plot.line(points, {
        x: "x",
        y: "y",
        stroke: style.color,
        strokeWidth: 2,
        ...(style.dash ? { strokeDasharray: style.dash } : {}),
      }),
      plot.dot(sparse(points), {
        x: "x",
        y: "y",
        symbol: style.symbol,
        fill: style.color,
        stroke: "white",
        strokeWidth: 0.5,
        r: 3.5,
      }),
    ]),
    ...thresholdMarks(
      plot,
      thresholds.map(({ axis = "y", value, label }) => ({
        axis,
        at: axis === "y" ? onY(value) : onX(value),
        label,
      })),
    ),
    plot.ruleY(options.y.scale === "log" ? [] : [0], { stroke: STYLE.rule }),
  ];
  return await chart({
    ...options,
    xTitle: x.title,
    yTitle: y.title,
    marks,
    plot: {
      marginLeft: 64,
      marginRight: labelRoom(series.map(({ name }) => name)),
      marginBottom: 44,
      marginTop: 26,
      x: axisScale(options.x, {
        on: onX,
        values: drawn.flatMap(({ points }) => points.map(({ x }) => x)),
      }),
      y: {
        ...axisScale(options.y, {
          on: onY,
          values: drawn.flatMap(({ points }) => points.map(({ y }) => y)),
        }),
        ...(options.y.scale === "log" ? {} : { nice: true, zero: options.y.zero !== false }),
      },
    },
    labels: drawn.flatMap(({ name, points, style }) => {
      const last = points.at(-1);
      return last ? [{ text: name, x: last.x, y: last.y, color: style.color }] : [];
    }),
    ...(band === undefined ? {} : { legend: [{ text: `shaded: ${band}`, color: "#d6dee9" }] }),
    columns: [
      { key: "series" },
      { key: "x", label: options.x.label, ...unitOf(options.x) },
      ...["y", "low", "high"].filter((key) =>
        key === "y" || points.some((point) => point[key as "low"] !== undefined)
      ).map((key) => ({
        key,
        label: key === "y" ? options.y.label : key,
        ...unitOf(options.y),
      })),
    ],
    rows: series.flatMap(({ name, points }) => points.map((point) => ({ series: name, ...point }))),
  });
}

/** At most a dozen markers a line: more would hide it. */
function sparse<Point>(points: readonly Point[]): Point[] {
  const step = Math.max(1, Math.ceil(points.length / 12));
  return points.filter((_, at) => (points.length - 1 - at) % step === 0);
}
