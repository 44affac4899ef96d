// What a lab and its worker say to each other.
import type { Statistics } from "../statistics/statistics.ts";
import type { PlanNode } from "./plan.ts";
import type { CostRequest, PlanCost, PlannerOptions, PlanRequest } from "./planner.ts";

/** What the worker opens: plain data, that can be sent again when the worker is started anew. */
export type WorkerOptions = PlannerOptions;

/** An index that exists only in a lab. */
export interface HypotheticalIndex {
  /** With its namespace: `public.orders_status_idx`. */
  readonly name: string;
  readonly ddl: string;
}

/** What the planner is to see. */
export interface PlannerView {
  /** Tells the statistics apart from others, so that they are sent once. */
  readonly statisticsKey: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly indexes: readonly HypotheticalIndex[];
  /** Indexes that are not to be seen, with their namespaces. */
  readonly hidden: readonly string[];
  /** The moment that `now()` means, in milliseconds since 1970. Defaults to the machine's clock. */
  readonly now?: number;
}

export type ToWorker =
  | { readonly kind: "open" } & WorkerOptions
  | { readonly kind: "statistics"; readonly key: string; readonly statistics: Statistics }
  | {
    readonly kind: "plan";
    readonly view: PlannerView;
    readonly requests: readonly PlanRequest[];
  }
  | {
    readonly kind: "price";
    /** Tells views apart, so that one which is in force is not put in force again. */
    readonly key: string;
    readonly view: PlannerView;
    /** Indexes of the view that are shown and hidden together. */
    readonly sets: readonly (readonly string[])[];
    readonly requests: readonly CostRequest[];
  };

export type FromWorker =
  | { readonly kind: "ready" }
  /** The view is in force; plans follow. */
  | { readonly kind: "shown" }
  | { readonly kind: "plan"; readonly plan: PlanNode }
  | { readonly kind: "price"; readonly price: PlanCost }
  | { readonly kind: "failure"; readonly failure: Failure }
  | { readonly kind: "fault"; readonly failure: Failure };

/** An error that crossed over. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly position?: number;
}
