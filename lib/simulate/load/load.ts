/**
 * How much is asked when, as people write it.
 *
 * @module
 */

/** Means by hour of the day or by day of the week, in proportion to each other. */
export type Profile = readonly number[];

/** A day that is known by its name. */
export type DayName = "flat" | "office" | "evening" | "nightly";
/** A week that is known by its name. */
export type WeekName = "flat" | "workdays" | "weekend";

/** How the rate of a pattern, or of all, goes over time. */
export interface LoadShape {
  /** Over a day: a name, or 24 means by the hour from midnight, UTC. Defaults to `"flat"`. */
  readonly daily?: DayName | Profile;
  /** Over a week: a name, or seven means from Monday. Defaults to `"flat"`. */
  readonly weekly?: WeekName | Profile;
  /**
   * Over the horizon: the name of an entity, with whose rows it grows, a growth such as `"4 %/month"`, or
   * `"constant"`. Defaults to the entity at the root of what the pattern asks for first.
   */
  readonly grows?: string;
  /** Multiplies the rate, from 0. Defaults to 1. */
  readonly scale?: number;
}

/** A time in which more is asked, again and again. */
export interface Burst {
  /** From the start of one to the start of the next, such as `"1 h"`. */
  readonly every: number | string;
  /** How long one lasts, such as `"30 s"`. */
  readonly lasts: number | string;
  /** Multiplies rates in the meantime, from 0. */
  readonly factor: number;
  /** Patterns that it concerns. Defaults to all. */
  readonly patterns?: readonly string[];
}

/** Statements that are committed together. */
export interface TransactionLoad {
  /** Its name. */
  readonly name: string;
  /** Names of patterns, in their order; one may stand several times. */
  readonly statements: readonly string[];
  /** Transactions a second, such as `"20/s"`. */
  readonly rate: number | string;
  /** What the application does between two statements, such as `"2 ms"`; locks are held. Defaults to 0.5 ms. */
  readonly think?: number | string;
}

/** How much is asked when. */
export interface LoadSpec extends LoadShape {
  /**
   * Whether the patterns' rates are those of the busiest hour of a week or the mean. Defaults to `"busiest"`.
   */
  readonly rates?: "busiest" | "mean";
  /** Shapes of single patterns, by their names; what they do not say is as for all. */
  readonly patterns?: Readonly<
    Record<string, LoadShape & { readonly rate?: number | string }>
  >;
  /** Times in which more is asked. */
  readonly bursts?: readonly Burst[];
  /** Statements that are committed together, beside what runs alone. */
  readonly transactions?: readonly TransactionLoad[];
}
