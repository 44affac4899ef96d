/**
 * What the application asks of the data, as values: statements with what they touch, how often they run
 * and what is expected of them.
 *
 * @module
 */
import type { Distribution } from "../model/volume.ts";

/** One statement of a workload. */
export interface QueryPattern {
  readonly name: string;
  /** One SQL statement, with `$1`, `$2`, … for its parameters. */
  readonly sql: string;
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
  readonly schema?: string;
  readonly table: string;
  readonly alias: string;
  /** Whether the statement changes it. */
  readonly written: boolean;
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
  readonly column: string;
  readonly usage: Usage;
  /** The parameter that it is compared with. */
  readonly parameter?: number;
  /** The constant that it is compared with, as text. */
  readonly constant?: string;
  /** `desc` where an order descends. */
  readonly direction?: "asc" | "desc";
  /** The expression around it, where it is not bare: `lower(email)`. */
  readonly within?: string;
  readonly operator?: string;
}

/** An equality of columns of two tables. */
export interface JoinUse {
  readonly left: { readonly alias: string; readonly column: string };
  readonly right: { readonly alias: string; readonly column: string };
}

/** A workload: patterns, and what could not be read. */
export interface Workload {
  readonly patterns: readonly QueryPattern[];
  readonly setAside: readonly SetAside[];
}

/** A statement that could not be used, and why. */
export interface SetAside {
  readonly name: string;
  readonly sql: string;
  readonly why: string;
  /** Where it stands in its source: a line, from 1. */
  readonly line?: number;
}
