import type { JobStore } from "./job_store.ts";

/** Locks that jobs hold until they end. */
export interface LockTable {
  /** Takes a lock, or waits for it: whether it was free. */
  readonly acquire: (job: number, lock: number, shared: boolean) => boolean;
  /** Whether a waiting job waits for itself through others. */
  readonly deadlocked: (job: number) => boolean;
  /** Leaves the line of a lock. */
  readonly giveUp: (job: number) => void;
  /** Releases all that a job holds, and gives the jobs that hold what they waited for. */
  readonly releaseAll: (job: number) => readonly number[];
  /** Locks that somebody holds. */
  readonly held: () => number;
}

const NOBODY: readonly number[] = Object.freeze([]);

/** A table of locks, each with a line: first come, first served, neighbours that share go together. */
export function lockTable(count: number, jobs: JobStore): LockTable {
  const holders = new Int32Array(count);
  const exclusive = new Int32Array(count).fill(-1);
  const head = new Int32Array(count).fill(-1);
  const tail = new Int32Array(count).fill(-1);
  let nodeLock = new Int32Array(256);
  let nodeNext = new Int32Array(256);
  let [used, free, heldLocks] = [0, -1, 0];

  function hold(job: number, lock: number, shared: boolean): void {
    if (holders[lock]!++ === 0) heldLocks++;
    exclusive[lock] = shared ? -1 : job;
    let node = free;
    if (node >= 0) free = nodeNext[node]!;
    else {
      if (used === nodeLock.length) [nodeLock, nodeNext] = [doubled(nodeLock), doubled(nodeNext)];
      node = used++;
    }
    nodeLock[node] = lock;
    nodeNext[node] = jobs.held[job]!;
    jobs.held[job] = node;
  }

  function holds(job: number, lock: number): boolean {
    for (let node = jobs.held[job]!; node >= 0; node = nodeNext[node]!) {
      if (nodeLock[node] === lock) return true;
    }
    return false;
  }

  return {
    acquire(job, lock, shared) {
      if (holds(job, lock)) return true;
      const free = holders[lock] === 0 || (shared && exclusive[lock]! < 0 && head[lock]! < 0);
      if (free) {
        hold(job, lock, shared);
        return true;
      }
      jobs.awaits[job] = lock;
      jobs.shared[job] = shared ? 1 : 0;
      jobs.next[job] = -1;
      if (tail[lock]! < 0) head[lock] = job;
      else jobs.next[tail[lock]!] = job;
      tail[lock] = job;
      return false;
    },
    deadlocked(job) {
      let at = job;
      for (let steps = 0; steps < 1000; steps++) {
        const lock = jobs.awaits[at]!;
        if (lock < 0) return false;
        at = exclusive[lock]!;
        if (at < 0) return false;
        if (at === job) return true;
      }
      return false;
    },
    giveUp(job) {
      const lock = jobs.awaits[job]!;
      let before = -1;
      for (let at = head[lock]!; at >= 0; before = at, at = jobs.next[at]!) {
        if (at !== job) continue;
        if (before < 0) head[lock] = jobs.next[at]!;
        else jobs.next[before] = jobs.next[at]!;
        if (tail[lock] === at) tail[lock] = before;
        break;
      }
      jobs.awaits[job] = -1;
    },
    releaseAll(job) {
      let node = jobs.held[job]!;
      if (node < 0) return NOBODY;
      const woken: number[] = [];
      jobs.held[job] = -1;
      while (node >= 0) {
        const lock = nodeLock[node]!;
        const after = nodeNext[node]!;
        nodeNext[node] = free;
        free = node;
        node = after;
        if (exclusive[lock] === job) exclusive[lock] = -1;
        if (--holders[lock]! === 0) heldLocks--;
        while (head[lock]! >= 0) {
          const next = head[lock]!;
          const shared = jobs.shared[next] === 1;
          if (holders[lock]! > 0 && !(shared && exclusive[lock]! < 0)) break;
          head[lock] = jobs.next[next]!;
          if (head[lock]! < 0) tail[lock] = -1;
          jobs.awaits[next] = -1;
          hold(next, lock, shared);
          woken.push(next);
          if (!shared) break;
        }
      }
      return woken;
    },
    held: () => heldLocks,
  };
}

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const made = new Int32Array(2 * old.length);
  made.set(old);
  return made;
}
