import { freeze } from "../../core/freeze.ts";
import { checkServers, erlangC } from "./erlang.ts";
import {
  type Complex,
  gammaTransform,
  over,
  quantileOf,
  sometimes,
  sumOf,
  times,
  type Transform,
} from "./transform.ts";

/** What comes to a queue, and who serves it. */
export interface QueueOptions {
  /** Arrivals a second, from 0. */
  readonly arrivalRate: number;
  /** Seconds that one server takes for one arrival in the mean, from 0. */
  readonly serviceSeconds: number;
  /** Servers, a whole number from 1. Defaults to 1. */
  readonly servers?: number;
  /** The squared coefficient of variation of the service: 0 constant, 1 exponential. Defaults to 1. */
  readonly serviceVariability?: number;
  /** The same of the times between arrivals; 1 is a Poisson process. Defaults to 1. */
  readonly arrivalVariability?: number;
}

/** A queue in its steady state, first come, first served. */
export interface Queue extends Required<QueueOptions> {
  /** The share of the time that a server is busy; 1 and more: the queue grows without end. */
  readonly utilization: number;
  /** Whether it has a steady state. Where it has none, waits and lengths are infinite. */
  readonly stable: boolean;
  /** The share of arrivals that wait. */
  readonly waiting: number;
  /** Seconds that arrivals wait in the mean. */
  readonly meanWait: number;
  /** Seconds from arrival to departure in the mean. */
  readonly meanSojourn: number;
  /** How many wait in the mean, by Little's law. */
  readonly meanLength: number;
  /** How many are there in the mean. */
  readonly meanPresent: number;
  /** What the numbers rest on. */
  readonly method: "M/M/c, exact" | "M/G/1, Pollaczek–Khinchine" | "G/G/c, Allen–Cunneen";
}

/**
 * Solves a queue: exactly for exponential service by Erlang's C formula and for one server by Pollaczek and
 * Khinchine's formula, and for all else approximately by Allen and Cunneen's: the wait of M/M/c times
 * (Ca² + Cs²) / 2 (Allen, Probability, Statistics, and Queueing Theory, 2nd ed., 1990, section 5.3.2).
 *
 * @throws {RangeError} When a number is negative, not finite, or there is no server.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { queue, sojournQuantile } from "@groundplan/groundplan";
 *
 * const desk = queue({ arrivalRate: 2, serviceSeconds: 1 / 3 });
 * assert.equal(desk.meanSojourn.toFixed(3), "1.000");
 * assert.equal(sojournQuantile(desk, 0.95).toFixed(3), "2.996");
 * ```
 */
export function queue(options: QueueOptions): Queue {
  const { arrivalRate, serviceSeconds, servers = 1 } = options;
  const { serviceVariability = 1, arrivalVariability = 1 } = options;
  const given = { arrivalRate, serviceSeconds, serviceVariability, arrivalVariability };
  for (const [name, value] of Object.entries(given)) {
    if (value >= 0 && Number.isFinite(value)) continue;
    throw new RangeError(`Cannot queue with ${name} of ${value}: give 0 or more`);
  }
  checkServers(servers);
  const load = arrivalRate * serviceSeconds;
  const utilization = load / servers;
  const stable = utilization < 1;
  const waiting = erlangC(servers, load);
  const poisson = arrivalVariability === 1;
  const wait = waiting * serviceSeconds / (servers * (1 - utilization)) *
    (arrivalVariability + serviceVariability) / 2;
  const meanWait = load === 0 ? 0 : stable ? wait : Infinity;
  return freeze({
    ...given,
    servers,
    utilization,
    stable,
    waiting,
    meanWait,
    meanSojourn: meanWait + serviceSeconds,
    meanLength: arrivalRate === 0 ? 0 : arrivalRate * meanWait,
    meanPresent: arrivalRate === 0 ? 0 : arrivalRate * (meanWait + serviceSeconds),
    method: poisson && serviceVariability === 1
      ? "M/M/c, exact"
      : poisson && servers === 1
      ? "M/G/1, Pollaczek–Khinchine"
      : "G/G/c, Allen–Cunneen",
  });
}

/**
 * Seconds that a share of the arrivals wait at most.
 *
 * Exact for M/M/c; for M/G/1 by inversion of Pollaczek and Khinchine's transform, with service times of a gamma
 * distribution; for all else the waits of those who wait are taken as exponential, which they become in heavy
 * traffic (Kingman, The Single Server Queue in Heavy Traffic, 1961).
 *
 * @param share 0 to below 1.
 * @returns `Infinity` where the queue is not stable.
 * @throws {RangeError} When the share is out of bounds.
 */
export function waitQuantile(queue: Queue, share: number): number {
  checkShare(share);
  if (!queue.stable) return Infinity;
  if (share <= 1 - queue.waiting) return 0;
  if (queue.method === "M/G/1, Pollaczek–Khinchine") {
    return quantileOf(waitTransform(queue), share, queue.meanWait / queue.waiting);
  }
  return queue.meanWait / queue.waiting * Math.log(queue.waiting / (1 - share));
}

/**
 * Seconds from arrival to departure that a share of the arrivals stay under: wait and service together, by the
 * methods of `waitQuantile()`.
 *
 * @param share 0 to below 1.
 * @returns `Infinity` where the queue is not stable.
 * @throws {RangeError} When the share is out of bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { queue, sojournQuantile } from "@groundplan/groundplan";
 *
 * const full = queue({ arrivalRate: 5, serviceSeconds: 0.2 });
 * assert.equal(sojournQuantile(full, 0.99), Infinity);
 * ```
 */
export function sojournQuantile(queue: Queue, share: number): number {
  checkShare(share);
  if (!queue.stable) return Infinity;
  const service = gammaTransform(queue.serviceSeconds, queue.serviceVariability);
  return quantileOf(sumOf([waitTransform(queue), service]), share, queue.meanSojourn);
}

/** The transform of the wait in a stable queue. */
export function waitTransform(queue: Queue): Transform {
  const { method, arrivalRate, serviceSeconds, serviceVariability, utilization } = queue;
  if (queue.meanWait === 0) return sometimes(0, 0);
  if (method !== "M/G/1, Pollaczek–Khinchine") {
    return sometimes(queue.waiting, queue.meanWait / queue.waiting);
  }
  const service = gammaTransform(serviceSeconds, serviceVariability);
  // W*(s) = (1 − ρ) s / (s − λ (1 − S*(s))).
  return (s: Complex): Complex => {
    const [x, y] = service(s);
    return over(
      times([1 - utilization, 0], s),
      [s[0] - arrivalRate * (1 - x), s[1] + arrivalRate * y],
    );
  };
}

function checkShare(share: number): void {
  if (share >= 0 && share < 1) return;
  throw new RangeError(`Cannot give the quantile of ${share}: give a share from 0 to below 1`);
}
