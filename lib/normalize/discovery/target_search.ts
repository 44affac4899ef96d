import type { Codes } from "./codes.ts";
import {
  addSet,
  columnBit,
  columnsIn,
  hasSet,
  holdsColumn,
  type SetStore,
  setStore,
} from "./column_sets.ts";
import {
  addEdge,
  type Edges,
  edgesOver,
  enumerateHittingSets,
  holdsEdge,
  staysNeeded,
} from "./hitting_sets.ts";
import type { Limits } from "./search.ts";
import { findDuplicates, findViolations, partitionBy, type Validator } from "./validator.ts";

/** What the searches for all targets of one table have in common. */
export interface TargetContext {
  readonly codes: Codes;
  readonly words: number;
  /** Sets of columns in which two rows agree, one after another, the largest first. */
  readonly agreed: Int32Array;
  readonly agreeIn: (first: number, second: number) => Int32Array;
  readonly validator: Validator;
  readonly limits: Limits;
  /** The unique column combinations, once they are known: what is unique determines everything. */
  readonly unique?: SetStore;
  /** Receives agree sets that were not known. */
  readonly learn?: (set: Int32Array) => void;
}

/** The left sides found for a target. */
export interface TargetSearch {
  readonly sets: Int32Array;
  readonly complete: boolean;
}

/** More edges to begin with cost more than they save. */
const FIRST_EDGES = 3_000;
/** So many candidates are checked at once, fewer at first. */
const BATCH = 20_000;
const FIRST_BATCH = 500;
/** When a greater share of a batch fails, the edges are too few: the enumeration begins anew with more. */
const MOST_FAILURES = 0.2;

/**
 * Finds the minimal left sides of one target. What a left side must do is hit each edge: the columns in
 * which two rows differ that differ in the target. Candidates are the minimal hitting sets of the edges
 * known at first; those that fail on the rows bring new edges and are extended to hit these.
 */
export function searchTarget(context: TargetContext, target: number): TargetSearch {
  const { words, limits, unique } = context;
  if (limits.expired()) return { sets: new Int32Array(0), complete: false };
  const edges = firstEdges(context, target);
  const found = setStore(words);
  const waiting = setStore(words);
  const set = new Int32Array(words);
  let batch = FIRST_BATCH;
  let ended: Ended;
  do {
    const known = edges.count;
    ended = "complete";
    const flush = (): boolean => {
      ended = settle(context, target, edges, known, waiting, found);
      batch = Math.min(BATCH, batch * 2);
      return ended === "complete" && found.count < limits.maxResults;
    };
    const finished = enumerateHittingSets(edges, {
      maxSize: limits.maxLhs,
      expired: limits.expired,
      emit: (columns, size) => {
        set.fill(0);
        for (let at = 0; at < size; at++) set[columns[at]! >> 5]! |= columnBit(columns[at]!);
        if (hasSet(found, set)) return true;
        if (edges.count === known && unique && hasSet(unique, set)) {
          addSet(found, set);
          return found.count < limits.maxResults;
        }
        addSet(waiting, set);
        return waiting.count < batch || flush();
      },
    });
    if (finished) flush();
    else if (ended === "complete") ended = "expired";
  } while ((ended as Ended) === "failing");
  const count = Math.min(found.count, limits.maxResults);
  return {
    sets: found.sets.slice(0, count * words),
    complete: ended === "complete" && count === found.count,
  };
}

type Ended = "complete" | "expired" | "failing";

function firstEdges({ codes, words, agreed }: TargetContext, target: number): Edges {
  const width = codes.columns.length;
  const edges = edgesOver(width, words, FIRST_EDGES);
  const all = columnsExcept(width, target, words);
  const edge = new Int32Array(words);
  for (let at = 0; at < agreed.length && edges.count < FIRST_EDGES; at += words) {
    if (target < width && holdsColumn(agreed, at, target)) continue;
    for (let word = 0; word < words; word++) edge[word] = all[word]! & ~agreed[at + word]!;
    if (!holdsEdge(edges, edge)) addEdge(edges, edge, 0);
  }
  return edges;
}

function columnsExcept(width: number, target: number, words: number): Int32Array {
  const all = new Int32Array(words);
  for (let column = 0; column < width; column++) {
    if (column !== target) all[column >> 5]! |= columnBit(column);
  }
  return all;
}

/** Checks the waiting candidates, and extends those that fail, until none is left. */
function settle(
  context: TargetContext,
  target: number,
  edges: Edges,
  known: number,
  waiting: SetStore,
  found: SetStore,
): Ended {
  const { words, limits, unique } = context;
  const first = waiting.count;
  let open: number[][] = [];
  for (let number = 0; number < first; number++) {
    open.push(columnsIn(waiting.sets, number * words, words));
  }
  clear(waiting);
  for (let from = known; open.length > 0;) {
    const extended: number[][] = [];
    for (const columns of open) {
      if (limits.expired()) return "expired";
      extended.push(...extendOver(edges, from, columns, limits.maxLhs));
    }
    open = extended;
    from = edges.count;
    const unknown: number[][] = [];
    for (const columns of open) {
      const set = setOfColumns(columns, words);
      if (unique && hasSet(unique, set)) addSet(found, set);
      else unknown.push(columns);
    }
    const failed = check(context, target, unknown, edges, found);
    if (!failed) return "expired";
    if (failed.length > Math.max(FIRST_BATCH / 10, first * MOST_FAILURES)) return "failing";
    open = failed;
  }
  return "complete";
}

/** Checks candidates against the rows. @returns Those that fail, or nothing when time is up. */
function check(
  { codes, words, agreeIn, validator, limits, learn }: TargetContext,
  target: number,
  candidates: number[][],
  edges: Edges,
  found: SetStore,
): number[][] | undefined {
  const width = codes.columns.length;
  const all = columnsExcept(width, target, words);
  const edge = new Int32Array(words);
  const fresh = setStore(words);
  const report = (first: number, second: number): void => {
    const agreed = agreeIn(first, second);
    for (let word = 0; word < words; word++) edge[word] = all[word]! & ~agreed[word]!;
    if (addSet(fresh, edge)) learn?.(agreed);
  };
  const failed: number[][] = [];
  for (const columns of candidates.sort(compareColumns)) {
    if (limits.expired()) return undefined;
    const partition = partitionBy(validator, columns);
    const fails = target === width
      ? findDuplicates(partition, report)
      : findViolations(partition, codes.columns[target]!, report);
    if (fails) failed.push(columns);
    else addSet(found, setOfColumns(columns, words));
  }
  for (let number = 0; number < fresh.count; number++) addEdge(edges, fresh.sets, number * words);
  return failed;
}

// Takes a minimal hitting set of the edges before `from` to those of all edges that grow out of it: for the
// first edge that it misses, one column more (Berge's algorithm). Only edges up to that one may count for
// minimality.
function extendOver(edges: Edges, from: number, columns: number[], maxLhs: number): number[][] {
  const missed = firstMissed(edges, from, columns);
  if (missed === edges.count) return [columns];
  if (columns.length >= maxLhs) return [];
  const seen: Edges = { ...edges, count: missed + 1 };
  return columnsIn(edges.sets, missed * edges.words, edges.words)
    .filter((column) => staysNeeded(seen, columns, column))
    .flatMap((column) => {
      const extended = [...columns, column].sort((a, b) => a - b);
      return extendOver(edges, missed + 1, extended, maxLhs);
    });
}

function firstMissed({ hits, count }: Edges, from: number, columns: readonly number[]): number {
  for (let at = from >> 5; at << 5 < count; at++) {
    let missed = at === from >> 5 ? -1 << (from & 31) : -1;
    for (const column of columns) missed &= ~hits[column]![at]!;
    if (missed !== 0) return Math.min(count, at * 32 + 31 - Math.clz32(missed & -missed));
  }
  return count;
}

function setOfColumns(columns: readonly number[], words: number): Int32Array {
  const set = new Int32Array(words);
  for (const column of columns) set[column >> 5]! |= columnBit(column);
  return set;
}

function compareColumns(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    if (a[at] !== b[at]) return a[at]! - b[at]!;
  }
  return a.length - b.length;
}

function clear(store: SetStore): void {
  store.count = 0;
  store.table.fill(0);
}
