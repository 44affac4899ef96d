import { figure } from "../../../core/figure.ts";
import type { IndexSize } from "./btree.ts";
import { alignTo, PAGE } from "./page.ts";
import type { StoredColumn } from "./stored_column.ts";
import { INDEX_HEADER, meanOf, tupleLengths } from "./tuple_lengths.ts";

function sized(pages: number, band: number, text: string, source: string): IndexSize {
  const bytes = Math.ceil(pages) * PAGE.bytes;
  return {
    pages: Math.ceil(pages),
    bytes,
    figure: figure(bytes, "bytes", {
      tag: band === 0 ? "exact" : "estimated",
      ...(band === 0 ? {} : { band }),
      evidence: { text, source },
    }),
  };
}

/** A BRIN index to be sized. */
export interface BrinLayout {
  /** Pages of the table's heap. */
  readonly heapPages: number;
  /** Storage parameter `pages_per_range`. Defaults to 128. */
  readonly pagesPerRange?: number;
  /** The key columns, in their order. */
  readonly keys: readonly StoredColumn[];
}

/** Addresses of range summaries on one page of the range map: `REVMAP_PAGE_MAXITEMS`. */
const REVMAP_ITEMS = 1360;

/**
 * The size of a BRIN index with minimum and maximum a range: a metapage, the range map and a tuple a range.
 *
 * Source: PostgreSQL 18, src/backend/access/brin.
 */
export function brinSize({ heapPages, pagesPerRange = 128, keys }: BrinLayout): IndexSize {
  const ranges = Math.max(1, Math.ceil(heapPages / pagesPerRange));
  // A header of 5 bytes and two bits a column of NULLs; both ends of each column.
  const data = keys.reduce((offset, { length, alignment, width }) => {
    const one = (at: number) => (length > 0 || width > 127 ? alignTo(at, alignment) : at) + width;
    return one(one(offset));
  }, alignTo(5 + Math.ceil(2 * keys.length / 8), 8));
  const tuple = alignTo(data, 8) + PAGE.linePointer;
  const perPage = Math.max(1, Math.floor((PAGE.bytes - PAGE.header - 8) / tuple));
  const pages = 1 + Math.ceil(ranges / REVMAP_ITEMS) + Math.ceil(ranges / perPage);
  return sized(
    pages,
    0.1,
    `${ranges} ranges of ${pagesPerRange} pages, ${perPage} summaries on a page`,
    "PostgreSQL manual, BRIN Indexes",
  );
}

/** A hash index to be sized. */
export interface HashLayout {
  /** Entries, from 0. */
  readonly rows: number;
  /** Distinct keys; equal keys share a bucket. Defaults to one a row. */
  readonly distinct?: number;
  /** Percent of a bucket page that a build fills. Defaults to 75. */
  readonly fillfactor?: number;
}

/** Bytes of a hash index's item: an index tuple with a hash value, and its line pointer. */
const HASH_ITEM = 16 + 8 - 4;

/**
 * The size of a hash index: buckets come in steps of a quarter of a power of two, overflow pages where a
 * bucket holds more than a page.
 *
 * Source: PostgreSQL 18, src/backend/access/hash/hashpage.c, _hash_init_metabuffer() and _hash_spareindex().
 */
export function hashSize({ rows, distinct = rows, fillfactor = 75 }: HashLayout): IndexSize {
  const target = Math.max(10, Math.floor(PAGE.bytes * fillfactor / 100 / HASH_ITEM));
  const wanted = Math.max(2, rows / target);
  const buckets = hashBuckets(wanted);
  const capacity = Math.floor((PAGE.bytes - PAGE.header - 16) / HASH_ITEM);
  // Keys fall into buckets as a Poisson variable; each key brings its repeats along.
  const repeats = rows / Math.max(1, distinct);
  const mean = rows / buckets;
  const deviation = Math.sqrt(mean * Math.max(1, repeats));
  let overflow = 0;
  for (let pages = 1; pages < 1_000; pages++) {
    const share = upperTail((pages * capacity + 0.5 - mean) / Math.max(1e-9, deviation));
    overflow += share;
    if (share < 1e-6) break;
  }
  const bitmaps = Math.max(1, Math.ceil(overflow * buckets / 32_768));
  return sized(
    1 + bitmaps + buckets * (1 + overflow),
    0.1,
    `${buckets} buckets for ${Math.round(rows)} entries, ${
      (100 * overflow).toFixed(1)
    } % overflow pages`,
    "PostgreSQL manual, Hash Indexes",
  );
}

function hashBuckets(wanted: number): number {
  const power = 2 ** Math.ceil(Math.log2(wanted));
  if (power <= 1024) return power;
  const half = power / 2;
  return half + Math.ceil((wanted - half) / (half / 4)) * (half / 4);
}

// Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.2.17.
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial = t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
}

/** A GiST index to be sized. */
export interface GistLayout {
  /** Entries, from 0. */
  readonly rows: number;
  /** The key columns, in their order. */
  readonly keys: readonly StoredColumn[];
}

/** Share of a GiST page that is filled between its splits. */
const GIST_FILL = 0.65;

/** The size of a GiST index: entries on pages that splits leave partly filled. Only within 30 %. */
export function gistSize({ rows, keys }: GistLayout): IndexSize {
  const item = meanOf(
    tupleLengths(keys, INDEX_HEADER),
    (length) => alignTo(length, 8) + PAGE.linePointer,
  );
  const perPage = Math.max(2, (PAGE.bytes - PAGE.header - 16) * GIST_FILL / item);
  let pages = 0;
  for (let level = rows; level > 1; level /= perPage) pages += Math.ceil(level / perPage);
  return sized(
    Math.max(1, pages),
    0.3,
    `${Math.round(rows)} entries of ${item.toFixed(1)} bytes, pages filled to ${100 * GIST_FILL} %`,
    "PostgreSQL manual, GiST Indexes",
  );
}
