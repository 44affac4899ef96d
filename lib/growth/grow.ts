import type { Growth, Volume } from "../model/volume.ts";
import { TIME_UNITS } from "../core/quantity.ts";

const YEAR = TIME_UNITS.year!;

/**
 * Rows after some time, from a volume's rows, growth and retention.
 *
 * @param volume What is said of the entity; a growth that is not given adds nothing.
 * @param rows Rows now, from 0.
 * @param seconds Seconds from now; before now is taken as now.
 * @returns Rows that are there then, not rounded.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { grow } from "@groundplan/groundplan";
 *
 * const growth = { kind: "linear", rate: { value: 10 } } as const;
 * assert.equal(grow({ growth }, 100, 60), 700);
 * ```
 */
export function grow(volume: Volume, rows: number, seconds: number): number {
  const { growth, retention } = volume;
  const elapsed = Math.max(0, seconds);
  if (!growth) return rows;
  const grown = GROW[growth.kind](growth as never, rows, elapsed);
  if (retention === undefined) return grown;
  const added = grown - rows;
  // What was there at the start goes evenly over the time that it is kept; what was added since stays
  // until it is as old.
  const kept = rows * Math.max(0, 1 - elapsed / retention);
  const expired = elapsed > retention
    ? GROW[growth.kind](growth as never, rows, elapsed - retention) - rows
    : 0;
  return kept + added - expired;
}

type Grow<G extends Growth> = (growth: G, rows: number, seconds: number) => number;

const GROW: { readonly [Kind in Growth["kind"]]: Grow<Extract<Growth, { kind: Kind }>> } = {
  linear: ({ rate }, rows, seconds) => rows + rate.value * seconds,
  exponential: ({ ratio, period }, rows, seconds) => rows * (1 + ratio.value) ** (seconds / period),
  logistic({ ratio, period, limit }, rows, seconds) {
    if (rows <= 0 || rows >= limit.value) return rows;
    const rate = Math.log1p(ratio.value) / period;
    const share = (limit.value - rows) / rows;
    return limit.value / (1 + share * Math.exp(-rate * seconds));
  },
  seasonal({ base, amplitude, cycle }, rows, seconds) {
    const plain = grow({ growth: base }, rows, seconds);
    // The swing of the additions, integrated: it is back at zero after every whole cycle.
    const speed = (plain - rows) / Math.max(1, seconds);
    const turn = 2 * Math.PI / cycle;
    return plain + speed * amplitude * (1 - Math.cos(turn * seconds)) / turn;
  },
  measured({ history }, rows, seconds) {
    const points = history.map(([date, count]) => [Date.parse(date) / 1000, count] as const);
    if (points.length < 2) return rows;
    const slope = leastSquares(points);
    return Math.max(0, rows + slope * seconds);
  },
};

function leastSquares(points: readonly (readonly [number, number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const [xy, xx] = points.reduce(
    ([xy, xx], [x, y]) => [xy + (x - meanX) * (y - meanY), xx + (x - meanX) ** 2] as const,
    [0, 0] as readonly [number, number],
  );
  return xx === 0 ? 0 : xy / xx;
}

/** Seconds that the rows of an entity reach back, as far as its growth tells. */
export function ageOf(volume: Volume, rows: number): number {
  const { growth, retention = Infinity } = volume;
  const most = 3 * YEAR;
  if (growth?.kind === "linear" && growth.rate.value > 0) {
    return Math.min(retention, rows / growth.rate.value, 20 * YEAR);
  }
  if (growth?.kind === "seasonal") return ageOf({ ...volume, growth: growth.base }, rows);
  return Math.min(retention, most);
}
