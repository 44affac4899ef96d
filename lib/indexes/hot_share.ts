import { PAGE } from "../engines/postgresql/sizes/page.ts";

/** The rows of a table and how they are updated. */
export interface UpdatedRows {
  /** Mean bytes of a row, header included, aligned. */
  readonly rowBytes: number;
  /** Mean rows on a page as inserts leave it. */
  readonly rowsPerPage: number;
  /** Pages of the heap. */
  readonly pages: number;
  /** Rows updated a second. */
  readonly updates: number;
  /** Rows inserted a second. */
  readonly inserts: number;
  /** Rows of one page that one statement updates, at least 1. */
  readonly together: number;
  /** Seconds for which some transaction may still need the old version of a row. */
  readonly needed: number;
}

/**
 * The share of updates that leave indexed columns alone and find room on their page, so that no index gets
 * an entry: heap-only tuples.
 *
 * A page that inserts filled has no room for its first update, unless `fillfactor` keeps some; from then on
 * the place of the old version is used again once no transaction needs it. Old versions that are still
 * needed gather by chance (a Poisson variable).
 *
 * Source: PostgreSQL 18, src/backend/access/heap/README.HOT and heap_page_prune_opt() in pruneheap.c. How
 * long old versions are needed is assumed.
 *
 * @returns 0 to 1.
 */
export function hotShare(rows: UpdatedRows): number {
  const { rowBytes, rowsPerPage, pages, updates, inserts, together, needed } = rows;
  const most = (PAGE.bytes - PAGE.header) / (rowBytes + PAGE.linePointer);
  const kept = Math.max(0, Math.floor(most - rowsPerPage + 1e-9));
  const slots = Math.max(1, kept);
  const firsts = kept > 0 || updates <= 0 ? 0 : Math.min(1, inserts / rowsPerPage / updates);
  const gathered = updates * needed / Math.max(1, pages);
  const found = together > 1 ? Math.min(1, slots / together) : 1;
  return (1 - firsts) * found * poissonBelow(slots, gathered);
}

// The probability that fewer than so many old versions are there.
function poissonBelow(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = 0;
  for (let at = 0; at < count && at < 1000; at++) {
    sum += term;
    term *= mean / (at + 1);
  }
  return Math.min(1, sum);
}
