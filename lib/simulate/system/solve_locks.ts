import { type Queue, queue } from "../queues/queue.ts";
import type { LockDemand, ServiceDemand } from "../service/service_demand.ts";
import { type BandEnd, commitAt, cpuFactor, type LocalStream } from "./system.ts";

/** The squared coefficient of variation of how long a lock is held: little work and a flush. */
const HOLD_VARIABILITY = 0.25;

/** A lock in its steady state. */
export interface SolvedLock {
  readonly queue: Queue;
  /** The share of the time that it is held; 1 and more where it cannot keep up. */
  readonly utilization: number;
}

/** What a lock's holder does before it lets go. */
export interface LockHolding {
  readonly end: BandEnd;
  /** By how much a holder is slower than on an idle machine. */
  readonly stretch: number;
  /** Seconds that a statement takes beside waits for locks. */
  readonly timeOf: (demand: ServiceDemand) => number;
  /** Seconds from a commit until it is safe. */
  readonly commitTime: (seconds: number) => number;
}

/** Solves the hot rows of a server: each is held until the transaction has committed. */
export function solveLocks(
  here: readonly LocalStream[],
  { end, stretch, timeOf, commitTime }: LockHolding,
): ReadonlyMap<string, SolvedLock> {
  const demanded = new Map<string, { rate: number; held: number }>();
  for (const { stream, statements, rate } of here) {
    for (const [index, demand] of statements.entries()) {
      // What is behind a statement holds its locks for so long.
      const behind = statements.slice(index + 1).reduce(
        (sum, later) => sum + stream.think + timeOf(later),
        0,
      );
      for (const lock of demand.locks) {
        if (lock.mode === "shared") continue;
        const known = demanded.get(lock.key) ?? { rate: 0, held: 0 };
        const commit = commitAt(demand, end);
        const hold = Math.max(0, holdOf(lock, demand, end) - commit) * stretch +
          behind + (commit > 0 ? commitTime(commit) : 0);
        known.rate += rate * lock.share;
        known.held += rate * lock.share * hold;
        demanded.set(lock.key, known);
      }
    }
  }
  return new Map([...demanded].map(([key, { rate, held }]) => {
    const solved = queue({
      arrivalRate: rate,
      serviceSeconds: rate > 0 && Number.isFinite(held) ? held / rate : 0,
      serviceVariability: HOLD_VARIABILITY,
    });
    const utilization = Number.isFinite(held) ? solved.utilization : Infinity;
    return [key, { queue: solved, utilization }] as const;
  }));
}

/** Seconds that a lock is held on an idle machine, at an end of the band. */
function holdOf({ holdSeconds }: LockDemand, demand: ServiceDemand, end: BandEnd): number {
  return holdSeconds * cpuFactor(demand, end);
}
