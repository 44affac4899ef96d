import type { Displayable } from "../../core/displayable.ts";
import { formatDuration, formatNumber, formatShare } from "../../core/format.ts";
import type {
  LatencySensitivity,
  LoadCurve,
  PlainSimulation,
  SimulatedRun,
} from "../../simulate/simulation.ts";
import { stationTitle } from "../../simulate/solve_dates.ts";
import type { Chart } from "../chart/chart.ts";
import { heatMap } from "../chart/heat_map.ts";
import { lineChart } from "../chart/line_chart.ts";
import { tornadoChart } from "../chart/tornado_chart.ts";
import { mostStrained } from "./latency_panels.ts";

/** Lines that can be told apart. */
const LINES = 5;

/** Draws how busy the stations are over the horizon. */
export async function utilizationChart(simulation: PlainSimulation): Promise<Chart & Displayable> {
  const { stations, bottleneck } = simulation;
  const busiest = stations.toSorted((a, b) => last(b) - last(a)).slice(0, LINES);
  return await lineChart({
    title: "How busy the servers are in the busiest hour",
    finding: bottleneck.sentence,
    x: { label: "Date", scale: "date" },
    y: { label: "Share of its time that a station is busy (%)", zero: true },
    series: busiest.map(({ kind, name, points }) => ({
      name: kind === "locks" ? name.slice(name.indexOf(", ") + 2) : `${kind}, ${name}`,
      points: points.map(({ date, utilization, band }) => ({
        x: date,
        y: percent(utilization),
        // Bands over bands could not be told apart: the table has them all.
        ...(stationTitle({ kind, name }) === bottleneck.station
          ? { low: percent(band[0]), high: percent(band[1]) }
          : {}),
      })),
    })),
    thresholds: [{ value: 100, label: "cannot keep up" }],
    band: `band of the service times, ${bottleneck.station}`,
    height: 300,
  });
}

/** More than twice its time says nothing more than twice. */
function percent(share: number): number {
  return Math.round(Math.min(2, share) * 1000) / 10;
}

function last({ points }: PlainSimulation["stations"][number]): number {
  return points.at(-1)!.utilization;
}

/** Draws patterns by dates: how much of its target each p95 takes. */
export async function targetHeatMap(simulation: PlainSimulation): Promise<Chart & Displayable> {
  const step = Math.max(1, Math.ceil(simulation.dates.length / 7));
  const columns = simulation.dates.map((_, at) => at).filter((at) => at % step === 0);
  const judged = mostStrained(simulation.patterns).filter(({ targets }) =>
    targets["p95"] !== undefined || Object.keys(targets).length > 0
  ).slice(0, 20);
  const missed = judged.filter(({ missed }) => missed.length > 0);
  return await heatMap({
    title: "Which patterns keep their targets, and until when",
    finding: missed.length === 0
      ? `all ${judged.length} patterns with a target keep it`
      : `${missed.length} of ${judged.length} patterns with a target miss it: ${
        missed.map(({ name }) => name).join(", ")
      }`,
    x: { label: "Date", scale: "names" },
    y: { label: "Query pattern", scale: "names" },
    value: { label: "Latency as a share of its target" },
    thresholds: [0.5, 0.8, 1, 2],
    cells: judged.flatMap(({ name, targets, points }) => {
      const percentile = targets["p95"] !== undefined ? "p95" : Object.keys(targets)[0]!;
      const target = targets[percentile]!;
      return columns.map((at) => {
        const point = points[at]!;
        const value = percentile === "p99"
          ? point.p99
          : percentile === "p50"
          ? point.p50
          : point.p95;
        return {
          x: point.date.slice(0, 7),
          y: name,
          value: Number.isFinite(value) ? value / target : 1e6,
          text: Number.isFinite(value)
            ? `${formatDuration(value)}${value > target ? " ✗" : ""}`
            : "no end ✗",
        };
      });
    }),
  });
}

/** Draws latency against load, with the knee and the load that cannot be served. */
export async function loadChart(
  { loadCurve, patterns }: { readonly loadCurve: LoadCurve } & Pick<PlainSimulation, "patterns">,
): Promise<Chart & Displayable> {
  const { points, knee, saturation, date } = loadCurve;
  const shown = mostStrained(patterns).slice(0, LINES);
  return await lineChart({
    title: `Latency against load on ${date}`,
    finding: `beyond ${times(knee)} the load of that day more load costs more than it brings; ${
      times(saturation)
    } cannot be served (the last line)`,
    x: { label: "Load, as a multiple of that day's busiest hour" },
    y: { label: "p95 (s)", scale: "log" },
    series: shown.map(({ name }) => ({
      name,
      points: points.filter(({ p95 }) => Number.isFinite(p95[name]) && p95[name]! > 0)
        .map(({ factor, p95 }) => ({ x: factor, y: p95[name]! })),
    })),
    thresholds: [
      { axis: "x", value: knee, label: "knee" },
      { axis: "x", value: saturation, label: "" },
    ],
    height: 320,
  });
}

function times(factor: number): string {
  return `${formatNumber(Math.round(factor * 100) / 100)} times`;
}

/** Draws what matters most to the latency of the pattern that is nearest to its target. */
export async function sensitivityChart(
  { pattern, base, bars }: LatencySensitivity,
): Promise<Chart & Displayable> {
  const finite = bars.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
  // What cannot keep up is drawn as far as the widest that can.
  const end = Math.max(...finite, Number.isFinite(base) ? base : 0) * 1.5;
  const [first] = bars;
  const drawn = (value: number) => Number.isFinite(value) ? value : end;
  return await tornadoChart({
    title: `What the p95 of ${pattern} at the end of the horizon depends on`,
    finding: first ? `${first.name.toLowerCase()} matters most` : "nothing is varied",
    value: { label: "p95", unit: "seconds" },
    names: { label: "Assumption" },
    base: drawn(base),
    bars: bars.filter(({ low, high }) => Math.abs(drawn(high) - drawn(low)) > 0.02 * drawn(base))
      .map((
        { name, low, high, lowText, highText },
      ) => ({
        name,
        low: drawn(low),
        high: drawn(high),
        lowText: endText(lowText, low),
        highText: endText(highText, high),
      })),
  });
}

function endText(text: string, value: number): string {
  return Number.isFinite(value) ? `${text}: ${formatDuration(value)}` : `${text}: no end`;
}

/** Draws the lines of a run over its time: how many wait where. */
export async function queueChart(run: SimulatedRun): Promise<Chart & Displayable> {
  const waiting = run.stations.map((station, at) => ({
    name: shortStation(station.name),
    mean: station.waiting,
    values: run.windows.map(({ stations }) => stations[at]!.waiting),
  })).toSorted((a, b) => b.mean - a.mean).slice(0, LINES).filter(({ mean }, at) =>
    at === 0 || mean > 0
  );
  const hours = run.seconds >= 2 * 3600;
  const unit = hours ? 3600 : 60;
  const ends = run.failures.map(({ what, at }) => ({
    axis: "x" as const,
    value: at / unit + (hours ? run.start / 3600 : 0),
    label: what,
  }));
  return await lineChart({
    title: hours
      ? `Who waits where through the day of ${run.date}`
      : `Who waits where in the hour of ${run.date}`,
    finding: run.sentence +
      (run.sampled < 1
        ? ` (${formatShare(Math.round(run.sampled * 1000) / 1000)} of it was simulated)`
        : ""),
    x: { label: hours ? "Hour of the day" : "Minute of the run" },
    y: { label: "Executions that wait in the mean", zero: true },
    series: waiting.map(({ name, values }) => ({
      name,
      points: values.map((y, at) => {
        const { from, to } = run.windows[at]!;
        return { x: (from + to) / 2 / unit + (hours ? run.start / 3600 : 0), y };
      }),
    })),
    thresholds: ends,
    height: 280,
  });
}

function shortStation(name: string): string {
  return name.replace(/^primary: /, "");
}

/** Draws the p95 of each pattern at the end of the horizon, one column for each way of things. */
export async function alternativesChart(simulation: PlainSimulation): Promise<Chart & Displayable> {
  const ways = [{ name: "as it is", simulation }, ...simulation.alternatives];
  const patterns = mostStrained(simulation.patterns).slice(0, 20);
  const score = ({ patterns }: PlainSimulation) =>
    patterns.reduce((sum, { missed }) => sum + missed.length, 0);
  const best = ways.reduce((best, one) =>
    score(one.simulation) < score(best.simulation) ? one : best
  );
  return await heatMap({
    title: `What if: the p95 on ${simulation.dates.at(-1)}`,
    finding: best === ways[0]
      ? `none misses fewer targets than it does as it is: ${score(simulation)}`
      : `fewest targets are missed by ${best.name}: ${score(best.simulation)} instead of ${
        score(simulation)
      }`,
    x: { label: "Way of things", scale: "names" },
    y: { label: "Query pattern", scale: "names" },
    value: { label: "p95 as a multiple of what it is" },
    thresholds: [0.5, 0.9, 1.1, 2],
    cells: patterns.flatMap(({ name, points }) =>
      ways.flatMap(({ name: way, simulation }) => {
        const other = simulation.patterns.find((one) => one.name === name);
        if (!other) return [];
        const [before, after] = [points.at(-1)!.p95, other.points.at(-1)!.p95];
        const ratio = Number.isFinite(after)
          ? Number.isFinite(before) ? after / before : 0
          : Number.isFinite(before)
          ? 1e6
          : 1;
        const [miss] = other.missed;
        return [{
          x: way,
          y: name,
          value: ratio,
          text: `${Number.isFinite(after) ? formatDuration(after) : "no end"}${
            miss ? ` ✗ ${miss.date.slice(0, 7)}` : ""
          }`,
        }];
      })
    ),
  });
}
