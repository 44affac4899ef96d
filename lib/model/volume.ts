import type { Amount } from "../core/quantity.ts";

export type { Amount };

/** How much of an entity there is, and will be. */
export interface Volume {
  /** Rows at the start of the plan: a number, or the range that it lies in. */
  readonly rows?: Amount;
  /** How rows become more. */
  readonly growth?: Growth;
  /** How long a row is kept, in seconds. Absent: for ever. */
  readonly retention?: number;
  /** The share of rows that is updated in a year; 0 for append-only tables. */
  readonly churn?: number;
}

/** How rows become more, apart from what parents bring. */
export type Growth =
  /** `rate` rows a second are added. */
  | { readonly kind: "linear"; readonly rate: Amount }
  /** The rows are multiplied by `1 + ratio` in each `period` of seconds. */
  | { readonly kind: "exponential"; readonly ratio: Amount; readonly period: number }
  /** Exponential at first, levelling off at `limit` rows. */
  | {
    readonly kind: "logistic";
    readonly ratio: Amount;
    readonly period: number;
    readonly limit: Amount;
  }
  /** Another growth whose additions swing by `amplitude` (0 to 1) over `cycle` seconds. */
  | {
    readonly kind: "seasonal";
    readonly base: Growth;
    readonly amplitude: number;
    readonly cycle: number;
  }
  /** Measured: rows at dates, to which a curve is fitted. */
  | {
    readonly kind: "measured";
    readonly history: readonly (readonly [date: string, rows: number])[];
  };

/** What the values of an attribute, a parameter or a fan-out look like. Whatever is absent is assumed. */
export interface Distribution {
  /** Common values and the share of rows that each has; they may add up to less than 1. */
  readonly values?: readonly (readonly [value: string, share: number])[];
  /** Distinct values: a count from 1, or `{ ratio }` of the rows. */
  readonly distinct?: number | { readonly ratio: number };
  /** The share of rows without a value, 0 to 1. */
  readonly nulls?: number;
  /** Mean width in bytes of a stored value. */
  readonly width?: number;
  /** Correlation of value and insert order, -1 to 1. */
  readonly correlation?: number;
  /** The lowest value, as text. */
  readonly min?: string;
  /** The highest value, as text. */
  readonly max?: string;
  /** The form of the distribution. */
  readonly shape?: Shape;
}

/** The form of a distribution. */
export type Shape =
  | { readonly kind: "uniform" }
  /** The k-th most common value has a share in proportion to k to the power of -exponent. */
  | { readonly kind: "zipf"; readonly exponent: number }
  | { readonly kind: "normal"; readonly mean: number; readonly deviation: number }
  | { readonly kind: "lognormal"; readonly mean: number; readonly deviation: number }
  | { readonly kind: "exponential"; readonly mean: number }
  /** Parameters only: mostly the newest values. */
  | { readonly kind: "fresh"; readonly mean: number };
