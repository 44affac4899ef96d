import { daysBetween } from "../../core/date.ts";
import type { Figure } from "../../core/figure.ts";
import { figure } from "../../core/figure.ts";
import type { Finding } from "../../core/finding.ts";
import { formatBytes, formatCount, formatDuration, formatShare } from "../../core/format.ts";
import type { GrowthThreshold } from "../../growth/crossing.ts";
import { type Forecast, forecast, type ForecastSeries } from "../../growth/forecast.ts";
import { certainly, type Quantiles } from "../../growth/quantiles.ts";
import { type Block, text } from "../block.ts";
import type { PlanContext } from "../plan_context.ts";
import type { SectionBuilder, SectionContent } from "../section.ts";

/** What is there over time, and which limits it runs into. */
export const growthSection: SectionBuilder = {
  id: "growth",
  phase: "Optimization",
  title: "Growth and capacity",
  build: (context) => context.model.entities.length === 0 ? undefined : contentOf(context),
};

/** Runs of the forecast in a plan: enough for quantiles, little enough to be quick. */
export const PLAN_RUNS = 300;

/** A plan without a first day names no date: growth is counted from any day, and dates from there. */
export const ANY_DAY = "2000-01-01";

/** Says when something is: a date, or how far away it is in a plan without a first day. */
export function whenOf({ date }: PlanContext): (when: string) => string {
  if (date !== undefined) return (when) => when;
  return (when) => {
    const days = daysBetween(ANY_DAY, when);
    return days === 0 ? "at once" : `in ${formatDuration(days * 86_400)}`;
  };
}

function contentOf(context: PlanContext): SectionContent {
  const { model, date = ANY_DAY } = context;
  const made = forecast(model, { horizon: context.horizon, runs: PLAN_RUNS, today: date });
  const when = whenOf(context);
  const { thresholds, findings, horizon, watched } = made;
  const unsaid = findings.find(({ code }) => code === "no-growth-said");
  return {
    blocks: [
      {
        kind: "paragraph",
        text: text`From ${sizeFigure(made, 0)} to ${sizeFigure(made, made.dates.length - 1)} in ${
          formatDuration(horizon)
        }: the middle of ${made.runs} runs, with the 5th and the 95th percentile.`,
      },
      ...(context.date === undefined ? [] : [{
        kind: "picture" as const,
        picture: "forecast",
        options: { forecast: slim(made) },
        caption:
          "Sizes over time with their bands, the limits that are reached, and the largest tables",
      }]),
      ...(thresholds.length === 0
        ? [{
          kind: "paragraph" as const,
          text: `None of ${watched} limits that were watched is reached.`,
        }]
        : [thresholdTable(thresholds, when)]),
      sizeTable(made, when),
    ],
    findings: [
      ...findings.filter(({ code }) =>
        code !== "no-growth-said" && code !== "growth-without-range"
      ),
      ...thresholds.filter(({ severity }) => severity === "error").map((one) =>
        findingOf(one, when)
      ),
    ],
    answers: {
      done: unsaid === undefined,
      reason: unsaid?.what ??
        `Forecast over ${formatDuration(horizon)}; ${
          thresholds.length === 0
            ? "no limit is reached"
            : `${thresholds.length} limits are reached`
        }.`,
    },
  };
}

function sizeFigure({ series, runs }: Forecast, at: number): Figure {
  const bytes = series[0]?.points[at]?.bytes ?? certainly(0);
  return figure(bytes.p50, "bytes", {
    band: [Math.min(bytes.p5, bytes.p50), Math.max(bytes.p95, bytes.p50)],
    evidence: `Middle of ${runs} runs, sizes by PostgreSQL's page layout`,
  });
}

type When = (date: string) => string;

function thresholdTable(thresholds: readonly GrowthThreshold[], when: When): Block {
  return {
    kind: "table",
    caption: "Limits that are reached",
    columns: [
      { name: "When" },
      { name: "Where" },
      { name: "What" },
      { name: "Probability", align: "right" },
      { name: "Act by" },
      { name: "How" },
    ],
    rows: thresholds.map(({ date, where, what, probability, actBy, act }) => [
      [{ strong: when(date) }],
      [{ code: where }],
      what,
      [{ figure: probability }],
      when(actBy),
      act,
    ]),
  };
}

function findingOf(
  { code, severity, where, what, probability, date, act, actBy, level }: GrowthThreshold,
  when: When,
): Finding {
  return {
    code,
    severity: probability.value >= 0.5 ? severity : "warning",
    where,
    what: `${what}: ${when(date)}, with a probability of ${
      formatShare(Math.round(probability.value * 100) / 100)
    }`,
    why:
      `The limit is ${
        level.unit === "bytes" ? formatBytes(level.value) : formatCount(level.value)
      }: ` +
      level.evidence.text,
    fix: `${act}; begin ${when(actBy)}`,
    figures: [probability],
  };
}

function sizeTable({ series, dates }: Forecast, when: When): Block {
  const tables = series.filter(({ kind }) => kind === "table");
  const last = dates.length - 1;
  const sums = tables.map(({ table }) => sumOf(series, table!));
  const rows = tables.map((one, at) => ({ one, sum: sums[at]! }))
    .sort((a, b) => b.sum[last]!.p50 - a.sum[last]!.p50).slice(0, 20);
  return {
    kind: "table",
    caption: "The largest tables, with their indexes",
    columns: [
      { name: "Table" },
      { name: "Rows", align: "right" },
      { name: `Rows ${when(dates[last]!)}`, align: "right" },
      { name: "Size", align: "right" },
      { name: `Size ${when(dates[last]!)}`, align: "right" },
    ],
    rows: rows.map(({ one, sum }) => [
      [{ strong: one.table! }],
      formatCount(one.points[0]!.rows!.p50),
      formatCount(one.points[last]!.rows!.p50),
      formatBytes(sum[0]!.p50),
      formatBytes(sum[last]!.p50),
    ]),
  };
}

function sumOf(series: readonly ForecastSeries[], path: string): readonly Quantiles[] {
  const own = series.filter(({ table }) => table === path);
  return own[0]!.points.map((_, at) =>
    certainly(own.reduce((sum, { points }) => sum + points[at]!.bytes.p50, 0))
  );
}

// The picture needs sums and one line for each table, not every index at every quantile.
function slim(made: Forecast): Omit<Forecast, "findings" | "assumed"> {
  const sums = made.series.filter(({ kind }) => kind === "database" || kind === "working set");
  const tables = made.series.filter(({ kind }) => kind === "table").map((one) => ({
    ...one,
    points: sumOf(made.series, one.table!).map((bytes, at) => ({ date: made.dates[at]!, bytes })),
  }));
  const { name, today, horizon, runs, seed, dates, thresholds, watched } = made;
  return {
    name,
    today,
    horizon,
    runs,
    seed,
    dates,
    thresholds,
    watched,
    fits: [],
    series: [...sums, ...tables],
  };
}
