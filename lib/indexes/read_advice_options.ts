import { parseBytes, parseDuration, parseShare } from "../core/quantity.ts";
import { didYouMean } from "../core/suggest.ts";
import { assertKnownKeys } from "../model/known_keys.ts";
import type { AdviseIndexesOptions, IndexKind } from "./advice.ts";

/** Every kind of index that can be proposed. */
export const INDEX_KINDS: readonly IndexKind[] = Object.freeze([
  "btree",
  "covering",
  "partial",
  "expression",
  "gin",
  "brin",
]);

/** Options as numbers. */
export interface AdviceLimits {
  /** Bytes; infinite where there is no limit. */
  readonly budget: number;
  readonly maxPerTable: number;
  readonly maxWriteAmplification: number;
  /** As a share; infinite where there is no limit. */
  readonly maxRegression: number;
  /** Seconds. */
  readonly deadline: number;
  readonly kinds?: readonly IndexKind[];
}

const KEYS: readonly (keyof AdviseIndexesOptions)[] = [
  "budget",
  "maxPerTable",
  "maxWriteAmplification",
  "maxRegression",
  "at",
  "kinds",
  "candidates",
  "drops",
  "queries",
  "deadline",
  "signal",
  "onProgress",
];

/**
 * Reads the options of the advisor.
 *
 * @throws {TypeError} When an option is unknown or of the wrong kind.
 * @throws {RangeError} When one is out of bounds.
 */
export function readAdviceOptions(options: AdviseIndexesOptions): AdviceLimits {
  assertKnownKeys(options, KEYS, "the options of adviseIndexes");
  const { budget, maxPerTable, maxWriteAmplification, maxRegression, deadline, kinds } = options;
  for (const kind of kinds ?? []) {
    if (INDEX_KINDS.includes(kind)) continue;
    throw new RangeError(
      `Cannot advise indexes of kind ${JSON.stringify(kind)}: there is none of that name${
        didYouMean(String(kind), INDEX_KINDS)
      }; give some of ${INDEX_KINDS.join(", ")}`,
    );
  }
  return {
    budget: budget === undefined ? Infinity : atLeast(0, parseBytes(budget), "a budget", "bytes"),
    maxPerTable: countOf(maxPerTable, "maxPerTable"),
    maxWriteAmplification: countOf(maxWriteAmplification, "maxWriteAmplification"),
    maxRegression: maxRegression === undefined
      ? Infinity
      : atLeast(0, parseShare(maxRegression), "a maxRegression", "of a query's cost"),
    deadline: deadline === undefined
      ? 120
      : atLeast(0, parseDuration(deadline), "a deadline", "seconds"),
    ...(kinds ? { kinds } : {}),
  };
}

function countOf(count: number | undefined, name: string): number {
  if (count === undefined) return Infinity;
  if (Number.isInteger(count) && count >= 1) return count;
  throw new RangeError(
    `Cannot advise indexes with ${name} of ${count}: give a whole number from 1`,
  );
}

function atLeast(least: number, value: number, what: string, unit: string): number {
  if (value >= least) return value;
  throw new RangeError(
    `Cannot advise indexes with ${what} of ${value} ${unit}: give at least ${least}`,
  );
}
