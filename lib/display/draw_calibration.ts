import { display, type MimeBundle } from "../core/displayable.ts";
import { formatDuration, formatNumber } from "../core/format.ts";
import {
  ASSUMED_CALIBRATION,
  type Calibration,
  type Work,
} from "../simulate/service/calibration.ts";
import { chart } from "./chart/chart.ts";
import { STYLE } from "./style.ts";

/** What each kind of work is, in the words of the picture. */
const NAMES: Readonly<Record<Work, string>> = {
  statement: "a statement",
  planning: "planning, a table",
  node: "a node set up",
  workspace: "a sort or hash table set up",
  distantPage: "a page not kept near, more",
  page: "a page in order",
  scatteredPage: "a page out of order",
  pageCopy: "a page copied in",
  tuple: "a row scanned",
  column: "a column unpacked",
  operator: "an operator",
  descent: "a descent of an index",
  indexTuple: "an entry of an index",
  fetch: "a row fetched",
  comparison: "a comparison",
  sortTuple: "a row sorted",
  hashBuild: "a row hashed",
  hashProbe: "a row looked up",
  transition: "a step of an aggregate",
  emit: "a row passed on",
  outputRow: "a row sent",
  outputByte: "a byte sent",
  writtenRow: "a row written",
  writtenEntry: "an entry written",
  reference: "a foreign key checked",
  spillPage: "a page spilled",
  worker: "a worker started",
};

/** Nanoseconds at which the axis has a tick. */
const DECADES = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

/** Draws a server's constants, measured ones apart from those that are assumed. */
export async function drawCalibration(calibration: Calibration): Promise<MimeBundle> {
  const { seconds, measured, factor, slowdown, idleSlowdown, wakeSeconds, evidence } = calibration;
  const works = (Object.keys(NAMES) as Work[]).toSorted((a, b) => seconds[b] - seconds[a]);
  const points = works.map((work) => ({
    name: NAMES[work],
    nanoseconds: seconds[work] * 1e9,
    assumed: ASSUMED_CALIBRATION.seconds[work] * 1e9,
    measured: measured.includes(work),
  }));
  const speed = works.filter((work) => measured.includes(work)).map((work) =>
    seconds[work] / ASSUMED_CALIBRATION.seconds[work]
  ).sort((a, b) => a - b);
  const finding = speed.length > 0
    ? `${measured.length} of ${works.length} constants are measured, in the median ${
      formatNumber(speed[speed.length >> 1]!)
    } times what is assumed elsewhere (small dots); within a factor of ${formatNumber(factor)}`
    : `no constant is measured; times are expected within a factor of ${formatNumber(factor)}`;
  const drawn = await chart({
    title:
      "Processor time by kind of work (filled: measured, hollow: assumed, small: assumed elsewhere)",
    finding,
    xTitle: "Nanoseconds for one (logarithmic); filled: measured, hollow: assumed",
    yTitle: "Kind of work",
    height: 26 * works.length + 70,
    plot: {
      marginLeft: 150,
      marginBottom: 44,
      x: { type: "log", ticks: DECADES, tickFormat: "~s" },
      y: { type: "point", domain: points.map(({ name }) => name), label: null },
    },
    marks: (plot) => [
      plot.gridX(DECADES, { stroke: "#d5dbe3", strokeOpacity: 1 }),
      plot.ruleY(points, { y: "name", x1: "assumed", x2: "nanoseconds", stroke: "#9aa7b8" }),
      plot.dot(points, { x: "assumed", y: "name", r: 2.5, fill: "#6b7889" }),
      plot.dot(points, {
        x: "nanoseconds",
        y: "name",
        r: 5,
        stroke: STYLE.ink,
        fill: ({ measured }: { measured: boolean }) => measured ? "#14375e" : "#ffffff",
      }),
    ],
    columns: [
      { key: "work" },
      { key: "time", label: "time for one" },
      { key: "origin" },
    ],
    rows: [
      ...works.map((work) => ({
        work: NAMES[work],
        time: formatDuration(seconds[work]),
        origin: measured.includes(work) ? "measured" : "assumed",
      })),
      {
        work: "a core among busy ones is slower",
        time: `${formatNumber(slowdown)} times`,
        origin: /slowdown of busy cores is assumed/.test(evidence.text) ? "assumed" : "measured",
      },
      ...(idleSlowdown === undefined ? [] : [{
        work: "on an idle machine all is slower",
        time: `${formatNumber(idleSlowdown)} times`,
        origin: "measured",
      }]),
      ...(wakeSeconds === undefined ? [] : [{
        work: "a machine that had nothing to do wakes up",
        time: formatDuration(wakeSeconds),
        origin: "measured",
      }]),
    ],
  });
  return await drawn[display]();
}
