import { cheApproximation } from "../cache/che_approximation.ts";
import type { Machine } from "./machine.ts";
import type { CacheState, PageAccess, PageClass } from "./service_demand.ts";

/** An access before it meets the caches, with how often it is made. */
export interface RatedAccess {
  readonly relation: string;
  readonly kind: PageAccess["kind"];
  /** Pages in one execution. */
  readonly pages: number;
  readonly popularity: readonly PageClass[];
  /** Executions a second. */
  readonly rate: number;
  /** Pages of the whole relation. */
  readonly relationPages: number;
}

/** What an access finds in the caches. */
export interface FoundPages {
  /** Pages of an execution that are not in the shared buffers. */
  readonly bufferMisses: number;
  /** Pages of an execution that are in no cache. */
  readonly misses: number;
}

/** How the caches stand, and what each access finds in them, in the order given. */
export interface CacheStates {
  readonly caches: readonly [CacheState, CacheState];
  readonly found: readonly FoundPages[];
}

/** Pages of a relation that are asked for alike by all accesses together. */
interface Slice {
  readonly relation: string;
  readonly from: number;
  readonly to: number;
  /** Requests a second of all its pages, those that pass by the shared buffers apart. */
  buffered: number;
  scanned: number;
}

const PAGE_BYTES = 8192;
/** A scan of a table larger than a quarter of the shared buffers reads through a small ring of them. */
const RING_SHARE = 4;

/**
 * What the shared buffers and the operating system's cache behind them hold of a mix of accesses.
 *
 * Pages of one relation are put in one order of popularity: what is popular with one access is taken to be
 * popular with the others. The shared buffers follow Che's approximation; the cache behind them sees what
 * misses there: a page is found in it when it was last asked of it more than T₁ and less than T₂ ago.
 *
 * Source: Che, Tung and Wang, Hierarchical Web Caching Systems, IEEE JSAC 20(7), 2002; Martina, Garetto and
 * Leonardi, A unified approach to the performance analysis of caching systems, INFOCOM 2014, section IV, for
 * the second cache; PostgreSQL 18, src/backend/storage/buffer/README, for the ring.
 */
export function cacheStates(accesses: readonly RatedAccess[], machine: Machine): CacheStates {
  const capacity = Math.floor(machine.sharedBuffers / PAGE_BYTES);
  const behind = Math.floor(machine.fileCache / PAGE_BYTES);
  const rings = accesses.map(({ kind, relationPages }) =>
    kind === "sequential" && relationPages > capacity / RING_SHARE
  );
  const { slices, parts } = sliced(accesses, rings);
  const first = cheApproximation(
    slices.map(({ from, to, buffered }) => ({ pages: to - from, rate: buffered })),
    capacity,
  );
  const missed = slices.map(({ buffered, scanned }, at) =>
    buffered * (1 - first.hits[at]!) + scanned
  );
  const second = cheApproximation(
    slices.map(({ from, to }, at) => ({ pages: to - from, rate: missed[at]! })),
    behind,
  );
  const later = slices.map(({ from, to, scanned }, at) => {
    const time = second.characteristicTime;
    if (time === Infinity) return 1;
    const since = first.characteristicTime === Infinity ? time : first.characteristicTime;
    const fresh = Math.max(0, time - since) * (missed[at]! - scanned) + time * scanned;
    return -Math.expm1(-fresh / (to - from));
  });
  const found = accesses.map(({ pages }, at) => {
    const shares = parts[at]!.map(({ slice, share }) => {
      const missing = share * (rings[at] ? 1 : 1 - first.hits[slice]!);
      return { missing, both: missing * (1 - later[slice]!) };
    });
    return {
      bufferMisses: pages * shares.reduce((sum, { missing }) => sum + missing, 0),
      misses: pages * shares.reduce((sum, { both }) => sum + both, 0),
    };
  });
  const asked = slices.map(({ buffered, scanned }) => buffered + scanned);
  const hits = slices.map(({ buffered }, at) =>
    asked[at]! > 0 ? buffered * first.hits[at]! / asked[at]! : 1
  );
  return {
    caches: [
      stateOf("shared buffers", capacity, slices, asked, hits),
      stateOf("operating system", behind, slices, missed, later),
    ],
    found,
  };
}

function stateOf(
  cache: CacheState["cache"],
  pages: number,
  slices: readonly Slice[],
  requests: readonly number[],
  hits: readonly number[],
): CacheState {
  const relations = new Map<string, { requests: number; hits: number }>();
  let [all, found, workingSet] = [0, 0, 0];
  slices.forEach(({ relation, from, to }, at) => {
    const sum = relations.get(relation) ?? { requests: 0, hits: 0 };
    sum.requests += requests[at]!;
    sum.hits += requests[at]! * hits[at]!;
    relations.set(relation, sum);
    all += requests[at]!;
    found += requests[at]! * hits[at]!;
    if (requests[at]! > 0) workingSet += to - from;
  });
  return {
    cache,
    pages,
    workingSet: Math.round(workingSet),
    hitRatio: all > 0 ? found / all : 1,
    relations: [...relations].map(([relation, { requests, hits }]) => ({
      relation,
      requestsPerSecond: requests,
      hitRatio: requests > 0 ? hits / requests : 1,
    })).toSorted((a, b) =>
      b.requestsPerSecond - a.requestsPerSecond || (a.relation < b.relation ? -1 : 1)
    ),
  };
}

interface Part {
  readonly slice: number;
  /** Share of the access's requests. */
  readonly share: number;
}

/** Cuts each relation's pages, the most popular first, where the popularity of any access changes. */
function sliced(
  accesses: readonly RatedAccess[],
  rings: readonly boolean[],
): { readonly slices: readonly Slice[]; readonly parts: readonly (readonly Part[])[] } {
  const sets = new Map<string, number[]>();
  accesses.forEach(({ relation, kind }, at) => {
    const set = kind === "index inner" ? `${relation} inner` : relation;
    sets.set(set, [...sets.get(set) ?? [], at]);
  });
  const slices: Slice[] = [];
  const parts: Part[][] = accesses.map(() => []);
  for (const members of sets.values()) {
    const ends = new Set<number>();
    for (const member of members) {
      let end = 0;
      for (const { pages } of accesses[member]!.popularity) ends.add(end += pages);
    }
    let from = 0;
    for (const to of [...ends].sort((a, b) => a - b)) {
      if (to - from < 1e-6) continue;
      const slice: Slice = {
        relation: accesses[members[0]!]!.relation,
        from,
        to,
        buffered: 0,
        scanned: 0,
      };
      for (const member of members) {
        const { popularity, rate, pages } = accesses[member]!;
        const share = shareBetween(popularity, from, to);
        if (share === 0) continue;
        slice[rings[member] ? "scanned" : "buffered"] += rate * pages * share;
        parts[member]!.push({ slice: slices.length, share });
      }
      slices.push(slice);
      from = to;
    }
  }
  return { slices, parts };
}

function shareBetween(popularity: readonly PageClass[], from: number, to: number): number {
  let start = 0;
  let sum = 0;
  for (const { pages, share } of popularity) {
    const end = start + pages;
    const common = Math.min(end, to) - Math.max(start, from);
    if (common > 0) sum += share * Math.min(1, common / pages);
    start = end;
  }
  return sum;
}
