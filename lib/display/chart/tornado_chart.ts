import type { Displayable } from "../../core/displayable.ts";
import { formatQuantity } from "../format_figure.ts";
import { oneLine } from "../one_line.ts";
import { textWidth } from "../text_width.ts";
import { STYLE } from "../style.ts";
import { type Axis, drawnAxis, plainTitle, unitOf } from "./axis.ts";
import { type Chart, chart, type ChartWords } from "./chart.ts";
import { NOTE } from "./threshold_marks.ts";

/** What a tornado chart shows. */
export interface TornadoChartOptions extends ChartWords {
  /** What the bars measure. */
  readonly value: Axis;
  /** What the names are, such as `Assumption`. */
  readonly names: Axis;
  /** The value when nothing is changed. */
  readonly base: number;
  /** What each assumption does to the value. */
  readonly bars: readonly {
    readonly name: string;
    /** The value at the low end of what is varied. */
    readonly low: number;
    /** The value at its high end. */
    readonly high: number;
    /** What the low end is, such as `2 %/month`. */
    readonly lowText?: string;
    /** What the high end is. */
    readonly highText?: string;
  }[];
  /** In pixels. Defaults to 780. */
  readonly width?: number;
}

/**
 * Draws how far each assumption moves a value, the one that matters most at the top.
 *
 * @throws {TypeError} When an axis lacks its label.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { tornadoChart } from "@groundplan/groundplan";
 *
 * const { svg } = await tornadoChart({
 *   title: "What the size in 2029 depends on",
 *   finding: "growth matters most",
 *   value: { label: "Size on disk", unit: "bytes" },
 *   names: { label: "Assumption" },
 *   base: 4e11,
 *   bars: [{ name: "Order.grows", low: 3e11, high: 7e11 }],
 * });
 * assert.match(svg, /Order.grows/);
 * ```
 */
export async function tornadoChart(options: TornadoChartOptions): Promise<Chart & Displayable> {
  const { base, width = 780 } = options;
  const bars = options.bars.toSorted((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low));
  const axis = drawnAxis(options.value, [base, ...bars.flatMap(({ low, high }) => [low, high])]);
  const { unit } = options.value;
  const write = (value: number) => unit === undefined ? String(value) : formatQuantity(value, unit);
  const drawn = bars.flatMap(({ name, low, high, lowText, highText }) => [
    {
      name,
      from: base / axis.divisor,
      to: low / axis.divisor,
      end: "low" as const,
      text: lowText ?? write(low),
    },
    {
      name,
      from: base / axis.divisor,
      to: high / axis.divisor,
      end: "high" as const,
      text: highText ?? write(high),
    },
  ]);
  const longest = Math.max(
    0,
    ...bars.map(({ name }) => textWidth(oneLine(name, 44), { size: 11 })),
  );
  const fills = { low: "#9cc3dd", high: "#1f4e79" };
  const room = Math.max(0, ...drawn.map(({ text }) => textWidth(text, { size: 11 }))) + 10;
  return await chart({
    ...options,
    width,
    height: Math.max(120, Math.min(4000, bars.length * 30 + 84)),
    xTitle: axis.title,
    yTitle: plainTitle(options.names),
    plot: {
      marginLeft: longest + 18 + room,
      marginRight: room,
      marginBottom: 44,
      marginTop: 26,
      x: { type: "linear", nice: true },
      y: {
        type: "band",
        domain: bars.map(({ name }) => name),
        padding: 0.3,
        tickSize: 0,
        tickFormat: (name: string) => oneLine(name, 44),
        tickPadding: room,
      },
    },
    marks: (plot) => [
      plot.gridX({ stroke: STYLE.grid, strokeOpacity: 1 }),
      ...(["low", "high"] as const).map((end) =>
        plot.barX(drawn.filter((bar) => bar.end === end), {
          y: "name",
          x1: "from",
          x2: "to",
          fill: fills[end],
          stroke: STYLE.ink,
          strokeWidth: 0.6,
        })
      ),
      ...[true, false].map((left) =>
        plot.text(drawn.filter(({ from, to }) => (to < from) === left), {
          y: "name",
          x: "to",
          text: "text",
          dx: left ? -5 : 5,
          ...NOTE,
          textAnchor: left ? "end" : "start",
        })
      ),
      plot.ruleX([base / axis.divisor], { stroke: STYLE.ink, strokeWidth: 1.4 }),
    ],
    legend: [
      { color: fills.low, text: "at the low end" },
      { color: fills.high, text: "at the high end" },
      { color: STYLE.ink, dash: true, text: `as assumed: ${write(base)}` },
    ],
    columns: [
      { key: "name", label: options.names.label },
      { key: "low", ...unitOf(options.value) },
      { key: "high", ...unitOf(options.value) },
    ],
    rows: bars.map(({ name, low, high }) => ({ name, low, high })),
  });
}
