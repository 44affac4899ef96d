import type { TypeStorage } from "./storage_of_type.ts";

/** A column as the layout of rows sees it. */
export interface StoredColumn extends Pick<TypeStorage, "length" | "alignment" | "spread"> {
  /** The column's name. */
  readonly name?: string;
  /** Mean bytes of a value that is not NULL, header included, before it is compressed or moved out. */
  readonly width: number;
  /** Share of rows that are NULL, 0 to 1. Defaults to 0. */
  readonly nullFraction?: number;
  /** Whether all values have the same width. Defaults to whether the type's length is fixed. */
  readonly constantWidth?: boolean;
  /** Distribution of widths as pairs of bytes and shares, where it is known. */
  readonly widths?: readonly (readonly [bytes: number, share: number])[];
  /** Whether large values may be compressed and moved out of line. Defaults to whether they vary. */
  readonly toastable?: boolean;
  /** Bytes that compression leaves of a large value, 0 to 1. Defaults to 1: not compressible. */
  readonly compression?: number;
  /** Distinct values, where they are known: what an inner page of an index needs to tell rows apart. */
  readonly distinct?: number;
  /** Whether B-trees merge its equal keys. Defaults to true. */
  readonly deduplicates?: boolean;
}

/** Widths of a column's values with their shares, summing up to 1. */
export function widthsOf(column: StoredColumn): readonly (readonly [number, number])[] {
  const { length, width, widths, constantWidth = length > 0, spread: share = 0.5 } = column;
  if (widths && widths.length > 0) return widths;
  if (length > 0) return [[length, 1]];
  const middle = Math.max(1, Math.round(width));
  const spread = Math.max(share > 0 ? 1 : 0, Math.floor(middle * share));
  if (constantWidth || spread === 0) return [[middle, 1]];
  // Nothing but the mean is known: lengths on both sides of it, all as likely.
  const low = Math.max(1, middle - spread);
  const high = middle + (middle - low);
  const steps = Math.min(high - low + 1, 32);
  return Array.from({ length: steps }, (_, at) => {
    const bytes = steps === 1 ? middle : low + Math.round(at * (high - low) / (steps - 1));
    return [bytes, 1 / steps] as const;
  });
}
