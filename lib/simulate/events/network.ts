/**
 * A network of queues, as values: what arrives, what it asks for in which order, and who serves it.
 *
 * @module
 */

/** Where work is done or waited for. */
export interface Station {
  /** Its name, such as `processor`. */
  readonly name: string;
  /**
   * `queue`: first come, first served. `sharing`: all that are there share the servers evenly, as processes
   * share cores. `batch`: one server that takes all that wait at once, as a group commit does. `tokens`:
   * connections of a pool, held from a `seize` to the end.
   */
  readonly discipline: "queue" | "sharing" | "batch" | "tokens";
  /** How many, a whole number from 1. A batch has one. */
  readonly servers: number;
  /** With sharing: by how much a server is slower for each other one that is busy. Defaults to 0. */
  readonly contention?: number;
  /**
   * With sharing in slices of time: seconds left of a slice that who comes finds under way, when all servers
   * are busy. Who asks for less waits for the difference. Defaults to 0: sharing in no time at all.
   */
  readonly sliceLeft?: number;
}

/** What an execution does, one after the other. */
export type Step =
  /** Is served: `visits` times, each with a wait of its own. */
  | {
    readonly do: "serve";
    /** The station's place in the network. */
    readonly station: number;
    /** Seconds of one visit in the mean. */
    readonly seconds: number;
    /** The squared coefficient of variation of one visit. Defaults to 1. */
    readonly variability?: number;
    /** Mean of a Poisson number of visits, also by the seconds since the start. Defaults to exactly one. */
    readonly visits?: number | ((seconds: number) => number);
    /** With sharing: parts of it that run at the same time. Defaults to 1. */
    readonly width?: number;
  }
  /** Lets time pass that nobody else feels. */
  | { readonly do: "delay"; readonly seconds: number; readonly variability?: number }
  /** Takes a token, which is given back at the end. */
  | { readonly do: "seize"; readonly station: number }
  /** Takes at most one of some locks, each with a share, and holds it to the end. */
  | {
    readonly do: "lock";
    readonly locks: readonly {
      readonly lock: number;
      readonly share: number;
      readonly shared?: boolean;
    }[];
  };

/** What arrives. */
export interface Source {
  /** Its name. */
  readonly name: string;
  /** Arrivals a second at a time: a Poisson process with a rate that may change. */
  readonly arrivals: ArrivalRate;
  /** Ways in which executions differ; shares are weights. */
  readonly cases: readonly SourceCase[];
}

/** One way of an execution. */
export interface SourceCase {
  readonly share: number;
  readonly steps: readonly Step[];
}

/** A rate over time. */
export interface ArrivalRate {
  /** Arrivals a second. */
  readonly at: (seconds: number) => number;
  /** A rate that is not exceeded from a time on, and until when that holds. */
  readonly bound: (seconds: number) => { readonly rate: number; readonly until: number };
}

/** What happens to the network at a time. */
export interface NetworkChange {
  /** Seconds from the start. */
  readonly at: number;
  /** Stations that are lost with all that is there. */
  readonly lose?: readonly number[];
  /** New shares of the cases of a source. */
  readonly shares?: readonly { readonly source: number; readonly shares: readonly number[] }[];
}

/** Stations, locks, and what arrives at them. */
export interface QueueNetwork {
  readonly stations: readonly Station[];
  /** Names of locks. */
  readonly locks?: readonly string[];
  readonly sources: readonly Source[];
  readonly changes?: readonly NetworkChange[];
}

/** A rate that never changes. */
export function constantArrivals(rate: number): ArrivalRate {
  return { at: () => rate, bound: () => ({ rate, until: Infinity }) };
}
