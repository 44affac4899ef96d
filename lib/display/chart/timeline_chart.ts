import type { Displayable } from "../../core/displayable.ts";
import { formatDuration } from "../../core/format.ts";
import { oneLine } from "../one_line.ts";
import { textWidth } from "../text_width.ts";
import { STYLE } from "../style.ts";
import { type Axis, drawnAxis, plainTitle } from "./axis.ts";
import { type Chart, chart, type ChartWords } from "./chart.ts";
import { NOTE } from "./threshold_marks.ts";

/** One step of a timeline. */
export interface DrawnStep {
  /** What is done. */
  readonly name: string;
  /** Seconds from the start of the timeline. */
  readonly start: number;
  /** How long it takes. */
  readonly seconds: number;
  /** How long it keeps others out, at its end. */
  readonly lockSeconds?: number;
  /** What it keeps out, such as `ACCESS EXCLUSIVE`. */
  readonly lock?: string;
}

/** What a timeline shows. */
export interface TimelineChartOptions extends ChartWords {
  /** What the time is, such as `Time from the start`; drawn in the unit that reads best. */
  readonly x: Axis;
  /** What the rows are, such as `Step`. */
  readonly y: Axis;
  /** Phases with their steps, from the top. */
  readonly phases: readonly { readonly name: string; readonly steps: readonly DrawnStep[] }[];
  /** In pixels. Defaults to 780. */
  readonly width?: number;
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly phase: boolean;
  readonly from: number;
  readonly to: number;
  /** Where the lock begins. */
  readonly locked: number;
  readonly note: string;
}

/**
 * Draws phases and their steps over time, with the time in which a step keeps others out.
 *
 * @throws {TypeError} When an axis lacks its label.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { timelineChart } from "@groundplan/groundplan";
 *
 * const { text } = await timelineChart({
 *   title: "Migration",
 *   finding: "nobody waits longer than 40 ms",
 *   x: { label: "Time from the start", unit: "seconds" },
 *   y: { label: "Step" },
 *   phases: [{
 *     name: "Expand",
 *     steps: [{ name: "add column", start: 0, seconds: 0.04, lockSeconds: 0.04 }],
 *   }],
 * });
 * assert.match(text, /add column +0 s +40 ms +40 ms/);
 * ```
 */
export async function timelineChart(options: TimelineChartOptions): Promise<Chart & Displayable> {
  const { phases, width = 780 } = options;
  const steps = phases.flatMap(({ name, steps }) =>
    steps.map((step) => ({ phase: name, ...step }))
  );
  const end = Math.max(0, ...steps.map(({ start, seconds }) => start + seconds));
  const axis = drawnAxis(options.x, [end]);
  const rows = phases.flatMap((phase, at) => phaseRows(phase, String(at), axis.divisor));
  const names = Math.max(0, ...rows.map((row) => nameWidth(row)));
  const notes = Math.max(0, ...rows.map(({ note }) => textWidth(note, { size: 11 })));
  const marginLeft = Math.ceil(names) + 28;
  return await chart({
    ...options,
    width,
    height: Math.max(120, Math.min(4000, rows.length * 24 + 84)),
    xTitle: axis.title,
    yTitle: plainTitle(options.y),
    plot: {
      marginLeft,
      marginRight: Math.ceil(notes) + 16,
      marginBottom: 44,
      marginTop: 26,
      x: { type: "linear", domain: [0, end / axis.divisor || 1], nice: true },
      y: { type: "band", domain: rows.map(({ key }) => key), padding: 0.25, axis: null },
    },
    marks: (plot) => [
      plot.gridX({ stroke: STYLE.grid, strokeOpacity: 1 }),
      plot.axisY({ tickSize: 0, tickFormat: () => "", labelAnchor: "top", labelArrow: "none" }),
      ...[true, false].map((phase) =>
        plot.text(rows.filter((row) => row.phase === phase), {
          y: "key",
          text: ({ name, phase }: Row) => shownName(name, phase),
          frameAnchor: "left",
          dx: phase ? -marginLeft + 4 : -marginLeft + 18,
          textAnchor: "start",
          fontWeight: phase ? "bold" : "normal",
          fontSize: 11,
          fill: STYLE.ink,
        })
      ),
      plot.ruleY(rows.filter(({ phase }) => phase), {
        y: "key",
        x1: "from",
        x2: "to",
        stroke: STYLE.dim,
        strokeWidth: 4,
      }),
      plot.barX(rows.filter(({ phase }) => !phase), {
        y: "key",
        x1: "from",
        x2: "to",
        fill: "#9cc3dd",
        stroke: STYLE.line,
        strokeWidth: 1,
      }),
      plot.barX(rows.filter(({ phase, locked, to }) => !phase && locked < to), {
        y: "key",
        x1: "locked",
        x2: "to",
        fill: "#8f2d00",
        stroke: "#8f2d00",
        strokeWidth: 1.4,
      }),
      plot.text(rows.filter(({ note }) => note !== ""), {
        y: "key",
        x: "to",
        text: "note",
        dx: 7,
        fontSize: 11,
        ...NOTE,
      }),
    ],
    // Where no step can lock, the bars need no key.
    legend: steps.every(({ lockSeconds }) => lockSeconds === undefined) ? [] : [
      { color: "#9cc3dd", text: "runs beside the application" },
      { color: "#8f2d00", text: "keeps others out (locked)" },
    ],
    columns: [
      { key: "phase", label: "Phase" },
      { key: "name", label: options.y.label },
      { key: "start", label: "Start", unit: "seconds" },
      { key: "seconds", label: "Takes", unit: "seconds" },
      { key: "lockSeconds", label: "Locked", unit: "seconds" },
      { key: "lock", label: "Lock" },
    ],
    rows: steps.map(({ phase, name, start, seconds, lockSeconds = 0, lock }) => ({
      phase,
      name,
      start,
      seconds,
      lockSeconds,
      lock,
    })),
  });
}

function phaseRows(
  { name, steps }: TimelineChartOptions["phases"][number],
  key: string,
  divisor: number,
): Row[] {
  const from = Math.min(...steps.map(({ start }) => start));
  const to = Math.max(...steps.map(({ start, seconds }) => start + seconds));
  const head: Row = {
    key,
    name,
    phase: true,
    from: steps.length === 0 ? 0 : from / divisor,
    to: steps.length === 0 ? 0 : to / divisor,
    locked: Infinity,
    note: steps.length === 0 ? "" : formatDuration(to - from),
  };
  return [
    head,
    ...steps.map((step, at): Row => {
      const { name, start, seconds, lockSeconds = 0, lock } = step;
      const end = start + seconds;
      const words = lock === undefined ? "locked" : oneLine(lock, 30);
      return {
        key: `${key}.${at}`,
        name,
        phase: false,
        from: start / divisor,
        to: end / divisor,
        locked: (end - lockSeconds) / divisor,
        note: `${formatDuration(seconds)}${
          lockSeconds > 0 ? `, ${words} ${formatDuration(lockSeconds)}` : ""
        }`,
      };
    }),
  ];
}

function shownName(name: string, phase: boolean): string {
  return oneLine(name, phase ? 48 : 44);
}

function nameWidth({ name, phase }: Row): number {
  return textWidth(shownName(name, phase), { size: 11, bold: phase }) + (phase ? 0 : 14);
}
