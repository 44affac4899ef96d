import { display, type MimeBundle } from "../core/displayable.ts";
import { formatDuration, formatRate, formatShare } from "../core/format.ts";
import type { PlainSimulation } from "../simulate/simulation.ts";
import type { Chart } from "./chart/chart.ts";
import { drawFindings } from "./draw_findings.ts";
import { pictureBundle } from "./picture_bundle.ts";
import { bandText, latencyPanels } from "./simulation/latency_panels.ts";
import {
  alternativesChart,
  loadChart,
  queueChart,
  sensitivityChart,
  targetHeatMap,
  utilizationChart,
} from "./simulation/simulation_charts.ts";
import { simulationSentence } from "./simulation/simulation_sentence.ts";
import { stackCharts } from "./stack_charts.ts";
import { table } from "./table.ts";

/** Draws a simulation: latencies with targets, stations, load, a run, what matters most, what-ifs. */
export async function drawSimulation(simulation: PlainSimulation): Promise<MimeBundle> {
  const sentence = simulationSentence(simulation);
  const tables = [
    patternTable(simulation),
    stationTable(simulation),
    ...(simulation.alternatives.length > 0 ? [alternativeTable(simulation)] : []),
  ];
  const printed = await Promise.all(tables.map((one) => one[display]()));
  const found = drawFindings(simulation.findings);
  const joined = (form: "text/plain" | "text/markdown") =>
    [sentence, ...printed.map((bundle) => bundle[form]!), found[form]!].join("\n\n");
  const [text, markdown] = [joined("text/plain"), joined("text/markdown")];
  if (simulation.patterns.length === 0) {
    return { ...printed[0]!, "text/plain": text, "text/markdown": markdown };
  }
  const { svg, alt } = await simulationPicture(simulation);
  return pictureBundle({ svg, alt, text, markdown, caption: sentence });
}

/** Draws the charts of a simulation below each other. */
export async function simulationPicture(
  simulation: PlainSimulation,
): Promise<{ readonly svg: string; readonly alt: string }> {
  const { patterns, alternatives, loadCurve, sensitivity, run, dates } = simulation;
  const judged = patterns.some(({ targets }) => Object.keys(targets).length > 0);
  const charts: Chart[] = [
    await latencyPanels(simulation),
    ...(alternatives.length > 0 ? [await alternativesChart(simulation)] : []),
    ...(dates.length > 1 ? [await utilizationChart(simulation)] : []),
    ...(judged && dates.length > 1 ? [await targetHeatMap(simulation)] : []),
    ...(loadCurve ? [await loadChart({ loadCurve, patterns })] : []),
    ...(run ? [await queueChart(run)] : []),
    ...(sensitivity ? [await sensitivityChart(sensitivity)] : []),
  ];
  const alt = charts.map(({ alt }) => alt).join(". ");
  return { svg: stackCharts(charts, alt), alt };
}

const time = (seconds: number | null) =>
  seconds === null ? "" : Number.isFinite(seconds) ? formatDuration(seconds) : "no end";

function patternTable({ patterns, dates, run }: PlainSimulation) {
  return table(
    patterns.map(({ name, points, missed, targets }) => {
      const [start, end] = [points[0]!, points.at(-1)!];
      const measured = run?.patterns.find((one) => one.name === name);
      return {
        pattern: name,
        rate: formatRate(start.rate),
        target: Object.entries(targets).map(([name, value]) => `${name} ${formatDuration(value)}`)
          .join(", "),
        p50: time(start.p50),
        p95: time(start.p95),
        p99: time(start.p99),
        ...(run ? { "p95, run": time(measured?.p95 ?? null) } : {}),
        ...(dates.length > 1
          ? { [`p95 on ${end.date}`]: time(end.p95), band: bandText(end.band.p95) }
          : { band: bandText(start.band.p95) }),
        "target missed": missed[0]?.date ?? "",
        "busiest on its way": `${end.busiest.station}, ${shareText(end.busiest.utilization)}`,
      };
    }),
    { caption: "Patterns in the busiest hour of the first and of the last day", limit: 60 },
  );
}

function stationTable({ stations, servers }: PlainSimulation) {
  return table(
    stations.map(({ kind, name, points }) => ({
      station: kind,
      of: name,
      start: shareText(points[0]!.utilization),
      end: shareText(points.at(-1)!.utilization),
      "end, band": points.at(-1)!.band.map(shareText).join(" to "),
    })),
    { caption: `How busy stations are: ${servers}`, limit: 40 },
  );
}

function alternativeTable({ alternatives }: PlainSimulation) {
  return table(
    alternatives.map(({ name, simulation }) => ({
      "what if": name,
      servers: simulation.servers,
      "targets missed": simulation.patterns.filter(({ missed }) => missed.length > 0).length,
      finding: simulation.bottleneck.sentence,
    })),
    { caption: "Other ways of things" },
  );
}

function shareText(share: number): string {
  return share > 9.99
    ? "more than 10 times its time"
    : formatShare(Math.round(share * 1000) / 1000);
}
