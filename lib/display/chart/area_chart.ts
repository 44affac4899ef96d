import type { Displayable } from "../../core/displayable.ts";
import { STYLE } from "../style.ts";
import { type Axis, axisScale, drawnAxis, unitOf } from "./axis.ts";
import { type Chart, chart, type ChartWords, labelRoom } from "./chart.ts";
import { areaFill } from "./palette.ts";
import { type Threshold, thresholdMarks } from "./threshold_marks.ts";

/** What a chart of stacked areas shows. */
export interface AreaChartOptions extends ChartWords {
  /** What runs from left to right. */
  readonly x: Axis;
  /** What is added up. */
  readonly y: Axis;
  /** The layers from the bottom; all have the same x. */
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly { readonly x: number | string; readonly y: number }[];
  }[];
  /** Limits of the sum. */
  readonly thresholds?: readonly Threshold[];
  /** In pixels. Defaults to 780. */
  readonly width?: number;
  /** In pixels. Defaults to 380. */
  readonly height?: number;
}

/**
 * Draws parts that add up to a whole, over numbers or time.
 *
 * @throws {TypeError} When an axis lacks its label.
 * @throws {RangeError} When the layers do not have the same x.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { areaChart } from "@groundplan/groundplan";
 *
 * const { alt } = await areaChart({
 *   title: "Disk",
 *   finding: "indexes outgrow tables in 2028",
 *   x: { label: "Date", scale: "date" },
 *   y: { label: "Size on disk", unit: "bytes" },
 *   series: [
 *     { name: "tables", points: [{ x: "2027-01-01", y: 2e9 }, { x: "2028-01-01", y: 4e9 }] },
 *     { name: "indexes", points: [{ x: "2027-01-01", y: 1e9 }, { x: "2028-01-01", y: 5e9 }] },
 *   ],
 * });
 * assert.equal(alt, "Disk: indexes outgrow tables in 2028");
 * ```
 */
export async function areaChart(options: AreaChartOptions): Promise<Chart & Displayable> {
  const { series, thresholds = [] } = options;
  const places = series[0]?.points.map(({ x }) => x) ?? [];
  for (const { name, points } of series) {
    if (points.length !== places.length || points.some(({ x }, at) => x !== places[at])) {
      throw new RangeError(`Cannot stack ${name}: its points do not have the x of the layer below`);
    }
  }
  const sums = places.map((_, at) => series.reduce((sum, { points }) => sum + points[at]!.y, 0));
  const x = drawnAxis(options.x, places.filter((place) => typeof place === "number"));
  const y = drawnAxis(options.y, [...sums, ...thresholds.map(({ value }) => Number(value))]);
  const onX = (value: number | string) =>
    options.x.scale === "date" ? new Date(value) : Number(value) / x.divisor;
  let below = places.map(() => 0);
  const layers = series.map(({ name, points }, at) => {
    const bottom = below;
    below = points.map((point, at) => bottom[at]! + point.y / y.divisor);
    const top = below;
    return {
      name,
      fill: areaFill(at),
      points: places.map((place, at) => ({ x: onX(place), low: bottom[at]!, high: top[at]! })),
    };
  });
  return await chart({
    ...options,
    xTitle: x.title,
    yTitle: y.title,
    plot: {
      marginLeft: 64,
      marginRight: labelRoom(series.map(({ name }) => name)),
      marginBottom: 44,
      marginTop: 26,
      x: axisScale(options.x, { on: onX, values: places.map(onX) }),
      y: { zero: true, nice: true },
    },
    marks: (plot) => [
      plot.gridY({ stroke: STYLE.grid, strokeOpacity: 1 }),
      ...layers.map(({ points, fill }) =>
        plot.areaY(points, {
          x: "x",
          y1: "low",
          y2: "high",
          fill,
          stroke: STYLE.ink,
          strokeWidth: 0.8,
        })
      ),
      ...thresholdMarks(
        plot,
        thresholds.map(({ value, label }) => ({ axis: "y", at: Number(value) / y.divisor, label })),
      ),
    ],
    labels: layers.flatMap(({ name, points }) => {
      const last = points.at(-1);
      return last ? [{ text: name, x: last.x, y: (last.low + last.high) / 2 }] : [];
    }),
    columns: [
      { key: "x", label: options.x.label, ...unitOf(options.x) },
      ...[...series.map(({ name }) => name), "sum"].map((label, at) => ({
        key: `y${at}`,
        label,
        ...unitOf(options.y),
      })),
    ],
    rows: places.map((place, at) => ({
      x: place,
      ...Object.fromEntries(series.map(({ points }, layer) => [`y${layer}`, points[at]!.y])),
      [`y${series.length}`]: sums[at]!,
    })),
  });
}
