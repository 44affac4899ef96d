import type { Evidence, Tag } from "../../core/figure.ts";
import { freeze } from "../../core/freeze.ts";

/** What takes a processor's time in a statement. */
export type Work =
  /** A statement as such: message, snapshot, start and end of the executor, answer. */
  | "statement"
  /** Parsing and planning, for each table that the statement names; none where it was prepared. */
  | "planning"
  /** A node of the plan that is set up and torn down. */
  | "node"
  /** A sort, a hash table, a bitmap or a list of rows that is set up and torn down. */
  | "workspace"
  /** A page that is looked up in the shared buffers and pinned, after the one before it. */
  | "page"
  /** A page of a table that is gone to out of order. */
  | "scatteredPage"
  /** Such a page beyond the first two megabytes in an execution: it is in no processor's cache. */
  | "distantPage"
  /** A page that is not there and copied from the operating system's cache. */
  | "pageCopy"
  /** A row that a sequential scan looks at. */
  | "tuple"
  /** A column that is unpacked from a row, those before it included. */
  | "column"
  /** An operator or a function that is evaluated for a row. */
  | "operator"
  /** A descent from the root of an index to a leaf, or a rescan of a subplan. */
  | "descent"
  /** An entry that is read from an index. */
  | "indexTuple"
  /** A row that an index names and that is fetched from its page. */
  | "fetch"
  /** A comparison of a sort: n log₂ n of them. */
  | "comparison"
  /** A row that is put into a sort or a materialized list and taken out again. */
  | "sortTuple"
  /** A row that is put into a hash table. */
  | "hashBuild"
  /** A row that is looked up in a hash table. */
  | "hashProbe"
  /** An aggregate that is advanced by a row. */
  | "transition"
  /** A row that a node other than a scan passes on. */
  | "emit"
  /** A row that goes to the client. */
  | "outputRow"
  /** A byte that goes to the client. */
  | "outputByte"
  /** A row that is written to a table. */
  | "writtenRow"
  /** An entry that is written to an index. */
  | "writtenEntry"
  /** A foreign key that is checked for a row. */
  | "reference"
  /** A page that is written to and read back from a temporary file. */
  | "spillPage"
  /** A worker process that is started. */
  | "worker";

/** Seconds of a processor that one unit of each kind of work takes. */
export type WorkSeconds = Readonly<Record<Work, number>>;

/** Constants of a server, measured or assumed. */
export interface Calibration {
  /** Seconds for one unit of each kind of work. */
  readonly seconds: WorkSeconds;
  /** Which of them were measured; the others are assumed, in proportion to those that were. */
  readonly measured: readonly Work[];
  /** Processor times are to be expected between a prediction divided by this and multiplied by it. */
  readonly factor: number;
  /** Squared coefficient of variation of the same statement with the same values. */
  readonly variability: number;
  /**
   * By how much a core is slower when all cores are busy, from 1: shared caches, hyper-threads, locks
   * within the server.
   */
  readonly slowdown: number;
  /**
   * By how much the same work takes longer on a machine that has little to do than on a busy one, from 1:
   * others on its host have had the caches meanwhile. Left out where it was not measured.
   */
  readonly idleSlowdown?: number;
  /**
   * Seconds more that a statement takes on a machine that had nothing to do than in a row of many: cores wake
   * up, caches are cold. Left out where it was not measured.
   */
  readonly wakeSeconds?: number;
  /** Seconds that the device took for a read, an fsync: where they were measured. */
  readonly flushSeconds?: number;
  /** How the constants were come by. */
  readonly tag: Tag;
  /** By whom, where, on what. */
  readonly evidence: Evidence;
}

/**
 * Constants for a server of which nothing was measured: orders of magnitude of a core of the years after
 * 2018 at 2.5 to 3.5 GHz. Another core is some 2 times faster or slower, another PostgreSQL some 1.3 times.
 */
export const ASSUMED_CALIBRATION: Calibration = freeze({
  seconds: {
    statement: 20e-6,
    planning: 40e-6,
    node: 1e-6,
    workspace: 6e-6,
    page: 200e-9,
    scatteredPage: 200e-9,
    distantPage: 1e-6,
    pageCopy: 1.5e-6,
    tuple: 20e-9,
    column: 8e-9,
    operator: 15e-9,
    descent: 500e-9,
    indexTuple: 25e-9,
    fetch: 100e-9,
    comparison: 12e-9,
    sortTuple: 60e-9,
    hashBuild: 150e-9,
    hashProbe: 45e-9,
    transition: 20e-9,
    emit: 20e-9,
    outputRow: 80e-9,
    outputByte: 4e-9,
    writtenRow: 2e-6,
    writtenEntry: 1.5e-6,
    reference: 8e-6,
    spillPage: 10e-6,
    worker: 1.5e-3,
  },
  measured: [],
  factor: 3,
  variability: 0.1,
  slowdown: 1.3,
  tag: "assumed",
  evidence: {
    text: "Assumed for a core of about 3 GHz; calibrate(url) measures them",
    source: "lib/simulate/service/calibration.ts",
  },
});
