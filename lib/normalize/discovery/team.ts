import type { Codes } from "./codes.ts";
import type { Limits } from "./search.ts";
import type { Message } from "./search_worker.ts";
import { type Answer, openSolver, type Preparation, type Request } from "./solver.ts";

/** Threads that search targets, or this thread alone. */
export interface Team extends AsyncDisposable {
  prepare(preparation: Preparation): void;
  /** Searches a target, in no more than a part of the time that is left when its turn comes. */
  solve(target: number, part: number): Promise<Answer>;
}

/**
 * Starts workers that share the table's memory. Where none can be started (no permission to read the
 * worker's file, or the module is not on disk), this thread does the work.
 */
export async function openTeam(codes: Codes, limits: Limits, workers: number): Promise<Team> {
  if (workers < 2 || !await mayStartWorkers()) return soloTeam(codes, limits);
  const { expired: _, ...sent } = limits;
  const shared: Codes = { ...codes, columns: codes.columns.map(toShared) };
  const members = Array.from({ length: workers }, startWorker);
  const idle = [...members];
  const waiting: Job[] = [];
  const send = (worker: Worker, message: Message) => worker.postMessage(message);
  const next = (): void => {
    while (idle.length > 0 && waiting.length > 0) {
      const worker = idle.pop()!;
      const { target, part, done, fail } = waiting.shift()!;
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        idle.push(worker);
        done(data);
        next();
      };
      worker.onerror = (event) => {
        event.preventDefault();
        fail(new Error(`Cannot search target ${target}: ${event.message}`));
      };
      send(worker, { request: requestFor(target, part, limits) });
    }
  };
  return {
    prepare(preparation) {
      for (const worker of members) send(worker, { codes: shared, preparation, limits: sent });
    },
    solve(target, part) {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      waiting.push({ target, part: Math.min(1, part * workers), done: resolve, fail: reject });
      next();
      return promise;
    },
    [Symbol.asyncDispose]() {
      for (const worker of members) worker.terminate();
      return Promise.resolve();
    },
  };
}

interface Job {
  readonly target: number;
  readonly part: number;
  readonly done: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

function soloTeam(codes: Codes, limits: Limits): Team {
  const solver = openSolver();
  return {
    prepare: (preparation) => solver.prepare(codes, preparation, limits),
    solve: (target, part) => Promise.resolve(solver.solve(requestFor(target, part, limits))),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function requestFor(target: number, part: number, limits: Limits): Request {
  const now = Date.now();
  return { target, end: now + (limits.end - now) * part };
}

async function mayStartWorkers(): Promise<boolean> {
  const file = new URL("./search_worker.ts", import.meta.url);
  if (file.protocol !== "file:") return false;
  return (await Deno.permissions.query({ name: "read", path: file })).state === "granted";
}

function startWorker(): Worker {
  return new Worker(new URL("./search_worker.ts", import.meta.url).href, { type: "module" });
}

function toShared(column: Int32Array): Int32Array {
  const memory = new Int32Array(new SharedArrayBuffer(column.byteLength));
  memory.set(column);
  return memory;
}
