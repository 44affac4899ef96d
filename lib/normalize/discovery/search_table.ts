import { type Displayable, displayable } from "../../core/displayable.ts";
import { freeze } from "../../core/freeze.ts";
import { parseDuration } from "../../core/quantity.ts";
import { findApproximate } from "./approximate.ts";
import { codesOf } from "./codes_of.ts";
import { collapse } from "./collapse.ts";
import { findMultivalued } from "./find_multivalued.ts";
import { expand } from "./found.ts";
import { rankDependencies, rankKeys } from "./rank.ts";
import type { Limits } from "./search.ts";
import { searchMinimal } from "./search_minimal.ts";
import type { TableData } from "../input/table_data.ts";
import { tableFromObjects } from "../input/table_from_objects.ts";

import type { DiscoveredDependencies, DiscoverOptions } from "../discover_dependencies.ts";

/** Used where nobody says when to stop, in seconds. */
const DEFAULT_DEADLINE = 30;

/** Finds the dependencies that hold in a table; see `discoverDependencies()`. */
export async function searchTable(
  table: TableData | readonly Readonly<Record<string, unknown>>[],
  options: DiscoverOptions,
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
  (await import("../../display/draw_normalization.ts")).drawDiscovered;

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
