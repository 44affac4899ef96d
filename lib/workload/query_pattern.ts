/**
 * What the application asks of the data, as values: statements with what they touch, how often they run
 * and what is expected of them.
 *
 * @module
 */
import type { Distribution } from "../model/volume.ts";

/** One statement of a workload. */
export interface QueryPattern {
  /** Its name. */
  readonly name: string;
  /** One SQL statement, with `$1`, `$2`, … for its parameters. */
  readonly sql: string;
  /** What it does. */
  readonly kind: StatementKind;
  /** Executions a second. */
  readonly rate?: number;
  /** Latency targets in seconds by percentile. */
  readonly targets: Readonly<Record<string, number>>;
  /** What each parameter's values look like, in their order. */
  readonly parameters: readonly Distribution[];
  /** The tables that it names, each with what it does to their columns. */
  readonly tables: readonly TableUse[];
  /** Equalities between columns of two tables. */
  readonly joins: readonly JoinUse[];
  /** How many parameters it has. */
  readonly parameterCount: number;
  /** Seconds that it takes in the mean, where a server measured it. */
  readonly measuredSeconds?: number;
}

/** What a statement does. */
export type StatementKind = "select" | "insert" | "update" | "delete" | "merge";

/** A table in a statement. */
export interface TableUse {
  /** The namespace, where the statement says it. */
  readonly schema?: string;
  /** The table's name. */
  readonly table: string;
  /** The name that the statement knows it by. */
  readonly alias: string;
  /** Whether the statement changes it. */
  readonly written: boolean;
  /** What is done to its columns, in the order of the statement. */
  readonly columns: readonly ColumnUse[];
}

/** How a column is used. */
export type Usage =
  | "equality"
  | "in"
  | "range"
  | "like"
  | "contains"
  | "null test"
  | "join"
  | "order"
  | "group"
  | "projection"
  | "set"
  | "other";

/** A column in a statement, once for each use. */
export interface ColumnUse {
  /** The column's name; `*` for all. */
  readonly column: string;
  /** What it is used for. */
  readonly usage: Usage;
  /** The parameter that it is compared with. */
  readonly parameter?: number;
  /** The constant that it is compared with, as text. */
  readonly constant?: string;
  /** `desc` where an order descends. */
  readonly direction?: "asc" | "desc";
  /** The expression around it, where it is not bare: `lower(email)`. */
  readonly within?: string;
  /** The operator that compares it. */
  readonly operator?: string;
}

/** An equality of columns of two tables. */
export interface JoinUse {
  /** One side. */
  readonly left: { readonly alias: string; readonly column: string };
  /** The other side. */
  readonly right: { readonly alias: string; readonly column: string };
}

/** A workload: patterns, and what could not be read. */
export interface Workload {
  /** What was read. */
  readonly patterns: readonly QueryPattern[];
  /** What could not be read, and why. */
  readonly setAside: readonly UnreadStatement[];
}

/** A statement that could not be used, and why. */
export interface UnreadStatement {
  /** Its name, or its start. */
  readonly name: string;
  /** Its text. */
  readonly sql: string;
  /** What is wrong with it. */
  readonly why: string;
  /** Where it stands in its source: a line, from 1. */
  readonly line?: number;
}
