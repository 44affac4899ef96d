import type { QualifiedName } from "./qualified_name.ts";

/** How a sequence counts; what is absent has the engine's default. */
export interface SequenceOptions {
  /** The first number. */
  readonly start?: string;
  /** The step from one number to the next. */
  readonly increment?: string;
  /** The lowest number. */
  readonly minimum?: string;
  /** The highest number. */
  readonly maximum?: string;
  /** How many numbers a session takes at once. */
  readonly cache?: string;
  /** Whether it begins again after the last number. */
  readonly cycle?: boolean;
}

/** A sequence that stands for itself or is owned by a column (`serial`). */
export interface Sequence extends QualifiedName, SequenceOptions {
  /** Its type. */
  readonly type: string;
  /** The column whose fall takes the sequence along. */
  readonly ownedBy?: QualifiedName & { readonly column: string };
  /** What the database says of it. */
  readonly comment?: string;
}
