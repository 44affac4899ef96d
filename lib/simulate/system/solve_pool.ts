import { type Queue, queue } from "../queues/queue.ts";

/** A pool of connections in its steady state. */
export interface SolvedPool {
  readonly queue: Queue;
  /** The share of the connections that are held; `Infinity` where they are never given back. */
  readonly utilization: number;
  /** Seconds that an execution waits for one. */
  readonly meanWait: number;
}

/** Solves a pool for those who hold its connections, each for some seconds. */
export function solvePool(
  held: readonly { readonly rate: number; readonly seconds: number }[],
  connections: number,
): SolvedPool {
  const arrivals = held.reduce((sum, { rate }) => sum + rate, 0);
  const busy = held.reduce((sum, { rate, seconds }) => sum + rate * seconds, 0);
  const finite = Number.isFinite(busy);
  const mean = arrivals > 0 && finite ? busy / arrivals : 0;
  // Each stream's own times spread as an exponential, and the streams differ.
  const square = held.reduce((sum, { rate, seconds }) => sum + 2 * rate * seconds ** 2, 0);
  const solved = queue({
    arrivalRate: arrivals,
    serviceSeconds: mean,
    servers: connections,
    serviceVariability: mean > 0 ? Math.max(0, square / arrivals / mean ** 2 - 1) : 1,
  });
  return {
    queue: solved,
    utilization: finite ? solved.utilization : Infinity,
    meanWait: finite ? solved.meanWait : Infinity,
  };
}
