/**
 * What is known or assumed of the data: the values that PostgreSQL's planner reads, as plain frozen data.
 *
 * They come from the model's declared distributions, from a live server or from a dump of its statistics,
 * are projected to a date by `project()`, and are what a lab plans with.
 *
 * @module
 */
import type { Evidence, Tag } from "../core/figure.ts";

/** The statistics of a database. */
export interface Statistics {
  /** One for each table, partition and materialized view. */
  readonly tables: readonly TableStatistics[];
  /** Where they come from. */
  readonly evidence: Evidence;
  /** The weakest way in which any of it was come by. */
  readonly tag: Tag;
}

/** The statistics of one table, partition, partitioned table or materialized view. */
export interface TableStatistics {
  /** The namespace. */
  readonly schema: string;
  /** Its name. */
  readonly name: string;
  /** Live rows, from 0. A partitioned table has the sum of its partitions, or -1 for not known. */
  readonly rows: number;
  /** Pages of 8192 bytes in the heap. */
  readonly pages: number;
  /** Pages that the visibility map marks all visible; they decide index-only scans. */
  readonly allVisiblePages: number;
  /** What its own rows hold. */
  readonly columns: readonly ColumnStatistics[];
  /** Columns over the table and all that inherit from it; partitioned tables have only these. */
  readonly inherited?: readonly ColumnStatistics[];
  /** Its indexes. */
  readonly indexes: readonly IndexStatistics[];
  /** What `create statistics` gathered on it. */
  readonly extended: readonly ExtendedStatisticsContents[];
}

/** Distinct values: how many there are, or how many for each row (0 to 1) where they grow with the table. */
export type Distinct = number | { readonly ratio: number };

/** What a column, or an expression of an index, holds. */
export interface ColumnStatistics {
  /** Its name. */
  readonly name: string;
  /** Share of rows that are NULL, 0 to 1. */
  readonly nullFraction: number;
  /** Mean width in bytes of the values that are not NULL. */
  readonly width: number;
  /** Distinct values that are not NULL. */
  readonly distinct: Distinct;
  /** The most common values with the share of all rows that each has. */
  readonly mostCommon?: CommonValues;
  /** Bounds of buckets that hold equally many of the other values, ascending. */
  readonly histogram?: readonly string[];
  /** Correlation of the order on disk and the order of values, -1 to 1. */
  readonly correlation?: number;
  /** What the elements of an array or a tsvector are. */
  readonly elements?: ElementStatistics;
  /** How long ranges are and where they lie. */
  readonly range?: RangeStatistics;
  /** How the numbers were come by, where that differs from the whole. */
  readonly tag?: Tag;
}

/** Values as text with the share of rows that each has, the most common first. */
export interface CommonValues {
  /** The values, as the database prints them. */
  readonly values: readonly string[];
  /** Their shares of all rows, 0 to 1. */
  readonly frequencies: readonly number[];
}

/** Statistics over the elements of arrays. */
export interface ElementStatistics {
  /** The most common elements, in the order of their values, with the share of rows that hold each. */
  readonly mostCommon?: CommonValues & {
    /** The least and the greatest frequency of all; and of NULL elements, for arrays. */
    readonly bounds: readonly number[];
  };
  /** Bounds of distinct elements a row, and last their mean. */
  readonly countHistogram?: readonly number[];
}

/** Statistics over ranges. */
export interface RangeStatistics {
  /** Share of ranges that are empty, 0 to 1. */
  readonly emptyFraction: number;
  /** Bounds of buckets of equally many lengths. */
  readonly lengths?: readonly string[];
  /** Bounds of buckets of equally many lower and upper ends. */
  readonly bounds?: readonly string[];
}

/** The size of an index, and the statistics of its expressions. */
export interface IndexStatistics {
  /** Its name. */
  readonly name: string;
  /** Entries, from 0; fewer than the table's rows for partial indexes. */
  readonly rows: number;
  /** Pages of 8192 bytes, the metapage included. */
  readonly pages: number;
  /** B-tree: levels above the leaves. Computed from the layout where it is absent. */
  readonly height?: number;
  /** GIN: what its metapage counts. Assumed from the pages where it is absent. */
  readonly gin?: GinCounts;
  /** Statistics of expression columns; `name` is the column's number, from 1. */
  readonly expressions: readonly ColumnStatistics[];
}

/** What a GIN index counts when it is built or vacuumed. */
export interface GinCounts {
  /** Pages of entries that wait to be merged. */
  readonly pendingPages: number;
  /** Pages in all. */
  readonly totalPages: number;
  /** Pages of entries. */
  readonly entryPages: number;
  /** Pages of posting trees. */
  readonly dataPages: number;
  /** Distinct elements. */
  readonly entries: number;
}

/** What `create statistics` gathers over several columns or expressions. */
export interface ExtendedStatisticsContents {
  /** The namespace. */
  readonly schema: string;
  /** Its name. */
  readonly name: string;
  /** Whether it is over the table and all that inherit from it. */
  readonly inherited: boolean;
  /** Distinct combinations, by attribute numbers such as `"3, 4"`; expressions count down from -1. */
  readonly distinct?: Readonly<Record<string, number>>;
  /** Degrees of functional dependencies, such as `{ "3 => 4": 1 }`. */
  readonly dependencies?: Readonly<Record<string, number>>;
  /** The most common combinations. */
  readonly mostCommon?: {
    readonly values: readonly (readonly (string | null)[])[];
    readonly frequencies: readonly number[];
    readonly baseFrequencies: readonly number[];
  };
  /** Statistics of its expressions, in their order. */
  readonly expressions?: readonly ColumnStatistics[];
}

/** Distinct values in a table of so many rows, as a count. */
export function distinctCount(distinct: Distinct, rows: number): number {
  return typeof distinct === "number" ? distinct : Math.max(1, Math.round(distinct.ratio * rows));
}

/** PostgreSQL's `n_distinct`: a count, or negative where it is a share of the rows. */
export function toNDistinct(distinct: Distinct): number {
  return typeof distinct === "number" ? distinct : -distinct.ratio;
}

/** The reverse of {@linkcode toNDistinct}. */
export function fromNDistinct(nDistinct: number): Distinct {
  return nDistinct < 0 ? { ratio: -nDistinct } : nDistinct;
}

/** Finds a table's statistics. */
export function tableStatistics(
  statistics: Statistics,
  name: string,
  schema = "public",
): TableStatistics | undefined {
  return statistics.tables.find((table) => table.name === name && table.schema === schema);
}
