import { eventHeap } from "./event_heap.ts";

/** Servers that all who are there share evenly. */
export interface SharedStation {
  /** Puts work of some seconds in. */
  readonly enter: (now: number, work: number, job: number) => void;
  /** When the next one is done, as things are. */
  readonly nextEnd: () => number;
  /** Takes out the one that is done. */
  readonly leave: (now: number) => number;
  /** How many are there. */
  readonly present: () => number;
  /** Throws all out. */
  readonly empty: () => number[];
}

/**
 * Processor sharing: with n present, each of c servers' time is shared evenly, and slowed by 1 + α(busy − 1),
 * contention by the Universal Scalability Law. Everybody attains service at the same pace, so who comes is done
 * when the service attained by all has grown by his work: one number orders them.
 */
export function sharedStation(servers: number, contention: number): SharedStation {
  const heap = eventHeap();
  // Service attained by whoever was always there, at a time, and its pace since.
  let [attained, at, pace, ending] = [0, 0, 0, Infinity];
  const settle = (now: number): void => {
    attained += pace * (now - at);
    at = now;
  };
  const resume = (): void => {
    const present = heap.size();
    if (present === 0) {
      // Starting again from 0 keeps the numbers small, and with them their errors.
      [attained, pace, ending] = [0, 0, Infinity];
      return;
    }
    const busy = present < servers ? present : servers;
    pace = busy / present / (1 + contention * (busy - 1));
    const left = heap.least() - attained;
    ending = at + (left > 0 ? left / pace : 0);
  };
  return {
    enter(now, work, job) {
      settle(now);
      heap.push(attained + work, job);
      resume();
    },
    nextEnd: () => ending,
    leave(now) {
      settle(now);
      const job = heap.pop();
      resume();
      return job;
    },
    present: () => heap.size(),
    empty() {
      const gone: number[] = [];
      while (heap.size() > 0) gone.push(heap.pop());
      resume();
      return gone;
    },
  };
}
