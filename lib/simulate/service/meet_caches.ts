import { cacheStates, type RatedAccess } from "./cache_states.ts";
import type { Machine } from "./machine.ts";
import type { AccessKind, CacheState, PageAccess, PageClass } from "./service_demand.ts";

/** An access of one case, before it meets the caches. */
export interface CountedAccess {
  readonly relation: string;
  readonly kind: AccessKind;
  /** Different pages in an execution of the case. */
  readonly pages: number;
  /** Pages of these that it changes. */
  readonly dirtied: number;
  /** New pages that it fills. */
  readonly added: number;
  readonly relationPages: number;
  readonly popularity: readonly PageClass[];
}

/** A pattern's cases with their accesses. */
export interface CountedMix {
  /** Executions a second. */
  readonly rate: number;
  readonly cases: readonly {
    readonly share: number;
    readonly accesses: readonly CountedAccess[];
  }[];
}

/** What one case finds in the caches. */
export interface CaseMisses {
  readonly bufferMisses: number;
  readonly misses: number;
  /** Seconds of the device. */
  readonly diskSeconds: number;
}

/** What each pattern finds in the caches. */
export interface MetCaches {
  readonly caches: readonly CacheState[];
  readonly patterns: readonly {
    /** In the mean over the cases. */
    readonly accesses: readonly PageAccess[];
    /** By case. */
    readonly misses: readonly CaseMisses[];
    /** Seconds of the device where no cache holds anything. */
    readonly coldDiskSeconds: number;
  }[];
}

const PAGE_BYTES = 8192;

/** Puts a mix of accesses through the caches of a machine. */
export function meetCaches(mix: readonly CountedMix[], machine: Machine): MetCaches {
  const rated: RatedAccess[] = mix.flatMap(({ rate, cases }) =>
    cases.flatMap(({ share, accesses }) =>
      accesses.map((access) => ({ ...access, rate: rate * share }))
    )
  );
  const { caches, found } = cacheStates(rated, machine);
  const readSeconds = (kind: AccessKind) =>
    kind === "sequential" ? PAGE_BYTES / machine.device.bytesPerSecond : machine.device.readSeconds;
  let next = 0;
  const patterns = mix.map(({ cases }) => {
    const accesses = new Map<string, PageAccess>();
    let coldDiskSeconds = 0;
    const misses = cases.map(({ share, accesses: counted }) => {
      const sum = { bufferMisses: 0, misses: 0, diskSeconds: 0 };
      for (const access of counted) {
        const { bufferMisses, misses } = found[next++]!;
        sum.bufferMisses += bufferMisses;
        sum.misses += misses;
        sum.diskSeconds += misses * readSeconds(access.kind);
        coldDiskSeconds += share * access.pages * readSeconds(access.kind);
        const key = `${access.kind} ${access.relation}`;
        accesses.set(key, added(accesses.get(key), access, { share, bufferMisses, misses }));
      }
      return sum;
    });
    return { accesses: [...accesses.values()], misses, coldDiskSeconds };
  });
  return { caches, patterns };
}

/** The mean over cases; popularity is that of the access with the most pages. */
function added(
  sum: PageAccess | undefined,
  { relation, kind, pages, dirtied, relationPages, popularity }: CountedAccess,
  found: { readonly share: number; readonly bufferMisses: number; readonly misses: number },
): PageAccess {
  const { share } = found;
  const weight = share * pages;
  return {
    relation,
    kind,
    pages: (sum?.pages ?? 0) + weight,
    dirtied: (sum?.dirtied ?? 0) + share * dirtied,
    relationPages,
    popularity: sum && sum.pages > weight ? sum.popularity : popularity,
    bufferMisses: (sum?.bufferMisses ?? 0) + share * found.bufferMisses,
    misses: (sum?.misses ?? 0) + share * found.misses,
  };
}
