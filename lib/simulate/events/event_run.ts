/**
 * What a simulation of events measured, as values.
 *
 * @module
 */
import type { LatencyHistogram } from "./latency_histogram.ts";

/** Latencies that were measured. */
export interface RunLatency {
  /** Executions that arrived. */
  readonly arrivals: number;
  /** Executions that ended. */
  readonly completions: number;
  /** Executions that were given up: lost with a server, or as the victim of a deadlock. */
  readonly failures: number;
  /** Seconds in the mean; `NaN` where none ended. */
  readonly mean: number;
  /** Seconds that half of them stayed under. */
  readonly p50: number;
  /** Seconds that 95 of 100 stayed under. */
  readonly p95: number;
  /** Seconds that 99 of 100 stayed under. */
  readonly p99: number;
}

/** A pattern over the whole run. */
export interface SourceRun extends RunLatency {
  readonly name: string;
  /** Every latency, counted. */
  readonly latency: LatencyHistogram;
}

/** How busy a station was. */
export interface StationLoad {
  /** The share of the servers that were busy in the mean. */
  readonly utilization: number;
  /** How many waited in the mean. */
  readonly waiting: number;
  /** The most that waited at once. */
  readonly mostWaiting: number;
}

/** A station over the whole run. */
export interface StationRun extends StationLoad {
  readonly name: string;
}

/** A part of the run. */
export interface RunWindow {
  /** Seconds since the start. */
  readonly from: number;
  readonly to: number;
  /** In the order of the network's sources. */
  readonly sources: readonly RunLatency[];
  /** In the order of the network's stations; the locks together behind them. */
  readonly stations: readonly StationLoad[];
}

/** A run of a network. */
export interface EventRun {
  /** Seconds of the network's time that were measured, the warm-up not counted. */
  readonly seconds: number;
  /** Arrivals and ends of services, the warm-up's too. */
  readonly events: number;
  readonly sources: readonly SourceRun[];
  /** The network's stations, and `locks` behind them. */
  readonly stations: readonly StationRun[];
  readonly windows: readonly RunWindow[];
  /** Executions that were under way at the end. */
  readonly unfinished: number;
  /** Deadlocks that were ended. */
  readonly deadlocks: number;
  /** When more piled up than could be kept: the run ended there. */
  readonly overflowAt?: number;
}
