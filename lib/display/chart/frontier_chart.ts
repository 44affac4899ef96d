import type { Displayable } from "../../core/displayable.ts";
import { STYLE } from "../style.ts";
import { type Axis, drawnAxis, logTicks, unitOf } from "./axis.ts";
import { type Chart, chart, type ChartWords, labelRoom } from "./chart.ts";
import { thresholdMarks } from "./threshold_marks.ts";

/** What a frontier chart shows. */
export interface FrontierChartOptions extends ChartWords {
  /** What is spent. */
  readonly x: Axis;
  /** What is had for it; less is better. */
  readonly y: Axis;
  /** Choices, each the best for what it spends. */
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly label?: string;
    /** The choice that is recommended. */
    readonly chosen?: boolean;
  }[];
  /** The most that may be spent, in the unit of x. */
  readonly budget?: { readonly value: number; readonly label: string };
  /** The best that could be had at any price, in the unit of y. */
  readonly bound?: { readonly value: number; readonly label: string };
  /** In pixels. Defaults to 780. */
  readonly width?: number;
  /** In pixels. Defaults to 380. */
  readonly height?: number;
}

/**
 * Draws what the best choice gains at each price, as steps: between two choices nothing is gained.
 *
 * @throws {TypeError} When an axis lacks its label.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { frontierChart } from "@groundplan/groundplan";
 *
 * const { text } = await frontierChart({
 *   title: "Indexes by budget",
 *   finding: "3 GB buy nine tenths of the gain",
 *   x: { label: "Size of indexes", unit: "bytes" },
 *   y: { label: "Cost of the workload", unit: "cost" },
 *   points: [{ x: 0, y: 900 }, { x: 3 * 2 ** 30, y: 120, label: "two indexes", chosen: true }],
 * });
 * assert.match(text, /two indexes +3 GB +cost 120/);
 * ```
 */
export async function frontierChart(options: FrontierChartOptions): Promise<Chart & Displayable> {
  const { budget, bound } = options;
  const points = options.points.toSorted((a, b) => a.x - b.x);
  const x = drawnAxis(options.x, [
    ...points.map((point) => point.x),
    ...(budget ? [budget.value] : []),
  ]);
  const y = drawnAxis(options.y, points.map((point) => point.y));
  const drawn = points.map((point) => ({
    ...point,
    x: point.x / x.divisor,
    y: point.y / y.divisor,
  }));
  const named = drawn.filter(({ label }) => label !== undefined);
  return await chart({
    ...options,
    xTitle: x.title,
    yTitle: y.title,
    plot: {
      marginLeft: 64,
      marginRight: labelRoom(named.map(({ label }) => label!)),
      marginBottom: 44,
      marginTop: 26,
      x: { zero: true },
      y: {
        zero: options.y.scale !== "log",
        nice: true,
        type: options.y.scale === "log" ? "log" : "linear",
        ...(options.y.scale === "log" ? { tickFormat: logTicks(drawn.map(({ y }) => y)) } : {}),
      },
    },
    marks: (plot) => [
      plot.gridY({ stroke: STYLE.grid, strokeOpacity: 1 }),
      plot.line(drawn, { x: "x", y: "y", curve: "step-after", stroke: "#14375e", strokeWidth: 2 }),
      plot.dot(drawn.filter(({ chosen }) => !chosen), {
        x: "x",
        y: "y",
        r: 4,
        fill: "white",
        stroke: "#14375e",
        strokeWidth: 1.6,
      }),
      plot.dot(drawn.filter(({ chosen }) => chosen), {
        x: "x",
        y: "y",
        r: 6,
        symbol: "star",
        fill: "#c44601",
        stroke: STYLE.ink,
      }),
      ...thresholdMarks(plot, [
        ...(budget
          ? [{ axis: "x" as const, at: budget.value / x.divisor, label: budget.label }]
          : []),
        ...(bound
          ? [{ axis: "y" as const, at: bound.value / y.divisor, label: bound.label, dash: "6 3" }]
          : []),
      ]),
    ],
    labels: named.map(({ x, y, label, chosen }) => ({
      x,
      y,
      above: true,
      text: label!,
      ...(chosen ? { color: "#a33a00" } : {}),
    })),
    columns: [
      { key: "choice" },
      { key: "x", label: options.x.label, ...unitOf(options.x) },
      { key: "y", label: options.y.label, ...unitOf(options.y) },
      { key: "chosen" },
    ],
    rows: points.map(({ label, x, y, chosen = false }) => ({ choice: label, x, y, chosen })),
  });
}
