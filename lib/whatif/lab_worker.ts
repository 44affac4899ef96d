// The planner in a worker: where a crash or an endless plan can be cut off.
import { quoteSqlIdentifier } from "../core/escape.ts";
import type { Statistics } from "../statistics/statistics.ts";
import type { Failure, FromWorker, PlannerView, ToWorker } from "./lab_protocol.ts";
import { openPlanner, type Planner } from "./planner.ts";

interface WorkerScope {
  onmessage: ((event: { readonly data: ToWorker }) => void) | null;
  postMessage(message: FromWorker): void;
}

serve(globalThis as unknown as WorkerScope);

function serve(scope: WorkerScope): void {
  let planner: Planner | undefined;
  let statisticsInForce = "";
  const statistics = new Map<string, Statistics>();
  /** Statements of hypothetical indexes that exist, by the index's name. */
  const defined = new Map<string, string>();
  let queue = Promise.resolve();
  /** What is in force while prices are asked for. */
  let priced: Extract<ToWorker, { readonly kind: "price" }> | undefined;
  const clock = Date.now;
  limitTimers();

  scope.onmessage = ({ data }) => {
    queue = queue.then(() => handle(data)).catch((error) => {
      scope.postMessage({ kind: "fault", failure: failureOf(error) });
    });
  };

  async function handle(message: ToWorker): Promise<void> {
    if (message.kind === "open") {
      planner = await openPlanner(message);
      return scope.postMessage({ kind: "ready" });
    }
    if (message.kind === "statistics") {
      // As many as the host takes this side to keep.
      for (const key of [...statistics.keys()].slice(0, -2)) statistics.delete(key);
      statistics.set(message.key, message.statistics);
      return;
    }
    if (!planner) throw new Error("the planner is not open");
    const key = message.kind === "price" ? message.key : "";
    if (key === "" || key !== priced?.key) {
      await show(planner, message.view);
      priced = message.kind === "price" ? message : undefined;
    }
    const sets = priced?.sets ?? [];
    scope.postMessage({ kind: "shown" });
    const answer = message.kind === "plan"
      ? message.requests.map((request) => async () =>
        ({ kind: "plan", plan: await planner!.explain(request) }) as const
      )
      : message.requests.map((request) => async () =>
        ({ kind: "price", price: await planner!.price(sets, request) }) as const
      );
    for (const next of answer) {
      try {
        scope.postMessage(await next());
      } catch (error) {
        scope.postMessage({ kind: "failure", failure: failureOf(error) });
      }
    }
  }

  async function show(planner: Planner, view: PlannerView): Promise<void> {
    const shown = new Set(view.indexes.map(({ name }) => name));
    const missing = view.indexes.filter(({ name, ddl }) => defined.get(name) !== ddl);
    const idle = [...defined.keys()].filter((name) => !shown.has(name));
    // Another view may have had another index of the same name.
    const replaced = missing.map(({ name }) => name).filter((name) => defined.has(name));
    const dropped = [...replaced, ...(idle.length > MOST_IDLE ? idle : [])];
    if (missing.length + dropped.length > 0) {
      const drops = dropped.map((name) =>
        `drop index ${name.split(".").map(quoteSqlIdentifier).join(".")}`
      );
      for (const name of dropped) defined.delete(name);
      await planner.define([...drops, ...missing.map(({ ddl }) => ddl)].join(";\n"));
      for (const { name, ddl } of missing) defined.set(name, ddl);
    }
    if (statisticsInForce !== view.statisticsKey) {
      await planner.fake(statistics.get(view.statisticsKey)!);
      statisticsInForce = view.statisticsKey;
    }
    // PostgreSQL asks this clock: what `now()` is compared with depends on the date of the data.
    const { now } = view;
    Date.now = now === undefined ? clock : () => now;
    await planner.set(view.settings);
    await planner.hide([
      ...view.hidden,
      ...[...defined.keys()].filter((name) => !shown.has(name)),
    ]);
  }
}

/** The planner opens even the indexes that are hidden: those of other views are kept up to this many. */
const MOST_IDLE = 48;

/** The longest time that a timer reaches, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

// A clock that is set back leaves PostgreSQL's own timers years ahead, where a timer would fire at once.
function limitTimers(): void {
  const start = globalThis.setTimeout;
  const limited = (work: () => void, delay = 0, ...rest: unknown[]) =>
    start(work, Math.min(delay, LONGEST_TIMER), ...rest);
  globalThis.setTimeout = limited as typeof setTimeout;
}

function failureOf(error: unknown): Failure {
  const { name, message, code, position } = error as Error & Failure;
  return {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(position === undefined ? {} : { position }),
  };
}
