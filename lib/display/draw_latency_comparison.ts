import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { formatDuration, formatNumber } from "../core/format.ts";
import type { LatencyComparison } from "../simulate/load_tools/compare_latency.ts";
import { chart } from "./chart/chart.ts";
import { STYLE } from "./style.ts";

/** Draws predicted latencies against measured ones: on the line they agree. */
export async function drawLatencyComparison(
  comparison: Omit<LatencyComparison, keyof Displayable>,
): Promise<MimeBundle> {
  const { patterns, ratio, medianFactor, rankCorrelation } = comparison;
  const points = patterns.map(({ name, predicted, measured }) => ({
    name,
    predicted: predicted.mean * 1000,
    measured: measured.mean * 1000,
  }));
  const all = points.flatMap(({ predicted, measured }) => [predicted, measured]);
  const ends = [Math.min(...all) / 1.5, Math.max(...all) * 1.5] as const;
  const [low, high] = ends;
  // Within the frame: where either side would leave it, the line ends.
  const line = (factor: number) => [
    { x: Math.max(low, low / factor), y: Math.max(low, low * factor) },
    { x: Math.min(high, high / factor), y: Math.min(high, high * factor) },
  ];
  const drawn = await chart({
    title: "Predicted and measured latency",
    finding: `the mean is predicted ${formatNumber(ratio)} times what was measured, half of the ` +
      `patterns within a factor of ${formatNumber(medianFactor)}, rank correlation ${
        formatNumber(rankCorrelation)
      }`,
    xTitle: "Measured mean (ms, logarithmic; dashed: a factor of 1.5)",
    yTitle: "Predicted mean (ms)",
    height: 380,
    plot: {
      marginLeft: 56,
      marginBottom: 44,
      x: { type: "log", domain: [...ends], tickFormat: "~g" },
      y: { type: "log", domain: [...ends], tickFormat: "~g" },
    },
    marks: (plot) => [
      plot.line(line(1), { x: "x", y: "y", stroke: STYLE.ink }),
      plot.line(line(1.5), { x: "x", y: "y", stroke: STYLE.ink, strokeDasharray: "4 3" }),
      plot.line(line(1 / 1.5), { x: "x", y: "y", stroke: STYLE.ink, strokeDasharray: "4 3" }),
      plot.dot(points, { x: "measured", y: "predicted", r: 5, fill: "#14375e" }),
    ],
    columns: [
      { key: "pattern" },
      { key: "count", label: "transactions" },
      { key: "predicted" },
      { key: "measured" },
      { key: "ratio" },
    ],
    rows: patterns.map(({ name, predicted, measured, ratio }) => ({
      pattern: name,
      count: measured.count,
      predicted: formatDuration(predicted.mean),
      measured: formatDuration(measured.mean),
      ratio: formatNumber(ratio),
    })),
  });
  return await drawn[display]();
}
