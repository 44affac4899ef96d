/**
 * What is said of keeping data twice, as plain frozen data. Costs are the planner's units; a workload's cost
 * is counted in units a second.
 *
 * @module
 */
import type { Displayable } from "../../core/displayable.ts";
import type { Figure } from "../../core/figure.ts";
import type { Finding } from "../../core/finding.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { ConsistencyRule, DenormalizationKind } from "./structure.ts";

/** What is looked at, and what is known beside the lab. */
export interface DenormalizeOptions {
  /** Names of patterns, or statements, to gain for. Defaults to the whole workload. */
  readonly queries?: readonly string[];
  /** How old the data that a pattern reads may be, by its name; it goes before the model's. Defaults to 0. */
  readonly staleness?: Readonly<Record<string, number | string>>;
  /** Kinds that may be proposed. Defaults to all. */
  readonly kinds?: readonly DenormalizationKind[];
  /** The longest that it may take, such as `"20 s"`, or in seconds. Defaults to 60 s. */
  readonly deadline?: number | string;
}

/** A query that reads what is kept twice. */
export interface RewrittenQuery {
  /** The pattern's name, or the statement. */
  readonly name: string;
  /** Executions a second. */
  readonly rate: number;
  /** The statement as it is. */
  readonly sql: string;
  /** The statement as it would be; it returns the same rows. */
  readonly rewritten: string;
  /** The plan's cost as it is; with the plain index that it lacks, where that is cheaper. */
  readonly before: number;
  /** The plan's cost as it would be. */
  readonly after: number;
  /** How old in seconds the rows may be; 0: they are those of the moment. */
  readonly age: number;
}

/** Something worth keeping twice. */
export interface DenormalizationProposal {
  /** What kind it is. */
  readonly kind: DenormalizationKind;
  /** The table that it is made in, or made of. */
  readonly where: string;
  /** What it is: `sales.member_country copies members.country`. */
  readonly title: string;
  /** How it is kept the same. */
  readonly rule: ConsistencyRule;
  /** The statements that make and fill it, rule included, in the order to run them. */
  readonly ddl: readonly string[];
  /** The statements that take it away again. */
  readonly undo: readonly string[];
  /** The same as changes of the schema. */
  readonly edits: readonly SchemaEdit[];
  /** The queries that gain, each rewritten. */
  readonly queries: readonly RewrittenQuery[];
  /** What the queries gain, in units a second. */
  readonly gain: Figure;
  /** What it costs to keep it the same, in units a second. */
  readonly upkeep: Figure;
  /** Bytes that it takes, indexes included. */
  readonly bytes: Figure;
  /** What to know before it is made. */
  readonly cautions: readonly string[];
}

/** Something that was weighed and does not pay, or must not be. */
export interface RejectedDenormalization {
  /** What kind it is. */
  readonly kind: DenormalizationKind;
  /** The table that it would be made in, or of. */
  readonly where: string;
  /** What it is. */
  readonly title: string;
  /** The queries that would read it. */
  readonly queries: readonly string[];
  /** What they would gain, in units a second. */
  readonly gain: number;
  /** What it would cost to keep it the same, in units a second. */
  readonly upkeep: number;
  /** Why not. */
  readonly reason: string;
}

/** What is worth keeping twice, and what is not. */
export interface Denormalization extends Displayable {
  /** What pays, that which gains most first; empty where nothing does. */
  readonly proposals: readonly DenormalizationProposal[];
  /** What was weighed and does not, that which gains most first. */
  readonly rejected: readonly RejectedDenormalization[];
  /** The workload's cost, in units a second. */
  readonly cost: {
    /** As it is. */
    readonly before: number;
    /** With all proposals, their upkeep included. */
    readonly after: number;
    /** The part of `after` that keeps them the same. */
    readonly upkeep: number;
  };
  /** The same as findings. */
  readonly findings: readonly Finding[];
  /** All changes of the schema. */
  readonly edits: readonly SchemaEdit[];
  /** Statements that could not be planned, and why. */
  readonly setAside: readonly { readonly name: string; readonly why: string }[];
  /** What was assumed. */
  readonly assumed: readonly string[];
  /** Whether all was weighed before the deadline. */
  readonly complete: boolean;
}
