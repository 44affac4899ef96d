import { btreeHeight } from "../../engines/postgresql/sizes/btree_height.ts";
import { heapSize } from "../../engines/postgresql/sizes/heap.ts";
import { indexesOf } from "../../engines/postgresql/sizes/size_table.ts";
import type { Index, Schema, Table } from "../../schema/schema.ts";
import type { ColumnStatistics, Statistics, TableStatistics } from "../../statistics/statistics.ts";

/** What is known of an index, as far as pages go. */
export interface IndexFacts {
  /** With its namespace. */
  readonly name: string;
  /** Such as `btree`. */
  readonly method: string;
  /** Entries. */
  readonly rows: number;
  /** Pages, the metapage included. */
  readonly pages: number;
  /** Levels above the leaves. */
  readonly height: number;
  /** The first column, where it is one. */
  readonly leading?: string;
  /** Columns of its key, expressions as they are written, and what it includes. */
  readonly columns: readonly string[];
  /** Whether no two rows have the same key. */
  readonly unique: boolean;
  /** Correlation of its order and the order on disk, -1 to 1. */
  readonly correlation: number;
}

/** What is known of a table, as far as pages go. */
export interface TableFacts {
  /** With its namespace. */
  readonly name: string;
  readonly rows: number;
  readonly pages: number;
  /** Share of its pages that an index-only scan need not look at, 0 to 1. */
  readonly allVisible: number;
  /** Mean bytes of a row. */
  readonly rowBytes: number;
  readonly columns: readonly ColumnStatistics[];
  readonly indexes: readonly IndexFacts[];
  /** The table of the schema. */
  readonly table: Table;
}

/** Finds tables and indexes by the names that plans have for them. */
export interface RelationFacts {
  /** A table by its name. */
  table(name: string, schema?: string): TableFacts | undefined;
  /** The table that has an index of a name. */
  tableOfIndex(name: string): TableFacts | undefined;
  /** An index of a table. */
  index(name: string, table: TableFacts): IndexFacts | undefined;
}

/** Bytes of an entry beside its key: its header and its line pointer. */
const ENTRY_OVERHEAD = 12;
/** Access methods whose entries follow the order of values. */
const ORDERED = new Set(["btree", "brin"]);

/** What a schema's statistics say of its relations' pages. */
export function relationFacts(schema: Schema, statistics: Statistics): RelationFacts {
  const tables = new Map<string, TableFacts>();
  const known = new Map(statistics.tables.map((one) => [`${one.schema}.${one.name}`, one]));
  for (const table of schema.tables) {
    const path = `${table.schema}.${table.name}`;
    const facts = known.get(path);
    if (facts) tables.set(path, factsOf(table, facts));
  }
  const byName = new Map<string, TableFacts>();
  const byIndex = new Map<string, TableFacts>();
  for (const facts of tables.values()) {
    if (!byName.has(facts.table.name)) byName.set(facts.table.name, facts);
    for (const { name } of facts.indexes) {
      byIndex.set(name.slice(facts.table.schema.length + 1), facts);
    }
  }
  return {
    table: (name, schema) =>
      schema === undefined ? byName.get(name) : tables.get(`${schema}.${name}`),
    tableOfIndex: (name) => byIndex.get(name),
    index: (name, { indexes, table }) =>
      indexes.find((index) => index.name === `${table.schema}.${name}`),
  };
}

function factsOf(table: Table, known: TableStatistics): TableFacts {
  const columns = known.columns.length > 0 ? known.columns : known.inherited ?? [];
  const rows = Math.max(0, known.rows);
  const rowBytes = rowBytesOf(rows, known.pages);
  const declared = indexesOf(table);
  return {
    name: `${table.schema}.${table.name}`,
    rows,
    pages: known.pages,
    allVisible: known.pages > 0 ? Math.min(1, known.allVisiblePages / known.pages) : 1,
    rowBytes,
    columns,
    indexes: [...declared, ...inheritedIndexes(table, known, declared)].map((index) =>
      indexFacts(table, index, known, columns)
    ),
    table,
  };
}

type IndexForm = Pick<Index, "name" | "method" | "elements" | "unique" | "include">;

/** A partition's indexes stand with its parent; PostgreSQL names them after their columns. */
function inheritedIndexes(
  { name: tableName, columns }: Table,
  known: TableStatistics,
  declared: readonly Pick<Index, "name">[],
): readonly IndexForm[] {
  const own = new Set(declared.map(({ name }) => name));
  return known.indexes.filter(({ name }) => !own.has(name)).map(({ name }) => {
    const rest = name.startsWith(`${tableName}_`) ? name.slice(tableName.length + 1) : "";
    const [leading] = columns.filter((column) => rest.startsWith(`${column.name}_`))
      .toSorted((a, b) => b.name.length - a.name.length);
    return {
      name,
      method: "btree",
      unique: /_(pkey|key)\d*$/.test(name),
      elements: leading ? [{ column: leading.name }] : [],
    };
  });
}

// From the pages that the statistics have; a table that is empty or tiny says nothing of its rows.
function rowBytesOf(rows: number, pages: number): number {
  if (rows < 1 || pages < 1) return heapSize({ columns: [], rows: 0 }).rowBytes || 64;
  return Math.min(8160, Math.max(28, pages * 8168 / rows - 4));
}

function indexFacts(
  table: Table,
  index: IndexForm,
  known: TableStatistics,
  columns: readonly ColumnStatistics[],
): IndexFacts {
  const stored = known.indexes.find(({ name }) => name === index.name);
  const rows = Math.max(0, stored?.rows ?? known.rows);
  const pages = Math.max(1, stored?.pages ?? Math.ceil(rows / 250) + 1);
  const [first] = index.elements;
  const leading = first && "column" in first ? first.column : undefined;
  const ordered = leading === undefined
    ? stored?.expressions[0]
    : columns.find(({ name }) => name === leading);
  const correlation = ordered?.correlation ?? 0;
  // Other columns of the key blur the order: `btcostestimate` takes three quarters.
  const blurred = index.elements.length > 1 ? correlation * 0.75 : correlation;
  const keyBytes = rows > 0
    ? Math.min(400, Math.max(8, pages * 8192 * 0.8 / rows - ENTRY_OVERHEAD))
    : 8;
  return {
    name: `${table.schema}.${index.name}`,
    method: index.method,
    rows,
    pages,
    height: stored?.height ??
      (index.method === "btree" ? btreeHeight(pages, keyBytes) : 1),
    ...(leading === undefined ? {} : { leading }),
    columns: [
      ...index.elements.map((element) => "column" in element ? element.column : element.expression),
      ...index.include ?? [],
    ],
    unique: index.unique,
    correlation: ORDERED.has(index.method) ? blurred : 0,
  };
}
