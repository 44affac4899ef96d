import { freeze } from "./freeze.ts";

/** What a figure's number counts. Bytes, seconds and rates are base units; pictures choose larger ones. */
export type Unit =
  | "rows"
  | "bytes"
  | "pages"
  | "seconds"
  | "per second"
  | "bytes per second"
  | "cost"
  | "ratio"
  | "count"
  | "money";

/** How a number was come by, from the strongest to the weakest. */
export type Tag = "exact" | "measured" | "estimated" | "assumed";

/** What a figure rests on: a sentence, where to look it up, and the figures that went into it. */
export interface Evidence {
  /** One sentence: who measured, computed or assumed it, and how. */
  readonly text: string;
  /** Where it can be looked up: a path in the model (`Order.rows`), a manual's section, a paper. */
  readonly source?: string;
  /** The figures that it was computed from. */
  readonly inputs?: readonly Figure[];
}

/** A number with its unit, its tag, its band and its evidence. */
export interface Figure {
  /** The value to reckon with. */
  readonly value: number;
  /** The unit of its values. */
  readonly unit: Unit;
  /** How it was come by. */
  readonly tag: Tag;
  /** The lowest and the highest value to expect. An exact figure has none. */
  readonly band?: readonly [low: number, high: number];
  /** What it rests on. */
  readonly evidence: Evidence;
}

/** What `figure()` takes beside the number and its unit. */
export interface FigureOptions {
  /** Defaults to `"estimated"`. */
  readonly tag?: Tag;
  /** A pair of bounds, or one relative error such as 0.025. */
  readonly band?: readonly [low: number, high: number] | number;
  /** One sentence, or the whole evidence. */
  readonly evidence: string | Evidence;
}

/**
 * Makes a figure.
 *
 * @param value The number, in base units (bytes, seconds, a second).
 * @param unit What it counts.
 * @returns The frozen figure.
 * @throws {RangeError} When the number is not a number or lies outside its band.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { figure } from "@groundplan/groundplan";
 *
 * const heap = figure(8192, "bytes", { band: 0.025, evidence: "heap layout" });
 * assert.deepEqual(heap.band, [7987.2, 8396.8]);
 * ```
 */
export function figure(value: number, unit: Unit, options: FigureOptions): Figure {
  if (Number.isNaN(value)) throw new RangeError(`Cannot make a figure in ${unit}: not a number`);
  const { tag = "estimated", band, evidence } = options;
  const bounds = typeof band === "number"
    ? [value * (1 - band), value * (1 + band)] as const
    : band;
  if (bounds && !(bounds[0] <= value && value <= bounds[1])) {
    throw new RangeError(
      `Cannot make a figure of ${value} ${unit}: it lies outside its band ${bounds.join(" to ")}`,
    );
  }
  return freeze({
    value,
    unit,
    tag,
    ...(bounds ? { band: [Math.min(...bounds), Math.max(...bounds)] as const } : {}),
    evidence: typeof evidence === "string" ? { text: evidence } : evidence,
  });
}

const WEAKEST: readonly Tag[] = ["exact", "measured", "estimated", "assumed"];

/** The weakest tag among figures: what is computed from them is no better. */
export function weakestTag(figures: readonly Figure[]): Tag {
  return WEAKEST[Math.max(0, ...figures.map(({ tag }) => WEAKEST.indexOf(tag)))]!;
}
