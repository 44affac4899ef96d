import { type Displayable, displayable } from "../core/displayable.ts";
import { freeze } from "../core/freeze.ts";
import { parseDuration } from "../core/quantity.ts";
import {
  type ApproximateDependency,
  type ApproximateOptions,
  findApproximate,
} from "./discovery/approximate.ts";
import { codesOf, type NullSemantics } from "./discovery/codes_of.ts";
import { collapse } from "./discovery/collapse.ts";
import {
  type DiscoveredMultivalued,
  findMultivalued,
  type MultivaluedOptions,
} from "./discovery/find_multivalued.ts";
import { expand } from "./discovery/found.ts";
import {
  type DiscoveredDependency,
  type DiscoveredKey,
  rankDependencies,
  rankKeys,
} from "./discovery/rank.ts";
import type { Limits } from "./discovery/search.ts";
import { searchMinimal } from "./discovery/search_minimal.ts";
import type { TableData } from "./input/table_data.ts";
import { tableFromObjects } from "./input/table_from_objects.ts";

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

/** Used where nobody says when to stop, in seconds. */
const DEFAULT_DEADLINE = 30;

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
  const { nulls = "equal", top = 50, approximate = true, workers = 2 } = options;
  const data = isTable(table) ? table : tableFromObjects(table);
  const limits = limitsOf(data.name, options);
  const codes = codesOf(data, nulls);
  const collapsed = collapse(codes);
  const search = await searchMinimal(collapsed.codes, limits, workers);
  const found = expand(collapsed, search, codes.rows);
  const names = data.columns.map(({ name }) => name);
  const functional = rankDependencies({ table: data, codes, collapsed, search, limits, top });
  const unique = rankKeys(data, take(found.unique(), MOST_RANKED_KEYS), top);
  const nearly = approximate === false ? [] : findApproximate(
    data,
    codes,
    collapsed,
    approximate === true ? {} : approximate,
    limits.expired,
  );
  const { multivalued = false } = options;
  const independent = multivalued === false ? [] : findMultivalued(
    data,
    codes,
    collapsed,
    multivalued === true ? {} : multivalued,
    limits.expired,
  );
  const notes = [...data.notes];
  if (!found.complete) {
    notes.push(
      "The search ended before everything was found; what is listed holds in all rows" +
        (found.completeUpTo === undefined
          ? ""
          : `, and every left side of up to ${found.completeUpTo} columns is found`),
    );
  }
  const result: DiscoveredDependencies = {
    table: data.name,
    rows: data.rows,
    columns: names,
    nulls,
    complete: found.complete,
    ...(found.completeUpTo === undefined ? {} : { completeUpTo: found.completeUpTo }),
    incomplete: found.incomplete.map((column) => names[column]!),
    counts: found.counts,
    functional,
    unique,
    approximate: nearly,
    multivalued: independent,
    notes,
    *eachFunctional() {
      for (const { determinant, dependent } of found.functional()) {
        yield {
          determinant: determinant.map((column) => names[column]!),
          dependent: names[dependent]!,
        };
      }
    },
    *eachUnique() {
      for (const columns of found.unique()) yield columns.map((column) => names[column]!);
    },
  };
  return displayable(
    { ...result, counts: freeze(result.counts), notes: freeze(notes) },
    drawDiscovered,
  );
}

const drawDiscovered = async () =>
  (await import("../display/draw_normalization.ts")).drawDiscovered;

/** More unique column combinations are counted, but not ranked. */
const MOST_RANKED_KEYS = 10_000;

function* take<T>(values: Iterable<T>, most: number): Generator<T> {
  let left = most;
  for (const value of values) {
    if (left-- === 0) return;
    yield value;
  }
}

function isTable(
  table: TableData | readonly Readonly<Record<string, unknown>>[],
): table is TableData {
  return !Array.isArray(table);
}

function limitsOf(name: string, options: DiscoverOptions): Limits {
  const { maxLhs = Infinity, maxResults = 1_000_000, deadline = DEFAULT_DEADLINE } = options;
  const { top = 1, workers = 1 } = options;
  for (const [what, value] of Object.entries({ maxLhs, maxResults, top, workers })) {
    if (!(value >= 1)) {
      throw new RangeError(
        `Cannot look for dependencies in ${name}: ${what} is at least 1, not ${value}`,
      );
    }
  }
  const seconds = typeof deadline === "number" ? deadline : parseDuration(deadline);
  if (!(seconds >= 0)) {
    throw new RangeError(
      `Cannot look for dependencies in ${name}: the deadline is a number of seconds, not ${deadline}`,
    );
  }
  const end = Date.now() + seconds * 1000;
  return { maxLhs, maxResults, end, expired: () => Date.now() > end };
}
