/** When a search has to stop, and what it may leave out. */
export interface Limits {
  /** The most columns on a left side or in a unique column combination. */
  readonly maxLhs: number;
  /** The most dependencies to keep for one target. */
  readonly maxResults: number;
  /** The deadline, in milliseconds since 1970. */
  readonly end: number;
  /** Whether the deadline has passed. */
  readonly expired: () => boolean;
}

/** Limits that can be sent to a worker. */
export type SentLimits = Omit<Limits, "expired">;

/**
 * The minimal sets of columns that determine each target. Targets are the columns and, after the last, the
 * row itself: what determines it is unique.
 */
export interface Search {
  /** How many 32-bit words a set takes. Its columns are bits, the first the highest of the first word. */
  readonly words: number;
  /** For each target its sets, one after another. */
  readonly sets: readonly Int32Array[];
  /** For each target whether all its sets are there. */
  readonly complete: readonly boolean[];
  /** Where some are missing: all sets of up to so many columns are there. */
  readonly completeUpTo?: number;
}
