import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import type { CostCurve } from "../whatif/cost_curve.ts";
import { lineChart } from "./chart/line_chart.ts";

/** Draws the cost of a query against rows or time, with every change of its plan. */
export async function drawCostCurve(
  curve: Omit<CostCurve, keyof Displayable>,
): Promise<MimeBundle> {
  const { name, over, points, changes, target } = curve;
  const xOf = ({ date, rows }: CostCurve["points"][number]) =>
    over === "time" ? date! : Math.max(1, rows);
  const chart = await lineChart({
    title: `${name}: predicted latency as the data grow`,
    finding: changes.length > 0
      ? changes.map(({ sentence }) => sentence).join("; ")
      : "The plan stays the same",
    x: over === "time"
      ? { label: "Date", scale: "date" }
      : { label: "Rows of the largest table", scale: "log" },
    y: { label: "Predicted latency", unit: "seconds", scale: "log" },
    series: [{
      name,
      points: points.map((point) => ({ x: xOf(point), y: Math.max(1e-7, point.seconds) })),
    }],
    thresholds: [
      ...(target === undefined ? [] : [{ value: target, label: "target" }]),
      ...changes.map(({ after }, at) => ({
        axis: "x" as const,
        value: xOf(after),
        label: `plan ${at + 2}`,
      })),
    ],
  });
  return await chart[display]();
}
