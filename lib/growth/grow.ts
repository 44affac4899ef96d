import { TIME_UNITS } from "../core/quantity.ts";
import type { Volume } from "../model/volume.ts";
import { growthCurve } from "./growth_curve.ts";

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
  const curve = growthCurve(growth, { rows });
  const grown = curve(elapsed);
  if (retention === undefined || retention <= 0) return grown;
  // What was there at the start goes evenly over the time that it is kept; what was added since stays
  // until it is as old.
  const kept = rows * Math.max(0, 1 - elapsed / retention);
  const expired = elapsed > retention ? curve(elapsed - retention) - rows : 0;
  return kept + (grown - rows) - expired;
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
