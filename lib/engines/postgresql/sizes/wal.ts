import { alignTo } from "./page.ts";

/** A row with its index entries, as far as they go into the write-ahead log. */
export interface LoggedRow {
  /** Mean bytes of a row, header included. */
  readonly rowBytes: number;
  /** Bytes of each index's entry: its header of 8 bytes and the key, aligned. */
  readonly entryBytes: readonly number[];
}

/** Bytes of write-ahead log that one operation takes, without its commit and without page images. */
export interface WalBytes {
  /** A new row with its index entries. */
  readonly insert: number;
  /** An update of columns without an index, with room on the page. */
  readonly hotUpdate: number;
  /** An update that needs new index entries. */
  readonly update: number;
  /** A row that is deleted. */
  readonly delete: number;
}

/** `XLogRecord`, one block's header, the header of the main data. */
const RECORD = 24 + 20 + 2;
/** `xl_heap_insert` with `xl_heap_header`; `xl_heap_update` with it; `xl_heap_delete`; `xl_btree_insert`. */
const INSERT = 3 + 5;
const UPDATE = 14 + 5;
const DELETE = 8;
const ENTRY = 2;
/** The tuple's header as far as it is not logged. */
const NOT_LOGGED = 23;

/** A commit of a transaction that wrote: its record with the time of the commit. */
export const COMMIT_BYTES = 40;

const record = (bytes: number): number => alignTo(RECORD + bytes, 8);

/**
 * Bytes of write-ahead log that one new entry of a B-tree takes, without page images and splits.
 *
 * @param entryBytes The entry: its header of 8 bytes and the key, aligned.
 */
export function entryWalBytes(entryBytes: number): number {
  return record(ENTRY + entryBytes);
}

/**
 * Bytes of write-ahead log for each operation on one row.
 *
 * Source: PostgreSQL 18, src/include/access/xlogrecord.h, heapam_xlog.h and nbtxlog.h. An update logs what
 * lies between the common beginning and end of the old and the new row: half of the row is taken.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { walBytes } from "@groundplan/groundplan";
 *
 * assert.equal(walBytes({ rowBytes: 96, entryBytes: [16] }).insert, 128 + 64);
 * ```
 */
export function walBytes({ rowBytes, entryBytes }: LoggedRow): WalBytes {
  const data = Math.max(0, rowBytes - NOT_LOGGED);
  const entries = entryBytes.reduce((sum, bytes) => sum + entryWalBytes(bytes), 0);
  const changed = record(UPDATE + data / 2);
  return {
    insert: record(INSERT + data) + entries,
    hotUpdate: changed,
    // Half of the new versions go to another page, which is a second block with the whole row.
    update: (changed + record(UPDATE + data + 20)) / 2 + entries,
    delete: record(DELETE),
  };
}

/**
 * Pages of which a whole image is logged between two checkpoints: those that are touched at least once.
 *
 * Source: the occupancy problem; PostgreSQL 18 manual, section 28.5, `full_page_writes`.
 *
 * @param touches Random touches in that time, from 0.
 * @param pages Pages that may be touched, from 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fullPageImages } from "@groundplan/groundplan";
 *
 * assert.equal(Math.round(fullPageImages(2000, 8772)), 1788);
 * ```
 */
export function fullPageImages(touches: number, pages: number): number {
  return pages <= 0 ? 0 : pages * -Math.expm1(-touches / pages);
}
