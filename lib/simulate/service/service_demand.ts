/**
 * What one execution of a query pattern asks of a machine, as values: processor time, pages by kind, reads
 * that reach the device, write-ahead log, locks. Queues are built on them.
 *
 * @module
 */
import type { IsoDate } from "../../core/date.ts";
import type { Figure } from "../../core/figure.ts";
import type { Explained } from "../../whatif/explained.ts";
import type { Calibration } from "./calibration.ts";
import type { Machine } from "./machine.ts";

/** How pages are asked for. */
export type AccessKind =
  /** One after the other, read ahead by the kernel. */
  | "sequential"
  /** One at a time, in no order: rows that an index names. */
  | "random"
  /** Root and inner pages of an index. */
  | "index inner"
  /** Leaf pages of an index. */
  | "index leaf";

/** Pages that are equally often asked for. */
export interface PageClass {
  /** How many there are, more than 0. */
  readonly pages: number;
  /** The part of the access's requests that goes to them together, 0 to 1. */
  readonly share: number;
}

/** Requests of one execution for the pages of one relation. */
export interface PageAccess {
  /** A table or an index, with its namespace: `public.orders_pkey`. */
  readonly relation: string;
  /** How the pages are asked for. */
  readonly kind: AccessKind;
  /** Different pages that an execution asks for in the mean; what it asks for again costs no read. */
  readonly pages: number;
  /** Pages of these that it changes. */
  readonly dirtied: number;
  /** Pages of the whole relation. */
  readonly relationPages: number;
  /** How popular the relation's pages are with this access: shares add up to 1. */
  readonly popularity: readonly PageClass[];
  /** Pages not found in the shared buffers. */
  readonly bufferMisses: number;
  /** Pages found in neither the shared buffers nor the operating system's cache: reads of the device. */
  readonly misses: number;
}

/** A row that many executions want to change, or a lock on more than rows. */
export interface LockDemand {
  /** What is locked: `public.accounts` with the row's rank, such as `public.accounts#1`. */
  readonly key: string;
  /** Share of the pattern's executions that take this lock, 0 to 1. */
  readonly share: number;
  /** Exclusive locks wait for each other; shared ones only for exclusive ones. */
  readonly mode: "exclusive" | "shared";
  /**
   * Seconds that an execution which commits at once holds it on an idle machine: what is left of the
   * statement once the row is found, and the commit. In a transaction of several statements what follows
   * comes on top.
   */
  readonly holdSeconds: number;
}

/** What an execution writes. */
export interface WriteDemand {
  /** Rows that it inserts, updates or deletes. */
  readonly rows: number;
  /** Bytes of write-ahead log, commit included, without images of pages. */
  readonly walBytes: Figure;
  /** Bytes of full-page images, spread over the time between two checkpoints. */
  readonly imageBytes: Figure;
  /** Pages that it makes dirty and that are written later, by the checkpointer for the most part. */
  readonly dirtiedPages: number;
  /** Seconds until the log is on the device, on an idle one: what a commit waits for. */
  readonly commitSeconds: Figure;
}

/** One of the ways in which executions of a pattern differ: by the values that they are asked with. */
export interface DemandCase {
  /** Such as `typical`, or `$1 = 'US'`. */
  readonly label: string;
  /** Share of executions, 0 to 1. */
  readonly share: number;
  /** Processor time on an idle machine, of all processes together. */
  readonly cpuSeconds: number;
  /** Reads of the device. */
  readonly misses: number;
  /** Seconds that the device is busy with them. */
  readonly diskSeconds: number;
  /** Rows that it returns or changes. */
  readonly rows: number;
}

/** What one execution of a pattern asks of the machine, in the mean over its parameters. */
export interface ServiceDemand {
  /** The pattern's name. */
  readonly pattern: string;
  /** Executions a second that the caches were reckoned with. */
  readonly rate: number;
  /** The plan that the demand was read off. */
  readonly explained: Explained;
  /** Processor seconds of all processes together, statement overhead included. */
  readonly cpuSeconds: Figure;
  /** Seconds that this takes on an idle machine: less than `cpuSeconds` where workers run in parallel. */
  readonly cpuElapsedSeconds: number;
  /** Squared coefficient of variation of the processor time: 0 constant, 1 as an exponential. */
  readonly cpuVariability: number;
  /** Pages by relation and kind. */
  readonly accesses: readonly PageAccess[];
  /** Reads of the device in an execution. */
  readonly misses: Figure;
  /** Seconds that the device is busy with them: what the reader waits on an idle device. */
  readonly diskSeconds: Figure;
  /** Squared coefficient of variation of the device's time. */
  readonly diskVariability: number;
  /** The same with nothing in any cache, as after a restart. */
  readonly coldDiskSeconds: number;
  /** What it writes; absent for what only reads. */
  readonly writes?: WriteDemand;
  /** Hot rows that it locks, the hottest first. */
  readonly locks: readonly LockDemand[];
  /** How executions differ; shares add up to 1. */
  readonly cases: readonly DemandCase[];
}

/** How full a cache is and how often pages are found in it, at the rates of the workload. */
export interface CacheState {
  /** Which one. */
  readonly cache: "shared buffers" | "operating system";
  /** Pages of 8192 bytes that it holds. */
  readonly pages: number;
  /** Different pages that are asked of it: where they are fewer, everything is found. */
  readonly workingSet: number;
  /** Share of requests that find their page, 0 to 1. */
  readonly hitRatio: number;
  /** The same by relation. */
  readonly relations: readonly {
    readonly relation: string;
    readonly requestsPerSecond: number;
    readonly hitRatio: number;
  }[];
}

/** What the workload makes the server do beside its statements. */
export interface BackgroundDemand {
  /** Bytes of write-ahead log a second, images included. */
  readonly walBytesPerSecond: Figure;
  /** Dirty pages that are written a second: each page once between two checkpoints. */
  readonly pageWritesPerSecond: Figure;
  /** Seconds between two checkpoints: by time, or sooner where the log grows faster. */
  readonly checkpointSeconds: number;
  /** Share of the device's time that writing takes, 0 to 1 and above where it cannot keep up. */
  readonly deviceShare: number;
}

/** What a workload asks of a machine. */
export interface ServiceDemands {
  /** The machine that is asked. */
  readonly machine: Machine;
  /** The date that the data are projected to. */
  readonly date?: IsoDate;
  /** One for each pattern, in the order of the workload. */
  readonly patterns: readonly ServiceDemand[];
  /** Shared buffers first, the operating system's cache behind them. */
  readonly caches: readonly CacheState[];
  /** Checkpoints and the log. */
  readonly background: BackgroundDemand;
  /** The constants that were reckoned with, measured or assumed. */
  readonly calibration: Calibration;
  /** What was assumed, for want of a declaration or a measurement. */
  readonly assumed: readonly string[];
}
