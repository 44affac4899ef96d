import type { PageAccess, ServiceDemand } from "../service/service_demand.ts";

/** What coldness is reckoned with. */
export interface ColdReadsOptions {
  /** Seconds of the run at which caches are empty. */
  readonly restarts: readonly number[];
  /** All that reads from the same caches. */
  readonly mixes: readonly { readonly demand: ServiceDemand; readonly rate: number }[];
}

/**
 * Reads of the device that an execution does beyond those that it always does, because caches were emptied: a
 * page is there again once it was asked for, so that of pages that are each asked for λ times a second
 * exp(−λt) are missing after t seconds (Che's approximation in a cache that is filling).
 *
 * @returns The mean by the seconds of the run.
 */
export function coldReads(
  demand: ServiceDemand,
  options: ColdReadsOptions,
): (seconds: number) => number {
  const { restarts, mixes } = options;
  const parts = demand.accesses.flatMap((access) =>
    access.popularity.map(({ pages, share }) => ({
      asked: Math.max(0, access.pages - access.misses) * share,
      pace: paceOf(access, pages, share, mixes),
    }))
  );
  return (seconds) => {
    const last = Math.max(-Infinity, ...restarts.filter((at) => at <= seconds));
    if (last === -Infinity) return 0;
    return parts.reduce(
      (sum, { asked, pace }) => sum + asked * Math.exp(-pace * (seconds - last)),
      0,
    );
  };
}

/** How often one page of a class is asked for, by all that read the relation in the same way. */
function paceOf(
  { relation, kind }: PageAccess,
  pages: number,
  share: number,
  mixes: ColdReadsOptions["mixes"],
): number {
  const requests = mixes.reduce(
    (sum, { demand, rate }) =>
      sum + rate * demand.accesses
          .filter((one) => one.relation === relation && one.kind === kind)
          .reduce((sum, one) => sum + one.pages, 0),
    0,
  );
  return requests * share / pages;
}
