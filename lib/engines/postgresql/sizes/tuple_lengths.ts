import { alignTo } from "./page.ts";
import { type StoredColumn, widthsOf } from "./stored_column.ts";

/** Shares of rows by the bytes of their tuple, unaligned. */
export type LengthShares = ReadonlyMap<number, number>;

/** Where the data of a tuple starts: with and without a bitmap of NULLs. */
export interface TupleHeader {
  readonly plain: number;
  readonly withNulls: number;
}

/** The header of a heap tuple: `SizeofHeapTupleHeader` is 23 bytes, with one bit a column behind it. */
export function heapHeader(columns: number): TupleHeader {
  return { plain: alignTo(23, 8), withNulls: alignTo(23 + Math.ceil(columns / 8), 8) };
}

/** The header of an index tuple: 8 bytes, with a bitmap of 4 bytes for NULLs. */
export const INDEX_HEADER: TupleHeader = Object.freeze({ plain: 8, withNulls: 16 });

/**
 * How long the tuples of some columns are: each column at its alignment behind the one before, NULLs left
 * out, short varlena values unaligned.
 *
 * Source: PostgreSQL 18, heap_compute_data_size() in src/backend/access/common/heaptuple.c.
 */
export function tupleLengths(columns: readonly StoredColumn[], header: TupleHeader): LengthShares {
  // Lengths of the data, apart for rows without and with a NULL. Headers are multiples of eight bytes, and
  // so the padding does not depend on them.
  let [plain, withNulls] = [new Map([[0, 1]]), new Map<number, number>()];
  for (const column of columns) {
    const nulls = column.nullFraction ?? 0;
    const nextPlain = new Map<number, number>();
    const nextNulls = new Map<number, number>();
    for (const [from, next] of [[plain, nextPlain], [withNulls, nextNulls]] as const) {
      for (const [offset, share] of from) {
        if (nulls > 0) add(nextNulls, offset, share * nulls);
        if (nulls >= 1) continue;
        for (const [width, part] of widthsOf(column)) {
          add(next, startOf(offset, width, column) + width, share * part * (1 - nulls));
        }
      }
    }
    [plain, withNulls] = [coarsen(nextPlain), coarsen(nextNulls)];
  }
  const lengths = new Map<number, number>();
  for (const [bytes, share] of plain) add(lengths, header.plain + bytes, share);
  for (const [bytes, share] of withNulls) add(lengths, header.withNulls + bytes, share);
  return lengths;
}

/** Mean of a function of the lengths. */
export function meanOf(lengths: LengthShares, of: (bytes: number) => number = (n) => n): number {
  let sum = 0;
  for (const [bytes, share] of lengths) sum += of(bytes) * share;
  return sum;
}

function startOf(offset: number, width: number, { length, alignment }: StoredColumn): number {
  if (length > 0) return alignTo(offset, alignment);
  return width <= 127 ? offset : alignTo(offset, alignment);
}

function add(shares: Map<number, number>, key: number, share: number): void {
  shares.set(key, (shares.get(key) ?? 0) + share);
}

// Many columns of many widths: neighbours that are rare are put together, a multiple of eight apart, so
// that their padding stays what it was.
function coarsen(shares: Map<number, number>): Map<number, number> {
  const MOST = 400;
  if (shares.size <= MOST) return shares;
  const step = 8 * Math.ceil(shares.size / MOST);
  const coarse = new Map<number, { sum: number; share: number }>();
  for (const [bytes, share] of shares) {
    const key = Math.floor(bytes / step) * 8 + bytes % 8;
    const cell = coarse.get(key) ?? { sum: 0, share: 0 };
    cell.sum += bytes * share;
    cell.share += share;
    coarse.set(key, cell);
  }
  const result = new Map<number, number>();
  for (const [key, { sum, share }] of coarse) {
    const mean = sum / share;
    add(result, Math.round((mean - key % 8) / 8) * 8 + key % 8, share);
  }
  return result;
}
