/**
 * Servers and what runs on them, as values that queues are made of.
 *
 * @module
 */
import type { ServiceDemand, ServiceDemands } from "../service/service_demand.ts";

/** A server. */
export interface ServerNode {
  /** Such as `primary` or `replica 1`. */
  readonly name: string;
  /** What the patterns that run on it ask of it. */
  readonly demands: ServiceDemands;
  /** Cores that are busy with what is no query: a replica's replay. */
  readonly replayCores: number;
  /** The share of the device's time that writing takes. */
  readonly writeShare: number;
  /** Connections that executions share. */
  readonly connections: number;
}

/** Executions of a pattern or of a transaction. */
export interface ServedStream {
  readonly name: string;
  /** A second, all servers together. */
  readonly rate: number;
  /** Servers that share it evenly, by their places. */
  readonly nodes: readonly number[];
  /** Statements by server, in the order of `nodes`. */
  readonly statements: readonly (readonly ServiceDemand[])[];
  /** Seconds between two statements. */
  readonly think: number;
}

/** A stream's part on one of its servers. */
export interface LocalStream {
  readonly stream: ServedStream;
  /** What it does there. */
  readonly statements: readonly ServiceDemand[];
  /** Executions a second there. */
  readonly rate: number;
}

/** Servers with their streams. */
export interface ServedSystem {
  readonly nodes: readonly ServerNode[];
  readonly streams: readonly ServedStream[];
}

/** Which end of the bands of demands is reckoned with. */
export type BandEnd = "low" | "middle" | "high";

/** What a statement asks of the device. */
export interface DeviceDemand {
  /** Reads of one page each that wait one by one. */
  readonly reads: number;
  /** Seconds of one of them. */
  readonly readSeconds: number;
  /** Seconds of reading one page after the other. */
  readonly transferSeconds: number;
}

const PAGE = 8192;

/** The squared coefficient of variation of how long a machine takes to wake up. */
export const WAKE_VARIABILITY = 0.25;

/** A demand's processor seconds at an end of its band. */
export function cpuAt({ cpuSeconds }: ServiceDemand, end: BandEnd): number {
  return endOf(cpuSeconds, end);
}

/** The factor from the middle to an end of a demand's processor time. */
export function cpuFactor({ cpuSeconds }: ServiceDemand, end: BandEnd): number {
  return cpuSeconds.value > 0 ? endOf(cpuSeconds, end) / cpuSeconds.value : 1;
}

/** The factor from the middle to an end of a demand's time at the device. */
export function deviceFactor({ diskSeconds }: ServiceDemand, end: BandEnd): number {
  return diskSeconds.value > 0 ? endOf(diskSeconds, end) / diskSeconds.value : 1;
}

function endOf(
  { value, band }: { readonly value: number; readonly band?: readonly [number, number] },
  end: BandEnd,
): number {
  return end === "middle" || !band ? value : band[end === "low" ? 0 : 1];
}

/** Splits a statement's reads into those one at a time and those one after the other. */
export function deviceDemand(
  demand: ServiceDemand,
  { machine }: ServiceDemands,
  end: BandEnd,
): DeviceDemand {
  const { readSeconds, bytesPerSecond } = machine.device;
  const factor = deviceFactor(demand, end);
  const misses = (sequential: boolean) =>
    demand.accesses.filter(({ kind }) => (kind === "sequential") === sequential)
      .reduce((sum, one) => sum + one.misses, 0);
  return {
    reads: misses(false) * factor,
    readSeconds,
    transferSeconds: misses(true) * PAGE / bytesPerSecond * factor,
  };
}

/** Seconds that a statement waits for its commit on an idle device; 0 for what only reads. */
export function commitAt({ writes }: ServiceDemand, end: BandEnd): number {
  return writes ? endOf(writes.commitSeconds, end) : 0;
}

/** Processes that work on a statement in the mean of its processor time, from 1. */
export function widthOf({ cpuSeconds, cpuElapsedSeconds }: ServiceDemand): number {
  return cpuElapsedSeconds > 0 ? Math.max(1, cpuSeconds.value / cpuElapsedSeconds) : 1;
}
