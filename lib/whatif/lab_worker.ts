// The planner in a worker: where a crash or an endless plan can be cut off.
import type { Statistics } from "../statistics/statistics.ts";
import type { Failure, FromWorker, PlannerView, ToWorker } from "./lab_protocol.ts";
import { openPlanner, type Planner } from "./planner.ts";

interface WorkerScope {
  onmessage: ((event: { readonly data: ToWorker }) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = globalThis as unknown as WorkerScope;
let planner: Planner | undefined;
let statisticsInForce = "";
const statistics = new Map<string, Statistics>();
const defined = new Set<string>();
let queue = Promise.resolve();

scope.onmessage = ({ data }) => {
  queue = queue.then(() => handle(data)).catch((error) => {
    scope.postMessage({ kind: "fault", failure: failureOf(error) });
  });
};

async function handle(message: ToWorker): Promise<void> {
  if (message.kind === "open") {
    planner = await openPlanner(message.options);
    return scope.postMessage({ kind: "ready", setAside: [] });
  }
  if (!planner) throw new Error("the planner is not open");
  if (message.kind === "statistics") {
    // The one in force, and one more to go back to.
    for (const key of [...statistics.keys()].slice(0, -3)) statistics.delete(key);
    statistics.set(message.key, message.statistics);
    return;
  }
  await show(planner, message.view);
  for (const request of message.requests) {
    try {
      scope.postMessage({ kind: "plan", plan: await planner.explain(request) });
    } catch (error) {
      scope.postMessage({ kind: "failure", failure: failureOf(error) });
    }
  }
}

async function show(planner: Planner, view: PlannerView): Promise<void> {
  const missing = view.indexes.filter(({ name }) => !defined.has(name));
  if (missing.length > 0) {
    await planner.define(missing.map(({ ddl }) => ddl).join(";\n"));
    for (const { name } of missing) defined.add(name);
    statisticsInForce = "";
  }
  if (statisticsInForce !== view.statisticsKey) {
    await planner.fake(statistics.get(view.statisticsKey)!);
    statisticsInForce = view.statisticsKey;
  }
  await planner.set(view.settings);
  const shown = new Set(view.indexes.map(({ name }) => name));
  await planner.hide([...view.hidden, ...[...defined].filter((name) => !shown.has(name))]);
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
