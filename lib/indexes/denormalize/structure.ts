import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { QualifiedName, Schema, Table } from "../../schema/schema.ts";
import type { Statistics, TableStatistics } from "../../statistics/statistics.ts";
import type { SyntaxNode } from "../../workload/syntax_tree.ts";
import type { QueryPattern } from "../../workload/query_pattern.ts";
import type { ChangeKind } from "../row_changes.ts";

/** What can be kept twice. */
export type DenormalizationKind =
  | "copied-column"
  | "counter"
  | "summary-table"
  | "materialized-view"
  | "generated-column";

/** How what is kept twice is kept the same. */
export type ConsistencyRule =
  /** By triggers, within the transaction that changes the rows. */
  | { readonly kind: "trigger" }
  /** By the table itself, which computes the column from the row's others. */
  | { readonly kind: "generated column" }
  /** By refreshing it at an interval of seconds; reads are as old as that at most. */
  | { readonly kind: "refresh"; readonly every: number; readonly concurrently: boolean };

/** What is written again when rows change. */
export interface UpkeepStatement {
  /** The table whose rows change. */
  readonly table: QualifiedName;
  /** What happens to its rows. */
  readonly kind: ChangeKind;
  /** Updates: one of these columns is set. */
  readonly columns?: readonly string[];
  /** The statement that a trigger runs for each row. */
  readonly sql: string;
  /** Rows that it writes: as many as it finds, or none. */
  readonly writes: boolean;
}

/** What is known of the data when a structure's own statistics are made up. */
export interface StructureData {
  readonly schema: Schema;
  readonly statistics: Statistics;
  /** Rows that a statement returns, as the planner expects. */
  rows(sql: string): Promise<number>;
}

/** Something that could be kept twice, with all that it takes; not yet weighed. */
export interface Structure {
  /** Tells it from others: two patterns may ask for the same. */
  readonly key: string;
  /** What kind it is. */
  readonly kind: DenormalizationKind;
  /** The table that gets the column, or that the summary is of. */
  readonly where: string;
  /** What it is, in a few words: `sales.member_country copies members.country`. */
  readonly title: string;
  /** Changes of the schema, triggers included. */
  readonly edits: readonly SchemaEdit[];
  /** The same as the planner needs them, without triggers; a materialized view as a table. */
  readonly probe: readonly SchemaEdit[];
  /** Statements that fill it from the rows that are there, and whatever no edit can say. */
  readonly fill: readonly string[];
  /** Statements that take it away again. */
  readonly undo: readonly string[];
  /** How it is kept the same. */
  readonly rule: ConsistencyRule;
  /** What is written again when rows change. */
  readonly upkeep: readonly UpkeepStatement[];
  /** By what the rows that share one row of it are told: they wait for each other. */
  readonly lockedBy?: { readonly table: QualifiedName; readonly columns: readonly string[] };
  /** For a refresh: the statement whose rows are written anew. */
  readonly refresh?: string;
  /** What to know before it is made. */
  readonly cautions: readonly string[];
  /** The tables that it adds or changes, as the planner is to see them. */
  statistics(data: StructureData): Promise<readonly TableStatistics[]>;
  /** A statement that reads it in place of what it copies; nothing where that would not be the same. */
  rewrite(statement: SyntaxNode): Promise<SyntaxNode | undefined>;
}

/** What a kind of structure is found from. */
export interface StructureContext {
  readonly pattern: QueryPattern;
  readonly statement: SyntaxNode;
  readonly schema: Schema;
  /** Seconds that what the pattern reads may be old. */
  readonly staleness: number;
}

/** Finds the structures of one kind that a statement would gain from. */
export type FindStructures = (
  context: StructureContext,
) => readonly Structure[] | Promise<readonly Structure[]>;

/** A table's path, as edits and findings spell it. */
export const pathOf = ({ schema, name }: QualifiedName): string => `${schema}.${name}`;

/** Whether the rows that one may see are not all rows there are. */
export const isGuarded = ({ rowSecurity, rules }: Table): boolean =>
  rowSecurity !== undefined || (rules?.length ?? 0) > 0;
