import { type IsoDate, parseDate } from "../core/date.ts";
import { type Displayable, displayable } from "../core/displayable.ts";
import { compareText, type Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import { parseDuration, TIME_UNITS } from "../core/quantity.ts";
import { mapModel } from "../mapping/map_model.ts";
import type { Model } from "../model/model.ts";
import { modelOf, type ModelSource } from "../model/model_builder.ts";
import { type CapacitySpec, readCapacity } from "./capacity.ts";
import { crossing, type GrowthThreshold } from "./crossing.ts";
import type { FanOutByAge } from "./fan_out.ts";
import { fitHistory, type HistoryFit } from "./fit_history.ts";
import { forecastFindings } from "./forecast_findings.ts";
import { forecastTotals, type TableRuns } from "./forecast_totals.ts";
import { growthGraph } from "./growth_graph.ts";
import { certainly, mapQuantiles, type Quantiles, quantilesOf } from "./quantiles.ts";
import { type GrowthRuns, MOST_ROWS, simulateGrowth } from "./simulate_growth.ts";
import { onCurve, type RelationKind, type RowSpan, sizeCurves } from "./size_curves.ts";
import { sizedAs } from "./sized_as.ts";
import { thresholdRules } from "./threshold_rules.ts";
import { timeGrid } from "./time_grid.ts";
import { type Histories, withHistory } from "./with_history.ts";

/** How a forecast is made. */
export interface ForecastOptions {
  /** How far to look, such as `"5 years"`, or in seconds; 0 to 200 years. Defaults to 5 years. */
  readonly horizon?: number | string;
  /** The day that the rows of the model are those of. Defaults to the day that it is. */
  readonly today?: IsoDate;
  /** Runs, 1 to 100,000. Defaults to 1000. */
  readonly runs?: number;
  /** The same seed gives the same forecast. Defaults to 1. */
  readonly seed?: number | string;
  /** What the data have to fit in. */
  readonly capacity?: CapacitySpec;
  /** When parents get their children, by relationship (`Customer places Order`) or by the children's
   * entity. Absent: children come with their parents, so that they grow as these do. */
  readonly fanOutByAge?: Readonly<Record<string, FanOutByAge>>;
  /** Rows at dates by entity, as `readHistory()` reads them: they grow as the curve through these. */
  readonly history?: Histories;
  /** Seconds between two checkpoints, for the write-ahead log. Defaults to 5 min. */
  readonly checkpoint?: number | string;
}

/** What a relation, or all of them, will hold. */
export interface ForecastSeries {
  /** The relation's name, or `database`. */
  readonly relation: string;
  /** The write-ahead log is in bytes a day. */
  readonly kind: RelationKind | "database" | "working set" | "write-ahead log";
  /** The path of the table that it belongs to. */
  readonly table?: string;
  /** The element of the model that it holds. */
  readonly element?: string;
  /** What it holds at each date. */
  readonly points: readonly ForecastPoint[];
}

/** A date of a series. */
export interface ForecastPoint {
  /** The date. */
  readonly date: IsoDate;
  /** Rows of the table; absent for sums. */
  readonly rows?: Quantiles;
  /** Bytes; a day for the write-ahead log. */
  readonly bytes: Quantiles;
}

/** Sizes over time, and the limits that they run into. */
export interface Forecast {
  /** The model's name. */
  readonly name: string;
  /** The day that growth counts from. */
  readonly today: IsoDate;
  /** Seconds. */
  readonly horizon: number;
  /** Runs of the simulation. */
  readonly runs: number;
  /** What the runs were drawn from. */
  readonly seed: number | string;
  /** The dates of all series, the first day first. */
  readonly dates: readonly IsoDate[];
  /** The whole database first, then each table with what belongs to it. */
  readonly series: readonly ForecastSeries[];
  /** The limits that are reached in at least one run, the first one first. */
  readonly thresholds: readonly GrowthThreshold[];
  /** Limits that were watched. */
  readonly watched: number;
  /** The curves through the histories that were measured, with their errors. */
  readonly fits: readonly MeasuredFit[];
  /** What makes the forecast worth less than it looks. */
  readonly findings: readonly Finding[];
  /** What was assumed for want of a declaration. */
  readonly assumed: readonly string[];
}

/** The curve that an entity's history is continued with. */
export interface MeasuredFit extends HistoryFit {
  /** The entity. */
  readonly entity: string;
}

const MOST_HORIZON = 200 * TIME_UNITS["year"]!;

/**
 * Forecasts rows and sizes of every table, index, TOAST table and the write-ahead log by a seeded Monte
 * Carlo simulation: ranges such as `"3..6 %/month"` are drawn evenly once a run, children come with
 * their parents' cohorts by their fan-out, and rows go when their retention is over.
 *
 * @param source The model.
 * @returns Quantiles over the runs at each date, the limits that are reached with probability and date, and
 * what makes the forecast doubtful.
 * @throws {RangeError} When the horizon is negative or over 200 years, or there is no run.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, forecast, t } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: t.integer().identity().key() }).rows("2 bn").grows("100k..300k/day");
 * const { thresholds } = forecast(shop, { today: "2027-01-01", horizon: "5 years" });
 * const key = thresholds.find(({ code }) => code === "integer-key");
 * assert.equal(key?.where, "public.orders.id");
 * assert.equal(key?.date.slice(0, 4), "2029");
 * ```
 */
export function forecast(
  source: ModelSource,
  options: ForecastOptions = {},
): Forecast & Displayable {
  const model = withHistory(modelOf(source), options.history);
  const { runs = 1000, seed = 1 } = options;
  const horizon = horizonOf(model, options.horizon ?? "5 years");
  if (!(Number.isInteger(runs) && runs >= 1 && runs <= 100_000)) {
    throw new RangeError(
      `Cannot forecast ${model.name} in ${runs} runs: a whole number from 1 to 100,000`,
    );
  }
  const today = parseDate(options.today ?? new Date().toISOString().slice(0, 10));
  const { schema } = mapModel(sizedAs(model));
  const graph = growthGraph(model, schema, {
    today,
    horizon,
    ...(options.fanOutByAge ? { fanOutByAge: options.fanOutByAge } : {}),
  });
  const fits = model.entities.flatMap(({ name, volume: { growth } }): readonly MeasuredFit[] =>
    growth?.kind === "measured" && growth.history.length >= 2
      ? [{ entity: name, ...fitHistory(growth.history) }]
      : []
  );
  const grid = timeGrid(today, horizon);
  const { step, steps, dates } = grid;
  const ran = simulateGrowth(graph, { today, step, steps, runs, seed });
  const rowQuantiles = ran.map((one) =>
    quantilesByDate(one.rows, { steps, runs, certain: one.certain })
  );
  const spans = new Map<string, RowSpan>();
  for (const [at, { path }] of graph.nodes.entries()) {
    if (path === undefined) continue;
    const all = rowQuantiles[at]!;
    spans.set(path, {
      start: all[0]!.p50,
      end: all[steps]!.p50,
      least: all.reduce((least, { p5 }) => Math.min(least, p5), Infinity),
      most: all.reduce((most, { p95 }) => Math.max(most, p95), 0),
    });
  }
  const tables = sizeCurves({ model: sizedAs(model), schema }, spans, today).map(
    (curves): TableRuns => {
      const at = graph.nodes.findIndex(({ path }) => path === curves.path);
      const runs = ran[at]!;
      const most = runs.rows.reduce((most, rows) => Math.max(most, rows), 0);
      return { node: graph.nodes[at]!, runs, curves, most };
    },
  );
  const checkpoint = parseDuration(options.checkpoint ?? "5 min");
  const totals = forecastTotals(tables, { steps, step, runs, checkpoint });
  const capacity = readCapacity(options.capacity);
  const context = { model, schema, tables, totals, capacity, runs, step };
  const watched = thresholdRules.flatMap((rule) => [...rule(context)]);
  const thresholds = watched.flatMap((one) => crossing(one, { today, step, steps, runs }) ?? [])
    .sort((a, b) => compareText(a.date, b.date) || compareText(a.where, b.where));
  const hot = capacity.hotShare;
  const working = totals.bytes.map((bytes, at) => bytes - (1 - hot) * totals.heap[at]!);
  const certain = ran.every((one) => one.certain);
  const sums = [["database", totals.bytes], ["working set", working], [
    "write-ahead log",
    totals.wal,
  ]] as const;
  const shape = { steps, runs, certain };
  const series: ForecastSeries[] = [
    ...sums.map(([kind, values]) => ({
      relation: kind,
      kind,
      points: quantilesByDate(values, shape).map((bytes, at) => ({ date: dates[at]!, bytes })),
    })),
    ...tables.flatMap(({ curves, node }) => {
      const rows = rowQuantiles[graph.nodes.indexOf(node)]!;
      return curves.relations.map(({ name, kind, bytes: values }) => ({
        relation: name,
        kind,
        table: curves.path,
        element: node.element,
        points: rows.map((rows, at) => ({
          date: dates[at]!,
          rows,
          bytes: mapQuantiles(
            rows,
            (count) => Math.round(onCurve({ rows: curves.rows, values }, count)),
          ),
        })),
      }));
    }),
  ];
  return displayable(
    {
      name: model.name,
      today,
      horizon,
      runs,
      seed,
      dates: freeze(dates),
      series: freeze(series),
      thresholds: freeze(thresholds),
      watched: watched.length,
      fits: freeze(fits),
      findings: forecastFindings({
        model,
        fits,
        graph,
        horizon,
        overflows: overflowsOf(ran, graph.nodes, dates),
      }),
      assumed: graph.nodes.filter(({ assumed, path }) => assumed && path)
        .map(({ element, because }) => `Rows of ${element}: ${because}`),
    },
    async () => (await import("../display/draw_forecast.ts")).drawForecast,
  );
}

function horizonOf({ name }: Model, text: number | string): number {
  const horizon = parseDuration(text);
  if (horizon <= MOST_HORIZON * (1 + 1e-9)) return horizon;
  throw new RangeError(`Cannot forecast ${name} with a horizon of ${text}: at most 200 years`);
}

interface Runs {
  readonly steps: number;
  readonly runs: number;
  readonly certain: boolean;
}

function quantilesByDate(
  values: Float64Array,
  { steps, runs, certain }: Runs,
): readonly Quantiles[] {
  return Array.from(
    { length: steps + 1 },
    (_, at) =>
      certain
        ? certainly(values[at * runs]!)
        : quantilesOf(values.subarray(at * runs, (at + 1) * runs)),
  );
}

function overflowsOf(
  ran: readonly GrowthRuns[],
  nodes: readonly { readonly element: string }[],
  dates: readonly IsoDate[],
): readonly { readonly element: string; readonly date: IsoDate }[] {
  return ran.flatMap(({ overflowed, born, rows }, at) => {
    if (!overflowed) return [];
    const runs = born.length / dates.length;
    const place = born.findIndex((value, place) => value + rows[place % runs]! >= MOST_ROWS);
    return [{
      element: nodes[at]!.element,
      date: dates[Math.floor(place / runs)] ?? dates.at(-1)!,
    }];
  });
}
