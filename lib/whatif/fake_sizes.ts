import { btreeHeight } from "../engines/postgresql/sizes/btree_height.ts";
import type {
  ColumnStatistics,
  GinCounts,
  IndexStatistics,
  Statistics,
  TableStatistics,
} from "../statistics/statistics.ts";
import { brinMetapage, btreeChain, ginMetapage } from "./page_images.ts";
import type { CatalogRelation } from "./read_relations.ts";

/** How large a relation is made to look. */
export interface FakeSize {
  readonly relation: CatalogRelation;
  readonly pages: number;
  readonly rows: number;
  readonly allVisiblePages: number;
  /** The pages that exist. */
  readonly head?: Uint8Array;
}

/**
 * How large every relation is to look.
 *
 * @param statistics Absent: as empty as they are.
 */
export function fakeSizes(
  relations: readonly CatalogRelation[],
  statistics: Statistics | undefined,
): readonly FakeSize[] {
  const tables = new Map(
    statistics?.tables.map((table) => [`${table.schema}.${table.name}`, table]) ?? [],
  );
  const sizes: FakeSize[] = [];
  for (const relation of relations) {
    const table = tables.get(`${relation.schema}.${relation.table}`);
    if (relation.kind === "table" || relation.kind === "partitioned table") {
      sizes.push(table ? tableSize(relation, table) : emptySize(relation));
    } else {
      const index = table?.indexes.find(({ name }) => name === relation.name);
      sizes.push(table && index ? indexSize(relation, table, index) : emptySize(relation));
    }
  }
  return sizes;
}

function emptySize(relation: CatalogRelation): FakeSize {
  return {
    relation,
    pages: Math.ceil(relation.head.length / 8192),
    rows: -1,
    allVisiblePages: 0,
    head: relation.head,
  };
}

function tableSize(relation: CatalogRelation, table: TableStatistics): FakeSize {
  const { pages, rows, allVisiblePages } = table;
  return { relation, pages, rows, allVisiblePages };
}

function indexSize(
  relation: CatalogRelation,
  table: TableStatistics,
  index: IndexStatistics,
): FakeSize {
  const image = HEADS[relation.method];
  const head = image?.(relation, table, index) ?? relation.head;
  return {
    relation,
    pages: Math.max(index.pages, relation.kind === "index" ? head.length / 8192 : 0),
    rows: index.rows,
    allVisiblePages: 0,
    head,
  };
}

type HeadOf = (
  relation: CatalogRelation,
  table: TableStatistics,
  index: IndexStatistics,
) => Uint8Array;

const HEADS: Readonly<Record<string, HeadOf>> = {
  btree: (relation, table, index) => {
    if (relation.head.length === 0) return relation.head;
    if (index.pages <= 1) return relation.head;
    return btreeChain(relation.head, heightOf(relation, table, index));
  },
  gin: (relation, _table, index) =>
    relation.head.length === 0
      ? relation.head
      : withTail(relation.head, ginMetapage(relation.head, index.gin ?? assumedGin(index))),
  brin: (relation, table) =>
    relation.head.length === 0
      ? relation.head
      : withTail(relation.head, brinMetapage(relation.head, table.pages)),
};

function withTail(whole: Uint8Array, first: Uint8Array): Uint8Array {
  const bytes = whole.slice();
  bytes.set(first);
  return bytes;
}

function heightOf(
  relation: CatalogRelation,
  table: TableStatistics,
  index: IndexStatistics,
): number {
  if (index.height !== undefined) return index.height;
  const columns = new Map<string, ColumnStatistics>();
  for (const column of [...table.columns, ...table.inherited ?? []]) {
    columns.set(column.name, column);
  }
  const keyBytes = relation.keys.reduce((sum, { column, length }, at) => {
    const expression = index.expressions.find(({ name }) => Number(name) === at + 1);
    const known = column === null ? expression : columns.get(column);
    return sum + (length > 0 ? length : (known?.width ?? 16));
  }, 0);
  return btreeHeight(index.pages - 1, Math.ceil(keyBytes / 8) * 8);
}

// The shares that PostgreSQL itself assumes where a GIN index has no counts: gincostestimate().
function assumedGin(index: IndexStatistics): GinCounts {
  const entryPages = Math.floor(index.pages * 0.9);
  return {
    pendingPages: 0,
    totalPages: index.pages,
    entryPages,
    dataPages: index.pages - entryPages,
    entries: entryPages * 100,
  };
}
