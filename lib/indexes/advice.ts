/**
 * What the index advisor says, as plain frozen data.
 *
 * Costs are the planner's units; a workload's cost is counted in units a second.
 *
 * @module
 */
import type { IsoDate } from "../core/date.ts";
import type { Displayable } from "../core/displayable.ts";
import type { Figure } from "../core/figure.ts";
import type { Index } from "../schema/schema.ts";
import type { SchemaEdit } from "../schema/apply_edits.ts";
import type { OptionalIndex } from "../whatif/what_if.ts";

/** What is special about an index; several may be true of one. */
export type IndexKind = "btree" | "covering" | "partial" | "expression" | "gin" | "brin";

/** How indexes are advised. */
export interface AdviseIndexesOptions {
  /** Bytes that the new indexes may take together, such as `"10 GB"`. Defaults to no limit. */
  readonly budget?: number | string;
  /** Indexes that a table may have, those of its keys included; from 1. Defaults to no limit. */
  readonly maxPerTable?: number;
  /** Indexes that one written row may touch on a table, its keys included; from 1. Defaults to no limit. */
  readonly maxWriteAmplification?: number;
  /** By how much any one query may become slower, 0 to 1 or such as `"5 %"`. Defaults to no limit. */
  readonly maxRegression?: number | string;
  /** The date that the data are projected to, such as `"2029-01"` or `"in 3 years"`. Defaults to the lab's. */
  readonly at?: string;
  /** Kinds of index that may be proposed. Defaults to all. */
  readonly kinds?: readonly IndexKind[];
  /** Weighs these indexes only, and not what the statements suggest. */
  readonly candidates?: readonly OptionalIndex[];
  /** Whether existing indexes may be dropped. Defaults to true. */
  readonly drops?: boolean;
  /** Names of patterns, or statements, to advise for. Defaults to the whole workload. */
  readonly queries?: readonly string[];
  /** The longest that it may take, such as `"20 s"`, or in seconds. Defaults to 120 s. */
  readonly deadline?: number | string;
  /** Ends the search early; the best so far is advised. */
  readonly signal?: AbortSignal;
  /** Is called as the work goes on. */
  readonly onProgress?: (progress: AdviceProgress) => void;
}

/** Where the work is. */
export interface AdviceProgress {
  /** What is being done. */
  readonly stage: "candidates" | "configurations" | "search";
  /** Share of the stage that is done, 0 to 1. */
  readonly share: number;
  /** Plans that were made so far. */
  readonly plans: number;
  /** The lowest cost found so far, in units a second. */
  readonly cost: number;
}

/** One index that could be there. */
export interface IndexCandidate {
  /** The namespace of its table. */
  readonly schema: string;
  /** Its table. */
  readonly table: string;
  /** The index. */
  readonly index: Index;
  /** What is special about it. */
  readonly kinds: readonly IndexKind[];
  /** Bytes that it takes, newly built. */
  readonly bytes: number;
}

/** An index to create. */
export interface AdvisedIndex extends IndexCandidate {
  /** The statement that makes it without stopping writes; on a partitioned table, one that does. */
  readonly ddl: string;
  /** What the queries lose if it alone is left out, in units a second. */
  readonly gain: number;
  /** What it costs to keep up to date, in units a second. */
  readonly writeCost: number;
  /** The queries whose plans read it. */
  readonly usedBy: readonly string[];
}

/** An index to drop. */
export interface DroppedIndex {
  /** The namespace of its table. */
  readonly schema: string;
  /** Its table. */
  readonly table: string;
  /** The index. */
  readonly index: Index;
  /** The statement that drops it. */
  readonly ddl: string;
  /** Bytes that it takes. */
  readonly bytes: number;
  /** What keeping it up to date costs, in units a second. */
  readonly writeCost: number;
  /** Why it may go. */
  readonly reason: string;
}

/** What a query costs before and after. */
export interface QueryAdvice {
  /** The pattern's name, or the statement. */
  readonly name: string;
  /** Executions a second; 1 where the pattern has no rate. */
  readonly rate: number;
  /** The plan's cost without the advice. */
  readonly before: number;
  /** The plan's cost with it. */
  readonly after: number;
  /** Advised indexes that its plan reads. */
  readonly uses: readonly string[];
}

/** One point of storage against cost. */
export interface FrontierPoint {
  /** Bytes of new indexes. */
  readonly bytes: number;
  /** The workload's cost with them, in units a second. */
  readonly cost: number;
  /** Names of the new indexes. */
  readonly indexes: readonly string[];
}

/** The workload's cost, in units a second: reads and the upkeep of indexes. */
export interface AdviceCost {
  /** As it is. */
  readonly before: number;
  /** With the advice. */
  readonly after: number;
  /** No set of the candidates is cheaper than this, by the plans that the integer program rests on. */
  readonly bound: number;
  /** How far `after` may lie above the best, as a share of `after`: 0 is proven best. */
  readonly gap: number;
  /** The part of `before` that keeps indexes up to date. */
  readonly writesBefore: number;
  /** The part of `after` that keeps indexes up to date. */
  readonly writesAfter: number;
}

/** A set of indexes for a workload. */
export interface IndexAdvice extends Displayable {
  /** The date that the data were projected to. */
  readonly at?: IsoDate;
  /** The indexes to create, those that gain most first; empty where none pays. */
  readonly indexes: readonly AdvisedIndex[];
  /** The indexes to drop. */
  readonly drop: readonly DroppedIndex[];
  /** The workload's cost. */
  readonly cost: AdviceCost;
  /** The same as figures, with what they rest on. */
  readonly figures: {
    readonly before: Figure;
    readonly after: Figure;
    readonly bound: Figure;
    readonly bytes: Figure;
  };
  /** Bytes of the new indexes together. */
  readonly bytes: number;
  /** The bytes that there were to spend. */
  readonly budget?: number;
  /** Each query before and after, in the order of the workload. */
  readonly queries: readonly QueryAdvice[];
  /** The best sets found for less storage, ascending. */
  readonly frontier: readonly FrontierPoint[];
  /** The advice as changes of the schema. */
  readonly edits: readonly SchemaEdit[];
  /** Statements that could not be planned, and why. */
  readonly setAside: readonly { readonly name: string; readonly why: string }[];
  /** What was assumed. */
  readonly assumed: readonly string[];
  /** Whether the search ended by itself; false: it was stopped, and this is the best so far. */
  readonly complete: boolean;
  /** How much work it was. */
  readonly effort: {
    /** Candidates that were weighed. */
    readonly candidates: number;
    /** Plans that PostgreSQL made. */
    readonly plans: number;
  };
}
