import { figure } from "../../../core/figure.ts";
import type { IndexSize } from "./btree.ts";
import { alignTo, PAGE } from "./page.ts";

/** A GIN index to be sized. */
export interface GinLayout {
  /** Entries, from 0. */
  readonly rows: number;
  /** Pages of the table's heap. */
  readonly heapPages: number;
  /** Mean distinct elements a row. */
  readonly elementsPerRow: number;
  /** Distinct elements in all. */
  readonly distinct: number;
  /** Mean bytes of an element, header included. */
  readonly width: number;
  /** Shares of the rows that have each of the most common elements; all others are equally common. */
  readonly frequencies?: readonly number[];
}

/** Bytes of an entry from which its addresses get pages of their own: `GinMaxItemSize`. */
const LARGEST_ENTRY = 2704;
/** Ascending entries split their pages in halves. */
const ENTRY_FILL = 0.5;
/** Bytes of addresses on a page of a posting tree. */
const POSTING_ROOM = 8152;
/** Addresses are packed in segments of 384 bytes, each with a whole address and its length. */
const SEGMENT = 384 / (384 - 8);

/**
 * The size of a GIN index that is built at once: an entry for each distinct element with the addresses of
 * its rows, packed as the differences between them, and posting trees for the common ones.
 *
 * Source: PostgreSQL 18, src/backend/access/gin/ginpostinglist.c, ginentrypage.c and gindatapage.c. Within
 * 30 %, where the shares of the common elements are known; build on a sample where more is needed.
 */
export function ginSize(layout: GinLayout): IndexSize {
  const { rows, heapPages, elementsPerRow, distinct, width, frequencies = [] } = layout;
  const common = frequencies.slice(0, Math.floor(distinct)).map((share) =>
    [1, share * rows] as const
  );
  const left = Math.max(0, rows * elementsPerRow - common.reduce((sum, [, rows]) => sum + rows, 0));
  const others = Math.max(0, distinct - common.length);
  const lists = [...common, ...(others > 0 ? [[others, left / others] as const] : [])];
  let [entryBytes, postingPages] = [0, 0];
  for (const [count, length] of lists) {
    const bytes = listBytes(Math.max(1, length), heapPages);
    const entry = alignTo(alignTo(8 + width, 2) + bytes, 8);
    const inline = entry <= LARGEST_ENTRY;
    entryBytes += count * ((inline ? entry : alignTo(8 + width, 8)) + PAGE.linePointer);
    if (!inline) postingPages += count * treePages(bytes * SEGMENT);
  }
  const leaves = entryBytes / (PAGE.bytes - PAGE.header - 8);
  // One page holds the first entries whole; from then on pages are halved.
  const entryPages = leaves <= 1 ? 1 : leaves / ENTRY_FILL * 1.01;
  const pages = Math.ceil(1 + entryPages + postingPages);
  return {
    pages,
    bytes: pages * PAGE.bytes,
    figure: figure(pages * PAGE.bytes, "bytes", {
      band: 0.3,
      evidence: {
        text: `${Math.round(distinct)} elements, ${
          (rows * elementsPerRow / Math.max(1, distinct)).toFixed(1)
        } rows each in the mean`,
        source: "PostgreSQL manual, GIN Indexes",
      },
    }),
  };
}

/**
 * Bytes of the addresses of an element's rows: the first one whole, of each other its distance from the one
 * before, `block << 11 | offset`, in groups of 7 bits.
 */
function listBytes(length: number, heapPages: number): number {
  const each = length / Math.max(1, heapPages);
  // Rows fall upon pages at random: the share of pages with any, and of addresses that open a page.
  const occupied = -Math.expm1(-each);
  const opens = occupied / each;
  const beyond = (pages: number) => (1 - occupied) ** pages;
  const opening = 2 + beyond(7.5) + beyond(1023.5);
  return 8 + (length - 1) * (1 - opens + opens * opening);
}

function treePages(bytes: number): number {
  const leaves = Math.ceil(bytes / POSTING_ROOM);
  return leaves === 1 ? 1 : leaves + 1;
}
