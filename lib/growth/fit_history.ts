import { freeze } from "../core/freeze.ts";
import { type IsoDate, secondsBetween } from "../core/date.ts";

/** Rows at a date. */
export type HistoryPoint = readonly [date: IsoDate, rows: number];

/** A curve through a history of row counts. */
export interface HistoryFit {
  /** Linear: rows are added at one pace. Exponential: they are multiplied at one pace. */
  readonly kind: "linear" | "exponential";
  /** The day that seconds count from. */
  readonly origin: IsoDate;
  /** Rows at the origin; for the exponential the logarithm of them. */
  readonly intercept: number;
  /** Rows a second; for the exponential the logarithm of the factor a second. */
  readonly slope: number;
  /** Standard error of the slope. */
  readonly slopeError: number;
  /** Standard deviation of the points around the curve: rows, or for the exponential a share of them. */
  readonly residual: number;
  /** Mean of the points' seconds. */
  readonly mean: number;
  /** Sum of the squared distances of the points' seconds from their mean. */
  readonly spread: number;
  /** How many points there were. */
  readonly points: number;
  /**
   * Mean absolute error, as a share of the rows, with which the curve through the first two thirds of the
   * points foretold the last third. Absent for fewer than six points.
   */
  readonly error?: number;
}

/**
 * Fits a line and an exponential to a history by least squares, and keeps the one that foretells the last
 * third of it better from the first two thirds.
 *
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition 2021, sections 5.8
 * (training and test sets) and 7.6 (prediction intervals).
 *
 * @param history Rows at dates, in any order; at least two different dates.
 * @throws {RangeError} When there are fewer than two dates, or rows are negative or not finite.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fitHistory } from "@groundplan/groundplan";
 *
 * const fit = fitHistory([["2026-01-01", 100], ["2026-01-02", 110], ["2026-01-03", 120]]);
 * assert.equal(fit.kind, "linear");
 * assert.equal(Math.round(fit.slope * 86_400), 10);
 * ```
 */
export function fitHistory(history: readonly HistoryPoint[]): HistoryFit {
  const sorted = history.toSorted(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
  const origin = sorted[0]?.[0] ?? "";
  const points = sorted.map(([date, rows]) => [secondsBetween(origin, date), rows] as const);
  const dates = new Set(points.map(([seconds]) => seconds));
  if (dates.size < 2 || dates.has(NaN)) {
    throw new RangeError(
      `Cannot fit a curve to rows at ${points.length} date${
        points.length === 1 ? "" : "s"
      }: at least two different dates are needed`,
    );
  }
  const bad = sorted.find(([, rows]) => !(rows >= 0 && Number.isFinite(rows)));
  if (bad) throw new RangeError(`Cannot fit a curve to ${bad[1]} rows on ${bad[0]}: 0 or more`);
  const kinds = points.every(([, rows]) => rows > 0)
    ? ["linear", "exponential"] as const
    : ["linear"] as const;
  const fits = kinds.map((kind) => ({ fit: fitCurve(points, kind), kind }));
  const judged = fits.map(({ fit, kind }) => ({
    fit,
    kind,
    error: holdoutError(points, kind),
    misfit: misfit(points, fit, kind),
  }));
  // With too few points to hold some back, the curve that lies closer to all of them is kept; the line goes
  // first where both do as well.
  const [best] = judged.toSorted((a, b) => (a.error ?? a.misfit) - (b.error ?? b.misfit));
  const { fit, kind, error } = best!;
  return freeze({
    kind,
    origin,
    ...fit,
    points: points.length,
    ...(error === undefined ? {} : { error }),
  });
}

/** The rows that a fit gives, so many seconds after its origin. */
export function fittedRows(fit: HistoryFit, seconds: number): number {
  return valueAt(fit, fit.kind, seconds);
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
  readonly slopeError: number;
  readonly residual: number;
  readonly mean: number;
  readonly spread: number;
}

type Points = readonly (readonly [seconds: number, rows: number])[];

function fitCurve(points: Points, kind: HistoryFit["kind"]): Line {
  const ys = points.map(([, rows]) => kind === "exponential" ? Math.log(rows) : rows);
  const n = points.length;
  const mean = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - mean) ** 2, 0);
  const slope = points.reduce((sum, [x], at) => sum + (x - mean) * (ys[at]! - meanY), 0) / spread;
  const intercept = meanY - slope * mean;
  const squares = points.reduce(
    (sum, [x], at) => sum + (ys[at]! - intercept - slope * x) ** 2,
    0,
  );
  const residual = n > 2 ? Math.sqrt(squares / (n - 2)) : 0;
  return { intercept, slope, slopeError: residual / Math.sqrt(spread), residual, mean, spread };
}

function valueAt(
  { intercept, slope }: Pick<Line, "intercept" | "slope">,
  kind: HistoryFit["kind"],
  seconds: number,
): number {
  const value = intercept + slope * seconds;
  return kind === "exponential" ? Math.exp(value) : Math.max(0, value);
}

function misfit(points: Points, line: Line, kind: HistoryFit["kind"]): number {
  const errors = points.map(([x, rows]) => Math.abs(valueAt(line, kind, x) - rows) / (rows || 1));
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

function holdoutError(points: Points, kind: HistoryFit["kind"]): number | undefined {
  if (points.length < 6) return undefined;
  const split = Math.ceil(points.length * 2 / 3);
  const known = points.slice(0, split);
  if (new Set(known.map(([x]) => x)).size < 2) return undefined;
  return misfit(points.slice(split), fitCurve(known, kind), kind);
}
