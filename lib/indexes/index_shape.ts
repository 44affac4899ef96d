import { PAGE } from "../engines/postgresql/sizes/page.ts";
import {
  type IndexEntry,
  indexEntry,
  type IndexForm,
  sizeIndex,
  type TableContents,
} from "../engines/postgresql/sizes/size_table.ts";
import { identifierOf, tokensOf } from "../engines/postgresql/tokens.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { distinctCount } from "../statistics/statistics.ts";

/** An index that grew with its table, as far as writing to it goes. */
export interface IndexShape {
  /** Its access method. */
  readonly method: string;
  /** Pages. */
  readonly pages: number;
  /** Levels above the leaves. */
  readonly height: number;
  /** Rows that it covers. */
  readonly rows: number;
  /** Rows of its table. */
  readonly tableRows: number;
  /** Share of the table's rows that it covers. */
  readonly share: number;
  /** One entry. */
  readonly entry: IndexEntry;
  /** Entries on a leaf, from 1. */
  readonly entriesPerLeaf: number;
  /** Share of a page that its image holds. */
  readonly fill: number;
  /** Places at which entries of new rows go in: 1 where keys ascend, infinite where they fall anywhere. */
  readonly growingEnds: number;
  /** Expressions and predicates that are evaluated for each row. */
  readonly evaluations: number;
  /** GIN: new entries wait in a list. */
  readonly waits: boolean;
  /** BRIN: ranges of pages. */
  readonly ranges: number;
  /** Columns of its keys, INCLUDE, expressions and predicate. */
  readonly columns: ReadonlySet<string>;
  /** Whether a change of its columns takes an update away from HOT; BRIN's summaries do not. */
  readonly summarizes: boolean;
}

/** Correlation from which the keys of new rows are taken to ascend; see sizeTable(). */
const ASCENDING = 0.9;
/** Pages that a BRIN index sums up together, unless it says otherwise. */
const PAGES_PER_RANGE = 128;

/** The shape of an index over a table's rows. */
export function indexShape(
  schema: Pick<Schema, "types">,
  table: Table,
  index: IndexForm,
  { contents, heapPages }: { readonly contents: TableContents; readonly heapPages: number },
): IndexShape {
  const { rows, size: { pages, height = 1 } } = sizeIndex(
    schema,
    table,
    index,
    contents,
    heapPages,
  );
  const entry = indexEntry(schema, table, index, contents);
  const growingEnds = endsOf(index, entry, contents);
  const entriesPerLeaf = Math.max(1, rows * entry.perRow / pages);
  const filled = entriesPerLeaf * (entry.bytes + PAGE.linePointer) / PAGE.bytes;
  const parameter = (name: string) => index.storage?.[name];
  return {
    method: index.method,
    pages,
    height,
    rows,
    tableRows: contents.rows,
    share: contents.rows > 0 ? rows / contents.rows : 1,
    entry,
    entriesPerLeaf,
    // Posting lists fill a page with fewer bytes a row than its entries would take.
    fill: Math.min(0.75, Math.max(growingEnds === 1 ? 0.5 : 0.05, filled)),
    growingEnds,
    evaluations: index.elements.filter((element) => "expression" in element).length +
      (index.where === undefined ? 0 : 1),
    waits: index.method === "gin" && !/^(off|false|0|no)$/i.test(parameter("fastupdate") ?? "on"),
    ranges: Math.max(
      1,
      Math.ceil(heapPages / Number(parameter("pages_per_range") ?? PAGES_PER_RANGE)),
    ),
    columns: new Set(indexColumns(table, index)),
    summarizes: index.method === "brin",
  };
}

// Keys before the first ascending one tell how many growing ends there are; equal keys of a B-tree are put
// in the order of their rows' addresses, which ascend as well.
function endsOf(index: IndexForm, entry: IndexEntry, { rows, columns }: TableContents): number {
  if (index.method !== "btree") return Infinity;
  let ends = 1;
  for (const element of index.elements) {
    const known = "column" in element
      ? columns.find(({ name }) => name === element.column)
      : undefined;
    if (Math.abs(known?.correlation ?? 0) > ASCENDING) return ends;
    ends *= known ? Math.max(1, distinctCount(known.distinct, rows)) : rows;
  }
  return index.unique ? Infinity : Math.min(ends, entry.distinct);
}

/** The columns of a table that an index keeps or reckons with: keys, INCLUDE, expressions, predicate. */
export function indexColumns(
  table: Table,
  { elements, include = [], where }: Pick<IndexForm, "elements" | "include" | "where">,
): readonly string[] {
  const names = new Set(table.columns.map(({ name }) => name));
  const within = (sql: string) =>
    tokensOf(sql).filter(({ kind }) => kind === "word" || kind === "quoted").map(identifierOf)
      .filter((name) => names.has(name));
  return [
    ...new Set([
      ...elements.flatMap((element) =>
        "column" in element ? [element.column] : within(element.expression)
      ),
      ...include,
      ...(where === undefined ? [] : within(where)),
    ]),
  ];
}
