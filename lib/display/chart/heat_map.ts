import type { Displayable } from "../../core/displayable.ts";
import { quantileSorted } from "./quantile.ts";
import { formatCount } from "../../core/format.ts";
import { formatQuantity } from "../format_figure.ts";
import { STYLE } from "../style.ts";
import { type Axis, plainTitle, unitOf } from "./axis.ts";
import { type Chart, chart, type ChartWords } from "./chart.ts";
import { inkOn, rampFills } from "./palette.ts";

/** What a heat map shows. */
export interface HeatMapOptions extends ChartWords {
  /** Names along the width. */
  readonly x: Axis;
  /** Names down the height. */
  readonly y: Axis;
  /** What the colours stand for. */
  readonly value: Axis;
  /** A value for each pair of names; a pair without one stays empty. */
  readonly cells: readonly {
    readonly x: string;
    readonly y: string;
    readonly value: number;
    /** Stands in the cell. Defaults to the value. */
    readonly text?: string;
  }[];
  /** Where one colour ends and the next begins, from the lowest. Defaults to quintiles of the values. */
  readonly thresholds?: readonly number[];
  /** In pixels. Defaults to what 780 leaves. */
  readonly width?: number;
}

/**
 * Draws a value for each pair of names as a table of colours, with the values in it.
 *
 * @throws {TypeError} When an axis lacks its label.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { heatMap } from "@groundplan/groundplan";
 *
 * const { text } = await heatMap({
 *   title: "Cost by index and query",
 *   finding: "orders_customer_idx serves both",
 *   x: { label: "Query" },
 *   y: { label: "Index" },
 *   value: { label: "Cost", unit: "cost" },
 *   cells: [
 *     { x: "recent", y: "orders_customer_idx", value: 8 },
 *     { x: "total", y: "orders_customer_idx", value: 120 },
 *   ],
 * });
 * assert.match(text, /orders_customer_idx +cost 8 +cost 120/);
 * ```
 */
export async function heatMap(options: HeatMapOptions): Promise<Chart & Displayable> {
  const { cells, width = 780 } = options;
  const values = cells.map(({ value }) => value);
  const title = plainTitle(options.value);
  const bounds = options.thresholds ?? quintiles(values);
  const fills = rampFills(bounds.length + 1);
  const classOf = (value: number) => bounds.filter((bound) => value >= bound).length;
  const rows = [...new Set(cells.map(({ y }) => y))];
  const columns = [...new Set(cells.map(({ x }) => x))];
  const { unit } = options.value;
  const write = (value: number) =>
    unit === undefined || unit === "cost" || unit === "rows"
      ? formatCount(value)
      : formatQuantity(value, unit);
  const drawn = cells.map(({ x, y, value, text = write(value) }) => {
    const fill = fills[classOf(value)]!;
    return { x, y, fill, text, ink: inkOn(fill) };
  });
  const longest = Math.max(0, ...rows.map((name) => name.length));
  return await chart({
    ...options,
    width,
    height: Math.max(80, Math.min(4000, rows.length * 30 + 84)),
    xTitle: plainTitle(options.x),
    yTitle: plainTitle(options.y),
    plot: {
      marginLeft: Math.min(260, 24 + longest * 6.4),
      marginBottom: 44,
      marginTop: 26,
      padding: 0.04,
      x: { type: "band", domain: columns, tickSize: 0 },
      y: { type: "band", domain: rows, tickSize: 0 },
    },
    marks: (plot) => [
      plot.cell(drawn, { x: "x", y: "y", fill: "fill", stroke: STYLE.rule, strokeWidth: 0.5 }),
      plot.text(drawn, { x: "x", y: "y", text: "text", fill: "ink" }),
    ],
    legend: fills.map((color, at) => ({ color, text: classText(bounds, at, write) })).map(
      ({ color, text }, at) => ({ color, text: at === 0 ? `${title}: ${text}` : text }),
    ),
    columns: [
      { key: "y", label: options.y.label },
      ...columns.map((label, at) => ({
        key: `x${at}`,
        label,
        ...unitOf(options.value),
      })),
    ],
    rows: rows.map((y) => ({
      y,
      ...Object.fromEntries(
        columns.map((
          x,
          at,
        ) => [`x${at}`, cells.find((cell) => cell.x === x && cell.y === y)?.value]),
      ),
    })),
  });
}

function classText(
  bounds: readonly number[],
  at: number,
  write: (value: number) => string,
): string {
  const [low, high] = [bounds[at - 1], bounds[at]];
  if (low === undefined) return high === undefined ? "all" : `under ${write(high)}`;
  return high === undefined ? `${write(low)} and more` : `${write(low)} to ${write(high)}`;
}

function quintiles(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const cuts = [0.2, 0.4, 0.6, 0.8].map((share) => quantileSorted(sorted, share));
  return [...new Set(cuts)].filter((cut) => cut > (sorted[0] ?? 0));
}
