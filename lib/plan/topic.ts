import type { PlanContext } from "./plan_context.ts";

/** The five steps in which a plan is talked through. */
export type StepName =
  | "Entities and relationships"
  | "Constraints and validation"
  | "Query patterns"
  | "Migrations and versioning"
  | "Backup and recovery";

/** The steps, in order. */
export const steps: readonly StepName[] = Object.freeze([
  "Entities and relationships",
  "Constraints and validation",
  "Query patterns",
  "Migrations and versioning",
  "Backup and recovery",
]);

/** One thing that a plan wants to know of each of its subjects: a row of data with a function. */
export interface Topic {
  /** A stable name, such as `rows`. A decision about it waives it for all subjects. */
  readonly id: string;
  /** The checklist item that it belongs to. */
  readonly item: string;
  /** What is known when it is known: `rows of each entity`. */
  readonly what: string;
  /** Whether the item stays open without it. */
  readonly required: boolean;
  /**
   * How far the answer may move what it settles, in factors of ten: 3 where anything from a thousand to a
   * million is likely, 0.3 where it is a factor of two.
   */
  readonly decades: number;
  /** Everything that it is wanted of, whether known or not. */
  readonly subjects: (context: PlanContext) => Iterable<Subject>;
}

/** What a topic is wanted of. */
export interface Subject {
  /** Its path: `Order.rows`. A decision about it waives it. */
  readonly about: string;
  /** The element of the model whose weight it has: `Order`, or `WHOLE_PLAN`. */
  readonly place: string;
  /** What is known, in a few words; absent while it is open. */
  readonly known?: string;
  /** The question, while it is open. */
  readonly ask: string;
  /** What the plan takes for the answer until there is one. */
  readonly assumes?: string;
  /** Where it differs from the topic's own. */
  readonly decades?: number;
  /** The statement that answers it, with a likely answer in it. */
  readonly call: () => string;
}
