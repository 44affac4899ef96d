/**
 * Source: Mackert and Lohman, Index Scans Using a Finite LRU Buffer: A Validated I/O Model, ACM TODS 14(3),
 * 1989, as PostgreSQL's `index_pages_fetched` (costsize.c) has it.
 *
 * @param rows Rows that are fetched in no order, from 0.
 * @param pages Pages of the table, from 1.
 * @param cache Pages that the cache has for the table: its part of `effective_cache_size`.
 * @returns Pages that are read, at most one a row.
 */
export function pagesFetched(rows: number, pages: number, cache: number = Infinity): number {
  const [n, t] = [Math.max(0, rows), Math.max(1, pages)];
  const distinct = Math.min(t, 2 * t * n / (2 * t + n));
  if (t <= cache) return distinct;
  const limit = 2 * t * cache / (2 * t - cache);
  return n <= limit ? distinct : cache + (n - limit) * (t - cache) / t;
}

/** A table's heap as an index scan meets it. */
export interface FetchedHeap {
  /** Pages of the table. */
  readonly pages: number;
  /** Rows of the table. */
  readonly rows: number;
  /** Correlation of the index's order and the order on disk, -1 to 1. */
  readonly correlation: number;
}

/**
 * Pages of the heap that an index scan asks for: between one a row, where rows lie scattered, and rows side
 * by side, where the index's order is that on disk; interpolated by the square of the correlation, as
 * PostgreSQL's `cost_index` does.
 */
export function heapPagesOf(rows: number, { pages, rows: all, correlation }: FetchedHeap): number {
  if (rows <= 0) return 0;
  const scattered = pagesFetched(rows, pages);
  const together = Math.min(scattered, Math.max(1, Math.ceil(rows / Math.max(1, all) * pages)));
  return scattered + correlation ** 2 * (together - scattered);
}

/** The planner's prices, as its settings have them. */
export interface PlannerPrices {
  readonly seqPage: number;
  readonly randomPage: number;
  readonly tuple: number;
  readonly indexTuple: number;
  readonly operator: number;
}

/** PostgreSQL's `seq_page_cost` and the others. */
export function plannerPrices(settings: Readonly<Record<string, string>> = {}): PlannerPrices {
  const price = (name: string, otherwise: number) => Number(settings[name] ?? otherwise);
  return {
    seqPage: price("seq_page_cost", 1),
    randomPage: price("random_page_cost", 4),
    tuple: price("cpu_tuple_cost", 0.01),
    indexTuple: price("cpu_index_tuple_cost", 0.005),
    operator: price("cpu_operator_cost", 0.0025),
  };
}

/** What an index scan cost and gave. */
export interface IndexScanCost {
  /** Its whole cost for one execution. */
  readonly cost: number;
  /** Rows that pass its filter. */
  readonly rows: number;
  /** Operators of its filter. */
  readonly operators: number;
  /** Executions one after the other, which share what is cached. */
  readonly loops: number;
  /** Leaf pages of the index. */
  readonly leafPages: number;
  /** Levels above the leaves. */
  readonly height: number;
}

/**
 * Rows that an index scan fetches to keep those that pass its filter. EXPLAIN does not say; but its cost is
 * one of them, and is turned around by halving.
 *
 * Source: `cost_index` and `btcostestimate` of PostgreSQL 18.
 */
export function rowsFetched(
  scan: IndexScanCost,
  heap: FetchedHeap,
  prices: PlannerPrices,
): number {
  const { loops, leafPages, height, operators } = scan;
  const costOf = (rows: number): number => {
    const leaves = Math.max(1, Math.ceil(leafPages * rows / Math.max(1, heap.rows)));
    const leaf = loops > 1 ? pagesFetched(leaves * loops, leafPages) / loops : leaves;
    const descent = (Math.ceil(Math.log2(Math.max(2, heap.rows))) + 50 * (height + 1)) *
      prices.operator;
    const scattered = pagesFetched(rows * loops, heap.pages) / loops * prices.randomPage;
    const side = Math.max(1, Math.ceil(rows / Math.max(1, heap.rows) * heap.pages));
    const together = loops > 1
      ? pagesFetched(side * loops, heap.pages) / loops * prices.randomPage
      : prices.randomPage + (side - 1) * prices.seqPage;
    const heapCost = scattered +
      heap.correlation ** 2 * (Math.min(together, scattered) - scattered);
    return leaf * prices.randomPage + descent + heapCost +
      rows * (prices.indexTuple + prices.operator + prices.tuple + operators * prices.operator);
  };
  let [low, high] = [scan.rows, Math.max(scan.rows, heap.rows)];
  if (costOf(low) >= scan.cost) return low;
  if (costOf(high) <= scan.cost) return high;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (costOf(middle) < scan.cost) low = middle;
    else high = middle;
  }
  return low;
}
