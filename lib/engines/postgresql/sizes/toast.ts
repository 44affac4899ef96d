import { type Figure, figure } from "../../../core/figure.ts";
import { btreeSize } from "./btree.ts";
import { alignTo, PAGE } from "./page.ts";
import { type StoredColumn, widthsOf } from "./stored_column.ts";
import { heapHeader, meanOf, tupleLengths } from "./tuple_lengths.ts";

/** What a table keeps out of line. */
export interface Toast {
  /** Chunks in all. */
  readonly chunks: number;
  /** Pages of the TOAST table. */
  readonly pages: number;
  /** Pages of its index. */
  readonly indexPages: number;
  /** Bytes of both. */
  readonly bytes: number;
  /** The bytes with their band and evidence. */
  readonly figure: Figure;
}

/** `TOAST_TUPLE_TARGET`: rows longer than this are made shorter. */
const TARGET = 2032;
/** `TOAST_MAX_CHUNK_SIZE`. */
const CHUNK = 1996;
/** A pointer to a value out of line: `TOAST_POINTER_SIZE`. */
const POINTER = 18;
/** A chunk's tuple without its data: header, chunk_id, chunk_seq, varlena header. */
const CHUNK_OVERHEAD = 24 + 4 + 4 + 4;

/**
 * Moves the longest values out of line until a row of mean length is short enough.
 *
 * Source: PostgreSQL 18 manual, section 66.2, TOAST; heap_toast_insert_or_update().
 *
 * @returns The columns as they stay in the row, and what was moved out.
 */
export function moveOut(
  columns: readonly StoredColumn[],
  rows: number,
): { readonly columns: readonly StoredColumn[]; readonly toast?: Toast } {
  let kept = columns;
  const out: StoredColumn[] = [];
  const squeezed = new Set<StoredColumn>();
  while (meanLength(kept) > TARGET) {
    const movable = kept.filter((column) => isToastable(column) && column.width > POINTER)
      .sort((a, b) => b.width - a.width);
    const [largest] = movable.filter((column) => !squeezed.has(column));
    if (largest && (largest.compression ?? 1) < 1) {
      const smaller = { ...largest, width: largest.width * largest.compression!, compression: 1 };
      squeezed.add(smaller);
      kept = kept.map((column) => column === largest ? smaller : column);
      if (smaller.width <= TARGET) continue;
    }
    const moved = kept.filter((column) => movable.includes(column) || squeezed.has(column))
      .sort((a, b) => b.width - a.width)[0];
    if (!moved) break;
    out.push(moved);
    const pointer: StoredColumn = {
      ...moved,
      width: POINTER,
      alignment: 1,
      constantWidth: true,
      widths: [],
      toastable: false,
    };
    kept = kept.map((column) => column === moved ? pointer : column);
  }
  return out.length === 0 ? { columns: kept } : { columns: kept, toast: toastSize(out, rows) };
}

function isToastable({ length, toastable = length < 0 }: StoredColumn): boolean {
  return toastable;
}

function meanLength(columns: readonly StoredColumn[]): number {
  const widths = columns.map((column): StoredColumn => ({
    ...column,
    constantWidth: true,
    widths: [],
  }));
  return meanOf(tupleLengths(widths, heapHeader(columns.length)));
}

function toastSize(columns: readonly StoredColumn[], rows: number): Toast {
  let chunks = 0;
  for (const column of columns) {
    const each = widthsOf(column).reduce(
      (sum, [width, share]) => sum + share * Math.ceil(dataBytes(width) / CHUNK),
      0,
    );
    chunks += rows * (1 - (column.nullFraction ?? 0)) * each;
  }
  const pages = Math.ceil(rows * pagesARow(columns));
  const { pages: indexPages } = btreeSize({
    keys: [{ length: 4, alignment: 4, width: 4, distinct: chunks }, {
      length: 4,
      alignment: 4,
      width: 4,
    }],
    rows: chunks,
    unique: true,
    order: "ascending",
  });
  const bytes = (pages + indexPages) * PAGE.bytes;
  return {
    chunks,
    pages,
    indexPages,
    bytes,
    figure: figure(bytes, "bytes", {
      band: 0.05,
      evidence: {
        text: `${Math.round(chunks)} chunks of up to ${CHUNK} bytes out of line, with their index`,
        source: "PostgreSQL manual, TOAST",
      },
    }),
  };
}

const dataBytes = (width: number) => Math.max(1, Math.round(width) - 4);

/**
 * Pages that the values of one row take, by laying out the chunks of some hundred rows one after another:
 * a chunk that does not fit goes to an earlier page with room, or to a new one.
 */
function pagesARow(columns: readonly StoredColumn[]): number {
  const ROWS = 2000;
  const room = PAGE.bytes - PAGE.header;
  const free: number[] = [room];
  let target = 0;
  for (let row = 0; row < ROWS; row++) {
    for (const column of columns) {
      const { nullFraction = 0 } = column;
      if ((row * 0.618034) % 1 < nullFraction) continue;
      for (let left = dataBytes(widthOf(column, row)); left > 0; left -= CHUNK) {
        const item = alignTo(CHUNK_OVERHEAD + Math.min(left, CHUNK), 8) + PAGE.linePointer;
        if (free[target]! < item) target = free.findIndex((space) => isFound(space, item));
        if (target < 0) target = free.push(room) - 1;
        free[target]! -= item;
      }
    }
  }
  return free.length / ROWS;
}

// The free space map knows free space in steps of 32 bytes, rounded down, and looks for it rounded up.
function isFound(space: number, item: number): boolean {
  const bytes = item - PAGE.linePointer;
  return Math.floor((space - PAGE.linePointer) / FREE_SPACE_STEP) >=
    Math.ceil(bytes / FREE_SPACE_STEP);
}

const FREE_SPACE_STEP = 32;

// Widths in turn, as often as each occurs.
function widthOf(column: StoredColumn, row: number): number {
  let place = (row * 0.618034 + 0.5) % 1;
  const widths = widthsOf(column);
  for (const [bytes, share] of widths) {
    place -= share;
    if (place < 0) return bytes;
  }
  return widths.at(-1)![0];
}
