import type { IsoDate } from "../core/date.ts";
import { PAGE } from "../engines/postgresql/sizes/page.ts";
import { sizeTable, type TableSizes } from "../engines/postgresql/sizes/size_table.ts";
import { COMMIT_BYTES, walBytes } from "../engines/postgresql/sizes/wal.ts";
import type { Model } from "../model/model.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { ColumnStatistics, Statistics } from "../statistics/statistics.ts";
import { declareStatistics } from "./declare_statistics.ts";

/** What takes room on disk. */
export type RelationKind = "table" | "toast" | "index";

/** Bytes of one relation by the rows of its table: points with straight lines between them. */
export interface SizeCurve {
  readonly name: string;
  readonly kind: RelationKind;
  readonly bytes: Float64Array;
}

/** The sizes of a table with all that belongs to it, by its rows. */
export interface TableCurves {
  readonly path: string;
  readonly table: Table;
  /** Rows of the points, ascending from 0. */
  readonly rows: Float64Array;
  readonly relations: readonly SizeCurve[];
  /** The sum of the relations. */
  readonly total: Float64Array;
  /** Sum of the heap's and its TOAST table's bytes. */
  readonly heap: Float64Array;
  /** What a row costs in the write-ahead log. */
  readonly wal: { readonly insert: number; readonly update: number; readonly delete: number };
  /** Indexes whose entries come in no order: each insert touches another page of theirs. */
  readonly scattered: readonly string[];
}

/** The rows that a table may have. */
export interface RowSpan {
  readonly start: number;
  readonly end: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Bytes of every relation by the rows of its table, from the engine's page layout. What columns hold goes
 * over from what is declared for the start to what is declared for the end.
 *
 * @param spans The rows that each table may have, by its path.
 */
export function sizeCurves(
  { model, schema }: { readonly model: Model; readonly schema: Schema },
  spans: ReadonlyMap<string, RowSpan>,
  today: IsoDate,
): readonly TableCurves[] {
  const before = declareStatistics(schema, model, { today });
  const grown = {
    ...model,
    entities: model.entities.map((entity) => {
      const path = schema.tables.map(({ schema, name }) => `${schema}.${name}`).find((path) =>
        schema.origins?.[path] === entity.id
      );
      const end = path === undefined ? undefined : spans.get(path)?.end;
      const { growth: _, ...volume } = entity.volume;
      return end === undefined
        ? entity
        : { ...entity, volume: { ...volume, rows: { value: end } } };
    }),
  };
  const after = declareStatistics(schema, grown, { today });
  return schema.tables.filter(({ partitionOf }) => !partitionOf).flatMap((table) => {
    const path = `${table.schema}.${table.name}`;
    const span = spans.get(path);
    if (!span) return [];
    const origin = schema.origins?.[path];
    const churn = model.entities.find(({ id }) => id === origin)?.volume.churn ?? 0;
    return [curvesOf(schema, table, { span, churn, before, after })];
  });
}

interface Contents {
  readonly span: RowSpan;
  readonly churn: number;
  readonly before: Statistics;
  readonly after: Statistics;
}

function curvesOf(schema: Schema, table: Table, contents: Contents): TableCurves {
  const { span, churn, before, after } = contents;
  const columns = (statistics: Statistics): readonly ColumnStatistics[] => {
    const known = statistics.tables.find(({ schema, name }) =>
      schema === table.schema && name === table.name
    );
    return known?.inherited ?? known?.columns ?? [];
  };
  const [early, late] = [columns(before), columns(after)];
  const points = pointsOf(span, early, late);
  const rows = Float64Array.from(points, (point) => point.rows);
  const sized = points.map(({ rows, columns }) =>
    sizeTable(schema, table, { rows, columns, churn })
  );
  const curve = (bytes: (sizes: TableSizes) => number) => Float64Array.from(sized, bytes);
  const last = sized.at(-1)!;
  const relations: SizeCurve[] = [
    { name: table.name, kind: "table", bytes: curve(({ heap }) => heap.bytes) },
    ...(last.heap.toast
      ? [{
        name: `toast of ${table.name}`,
        kind: "toast" as const,
        bytes: curve(({ heap }) => heap.toast?.bytes ?? 0),
      }]
      : []),
    ...last.indexes.map(({ name }, at) => ({
      name,
      kind: "index" as const,
      bytes: curve(({ indexes }) => indexes[at]!.size.bytes),
    })),
  ];
  const sum = (kinds: readonly RelationKind[]) =>
    rows.map((_, at) =>
      relations.filter(({ kind }) => kinds.includes(kind))
        .reduce((total, { bytes }) => total + bytes[at]!, 0)
    );
  const most = Math.max(1, rows.at(-1)!);
  const entryBytes = last.indexes.map(({ size, rows }) =>
    Math.max(16, Math.min(PAGE.bytes / 3, size.bytes * 0.7 / Math.max(1, Math.min(rows, most)) - 4))
  );
  const logged = walBytes({ rowBytes: last.heap.rowBytes, entryBytes });
  const ascending = (name: string) => {
    const key = [table.primaryKey, ...table.uniques].find((key) => key?.name === name)?.columns[0];
    const element = table.indexes.find((index) => index.name === name)?.elements[0];
    const column = key ?? (element && "column" in element ? element.column : undefined);
    return Math.abs(late.find(({ name }) => name === column)?.correlation ?? 0) > 0.9;
  };
  return {
    path: `${table.schema}.${table.name}`,
    table,
    rows,
    relations,
    total: sum(["table", "toast", "index"]),
    heap: sum(["table", "toast"]),
    wal: {
      insert: logged.insert + COMMIT_BYTES,
      update: logged.update + COMMIT_BYTES,
      delete: logged.delete + COMMIT_BYTES,
    },
    scattered: last.indexes.map(({ name }) => name).filter((name) => !ascending(name)),
  };
}

interface SizedPoint {
  readonly rows: number;
  readonly columns: readonly ColumnStatistics[];
}

// Sizes are in proportion to the rows but for whole pages and levels of indexes: the start, the end and
// what lies far beyond them are enough, and straight lines between.
function pointsOf(
  { start, end, least, most }: RowSpan,
  early: readonly ColumnStatistics[],
  late: readonly ColumnStatistics[],
): readonly SizedPoint[] {
  const points: SizedPoint[] = [{ rows: 0, columns: early }];
  const [low, high] = [Math.min(start, end), Math.max(start, end)];
  if (least > 0 && least < low / 2) {
    points.push({ rows: Math.round(least), columns: start < end ? early : late });
  }
  if (start > 0 && start !== end) points.push({ rows: Math.round(start), columns: early });
  if (end > 0) points.push({ rows: Math.round(end), columns: late });
  if (most > high * 2) points.push({ rows: Math.round(most), columns: start < end ? late : early });
  const known = new Map(points.map((point) => [point.rows, point]));
  return [...known.values()].sort((a, b) => a.rows - b.rows);
}

/** The value of a curve between its points; beyond the last it goes on in proportion to the rows. */
export function onCurve(
  { rows, values }: { readonly rows: Float64Array; readonly values: Float64Array },
  at: number,
): number {
  const last = rows.length - 1;
  if (at >= rows[last]!) return rows[last]! > 0 ? values[last]! * at / rows[last]! : values[last]!;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rows[middle]! <= at) low = middle;
    else high = middle;
  }
  const share = (at - rows[low]!) / (rows[high]! - rows[low]!);
  return values[low]! + (values[high]! - values[low]!) * share;
}
