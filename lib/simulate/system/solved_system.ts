/**
 * A system of servers in its steady state, as values.
 *
 * @module
 */

/** What is queued for. */
export type StationKind = "processor" | "device" | "connections" | "locks";

/** A station of a server in its steady state. */
export interface SolvedStation {
  readonly kind: StationKind;
  /** The server's name; for a lock with what is locked behind it. */
  readonly name: string;
  readonly node: number;
  /** The share of the time that it is busy; 1 and more where it cannot keep up. */
  readonly utilization: number;
  /** Seconds that one visit waits in the mean. */
  readonly meanWait: number;
}

/** A stream in its steady state. */
export interface SolvedStream {
  readonly name: string;
  /** Executions a second that are asked for. */
  readonly rate: number;
  /** Executions a second that come through: fewer where a station cannot keep up. */
  readonly throughput: number;
  /** Whether all stations on its way keep up. */
  readonly stable: boolean;
  /** The busiest station on its way. */
  readonly busiest: SolvedStation;
  /** Seconds in the mean; `Infinity` where it is not stable. */
  readonly mean: number;
  /** Where the mean goes, in seconds. */
  readonly parts: Readonly<
    Record<"processor" | "device" | "log" | "locks" | "connections", number>
  >;
  /** Seconds that a share of its executions stay under; `Infinity` where it is not stable. */
  readonly quantile: (share: number) => number;
}

/** A system in its steady state. */
export interface SolvedSystem {
  readonly stations: readonly SolvedStation[];
  readonly streams: readonly SolvedStream[];
}
