import { quoteSqlIdentifier } from "../core/escape.ts";
import { ddl } from "../engines/postgresql/ddl.ts";
import { indexStatistics, sizeIndex } from "../engines/postgresql/sizes/size_table.ts";
import { emptySchema } from "../schema/empty_schema.ts";
import type { Index, Schema, Table } from "../schema/schema.ts";
import type { IndexStatistics, Statistics, TableStatistics } from "../statistics/statistics.ts";
import type { HypotheticalIndex } from "./lab_protocol.ts";

/** Sizes of hypothetical indexes, by the statistics of their tables and the statements that make them. */
export type IndexSizes = WeakMap<TableStatistics, Map<string, IndexStatistics>>;

/** What makes one schema look like another that differs only in its indexes. */
export interface IndexOverlay {
  readonly indexes: readonly HypotheticalIndex[];
  readonly hidden: readonly string[];
  readonly statistics: Statistics;
}

/** A view, as far as indexes go. */
export interface IndexedView {
  readonly base: Schema;
  readonly statistics: Statistics;
}

/**
 * Finds the indexes to add to a view's database and those to hide, so that its planner sees another
 * schema; and sizes the new ones as if they had just been built.
 *
 * @param sizes Sizes that were reckoned before; new ones are added.
 * @returns Nothing where the database has to be made anew: an index changed under its name.
 */
export function hideAndShow(
  view: IndexedView,
  schema: Schema,
  sizes: IndexSizes = new WeakMap(),
): IndexOverlay | undefined {
  const { base, statistics } = view;
  const indexes: HypotheticalIndex[] = [];
  const hidden: string[] = [];
  const tables = new Map(
    statistics.tables.map((table) => [`${table.schema}.${table.name}`, table]),
  );
  const origin = new Map(tables);
  const measuredOf = (table: TableStatistics) => {
    const measured = sizes.get(table) ?? new Map<string, IndexStatistics>();
    sizes.set(table, measured);
    return measured;
  };
  for (const table of schema.tables) {
    const before = base.tables.find(({ name, schema }) =>
      name === table.name && schema === table.schema
    );
    if (!before) return undefined;
    for (
      const gone of before.indexes.filter(({ name }) => !table.indexes.some((i) => i.name === name))
    ) {
      hidden.push(...namesInLab(schema, table, gone, true));
    }
    for (const index of table.indexes) {
      const old = before.indexes.find(({ name }) => name === index.name);
      if (old && JSON.stringify(old) !== JSON.stringify(index)) return undefined;
      if (old) continue;
      for (const leaf of leavesOf(schema, table)) {
        const own = leaf === table ? index : { ...index, name: `${index.name}_${leaf.name}` };
        const path = `${leaf.schema}.${leaf.name}`;
        // The statement tells apart two indexes that have one name in two views.
        const create = createIndex(leaf, own);
        indexes.push({ name: `${leaf.schema}.${own.name}`, ddl: create });
        const known = tables.get(path);
        if (!known) continue;
        const measured = measuredOf(origin.get(path)!);
        const size = measured.get(create) ?? sizeOf(schema, leaf, known, own);
        measured.set(create, size);
        tables.set(path, withIndex(known, size));
      }
    }
  }
  return { indexes, hidden, statistics: { ...statistics, tables: [...tables.values()] } };
}

function sizeOf(
  schema: Schema,
  table: Table,
  known: TableStatistics,
  index: Index,
): IndexStatistics {
  const contents = {
    rows: Math.max(0, known.rows),
    columns: [...known.columns, ...known.inherited ?? []],
  };
  return indexStatistics(sizeIndex(schema, table, index, contents, known.pages, true));
}

function withIndex(known: TableStatistics, size: IndexStatistics): TableStatistics {
  return {
    ...known,
    indexes: [...known.indexes.filter(({ name }) => name !== size.name), size],
  };
}

/**
 * The names, with their namespaces, that an index of a table has in a lab's database: one, or one for each
 * partition that holds rows.
 *
 * @param base Whether the database was made with it, and not shown it later.
 */
export function namesInLab(
  schema: Schema,
  table: Table,
  index: Index,
  base: boolean,
): readonly string[] {
  return leavesOf(schema, table).map((leaf) => {
    const own = base ? childName(leaf, index) : `${index.name}_${leaf.name}`;
    return `${leaf.schema}.${leaf === table ? index.name : own}`;
  });
}

/** The tables that hold the rows: a partitioned table's partitions, or the table itself. */
function leavesOf(schema: Schema, table: Table): readonly Table[] {
  if (!table.partitioning) return [table];
  return schema.tables.filter(({ partitionOf }) =>
    partitionOf?.name === table.name && partitionOf.schema === table.schema
  ).flatMap((part) => leavesOf(schema, part));
}

// How PostgreSQL names the index of a partition that follows one of its parent.
function childName(leaf: Table, index: Index): string {
  const columns = index.elements.map((element) => "column" in element ? element.column : "expr");
  return `${leaf.name}_${[...columns, ...(index.include ?? [])].join("_")}_idx`;
}

function createIndex(table: Table, index: Index): string {
  const { primaryKey: _, ...bare } = table;
  const alone: Table = {
    ...bare,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [index],
    triggers: [],
    policies: [],
  };
  const { statements } = ddl({ ...emptySchema("postgresql@18"), tables: [alone] }, {
    format: false,
  });
  const create = statements.find((statement) => /^create (unique )?index/i.test(statement));
  if (!create) throw new TypeError(`Cannot make index ${quoteSqlIdentifier(index.name)}`);
  return create;
}
