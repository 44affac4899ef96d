import { freeze } from "../core/freeze.ts";

/** One of the four phases of a plan. */
export type PhaseName = "Requirements" | "Design" | "Optimization" | "Implementation";

/** A phase with its share of the whole. */
export interface Phase {
  /** Its name. */
  readonly name: PhaseName;
  /** Its share of the progress, 0 to 1; the shares add up to 1. */
  readonly weight: number;
}

/** The phases of a plan, in order. */
export const phases: readonly Phase[] = freeze([
  { name: "Requirements", weight: 0.2 },
  { name: "Design", weight: 0.35 },
  { name: "Optimization", weight: 0.25 },
  { name: "Implementation", weight: 0.2 },
]);
