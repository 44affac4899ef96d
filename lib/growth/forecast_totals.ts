import { TIME_UNITS } from "../core/quantity.ts";
import { PAGE } from "../engines/postgresql/sizes/page.ts";
import { fullPageImages } from "../engines/postgresql/sizes/wal.ts";
import type { GrowthNode } from "./growth_graph.ts";
import type { GrowthRuns } from "./simulate_growth.ts";
import { onCurve, type TableCurves } from "./size_curves.ts";

/** A table with what grows in it. */
export interface TableRuns {
  readonly node: GrowthNode;
  readonly runs: GrowthRuns;
  readonly curves: TableCurves;
  /** The most rows that any run has at any date. */
  readonly most: number;
}

/** What all tables come to, at `date * runs + run`. */
export interface Totals {
  readonly bytes: Float64Array;
  /** Heaps with what they keep out of line. */
  readonly heap: Float64Array;
  /** Write-ahead log a day, in the step that ends with the date; today that of the first step. */
  readonly wal: Float64Array;
}

/** How the totals are reckoned. */
export interface TotalsOptions {
  readonly steps: number;
  readonly step: number;
  readonly runs: number;
  /** Seconds between two checkpoints. */
  readonly checkpoint: number;
}

const DAY = TIME_UNITS["day"]!;
const YEAR = TIME_UNITS["year"]!;
/**
 * A page image leaves out the free space in the middle of the page: little of a table's, a tenth of an index's
 * that grew at its end, a third of one that grew by splits.
 */
const IMAGE_BYTES = {
  table: PAGE.bytes * 0.98,
  ascending: PAGE.bytes * 0.9,
  scattered: PAGE.bytes * 0.7,
} as const;

/** Adds up sizes and write-ahead log over all tables, run by run. */
export function forecastTotals(tables: readonly TableRuns[], options: TotalsOptions): Totals {
  const { steps, runs } = options;
  const size = (steps + 1) * runs;
  const totals = {
    bytes: new Float64Array(size),
    heap: new Float64Array(size),
    wal: new Float64Array(size),
  };
  for (const table of tables) addTable(totals, table, options);
  // Today's log is that of the first step.
  if (steps > 0) totals.wal.copyWithin(0, runs, 2 * runs);
  return totals;
}

function addTable(totals: Totals, table: TableRuns, options: TotalsOptions): void {
  const { curves, runs: { rows, born, certain }, node } = table;
  const { steps, step, runs } = options;
  const { rows: xs, total, heap } = curves;
  const last = xs.length - 1;
  for (let at = 0; at <= steps; at++) {
    const base = at * runs;
    const { insert, update, remove } = loggedPerRow(table, at, options);
    let [bytes, heapBytes, wal] = [0, 0, 0];
    for (let run = 0; run < runs; run++) {
      const place = base + run;
      if (run === 0 || !certain) {
        const x = rows[place]!;
        let low = 0;
        if (x < xs[last]!) {
          let high = last;
          while (high - low > 1) {
            const middle = (low + high) >> 1;
            if (xs[middle]! <= x) low = middle;
            else high = middle;
          }
          const share = (x - xs[low]!) / (xs[high]! - xs[low]!);
          bytes = total[low]! + (total[high]! - total[low]!) * share;
          heapBytes = heap[low]! + (heap[high]! - heap[low]!) * share;
        } else {
          const more = xs[last]! > 0 ? x / xs[last]! : 1;
          bytes = total[last]! * more;
          heapBytes = heap[last]! * more;
        }
        if (at > 0) {
          const before = place - runs;
          const births = born[place]! - born[before]!;
          const deaths = Math.max(0, births - (x - rows[before]!));
          const updates = node.churn * x * step / YEAR;
          wal = (births * insert + updates * update + deaths * remove) * DAY / step;
        }
      }
      totals.bytes[place] = totals.bytes[place]! + bytes;
      totals.heap[place] = totals.heap[place]! + heapBytes;
      totals.wal[place] = totals.wal[place]! + wal;
    }
  }
}

// Page images depend on how many of a table's changes fall between two checkpoints; that is reckoned for
// the first run and taken for all. An update puts a new entry into every index, wherever its key stands.
function loggedPerRow(
  { curves, runs: { rows, born }, node }: TableRuns,
  at: number,
  { step, runs, checkpoint }: TotalsOptions,
): { readonly insert: number; readonly update: number; readonly remove: number } {
  const { wal, relations, scattered } = curves;
  if (at === 0) return { insert: 0, update: 0, remove: 0 };
  const place = at * runs;
  const births = (born[place]! - born[place - runs]!) * checkpoint / step;
  const updates = node.churn * rows[place]! * checkpoint / YEAR;
  const pages = (bytes: Float64Array) =>
    onCurve({ rows: curves.rows, values: bytes }, rows[place]!) / PAGE.bytes;
  let [insert, update] = [wal.insert, wal.update];
  for (const { name, kind, bytes } of relations) {
    if (kind === "toast") continue;
    const random = kind === "index" && scattered.includes(name);
    const touches = (random ? births : 0) + updates;
    if (touches <= 0) continue;
    const image = kind === "table"
      ? IMAGE_BYTES.table
      : random
      ? IMAGE_BYTES.scattered
      : IMAGE_BYTES.ascending;
    const each = fullPageImages(touches, pages(bytes)) * image / touches;
    if (random) insert += each;
    update += each;
  }
  return { insert, update, remove: wal.delete };
}
