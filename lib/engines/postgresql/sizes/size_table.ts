import type { Index, IndexElement, Schema, Table } from "../../../schema/schema.ts";
import {
  type ColumnStatistics,
  distinctCount,
  type ElementStatistics,
  type IndexStatistics,
} from "../../../statistics/statistics.ts";
import { btreeSize, type IndexSize } from "./btree.ts";
import { type HeapSize, heapSize } from "./heap.ts";
import { type GinLayout, ginSize } from "./gin.ts";
import { brinSize, gistSize, hashSize } from "./other_indexes.ts";
import { alignTo } from "./page.ts";
import { predicateShare } from "./predicate_share.ts";
import { storageOfType, withHeader } from "./storage_of_type.ts";
import type { StoredColumn } from "./stored_column.ts";
import { INDEX_HEADER, meanOf, tupleLengths } from "./tuple_lengths.ts";
import { resolveIn } from "./user_types.ts";

/** What the size of a table rests on. */
export interface TableContents {
  /** Live rows, from 0. */
  readonly rows: number;
  /** What its columns hold. */
  readonly columns: readonly ColumnStatistics[];
  /** Rows that are updated in a year, as a share of all; 0 for append-only tables. */
  readonly churn?: number;
}

/** The sizes of a table and of its indexes. */
export interface TableSizes {
  /** The table itself, and what it keeps out of line. */
  readonly heap: HeapSize;
  /** Its indexes, those of its keys first. */
  readonly indexes: readonly SizedIndex[];
}

/** An index with its size. */
export interface SizedIndex {
  /** The index's name. */
  readonly name: string;
  /** Its access method, such as `btree`. */
  readonly method: string;
  /** Entries. */
  readonly rows: number;
  /** Its size. */
  readonly size: IndexSize;
}

/** An index of any origin, as far as its size goes. */
export type IndexForm = Pick<
  Index,
  "name" | "method" | "elements" | "unique" | "include" | "where" | "storage"
>;

/**
 * The sizes of a table, of what it keeps out of line and of all its indexes, from its statistics.
 *
 * @param schema Where user types are looked up.
 */
export function sizeTable(
  schema: Pick<Schema, "types">,
  table: Table,
  contents: TableContents,
): TableSizes {
  const columns = table.columns.filter(({ generated }) => generated?.stored !== false)
    .map(({ name }) => storedColumn(schema, table, name, contents));
  const heap = heapSize({
    columns,
    rows: contents.rows,
    ...(table.storage?.fillfactor ? { fillfactor: Number(table.storage.fillfactor) } : {}),
    bloat: Math.min(0.2, (contents.churn ?? 0) * 0.02),
  });
  return {
    heap,
    indexes: indexesOf(table).map((index) => sizeIndex(schema, table, index, contents, heap.pages)),
  };
}

/** All indexes of a table: those of its keys and exclusions, and its own. */
export function indexesOf(table: Table): readonly IndexForm[] {
  const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques].map((key) => ({
    name: key.name,
    method: key.withoutOverlaps ? "gist" : "btree",
    unique: true,
    elements: key.columns.map((column) => ({ column })),
    ...(key.include ? { include: key.include } : {}),
  }));
  const exclusions = table.exclusions.map(({ name, method, elements, where }) => ({
    name,
    method,
    unique: false,
    elements: elements.map(({ expression }) => ({ expression })),
    ...(where === undefined ? {} : { where }),
  }));
  return [...keys, ...exclusions, ...table.indexes];
}

/**
 * The size of one index.
 *
 * @param built Whether it is built at once over the rows; otherwise it grew with them. Defaults to false.
 */
export function sizeIndex(
  schema: Pick<Schema, "types">,
  table: Table,
  index: IndexForm,
  contents: TableContents,
  heapPages: number,
  built = false,
): SizedIndex {
  const rows = contents.rows * predicateShare(index.where, contents.columns, contents.rows);
  const keys = index.elements.map((element) => storedElement(schema, table, element, contents));
  const include = (index.include ?? []).map((name) => storedColumn(schema, table, name, contents));
  const size =
    SIZES[index.method]?.({ table, index, contents, keys, include, rows, heapPages, built }) ??
      gistSize({ rows, keys });
  return { name: index.name, method: index.method, rows, size };
}

interface Sizing {
  readonly table: Table;
  readonly index: IndexForm;
  readonly contents: TableContents;
  readonly keys: readonly StoredColumn[];
  readonly include: readonly StoredColumn[];
  readonly rows: number;
  readonly heapPages: number;
  readonly built: boolean;
}

const SIZES: Readonly<Record<string, (sizing: Sizing) => IndexSize>> = {
  btree({ index, contents, keys, include, rows, built }) {
    const statistics = index.elements.map((element) =>
      "column" in element ? statisticsOf(contents, element.column) : undefined
    );
    const [leading] = statistics;
    const distinct = index.unique ? rows : Math.min(
      rows,
      keys.reduce((product, { distinct = rows }) => Math.min(rows, product * distinct), 1),
    );
    const share = contents.rows > 0 ? rows / contents.rows : 1;
    const nulls = leading?.nullFraction ?? 0;
    const common = keys.length === 1
      ? [...(leading?.mostCommon?.frequencies ?? []), ...(nulls > 0 ? [nulls] : [])]
      : [];
    const ascending = built || Math.abs(leading?.correlation ?? 0) > 0.9;
    return btreeSize({
      keys,
      include,
      rows,
      unique: index.unique,
      distinct: Math.max(1, distinct),
      common: share < 1 ? [] : common,
      order: built ? "built" : ascending ? "ascending" : "random",
      ...(index.storage?.fillfactor ? { fillfactor: Number(index.storage.fillfactor) } : {}),
      ...(index.storage?.deduplicate_items
        ? { deduplicateItems: /^(on|true|1|yes)$/i.test(index.storage.deduplicate_items) }
        : {}),
    });
  },
  hash: ({ rows, keys }) => hashSize({ rows, distinct: Math.min(rows, keys[0]?.distinct ?? rows) }),
  brin: ({ index, keys, heapPages }) =>
    brinSize({
      heapPages,
      keys,
      ...(index.storage?.pages_per_range
        ? { pagesPerRange: Number(index.storage.pages_per_range) }
        : {}),
    }),
  gin: ({ index, contents, keys, rows, heapPages }) =>
    ginSize({ rows, heapPages, ...ginElements(index, contents, { rows, width: keys[0]?.width }) }),
  gist: ({ rows, keys }) => gistSize({ rows, keys }),
  spgist: ({ rows, keys }) => gistSize({ rows, keys }),
};

type CommonElements = NonNullable<ElementStatistics["mostCommon"]>;

/** What the elements of a GIN index are taken to be. */
function ginElements(
  index: IndexForm,
  contents: TableContents,
  { rows, width = 40 }: { readonly rows: number; readonly width?: number | undefined },
): Pick<GinLayout, "elementsPerRow" | "distinct" | "width" | "frequencies"> {
  const [element] = index.elements;
  const statistics = element && "column" in element
    ? statisticsOf(contents, element.column)
    : undefined;
  const elements = statistics?.elements?.mostCommon;
  const elementsPerRow = statistics?.elements?.countHistogram?.at(-1) ?? 6;
  return {
    elementsPerRow,
    distinct: elements
      ? distinctElements(elements, elementsPerRow, rows)
      : Math.min(rows * elementsPerRow, 1000),
    width: Math.max(4, Math.min(24, width / elementsPerRow)),
    ...(elements ? { frequencies: elements.frequencies } : {}),
  };
}

// Elements that are not common are taken to be half as frequent as the least common one, as the planner does:
// PostgreSQL 18, src/backend/utils/adt/array_selfuncs.c.
function distinctElements(
  { values, frequencies, bounds }: CommonElements,
  elementsPerRow: number,
  rows: number,
): number {
  const rest = elementsPerRow - frequencies.reduce((sum, share) => sum + share, 0);
  const least = Math.max(bounds[0] ?? 0, 1 / Math.max(1, rows));
  return Math.min(
    Math.max(1, rows * elementsPerRow),
    values.length + Math.max(0, rest) / (least / 2),
  );
}

/** One entry of an index, as far as writing it goes. */
export interface IndexEntry {
  /** Mean bytes of an entry, its header included, aligned; of a GIN index, one element's. */
  readonly bytes: number;
  /** Entries that a row has: a GIN index has one an element. */
  readonly perRow: number;
  /** Distinct keys, from 1. */
  readonly distinct: number;
}

/** What one row adds to an index. */
export function indexEntry(
  schema: Pick<Schema, "types">,
  table: Table,
  index: IndexForm,
  contents: TableContents,
): IndexEntry {
  const { rows } = contents;
  const keys = index.elements.map((element) => storedElement(schema, table, element, contents));
  if (index.method === "gin") {
    const { elementsPerRow, distinct, width } = ginElements(index, contents, {
      rows,
      width: keys[0]?.width,
    });
    const bytes = alignTo(INDEX_HEADER.plain + width, 8);
    return { bytes, perRow: elementsPerRow, distinct: Math.max(1, distinct) };
  }
  const include = (index.include ?? []).map((name) => storedColumn(schema, table, name, contents));
  const lengths = tupleLengths([...keys, ...include], INDEX_HEADER);
  const distinct = index.unique
    ? rows
    : keys.reduce((product, { distinct = rows }) => Math.min(rows, product * distinct), 1);
  return {
    bytes: meanOf(lengths, (length) => alignTo(length, 8)),
    perRow: 1,
    distinct: Math.max(1, distinct),
  };
}

/** An index's sizes as the statistics that a planner reads. */
export function indexStatistics({ name, rows, size }: SizedIndex): IndexStatistics {
  return {
    name,
    rows: Math.round(rows),
    pages: size.pages,
    ...(size.height === undefined ? {} : { height: size.height }),
    expressions: [],
  };
}

// Texts that are common are known, and so is how long they are; the others keep the mean.
function commonWidths(
  { mostCommon, nullFraction, width }: ColumnStatistics,
): Pick<StoredColumn, "widths"> {
  if (!mostCommon || mostCommon.values.length === 0) return {};
  const encoder = new TextEncoder();
  const shares = new Map<number, number>();
  const filled = Math.max(1e-9, 1 - nullFraction);
  let [covered, sum] = [0, 0];
  mostCommon.values.forEach((value, at) => {
    const share = mostCommon.frequencies[at]! / filled;
    const bytes = withHeader(encoder.encode(value).length);
    covered += share;
    sum += share * bytes;
    shares.set(bytes, (shares.get(bytes) ?? 0) + share);
  });
  if (covered < 0.5) return {};
  const rest = Math.max(0, 1 - covered);
  if (rest > 0.001) {
    const bytes = Math.max(1, Math.round((width - sum) / rest));
    shares.set(bytes, (shares.get(bytes) ?? 0) + rest);
  }
  return { widths: [...shares] };
}

function statisticsOf({ columns }: TableContents, name: string): ColumnStatistics | undefined {
  return columns.find((column) => column.name === name);
}

function storedElement(
  schema: Pick<Schema, "types">,
  table: Table,
  element: IndexElement,
  contents: TableContents,
): StoredColumn {
  if ("column" in element) return storedColumn(schema, table, element.column, contents);
  // An expression is taken to be as wide as the widest column that it names.
  const named = table.columns.filter(({ name }) => element.expression.includes(name));
  const widest = named.map(({ name }) => storedColumn(schema, table, name, contents))
    .sort((a, b) => b.width - a.width)[0];
  return widest && named.some(({ name }) => name === element.expression)
    ? widest
    : { length: -1, alignment: 4, width: Math.min(widest?.width ?? 16, 32) };
}

function storedColumn(
  schema: Pick<Schema, "types">,
  table: Table,
  name: string,
  contents: TableContents,
): StoredColumn {
  const type = table.columns.find((column) => column.name === name)?.type ?? "text";
  const storage = storageOfType(type, resolveIn(schema));
  const known = statisticsOf(contents, name);
  return {
    name,
    ...storage,
    width: storage.length > 0 ? storage.length : (known?.width ?? storage.width),
    nullFraction: known?.nullFraction ?? 0,
    ...(known && /^(text|character|citext)/.test(type) ? commonWidths(known) : {}),
    ...(known ? { distinct: Math.max(1, distinctCount(known.distinct, contents.rows)) } : {}),
  };
}
