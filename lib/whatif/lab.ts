import type { IsoDate } from "../core/date.ts";
import type { Edit } from "../core/edit.ts";
import type { ModelSource } from "../model/model_builder.ts";
import type { Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import type { Statistics, TableStatistics } from "../statistics/statistics.ts";
import type { QueryPattern, UnreadStatement } from "../workload/query_pattern.ts";
import type { CostCurve, CostCurveOptions } from "./cost_curve.ts";
import type { Explained } from "./explained.ts";
import type { Hardware, HardwareSpec } from "./hardware.ts";
import type { Stress, StressOptions } from "./stress.ts";
import type { OptionalIndex, WhatIf } from "./what_if.ts";

/** What a lab is opened on: a model, or a schema of which statistics are known or assumed. */
export type LabSubject = ModelSource | Schema;

/** How a lab is opened. */
export interface LabOptions {
  /** Tells labs of one notebook apart. Defaults to the model's name. */
  readonly name?: string;
  /** What is known of the data. Defaults to what the model declares, or to 1000 rows a table. */
  readonly statistics?: Statistics;
  /** The machine that the database runs on. */
  readonly hardware?: HardwareSpec;
  /** Planner settings by PostgreSQL's names; they go before the hardware's. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The start of the plan, which growth counts from. Defaults to the day that it is. */
  readonly today?: IsoDate;
  /** Query patterns beside those of the model. */
  readonly patterns?: readonly QueryPattern[];
  /** The longest that one plan may take, such as `"10 s"`, or in seconds. Defaults to 10 s. */
  readonly deadline?: number | string;
  /** Where the snapshot of the embedded PostgreSQL is kept; `false` keeps none. */
  readonly cache?: string | false;
}

/** What is known beside the edits of a schema. */
export interface LabWithOptions {
  /** Statistics of the tables that the edits add or change; those of the others stay. */
  readonly tables?: readonly TableStatistics[];
}

/** How one statement is explained. */
export interface ExplainOptions {
  /** A date such as `"2029-01"` or `"in 3 years"`. */
  readonly at?: string;
  /** Values of `$1`, `$2`, …; absent: typical, common and rare ones are chosen from the statistics. */
  readonly params?: readonly (string | number | boolean | null)[];
  /** Planner settings for this statement. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * PostgreSQL's own planner over data that do not exist yet. It executes nothing. Its views (`with`, `at`,
 * `scaled`) share its worker and end with it.
 */
export interface Lab extends AsyncDisposable {
  /** The model that it was opened on. */
  readonly model?: Model;
  /** The schema that is planned with. */
  readonly schema: Schema;
  /** What the planner knows of the data. */
  readonly statistics: Statistics;
  /** The machine that the database runs on. */
  readonly hardware: Hardware;
  /** The planner's settings, by PostgreSQL's names. */
  readonly settings: Readonly<Record<string, string>>;
  /** The workload: patterns of the model and those that were given. */
  readonly patterns: readonly QueryPattern[];
  /** Patterns of the model that could not be read. */
  readonly setAside: readonly UnreadStatement[];
  /** The date that the data are projected to. */
  readonly date?: IsoDate;
  /** Today, which growth counts from. */
  readonly today: IsoDate;
  /**
   * The plan of a statement, or of a query pattern by its name.
   *
   * @throws {SyntaxError} When the text does not parse or is not one statement.
   * @throws {TypeError} When it is no query, or calls a function that reads tables.
   * @throws {RangeError} When it names a pattern that there is not.
   * @throws {PlanningError} When PostgreSQL refuses it, or planning takes too long.
   */
  explain(query: string, options?: ExplainOptions): Promise<Explained>;
  /** The plans of many statements in one go, in their order. Defaults to the whole workload. */
  explainAll(queries?: readonly string[], options?: ExplainOptions): Promise<readonly Explained[]>;
  /**
   * The same data with another schema: hypothetical and hidden indexes cost nothing, other edits open a
   * planner of their own.
   *
   * @param options What is known of the tables and columns that the edits add.
   * @throws {RangeError} When an edit speaks of what the schema does not have.
   */
  with(edits: readonly Edit[], options?: LabWithOptions): Lab;
  /**
   * Makes indexes optional, to price the workload under thousands of sets of them.
   *
   * @param indexes Hypothetical indexes, and indexes of the schema that may be missing.
   * @throws {RangeError} When a table is not in the schema.
   */
  whatIf(indexes: readonly OptionalIndex[]): WhatIf;
  /** The same schema with the data of a date, by the model's growth. */
  at(date: string): Lab;
  /** The same schema with so many times the rows. */
  scaled(factor: number): Lab;
  /** Which query first misses its target as the rows become more, and why. */
  stress(options?: StressOptions): Promise<Stress>;
  /** A query's cost against its rows, with every change of its plan. */
  curve(query: string, options?: CostCurveOptions): Promise<CostCurve>;
}
