import type { Markish, TextOptions } from "@observablehq/plot";
import { STYLE } from "../style.ts";
import type { Plot } from "./chart.ts";

/** A value that matters: a limit, a target, a date. */
export interface Threshold {
  /** On which axis it lies. Defaults to `y`. */
  readonly axis?: "x" | "y";
  /** A number, or a date as ISO text. */
  readonly value: number | string;
  /** What it is, in a few words. */
  readonly label: string;
}

/** A threshold in the unit that is drawn. */
export interface DrawnThreshold {
  readonly axis: "x" | "y";
  readonly at: number | Date;
  readonly label: string;
  /** As in SVG's `stroke-dasharray`. Defaults to dots. */
  readonly dash?: string;
}

/** How words stand inside a chart: dark, with a light edge, so that they can be read over lines. */
export const NOTE: TextOptions = {
  textAnchor: "start",
  fill: STYLE.ink,
  stroke: "white",
  strokeWidth: 3,
};

/** Draws thresholds as thin rules, each with its label. */
export function thresholdMarks(plot: Plot, thresholds: readonly DrawnThreshold[]): Markish[] {
  return thresholds.flatMap(({ axis, at, label, dash = "1 3" }) => {
    const rule = { stroke: STYLE.ink, strokeWidth: 1.2, strokeDasharray: dash };
    return axis === "y"
      ? [
        plot.ruleY([at], rule),
        plot.text([label], { ...NOTE, y: [at], frameAnchor: "left", dx: 4, dy: -7 }),
      ]
      : [
        plot.ruleX([at], rule),
        plot.text([label], { ...NOTE, x: [at], frameAnchor: "top", dx: 5, dy: 8 }),
      ];
  });
}
