import type { Table } from "../../schema/schema.ts";
import type { IndexableTerm } from "./indexable_term.ts";

/** How a term is compared. */
export type Comparison = "equality" | "range" | "prefix" | "join" | "contains" | "similar" | "null";

/** A condition on a term of a table. */
export interface TermCondition {
  readonly term: IndexableTerm;
  readonly comparison: Comparison;
  /** SQL of the condition, where it holds for every row that is read and compares with constants only. */
  readonly constant?: string;
}

/** A term that rows are put in order by. */
export interface TermOrder {
  readonly term: IndexableTerm;
  readonly descending: boolean;
  readonly nulls?: "first" | "last";
}

/** What one part of a statement asks of one table that it names. */
export interface TableTerms {
  readonly table: Table;
  readonly alias: string;
  readonly conditions: readonly TermCondition[];
  /** Orders that rows are wanted in. */
  readonly orders: readonly (readonly TermOrder[])[];
  /** Terms that rows are grouped by. */
  readonly groups: readonly (readonly IndexableTerm[])[];
  /** Every column that is read. */
  readonly needed: readonly string[];
}
