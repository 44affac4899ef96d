import type { Figure } from "./figure.ts";

/** One change of a model or a schema, with its reason. Advice is a list of these. */
export interface Edit<Kind extends string = string, Value = unknown> {
  /** What it changes. */
  readonly on: "model" | "schema";
  /** What it does, such as `put-attribute` or `add-index`. */
  readonly kind: Kind;
  /** What it does it to: `Order.placedAt`, `public.orders`. */
  readonly target: string;
  /** The new element; absent where something is dropped. */
  readonly value?: Value;
  /** Why, in one sentence. */
  readonly reason: string;
  /** What it gains and costs. */
  readonly figures?: readonly Figure[];
}
