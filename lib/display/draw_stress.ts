import { display, type Displayable, type MimeBundle } from "../core/displayable.ts";
import { formatCount, formatDuration } from "../core/format.ts";
import type { Stress } from "../whatif/stress.ts";
import { heatMap } from "./chart/heat_map.ts";
import { table } from "./table.ts";

/** Draws how a workload fares at more rows: the latency of each query for one of its target. */
export async function drawStress(stress: Omit<Stress, keyof Displayable>): Promise<MimeBundle> {
  const rows = stress.queries.map(({ name, target, points, missesAt, why }) => ({
    query: name,
    target: target === undefined ? "" : formatDuration(target),
    ...Object.fromEntries(
      points.map(({ factor, seconds }) => [`× ${formatCount(factor)}`, formatDuration(seconds)]),
    ),
    "misses at": missesAt === undefined ? "" : `× ${formatCount(missesAt)}`,
    why: why ?? "",
  }));
  const printed = await table(rows, { caption: stress.sentence })[display]();
  const aimed = stress.queries.filter(({ target }) => target !== undefined);
  if (aimed.length === 0) return printed;
  const chart = await heatMap({
    title: "Predicted latency as a multiple of the target",
    finding: stress.sentence,
    x: { label: "Times the rows" },
    y: { label: "Query pattern" },
    value: { label: "Latency as a multiple of the target" },
    thresholds: [0.1, 0.5, 1, 4],
    cells: aimed.flatMap(({ name, target, points }) =>
      points.map(({ factor, seconds }) => ({
        x: `× ${formatCount(factor)}`,
        y: name,
        value: seconds / target!,
        text: `${formatDuration(seconds)}`,
      }))
    ),
  });
  const picture = await chart[display]();
  return {
    ...picture,
    "text/plain": `${stress.sentence}\n${printed["text/plain"]}`,
    "text/markdown": `${stress.sentence}\n\n${printed["text/markdown"] ?? ""}`,
  };
}
