import { gammaTransform, noTime, sometimes, sumOf, type Transform } from "../queues/transform.ts";

/** Cores that all share evenly, in their steady state. */
export interface SharedCores {
  readonly cores: number;
  readonly utilization: number;
  /** Seconds of work of what comes, in the mean. */
  readonly meanWork: number;
  /** Erlang's C: the probability that all cores are busy. */
  readonly waiting: number;
  /** Seconds left, in the mean, of the slice of time that who comes finds under way. */
  readonly sliceLeft: number;
}

/**
 * Seconds that others take of shared cores while some work is done: work × C / (c (1 − ρ)), exact for any
 * distribution where cores are shared in no time at all (Cohen, The Multiple Phase Service Network with
 * Generalized Processor Sharing, 1979). A scheduler shares them in slices: work that is shorter than what is
 * left of a slice waits as if it were as long as that.
 */
export function sharedDelay(work: number, shared: SharedCores): number {
  const { cores, utilization, waiting, sliceLeft } = shared;
  if (work === 0 || waiting === 0) return 0;
  return utilization < 1
    ? Math.max(work, sliceLeft) * waiting / (cores * (1 - utilization))
    : Infinity;
}

/**
 * The time that some work takes on shared cores: itself, and what others take of it meanwhile.
 *
 * The delay has the mean of {@linkcode sharedDelay}. Work that is short against what is
 * between two changes sees the cores as they are: all of its delay, or none. Long work sees their mean. Between
 * the two, the variance falls as that of an average of a process with a memory of 1 / (cμ(1 − ρ)): what Coffman,
 * Muntz and Trotter, Waiting Time Distributions for Processor-Sharing Systems, JACM 17(1), 1970, found
 * exactly for one core and exponential work.
 */
export function slowed(work: number, variability: number, shared: SharedCores): Transform {
  const { cores, utilization, meanWork, waiting, sliceLeft } = shared;
  const own = gammaTransform(work, variability);
  if (work === 0 || waiting === 0 || utilization >= 1) return work === 0 ? noTime : own;
  const each = 1 / (cores * (1 - utilization));
  const mean = sharedDelay(work, shared);
  const felt = Math.max(work, sliceLeft);
  const changes = meanWork > 0 ? felt * cores * (1 - utilization) / meanWork : 0;
  const averaged = changes < 1e-3
    ? 1
    : 2 * (changes - 1 + Math.exp(-changes)) / (changes * changes);
  const square = (felt * each) ** 2 * (2 * waiting - waiting ** 2);
  const variance = square * averaged + (mean * mean + square) * variability;
  const delay = variance >= mean * mean
    ? sometimes(2 * mean * mean / (variance + mean * mean), (variance + mean * mean) / (2 * mean))
    : gammaTransform(mean, variance / (mean * mean));
  return sumOf([own, delay]);
}
