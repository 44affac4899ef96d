/**
 * What a simulation of a workload says, as values.
 *
 * @module
 */
import type { IsoDate } from "../core/date.ts";
import type { Displayable } from "../core/displayable.ts";
import type { Tag } from "../core/figure.ts";
import type { Finding } from "../core/finding.ts";
import type { StationKind } from "./system/solved_system.ts";
import type { Failure } from "./system/build_network.ts";

/** A value's lowest and highest to expect; `Infinity` where a queue may grow without end. */
export type LatencyBand = readonly [low: number, high: number];

/** A pattern, or a transaction, over the horizon. */
export interface SimulatedPattern {
  /** Its name. */
  readonly name: string;
  /** Whether several statements are committed together. */
  readonly transaction: boolean;
  /** Latency targets in seconds by percentile. */
  readonly targets: Readonly<Record<string, number>>;
  /** One for each date. */
  readonly points: readonly PatternPoint[];
  /** Targets that are missed within the horizon, the first one first. */
  readonly missed: readonly MissedTarget[];
}

/** A pattern at a date, in its busiest hour. */
export interface PatternPoint {
  /** The date. */
  readonly date: IsoDate;
  /** Executions a second that are asked for. */
  readonly rate: number;
  /** Executions a second that come through: fewer where a station cannot keep up. */
  readonly throughput: number;
  /** Whether every station on its way keeps up. Where not, latencies are infinite: they grow without end. */
  readonly stable: boolean;
  /** Seconds in the mean. */
  readonly mean: number;
  /** Seconds that half of the executions stay under. */
  readonly p50: number;
  /** Seconds that 95 of 100 stay under. */
  readonly p95: number;
  /** Seconds that 99 of 100 stay under. */
  readonly p99: number;
  /** What they lie in, by the bands of the demands and what the method is off by. */
  readonly band: Readonly<Record<"p50" | "p95" | "p99", LatencyBand>>;
  /** Where the mean goes, in seconds. */
  readonly parts: Readonly<Record<string, number>>;
  /** The busiest station on its way, and how busy it is, from 0. */
  readonly busiest: { readonly station: string; readonly utilization: number };
}

/** A target that is missed. */
export interface MissedTarget {
  /** Such as `p95`. */
  readonly percentile: string;
  /** Seconds. */
  readonly target: number;
  /** The first day on which it is missed in the busiest hour. */
  readonly date: IsoDate;
  /** The day at the bad end of the band, where it lies within the horizon. */
  readonly earliest: IsoDate;
  /** The day at the good end; absent: not within the horizon. */
  readonly latest?: IsoDate;
  /** What is busiest then, and why. */
  readonly why: string;
}

/** A station over the horizon. */
export interface SimulatedStation {
  /** What is queued for. */
  readonly kind: StationKind;
  /** The server, and for a lock what is locked. */
  readonly name: string;
  /** The share of the time that it is busy at each date, with its band; 1 and more: it cannot keep up. */
  readonly points: readonly {
    readonly date: IsoDate;
    readonly utilization: number;
    readonly band: LatencyBand;
  }[];
}

/** The station that gives out first. */
export interface Bottleneck {
  /** Such as `processor of primary`. */
  readonly station: string;
  /** What is queued for. */
  readonly kind: StationKind;
  /** How busy it is at the date, from 0. */
  readonly utilization: number;
  /** When it cannot keep up; without one within the horizon, the last date. */
  readonly date: IsoDate;
  /** Whether it cannot keep up there. */
  readonly full: boolean;
  /** All of it in one sentence. */
  readonly sentence: string;
}

/** How latencies go with the load. */
export interface LoadCurve {
  /** The date that it is for. */
  readonly date: IsoDate;
  /** Multiples of the load of that date, and the p95 of each pattern under it. */
  readonly points: readonly {
    readonly factor: number;
    readonly throughput: number;
    readonly p95: Readonly<Record<string, number>>;
  }[];
  /** The multiple at which the first station cannot keep up. */
  readonly saturation: number;
  /** Where the curve bends: the multiple at which load divided by latency is largest. */
  readonly knee: number;
}

/** What something that is not known for sure does to a pattern's p95 at the horizon. */
export interface LatencySensitivity {
  /** The pattern that is nearest to its target, or slowest. */
  readonly pattern: string;
  /** Its p95 as it is reckoned. */
  readonly base: number;
  /** One for each assumption, the one that matters most first; seconds, `Infinity` where it cannot keep up. */
  readonly bars: readonly {
    readonly name: string;
    readonly low: number;
    readonly high: number;
    readonly lowText: string;
    readonly highText: string;
  }[];
}

/** A stretch of time that was simulated event by event. */
export interface SimulatedRun {
  /** The date whose data and rates it has. */
  readonly date: IsoDate;
  /** Seconds since midnight at which it starts. */
  readonly start: number;
  /** Seconds. */
  readonly seconds: number;
  /** The share of it that was simulated; the rest is like it. */
  readonly sampled: number;
  /** Arrivals and ends of services. */
  readonly events: number;
  /** The patterns, as they were measured. */
  readonly patterns: readonly RunPattern[];
  /** The stations: how busy they were, and how many waited in the mean and at most. */
  readonly stations: readonly {
    readonly name: string;
    readonly utilization: number;
    readonly waiting: number;
    readonly mostWaiting: number;
  }[];
  /** The same in parts. */
  readonly windows: readonly {
    /** Seconds since the start. */
    readonly from: number;
    /** Seconds since the start. */
    readonly to: number;
    /** In the order of `patterns`. */
    readonly patterns: readonly {
      readonly rate: number;
      readonly p50: number;
      readonly p95: number;
    }[];
    /** In the order of `stations`. */
    readonly stations: readonly { readonly utilization: number; readonly waiting: number }[];
  }[];
  /** What went wrong in it, as asked. */
  readonly failures: readonly Failure[];
  /** Deadlocks that were ended. */
  readonly deadlocks: number;
  /** Executions that were under way at the end. */
  readonly unfinished: number;
  /** Seconds after which more had piled up than can be kept. */
  readonly overflowAt?: number;
  /** What it found, in one sentence. */
  readonly sentence: string;
}

/** A pattern in a run. */
export interface RunPattern {
  /** Its name. */
  readonly name: string;
  /** Executions that arrived. */
  readonly arrivals: number;
  /** Executions that ended. */
  readonly completions: number;
  /** Executions that were lost. */
  readonly failures: number;
  /** Seconds in the mean; `null` where none ended. */
  readonly mean: number | null;
  /** Seconds that half of them stayed under. */
  readonly p50: number | null;
  /** Seconds that 95 of 100 stayed under. */
  readonly p95: number | null;
  /** Seconds that 99 of 100 stayed under. */
  readonly p99: number | null;
  /** What 95 of 100 such runs would give for the p95, by the scatter between its parts. */
  readonly p95Band: LatencyBand | null;
}

/** Another way of things, beside that which was asked for. */
export interface Alternative {
  /** Its name. */
  readonly name: string;
  /** What it comes to. */
  readonly simulation: Simulation;
}

/** Latency, throughput and utilisation of a workload over the horizon. */
export interface Simulation extends Displayable {
  /** The model's name. */
  readonly name: string;
  /** The day that growth counts from. */
  readonly today: IsoDate;
  /** Seconds. */
  readonly horizon: number;
  /** What the run was drawn from. */
  readonly seed: number | string;
  /** The dates of all series, the first day first. */
  readonly dates: readonly IsoDate[];
  /** The servers, in words. */
  readonly servers: string;
  /** How the service times were come by. */
  readonly tag: Tag;
  /** The patterns, and the transactions behind them. */
  readonly patterns: readonly SimulatedPattern[];
  /** The stations of all servers; locks that few wait for are left out. */
  readonly stations: readonly SimulatedStation[];
  /** The station that gives out first. */
  readonly bottleneck: Bottleneck;
  /** Latency against load at the last date at which the load can be served, where it was asked for. */
  readonly loadCurve?: LoadCurve;
  /** What matters most, where it was asked for. */
  readonly sensitivity?: LatencySensitivity;
  /** A stretch of time event by event, where it was asked for. */
  readonly run?: SimulatedRun;
  /** Other ways of things. */
  readonly alternatives: readonly Alternative[];
  /** What is wrong or doubtful. */
  readonly findings: readonly Finding[];
  /** What was assumed. */
  readonly assumed: readonly string[];
}

/** A simulation as data, without its picture. */
export type PlainSimulation = Omit<Simulation, keyof Displayable>;
