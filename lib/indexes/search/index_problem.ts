import type { Bits } from "./bits.ts";
import type { ConfigurationTree } from "./configuration_tree.ts";

/** What the search chooses from. */
export interface IndexProblem {
  /** The statements. */
  readonly queries: readonly ProblemQuery[];
  /** The optional indexes that are weighed. */
  readonly active: Bits;
  /** All optional indexes. */
  readonly indexes: readonly ProblemIndex[];
  /** The tables that they are on. */
  readonly tables: readonly ProblemTable[];
  /** Bytes that new indexes may take. */
  readonly budget: number;
  /** Sets of which at most so many may be chosen. */
  readonly limits: readonly { readonly among: Bits; readonly most: number }[];
}

/** One statement. */
export interface ProblemQuery {
  /** Executions a second. */
  readonly rate: number;
  readonly tree: ConfigurationTree;
  /** The indexes that can make a difference to it. */
  readonly relevant: Bits;
  /** The most that it may cost. */
  readonly limit: number;
}

/** One index that may be there or not. */
export interface ProblemIndex {
  readonly bytes: number;
  /** Whether it is there today: then it takes nothing of the budget. */
  readonly existing: boolean;
  /** Number of its table. */
  readonly table: number;
}

/** One table. */
export interface ProblemTable {
  /** Its optional indexes. */
  readonly indexes: Bits;
  /** What keeping a set of them up to date costs a second, with those that must stay. */
  upkeep(set: Bits): number;
}

/** Bytes that a set's new indexes take. */
export function bytesOf({ indexes }: IndexProblem, set: readonly number[]): number {
  return set.reduce((sum, at) => sum + (indexes[at]!.existing ? 0 : indexes[at]!.bytes), 0);
}

/** What keeping a set of indexes up to date costs a second. */
export function upkeepOf({ tables }: IndexProblem, set: Bits): number {
  return tables.reduce((sum, { indexes, upkeep }) => sum + upkeep(set & indexes), 0);
}

/** Whether a set keeps to the bytes and the numbers of indexes. */
export function isAllowed(problem: IndexProblem, set: Bits, numbers: readonly number[]): boolean {
  return bytesOf(problem, numbers) <= problem.budget &&
    problem.limits.every(({ among, most }) => countBits(set & among) <= most);
}

function countBits(bits: Bits): number {
  let count = 0;
  for (const digit of bits.toString(2)) if (digit === "1") count++;
  return count;
}
