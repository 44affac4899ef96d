import type { Figure, Unit } from "../core/figure.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatRate,
  formatShare,
} from "../core/format.ts";

const BY_UNIT: Readonly<Record<Unit, (value: number) => string>> = {
  rows: (value) => `${formatCount(value)} ${value === 1 ? "row" : "rows"}`,
  bytes: formatBytes,
  pages: (value) => `${formatCount(value)} ${value === 1 ? "page" : "pages"}`,
  seconds: formatDuration,
  "per second": formatRate,
  "bytes per second": (value) => `${formatBytes(value)}/s`,
  cost: (value) => `cost ${formatNumber(value)}`,
  // A share of a whole reads as per cent, what is more than the whole as a factor.
  ratio: (value) => Math.abs(value) <= 1 ? formatShare(value) : `${formatNumber(value)}×`,
  count: formatCount,
  money: formatNumber,
};

/**
 * A number with its unit, for people.
 *
 * @param value In base units: bytes, seconds, a second.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { formatQuantity } from "@groundplan/groundplan";
 *
 * assert.equal(formatQuantity(21474836480, "bytes"), "20 GB");
 * assert.equal(formatQuantity(40e6, "rows"), "40 M rows");
 * ```
 */
export function formatQuantity(value: number, unit: Unit): string {
  return BY_UNIT[unit](value);
}

/**
 * A figure for people: its number with its unit, its band and how it was come by.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { figure, formatFigure } from "@groundplan/groundplan";
 *
 * const heap = figure(38 * 1024 ** 3, "bytes", { band: 0.05, evidence: "heap layout" });
 * assert.equal(formatFigure(heap), "38 GB (36.1 GB to 39.9 GB, estimated)");
 * ```
 */
export function formatFigure({ value, unit, tag, band }: Figure): string {
  const words = [
    ...(band ? [band.map((bound) => formatQuantity(bound, unit)).join(" to ")] : []),
    ...(tag === "exact" ? [] : [tag]),
  ];
  const number = formatQuantity(value, unit);
  return words.length === 0 ? number : `${number} (${words.join(", ")})`;
}
