import { postWithModule } from "../embedded/compiled_module.ts";
import type { Statistics } from "../statistics/statistics.ts";
import type { Failure, FromWorker, PlannerView, ToWorker, WorkerOptions } from "./lab_protocol.ts";
import type { PlanNode } from "./plan.ts";
import type { CostRequest, PlanCost, PlanRequest } from "./planner.ts";
import { PlanningError } from "./planning_error.ts";

/** How a host treats its worker. */
export interface LabHostOptions {
  /** Seconds that one plan may take. Defaults to 10. */
  readonly deadline?: number;
  /** Seconds after which an idle worker ends; the next plan starts another. Defaults to 120. */
  readonly idle?: number;
}

/** Keeps a planner in a worker, and starts it anew with its state when it crashes or does not end. */
export interface LabHost extends AsyncDisposable {
  /**
   * Plans statements, in their order.
   *
   * @returns For each its plan, or why there is none.
   * @throws {PlanningError} When the schema or the statistics cannot be used.
   */
  plan(
    view: PlannerView,
    statistics: Statistics,
    requests: readonly PlanRequest[],
  ): Promise<readonly (PlanNode | PlanningError)[]>;
  /**
   * Prices statements, in their order, each with some sets of indexes to be seen and the others hidden.
   *
   * @throws {PlanningError} When the schema or the statistics cannot be used.
   */
  price(
    shown: PricedView,
    statistics: Statistics,
    requests: readonly CostRequest[],
  ): Promise<readonly (PlanCost | PlanningError)[]>;
}

/** Seconds that opening the database may take: initdb runs once on a machine. */
const OPENING = 120;

/** Opens a host; its worker starts with the first plan. */
export function openLabHost(state: WorkerOptions, options: LabHostOptions = {}): LabHost {
  const { deadline = 10, idle = 120 } = options;
  let worker: Conversation | undefined;
  let sent = new Set<string>();
  let resting: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function start(): Promise<Conversation> {
    assertOpen();
    if (worker) return worker;
    const fresh = converse();
    worker = fresh;
    sent = new Set();
    await fresh.open(state);
    const reply = await fresh.next(OPENING);
    if (reply.kind !== "ready") {
      stop();
      throw thrown("failure" in reply ? reply.failure : { name: "Error", message: "no answer" });
    }
    return fresh;
  }

  function assertOpen(): void {
    if (closed) throw new Error("Cannot plan: the lab is closed");
  }

  function stop(): void {
    worker?.end();
    worker = undefined;
  }

  async function ask<Request extends PlanRequest, Answer>(
    view: PlannerView,
    statistics: Statistics,
    requests: readonly Request[],
    { message, read }: Question<Request, Answer>,
  ): Promise<readonly (Answer | PlanningError)[]> {
    const answers: (Answer | PlanningError)[] = [];
    while (answers.length < requests.length) {
      const current = await start();
      if (!sent.has(view.statisticsKey)) {
        // A worker keeps few; what it may have dropped is sent again.
        if (sent.size >= 3) sent.clear();
        current.post({ kind: "statistics", key: view.statisticsKey, statistics });
        sent.add(view.statisticsKey);
      }
      current.post(message(requests.slice(answers.length)));
      const shown = await current.next(OPENING);
      if (shown.kind !== "shown") {
        stop();
        throw thrown("failure" in shown ? shown.failure : { name: "Error", message: "no answer" });
      }
      while (answers.length < requests.length) {
        const reply = await current.next(deadline);
        const answer = read(reply);
        if (answer !== undefined) answers.push(answer);
        else if (reply.kind === "failure") answers.push(errorOf(reply.failure));
        else {
          stop();
          const { sql } = requests[answers.length]!;
          answers.push(lost(sql, reply));
          break;
        }
      }
    }
    return answers;
  }

  function rest(): void {
    clearTimeout(resting);
    const timer = setTimeout(stop, idle * 1000);
    Deno.unrefTimer(timer as unknown as number);
    resting = timer;
  }

  function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    assertOpen();
    const answer = turn.then(() => {
      clearTimeout(resting);
      return work();
    }).finally(rest);
    turn = answer.catch(() => {});
    return answer;
  }

  return {
    plan: (view, statistics, requests) =>
      inTurn(() =>
        ask(view, statistics, requests, {
          message: (requests) => ({ kind: "plan", view, requests }),
          read: (reply) => reply.kind === "plan" ? reply.plan : undefined,
        })
      ),
    price: (shown, statistics, requests) =>
      inTurn(() =>
        ask(shown.view, statistics, requests, {
          message: (requests) => ({ kind: "price", ...shown, requests }),
          read: (reply) => reply.kind === "price" ? reply.price : undefined,
        })
      ),
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(resting);
      stop();
      await turn;
      clearTimeout(resting);
    },
  };
}

/** What prices are asked of. */
export interface PricedView {
  /** Tells it apart from other views. */
  readonly key: string;
  readonly view: PlannerView;
  /** Indexes of the view that are shown and hidden together, with their namespaces. */
  readonly sets: readonly (readonly string[])[];
}

/** How requests are put to the worker, and which of its replies answers one. */
interface Question<Request, Answer> {
  message(requests: readonly Request[]): ToWorker;
  read(reply: FromWorker): Answer | undefined;
}

interface Conversation {
  open(options: WorkerOptions): Promise<void>;
  post(message: ToWorker): void;
  /** The next reply; a fault when there is none in time, or the worker was ended. */
  next(seconds: number): Promise<FromWorker>;
  end(): void;
}

function fault(message: string): FromWorker {
  return { kind: "fault", failure: { name: "Error", message, code: "57014" } };
}

const CLOSED = fault("the lab was closed");

function converse(): Conversation {
  const worker = new Worker(new URL("./lab_worker.ts", import.meta.url), { type: "module" });
  const replies: FromWorker[] = [];
  let waiting: ((reply: FromWorker) => void) | undefined;
  let ended = false;
  const take = (reply: FromWorker) => {
    if (waiting) waiting(reply);
    else replies.push(reply);
  };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => take(data);
  worker.onerror = (event) => {
    event.preventDefault();
    take(fault(`the planner crashed: ${event.message}`));
  };
  return {
    open: (options) => postWithModule(worker, { kind: "open", ...options } satisfies ToWorker),
    post: (message) => worker.postMessage(message),
    next(seconds) {
      const ready = replies.shift();
      if (ready) return Promise.resolve(ready);
      if (ended) return Promise.resolve(CLOSED);
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting = undefined;
          resolve(fault(`it took longer than ${seconds} seconds`));
        }, seconds * 1000);
        waiting = (reply) => {
          clearTimeout(timer);
          waiting = undefined;
          resolve(reply);
        };
      });
    },
    end() {
      ended = true;
      worker.terminate();
      waiting?.(CLOSED);
    },
  };
}

function lost(sql: string, reply: FromWorker): PlanningError {
  const message = reply.kind === "fault" ? reply.failure.message : "the planner stopped";
  return PlanningError.from({ message, code: "57014" }, sql);
}

function errorOf({ message, code, position }: Failure): PlanningError {
  return new PlanningError(message, {
    code: code ?? "XX000",
    ...(position === undefined ? {} : { position }),
  });
}

// Statistics that cannot be used and extensions that there are not are errors of range.
function thrown(failure: Failure): Error {
  return failure.name === "RangeError" ? new RangeError(failure.message) : errorOf(failure);
}
