import type { ServiceDemand } from "../service/service_demand.ts";
import { type BandEnd, cpuFactor, widthOf } from "./system.ts";

/** Work that comes to cores again and again. */
export interface RepeatedWork {
  /** How often a second. */
  readonly rate: number;
  /** Seconds of one process. */
  readonly seconds: number;
}

/**
 * Seconds that are left, in the mean, of the slice which who comes finds under way: work longer than a slice is
 * cut into slices, and E[s²] / 2 E[s] of them is left.
 *
 * Source: Kleinrock, Queueing Systems I, 1975, section 5.2 (residual life).
 *
 * @param slice Seconds of the longest slice, above 0.
 * @returns 0 where there is no work.
 */
export function sliceLeft(works: readonly RepeatedWork[], slice: number): number {
  let [sum, squares] = [0, 0];
  for (const { rate, seconds } of works) {
    const whole = Math.floor(seconds / slice);
    const rest = seconds - whole * slice;
    sum += rate * seconds;
    squares += rate * (whole * slice ** 2 + rest ** 2);
  }
  return sum > 0 ? squares / (2 * sum) : 0;
}

/** What a statement's cases ask of the processor, as work of its own processes. */
export function worksOf(
  demand: ServiceDemand,
  rate: number,
  end: BandEnd,
): readonly RepeatedWork[] {
  const scale = cpuFactor(demand, end) / widthOf(demand);
  const { cases, cpuSeconds } = demand;
  if (cases.length === 0) {
    return [{ rate, seconds: cpuSeconds.value * scale }];
  }
  const whole = cases.reduce((sum, { share }) => sum + share, 0);
  return cases.map((one) => ({
    rate: rate * one.share / whole,
    seconds: one.cpuSeconds * scale,
  }));
}
