import type { IsoDate } from "../core/date.ts";
import type { Figure, Tag } from "../core/figure.ts";
import { freeze } from "../core/freeze.ts";
import { sizeTable } from "../engines/postgresql/sizes/size_table.ts";
import type { Model } from "../model/model.ts";
import type { Schema } from "../schema/schema.ts";
import { declareStatistics } from "./declare_statistics.ts";

/** The size of a table, of what it keeps out of line, or of an index. */
export interface RelationSize {
  /** With its namespace: `public.orders`. */
  readonly name: string;
  /** What it is; an index says its method. */
  readonly kind: "table" | "toast" | `index ${string}`;
  /** Live rows, chunks or entries. */
  readonly rows: number;
  /** Pages of 8192 bytes. */
  readonly pages: number;
  /** Bytes on disk. */
  readonly bytes: number;
  /** How the bytes were come by. */
  readonly tag: Tag;
  /** The bytes to expect at least and at most. */
  readonly band?: readonly [low: number, high: number];
  /** What the size rests on. */
  readonly figure: Figure;
}

/** When sizes are taken. */
export interface SizeRelationsOptions {
  /** The start of the plan, which growth counts from. */
  readonly today: IsoDate;
  /** The date of the sizes. Defaults to today. */
  readonly at?: IsoDate;
}

/**
 * How large each table and index of a model is at a date, from the layout of PostgreSQL's pages.
 *
 * @param schema The schema that the model is mapped to.
 * @param model What is declared of the data; absent: 1000 rows a table are assumed.
 * @throws {RangeError} When the date lies before the start of the plan.
 */
export function sizeRelations(
  schema: Schema,
  model: Model | undefined,
  { today, at = today }: SizeRelationsOptions,
): readonly RelationSize[] {
  const seconds = (Date.parse(at) - Date.parse(today)) / 1000;
  if (seconds < 0) throw new RangeError(`Cannot size at ${at}: growth counts from ${today}`);
  const statistics = declareStatistics(schema, model, { today, seconds });
  const sizes = schema.tables.filter(({ partitioning }) => partitioning === undefined).flatMap(
    (table) => {
      const known = statistics.tables.find(({ schema, name }) =>
        schema === table.schema && name === table.name
      )!;
      const churn =
        model?.entities.find(({ id }) => id === schema.origins?.[`${table.schema}.${table.name}`])
          ?.volume.churn ?? 0;
      const { heap, indexes } = sizeTable(schema, table, { ...known, churn });
      const toast = heap.toast;
      return [
        sizeOf(`${table.schema}.${table.name}`, "table", known.rows, heap.pages, heap.figure),
        ...(toast
          ? [
            sizeOf(
              `${table.schema}.${table.name}`,
              "toast",
              toast.chunks,
              toast.pages + toast.indexPages,
              toast.figure,
            ),
          ]
          : []),
        ...indexes.map(({ name, method, rows, size }) =>
          sizeOf(`${table.schema}.${name}`, `index ${method}`, rows, size.pages, size.figure)
        ),
      ];
    },
  );
  return freeze(sizes);
}

function sizeOf(
  name: string,
  kind: RelationSize["kind"],
  rows: number,
  pages: number,
  figure: Figure,
): RelationSize {
  const { value, tag, band } = figure;
  return {
    name,
    kind,
    rows: Math.round(rows),
    pages,
    bytes: value,
    tag,
    ...(band ? { band } : {}),
    figure,
  };
}
