import { type Figure, figure } from "../../../core/figure.ts";
import { alignTo, PAGE } from "./page.ts";
import type { StoredColumn } from "./stored_column.ts";
import { moveOut, type Toast } from "./toast.ts";
import { heapHeader, type LengthShares, meanOf, tupleLengths } from "./tuple_lengths.ts";

/** A table to be sized. */
export interface HeapLayout {
  /** The columns, in their order on disk. */
  readonly columns: readonly StoredColumn[];
  /** Live rows, from 0. */
  readonly rows: number;
  /** Percent of a page that inserts fill, 10 to 100. Defaults to 100. */
  readonly fillfactor?: number;
  /** Space that dead rows hold, as a share of the live rows' (0 for tables that are only inserted into). */
  readonly bloat?: number;
}

/** How large a table is. */
export interface HeapSize {
  /** Pages of 8192 bytes. */
  readonly pages: number;
  /** Bytes on disk. */
  readonly bytes: number;
  /** Mean rows on a page. */
  readonly rowsPerPage: number;
  /** Mean bytes of a row, header included, aligned. */
  readonly rowBytes: number;
  /** What was moved out of line. */
  readonly toast?: Toast;
  /** The bytes with their band and evidence. */
  readonly figure: Figure;
}

/** The longest tuple that stays in one piece: `MaxHeapTupleSize`. */
const LONGEST = PAGE.bytes - alignTo(PAGE.header + PAGE.linePointer, 8);

/**
 * The size of a table's heap, and of what it moves out of line.
 *
 * Source: PostgreSQL 18 manual, section 66.6, Database Page Layout. Exact where every row has the same
 * length; otherwise the mean over the lengths that rows have.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { heapSize, storageOfType } from "@groundplan/groundplan";
 *
 * const { pages } = heapSize({ columns: [storageOfType("bigint")], rows: 1e6 });
 * assert.equal(pages, 4425); // 226 rows a page
 * ```
 */
export function heapSize(layout: HeapLayout): HeapSize {
  const { rows, fillfactor = 100, bloat = 0 } = layout;
  if (!(rows >= 0)) throw new RangeError(`Cannot size a table of ${rows} rows`);
  const { columns, toast } = moveOut(layout.columns, rows);
  const lengths = tupleLengths(columns, heapHeader(columns.length));
  const free = Math.floor(PAGE.bytes * (100 - fillfactor) / 100);
  const rowsPerPage = rowsOnPage(lengths, PAGE.bytes - PAGE.header - free);
  const exact = lengths.size === 1 && bloat === 0;
  const pages = rows === 0 ? 0 : Math.ceil(rows * (1 + bloat) / rowsPerPage - 1e-9);
  const bytes = pages * PAGE.bytes;
  const rowBytes = meanOf(lengths, (length) => alignTo(length, 8));
  return {
    pages,
    bytes,
    rowsPerPage,
    rowBytes,
    ...(toast ? { toast } : {}),
    figure: figure(bytes, "bytes", {
      tag: exact ? "exact" : "estimated",
      ...(exact ? {} : { band: bloat > 0 ? 0.1 : 0.025 }),
      evidence: {
        text:
          `${rowsPerPage.toFixed(1)} rows of ${
            rowBytes.toFixed(1)
          } bytes on a page of ${PAGE.bytes}` +
          (bloat > 0 ? `, ${(100 * bloat).toFixed(0)} % more for dead rows` : ""),
        source: "PostgreSQL manual, Database Page Layout",
      },
    }),
  };
}

/**
 * Mean rows on a page, when rows of these lengths are put on it until the next does not fit.
 *
 * Rows of one length: the whole number that fits. Otherwise the renewal equation, started with the row
 * that did not fit on the page before, which long rows are likelier to be.
 */
function rowsOnPage(lengths: LengthShares, room: number): number {
  const UNIT = 4; // items are multiples of four bytes
  const items = new Map<number, number>();
  for (const [length, share] of lengths) {
    const item = (alignTo(Math.min(length, LONGEST), 8) + PAGE.linePointer) / UNIT;
    items.set(item, (items.get(item) ?? 0) + share);
  }
  const capacity = Math.floor(room / UNIT);
  if (items.size === 1) return Math.max(1, Math.floor(capacity / [...items.keys()][0]!));
  const shares = [...items];
  const count = new Float64Array(capacity + 1);
  for (let space = 0; space <= capacity; space++) {
    let sum = 0;
    for (const [item, share] of shares) {
      if (item <= space) sum += share * (1 + count[space - item]!);
    }
    count[space] = sum;
  }
  const mean = shares.reduce((sum, [item, share]) => sum + item * share, 0);
  return shares.reduce((sum, [item, share]) => {
    const first = share * item / mean;
    return sum + first * (item <= capacity ? 1 + count[capacity - item]! : 1);
  }, 0);
}
