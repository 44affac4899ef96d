import type { Displayable } from "../core/displayable.ts";
import type { ApproximateDependency, ApproximateOptions } from "./discovery/approximate.ts";
import type { NullSemantics } from "./discovery/codes_of.ts";
import type { DiscoveredMultivalued, MultivaluedOptions } from "./discovery/find_multivalued.ts";
import type { DiscoveredDependency, DiscoveredKey } from "./discovery/rank.ts";
import type { TableData } from "./input/table_data.ts";

/** How dependencies are looked for. */
export interface DiscoverOptions {
  /** The most columns on a left side or in a unique combination, from 1. Defaults to no limit. */
  readonly maxLhs?: number;
  /** Whether two missing values count as equal. Defaults to `equal`. */
  readonly nulls?: NullSemantics;
  /** The most left sides to keep for one right side, from 1. Defaults to a million. */
  readonly maxResults?: number;
  /** When to stop with what there is: seconds, or text such as `"10 s"`. Defaults to 30 seconds. */
  readonly deadline?: number | string;
  /** How many threads may search. Defaults to 2; a small table is searched by one. */
  readonly workers?: number;
  /** How many dependencies and keys to rank and list. Defaults to 50. */
  readonly top?: number;
  /** Looks for dependencies that nearly hold. Defaults to true. */
  readonly approximate?: boolean | ApproximateOptions;
  /** Looks for multivalued dependencies, which takes time. Defaults to false. */
  readonly multivalued?: boolean | MultivaluedOptions;
}

/** The dependencies found in a table. */
export interface DiscoveredDependencies {
  /** The table's name. */
  readonly table: string;
  /** How many rows it has. */
  readonly rows: number;
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** Whether two missing values counted as equal. */
  readonly nulls: NullSemantics;
  /** Whether all minimal dependencies within `maxLhs` are found. */
  readonly complete: boolean;
  /** Where it is not complete: all left sides of up to so many columns are found. */
  readonly completeUpTo?: number;
  /** Columns whose left sides are not all found. */
  readonly incomplete: readonly string[];
  /** How many minimal functional dependencies and unique column combinations are found. */
  readonly counts: { readonly functional: number; readonly unique: number };
  /** Those that are most likely rules of the business, the likeliest first. */
  readonly functional: readonly DiscoveredDependency[];
  /** The unique column combinations that are most likely meant as keys. */
  readonly unique: readonly DiscoveredKey[];
  /** Dependencies that few rows break. */
  readonly approximate: readonly ApproximateDependency[];
  /** Multivalued dependencies that no functional one implies, where they were asked for. */
  readonly multivalued: readonly DiscoveredMultivalued[];
  /** What was assumed, and what was left out. */
  readonly notes: readonly string[];
  /** All minimal functional dependencies that were found, one at a time. */
  readonly eachFunctional: () => Generator<MinimalDependency>;
  /** All minimal unique column combinations that were found, one at a time. */
  readonly eachUnique: () => Generator<readonly string[]>;
}

/** A minimal functional dependency with one attribute on the right. */
export interface MinimalDependency {
  /** The columns on the left side; none where the right side is constant. */
  readonly determinant: readonly string[];
  /** The column on the right side. */
  readonly dependent: string;
}

/**
 * Finds the dependencies that hold in a table: all minimal functional dependencies and unique column
 * combinations, those that few rows break, and which of them are likely rules rather than accidents.
 *
 * @param table A table, or its rows as objects.
 * @returns Exactly the minimal dependencies when `complete`; otherwise some of them, each exact in itself.
 * @throws {RangeError} When an option is out of bounds.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { discoverDependencies } from "@groundplan/groundplan";
 *
 * const { counts, complete } = await discoverDependencies([
 *   { zip: "89073", city: "Ulm", street: "Platz" },
 *   { zip: "89073", city: "Ulm", street: "Gasse" },
 *   { zip: "89231", city: "Neu-Ulm", street: "Platz" },
 * ]);
 * assert(complete);
 * assert.deepEqual(counts, { functional: 2, unique: 2 });
 * ```
 */
export async function discoverDependencies(
  table: TableData | readonly Readonly<Record<string, unknown>>[],
  options: DiscoverOptions = {},
): Promise<DiscoveredDependencies & Displayable> {
  // Loaded when data are searched: most programs that import this module search none.
  const { searchTable } = await import("./discovery/search_table.ts");
  return await searchTable(table, options);
}
