import { type Figure, figure, type Unit } from "../../core/figure.ts";
import { freeze } from "../../core/freeze.ts";

/** A thing that a server does in bulk. */
export type BulkWork =
  | "scan"
  | "write"
  | "sort fixed keys"
  | "sort text keys"
  | "hash entries"
  | "gist entries"
  | "gin elements";

/** How fast a server does one thing. */
export interface Throughput {
  /** Rows, elements or bytes a second. */
  readonly perSecond: number;
  /** What is counted. */
  readonly unit: Extract<Unit, "bytes per second" | "per second">;
  /** Where the number comes from. */
  readonly source: string;
}

/** One server, two cores: PostgreSQL 15, 5 million rows, 422 MB; and PostgreSQL 18.4, 2 million rows, 349 MB. */
const MEASURED =
  "measured on two servers of two cores (15, 5 M rows; 18.4, 2 M rows), data in memory";

/**
 * How fast one server with two cores works in bulk, everything in memory. Another one is within a factor of
 * two either way where storage keeps up; network storage may not.
 */
export const THROUGHPUT: Readonly<Record<BulkWork, Throughput>> = freeze({
  // 422 MB in 0.4 to 0.55 s to check a constraint; 349 MB in 0.44 s.
  scan: { perSecond: 850e6, unit: "bytes per second", source: MEASURED },
  // 135 MB of an index with a wide INCLUDE took 0.3 s more than one of 34 MB.
  write: { perSecond: 300e6, unit: "bytes per second", source: MEASURED },
  // A primary key of 5 M rows in 3.1 s; 2 M bigints at random in 1.1 to 2.4 s.
  "sort fixed keys": { perSecond: 1.8e6, unit: "per second", source: MEASURED },
  // 5 M texts in 12.7 s by a language's collation; 2 M by code points in 1.9 to 3.2 s.
  "sort text keys": { perSecond: 0.5e6, unit: "per second", source: MEASURED },
  "hash entries": { perSecond: 0.6e6, unit: "per second", source: MEASURED },
  "gist entries": { perSecond: 0.5e6, unit: "per second", source: MEASURED },
  // 2 M arrays of five elements in 7.1 s.
  "gin elements": { perSecond: 1.5e6, unit: "per second", source: MEASURED },
});

/** How far another server may be from the one that was measured, either way. */
const FACTOR = 2;

/** Amounts of work, in bytes, rows or elements. */
export type BulkAmounts = Readonly<Partial<Record<BulkWork, number>>>;

/**
 * Seconds that a server takes for some bulk work, one thing after the other.
 *
 * @param amounts Bytes, rows or elements of each kind of work.
 * @param what What is done, for the evidence.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { bulkSeconds } from "@groundplan/groundplan";
 *
 * const { value, band } = bulkSeconds({ scan: 422e6, "sort fixed keys": 5e6 }, "a primary key");
 * assert.ok(value > 3 && value < 3.5);
 * assert.deepEqual(band, [value / 2, value * 2]);
 * ```
 */
export function bulkSeconds(amounts: BulkAmounts, what: string): Figure {
  const works = Object.entries(amounts) as (readonly [BulkWork, number])[];
  const seconds = works.reduce(
    (sum, [work, amount]) => sum + amount / THROUGHPUT[work].perSecond,
    0,
  );
  return figure(seconds, "seconds", {
    tag: "estimated",
    band: [seconds / FACTOR, seconds * FACTOR],
    evidence: {
      text: `${what}: ${
        works.map(([work, amount]) => `${work} ${amount.toPrecision(3)}`).join(", ")
      }, at the speed of a server with two cores; another one within a factor of ${FACTOR}`,
      source: `lib/engines/postgresql/throughput.ts, ${MEASURED}`,
    },
  });
}
