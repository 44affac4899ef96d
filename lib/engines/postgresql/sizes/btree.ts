import { type Figure, figure } from "../../../core/figure.ts";
import { btreeFanout } from "./btree_height.ts";
import { type KeyMultiplicities, leafPagesWithDuplicates } from "./btree_deduplication.ts";
import { alignTo, PAGE } from "./page.ts";
import type { StoredColumn } from "./stored_column.ts";
import { INDEX_HEADER, meanOf, tupleLengths } from "./tuple_lengths.ts";

/** In what order an index got its entries: built at once, or row by row. */
export type InsertOrder = "built" | "ascending" | "random";

/** A B-tree to be sized. */
export interface BtreeLayout {
  /** The key columns, in their order. */
  readonly keys: readonly StoredColumn[];
  /** Columns of INCLUDE: stored in the leaves only, and in the way of deduplication. */
  readonly include?: readonly StoredColumn[];
  /** Entries, from 0. */
  readonly rows: number;
  /** Unique indexes do not merge equal keys. */
  readonly unique?: boolean;
  /** Distinct keys; defaults to one a row. */
  readonly distinct?: number;
  /** The most common keys, as shares of the rows. */
  readonly common?: readonly number[];
  /** Whether keys that are not common repeat equally often. Defaults to false: as chance has it. */
  readonly evenly?: boolean;
  /** Defaults to `built`. */
  readonly order?: InsertOrder;
  /** Percent of a leaf that a build fills, 10 to 100. Defaults to 90. */
  readonly fillfactor?: number;
  /** Storage parameter `deduplicate_items`. Defaults to on. */
  readonly deduplicateItems?: boolean;
}

/** How large an index is. */
export interface IndexSize {
  /** Pages of 8192 bytes. */
  readonly pages: number;
  /** Bytes on disk. */
  readonly bytes: number;
  /** B-trees: levels above the leaves. */
  readonly height?: number;
  /** The bytes with their band and evidence. */
  readonly figure: Figure;
}

/** What random inserts fill of a leaf between its splits, measured: 8-byte keys 0.67, uuid 0.70. */
const RANDOM_FILL = 0.69;

/**
 * The size of a B-tree: its leaves, with equal keys merged to posting lists, its inner pages and its
 * metapage.
 *
 * Source: PostgreSQL 18, src/backend/access/nbtree/nbtsort.c and nbtdedup.c.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { btreeSize, storageOfType } from "@groundplan/groundplan";
 *
 * assert.equal(btreeSize({ keys: [storageOfType("integer")], rows: 1e6, unique: true }).pages, 2745);
 * ```
 */
export function btreeSize(layout: BtreeLayout): IndexSize {
  const { keys, include = [], rows, unique = false, order = "built", fillfactor = 90 } = layout;
  if (!(rows >= 0)) throw new RangeError(`Cannot size an index of ${rows} entries`);
  const lengths = tupleLengths([...keys, ...include], INDEX_HEADER);
  const tuple = meanOf(lengths, (length) => alignTo(length, 8));
  const distinct = Math.max(1, Math.min(rows, layout.distinct ?? rows));
  const merges = !unique && include.length === 0 && layout.deduplicateItems !== false &&
    distinct < rows && keys.every(({ deduplicates = true }) => deduplicates);
  const fill = order === "random" ? 100 : fillfactor;
  const { common = [], evenly = false } = layout;
  const multiplicities: KeyMultiplicities = { rows, distinct, common, evenly };
  let leaves = merges
    ? leafPagesWithDuplicates({ tuple, fillfactor: fill, ...multiplicities })
    : rows / entriesOnLeaf(lengths, fill);
  if (order === "random") leaves /= RANDOM_FILL;
  leaves = Math.ceil(leaves - 1e-9);
  const { inner, height } = innerPages(leaves, pivotBytes(keys, rows, distinct));
  const pages = rows === 0 ? 1 : 1 + leaves + inner;
  const bytes = pages * PAGE.bytes;
  const exact = lengths.size === 1 && !merges && order !== "random";
  return {
    pages,
    bytes,
    height,
    figure: figure(bytes, "bytes", {
      tag: exact ? "exact" : "estimated",
      ...(exact ? {} : { band: order === "random" ? 0.08 : merges ? 0.01 : 0.02 }),
      evidence: {
        text: `${Math.round(rows)} entries of ${tuple.toFixed(1)} bytes` +
          `${merges ? `, ${Math.round(distinct)} distinct keys in posting lists` : ""}, ` +
          `${order === "random" ? "inserted at random" : `leaves filled to ${fillfactor} %`}`,
        source: "PostgreSQL, src/backend/access/nbtree",
      },
    }),
  };
}

/** A row's address, which tells equal keys apart on inner pages. */
const TIEBREAKER = 8;

// An inner page keeps only the columns that tell two leaves apart: neighbours in the order of the index
// differ in their first column as often as that has distinct values for its rows.
function pivotBytes(keys: readonly StoredColumn[], rows: number, distinct: number): number {
  let bytes = 0;
  let equal = 1;
  for (let length = 1; length <= keys.length; length++) {
    const values = length === keys.length
      ? distinct
      : Math.min(distinct, keys[length - 1]!.distinct ?? distinct);
    const differ = Math.min(
      equal,
      Math.max(0, Math.min(1, values / Math.max(1, rows)) - (1 - equal)),
    );
    const prefix = meanOf(tupleLengths(keys.slice(0, length), { plain: 0, withNulls: 8 }));
    bytes += differ * alignTo(prefix, 8);
    equal -= differ;
    if (length === keys.length) bytes += equal * (alignTo(prefix, 8) + TIEBREAKER);
  }
  return bytes;
}

function entriesOnLeaf(lengths: ReadonlyMap<number, number>, fillfactor: number): number {
  const free = Math.floor(PAGE.bytes * (100 - fillfactor) / 100);
  const room = PAGE.bytes - PAGE.header - PAGE.btreeSpecial - PAGE.linePointer - free;
  const item = meanOf(lengths, (length) => alignTo(length, 8) + PAGE.linePointer);
  // Entries of one length fit a whole number of times; otherwise the page ends half an entry late.
  return lengths.size === 1 ? Math.max(1, Math.floor(room / item)) : Math.max(1, room / item);
}

function innerPages(
  leaves: number,
  keyBytes: number,
): { readonly inner: number; readonly height: number } {
  const fanout = btreeFanout(keyBytes);
  let inner = 0;
  let height = 0;
  for (let pages = leaves; pages > 1; height++) {
    pages = Math.ceil(pages / fanout);
    inner += pages;
  }
  return { inner, height };
}
