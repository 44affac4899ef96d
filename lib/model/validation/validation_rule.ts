import type { Figure } from "../../core/figure.ts";
import type { Severity } from "../../core/finding.ts";
import type { Model } from "../model.ts";

/** One thing that can be wrong with a model. */
export interface ValidationRule {
  readonly code: string;
  readonly severity: Severity;
  /** What it leads to. */
  readonly why: string;
  /** The places where it is so. */
  readonly check: (model: Model) => Iterable<Violation>;
}

/** A place where a rule is broken. */
export interface Violation {
  readonly where: string;
  readonly what: string;
  readonly fix: string;
  readonly figures?: readonly Figure[];
}
