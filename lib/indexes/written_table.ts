import { parseEngine } from "../engines/engine.ts";
import { hasFeature } from "../engines/postgresql/features.ts";
import { postgresql } from "../engines/postgresql/postgresql.ts";
import { predicateShare } from "../engines/postgresql/sizes/predicate_share.ts";
import {
  indexesOf,
  type IndexForm,
  sizeTable,
  type TableContents,
} from "../engines/postgresql/sizes/size_table.ts";
import type { Index, Table } from "../schema/schema.ts";
import type { ColumnStatistics } from "../statistics/statistics.ts";
import type { Lab } from "../whatif/lab.ts";
import { hotShare } from "./hot_share.ts";
import { type IndexShape, indexShape } from "./index_shape.ts";
import type { IndexFlow } from "./index_upkeep.ts";
import type { RowChange } from "./row_changes.ts";
import { tableContents } from "./table_contents.ts";

/** A table whose rows change. */
export interface WrittenTable {
  readonly table: Table;
  readonly contents: TableContents;
  readonly heapPages: number;
  readonly rowBytes: number;
  readonly changes: readonly RowChange[];
  /** The heap-only share of each update that leaves indexed columns alone. */
  readonly hot: ReadonlyMap<RowChange, number>;
  /** Indexes that constraints own. */
  readonly owned: readonly IndexForm[];
  /** Whether a change of columns that only BRIN sums up is heap-only. */
  readonly hotWithBrin: boolean;
  readonly shapeOf: (index: IndexForm) => WrittenIndex;
}

/** An index with the share of each change's rows that get an entry. */
export interface WrittenIndex {
  readonly shape: IndexShape;
  readonly shares: ReadonlyMap<RowChange, number>;
}

/** Seconds for which transactions are taken to need old versions of rows. */
export const VERSIONS_NEEDED = 1;

/** A table with what its statements do to it; `needed`: seconds for which old versions are needed. */
export function writtenTable(
  lab: Lab,
  all: readonly RowChange[],
  table: Table,
  needed: number,
): WrittenTable {
  const contents = tableContents(lab.statistics, lab.schema, table);
  const { heap } = sizeTable(lab.schema, { ...table, indexes: [] }, contents);
  const changes = all.filter(({ table: { schema, name } }) =>
    schema === table.schema && name === table.name
  );
  const sum = (kind: RowChange["kind"]) =>
    changes.filter((change) => change.kind === kind).reduce((sum, { rate }) => sum + rate, 0);
  const [updates, inserts] = [sum("update"), sum("insert")];
  const hot = new Map(
    changes.filter(({ kind }) => kind === "update").map((change) => [
      change,
      hotShare({
        rowBytes: heap.rowBytes,
        rowsPerPage: heap.rowsPerPage,
        pages: heap.pages,
        updates,
        inserts,
        together: Math.max(
          1,
          change.rowsPerStatement * heap.rowsPerPage / Math.max(1, contents.rows),
        ),
        needed,
      }),
    ]),
  );
  const shapes = new Map<string, WrittenIndex>();
  return {
    table,
    contents,
    heapPages: heap.pages,
    rowBytes: heap.rowBytes,
    changes,
    hot,
    owned: indexesOf({ ...table, indexes: [] }),
    hotWithBrin: hasFeature(
      parseEngine(lab.schema.engine, [postgresql]).version,
      "hot-with-brin",
    ),
    shapeOf(index) {
      const { name: _, comment: __, ...form } = index as Index;
      const key = JSON.stringify(form);
      const known = shapes.get(key) ?? {
        shape: indexShape(lab.schema, table, index, { contents, heapPages: heap.pages }),
        shares: new Map(changes.map((change) => [change, shareOf(index, change, contents)])),
      };
      shapes.set(key, known);
      return known;
    },
  };
}

// A constant that a statement sets tells whether its rows belong to a partial index.
function shareOf(
  { where }: Pick<IndexForm, "where">,
  { constants }: RowChange,
  { columns, rows }: TableContents,
): number {
  const set = columns.map((column): ColumnStatistics => {
    if (!Object.hasOwn(constants, column.name)) return column;
    const value = constants[column.name]!;
    const { histogram: _, ...rest } = column;
    return {
      ...rest,
      nullFraction: value === null ? 1 : 0,
      distinct: Infinity,
      mostCommon: value === null
        ? { values: [], frequencies: [] }
        : { values: [value], frequencies: [1] },
    };
  });
  return Math.max(0, Math.min(1, predicateShare(where, set, rows)));
}

/** Whether an update cannot be heap-only because of an index. */
export function blocks(
  { shape }: WrittenIndex,
  { columns }: RowChange,
  { hotWithBrin }: WrittenTable,
) {
  return !(shape.summarizes && hotWithBrin) && columns.some((column) => shape.columns.has(column));
}

/** The heap-only share of each update while a table has these indexes beside those of constraints. */
export function hotWith(
  written: WrittenTable,
  indexes: readonly IndexForm[],
): ReadonlyMap<RowChange, number> {
  const shapes = [...written.owned, ...indexes].map(written.shapeOf);
  return new Map(
    [...written.hot].map(([change, share]) => [
      change,
      shapes.some((shape) => blocks(shape, change, written)) ? 0 : share,
    ]),
  );
}

/** What flows into an index when updates are heap-only to these shares. */
export function flowOf(
  written: WrittenTable,
  index: WrittenIndex,
  hot: (change: RowChange) => number,
): IndexFlow {
  let [inserted, versions, weighed, dead] = [0, 0, 0, 0];
  for (const change of written.changes) {
    const { kind, rate } = change;
    const share = index.shares.get(change)!;
    if (kind === "insert") {
      inserted += rate * share;
      weighed += rate;
    } else if (kind === "delete") dead += rate;
    else {
      // BRIN's summaries are kept up with heap-only updates as well.
      const cold = index.shape.summarizes && written.hotWithBrin && touches(index, change)
        ? 1
        : 1 - hot(change);
      versions += rate * cold * share;
      weighed += rate * cold;
      dead += rate * (1 - hot(change));
    }
  }
  return { inserted, versions, weighed, dead };
}

function touches({ shape }: WrittenIndex, { columns }: RowChange): boolean {
  return columns.some((column) => shape.columns.has(column));
}
