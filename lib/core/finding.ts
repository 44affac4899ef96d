import type { Edit } from "./edit.ts";
import type { Figure } from "./figure.ts";

/** How much a finding hurts: an error breaks the plan, a warning will hurt, advice would help. */
export type Severity = "error" | "warning" | "advice";

/** One thing to know about a model, a schema or a plan. A value, never thrown. */
export interface Finding {
  /** A stable name, such as `foreign-key-without-index`. */
  readonly code: string;
  /** How much it hurts. */
  readonly severity: Severity;
  /** Where: `Order.placedAt`, `public.orders`, `shop.yaml:12:3`. */
  readonly where: string;
  /** What is so, in one sentence. */
  readonly what: string;
  /** What it leads to. */
  readonly why: string;
  /** What would be right. */
  readonly fix: string;
  /** Where the advice comes from: a manual's section, a paper, a rule set. */
  readonly source?: string;
  /** The numbers behind it. */
  readonly figures?: readonly Figure[];
  /** The edits that mend it. */
  readonly edits?: readonly Edit[];
}

const ORDER: readonly Severity[] = ["error", "warning", "advice"];

/** Compares findings for sorting: the worst first, then by place and code. */
export function compareFindings(a: Finding, b: Finding): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
    compareText(a.where, b.where) || compareText(a.code, b.code) || compareText(a.what, b.what);
}

/** Compares text by code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
