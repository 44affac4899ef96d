import { freeze } from "../core/freeze.ts";
import type { Schema, Table } from "../schema/schema.ts";
import {
  type ColumnStatistics,
  distinctCount,
  type Statistics,
  type TableStatistics,
} from "../statistics/statistics.ts";

/** How a projection grows. */
export interface ProjectOptions {
  /** Multiplies the rows of every table, or of the tables by name; others stay. */
  readonly factor: number | Readonly<Record<string, number>>;
  /**
   * Seconds that pass. Columns of times that grow with the table reach that much further; absent, they
   * stretch as the rows do, as if rows came at the pace that they have come at.
   */
  readonly seconds?: number;
}

/**
 * Statistics of the same data, grown: rows, sizes and visibility are multiplied; keys and times reach
 * further; a foreign key has as many more distinct values as there are parents; shares of common values
 * stay, but those of parents, of which each has its part of more children.
 *
 * @param schema Tells keys and what refers to them.
 * @returns New statistics; nothing is measured any more, so they are tagged `estimated`.
 * @throws {RangeError} When a factor is negative or not finite.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { emptySchema, project } from "@groundplan/groundplan";
 *
 * const statistics = { tables: [], tag: "measured", evidence: { text: "none" } } as const;
 * assert.equal(project(statistics, emptySchema(), { factor: 20 }).tag, "estimated");
 * ```
 */
export function project(
  statistics: Statistics,
  schema: Schema,
  options: ProjectOptions,
): Statistics {
  const { factor, seconds } = options;
  const factorOf = (name: string): number => {
    const value = typeof factor === "number" ? factor : factor[name] ?? 1;
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new RangeError(`Cannot grow ${name} to ${value} times its rows`);
    }
    return value;
  };
  const tables = statistics.tables.map((known) => {
    const table = schema.tables.find(({ schema, name }) =>
      schema === known.schema && name === known.name
    );
    return projectTable(known, table);
  });
  return freeze({
    tables,
    tag: "estimated" as const,
    evidence: {
      text: `${statistics.evidence.text}; projected to more rows`,
      ...(statistics.evidence.source ? { source: statistics.evidence.source } : {}),
    },
  });

  function projectTable(known: TableStatistics, table: Table | undefined): TableStatistics {
    const own = factorOf(table?.partitionOf?.name ?? known.name);
    const rows = known.rows < 0 ? known.rows : known.rows * own;
    const grow = (pages: number) => Math.ceil(pages * own);
    const columns = (list: readonly ColumnStatistics[]) =>
      list.map((column) => projectColumn(known, table, column, own));
    return {
      ...known,
      rows,
      pages: grow(known.pages),
      allVisiblePages: Math.min(grow(known.pages), Math.round(known.allVisiblePages * own)),
      columns: columns(known.columns),
      ...(known.inherited ? { inherited: columns(known.inherited) } : {}),
      indexes: known.indexes.map(({ height: _, gin, ...index }) => ({
        ...index,
        rows: index.rows * own,
        // The metapage stays one.
        pages: index.pages <= 1 ? index.pages : 1 + grow(index.pages - 1),
        ...(gin
          ? {
            gin: {
              ...gin,
              totalPages: 1 + grow(gin.totalPages - 1),
              dataPages: gin.totalPages > 0
                ? 1 + grow(gin.totalPages - 1) - gin.entryPages - 1
                : gin.dataPages,
            },
          }
          : {}),
      })),
    };
  }

  function projectColumn(
    known: TableStatistics,
    table: Table | undefined,
    column: ColumnStatistics,
    own: number,
  ): ColumnStatistics {
    const root = table?.partitionOf
      ? schema.tables.find(({ name }) => name === table.partitionOf!.name) ?? table
      : table;
    const key = root?.foreignKeys.find(({ columns }) => columns.includes(column.name));
    if (key) return projectReference(known, column, own, key.references.name, new Set());
    const { histogram } = column;
    if (!histogram || histogram.length < 2) return column;
    const type = root?.columns.find(({ name }) => name === column.name)?.type ?? "";
    const unique = typeof column.distinct !== "number" && column.distinct.ratio > 0.99;
    const grows = Math.abs(column.correlation ?? 0) > 0.9;
    if (/^(date|timestamp)/.test(type) && grows) {
      return { ...column, histogram: stretchTimes(histogram, own, seconds) };
    }
    if (/^(smallint|integer|bigint)/.test(type) && (unique || grows)) {
      return { ...column, histogram: stretchNumbers(histogram, own) };
    }
    return column;
  }

  function projectReference(
    known: TableStatistics,
    column: ColumnStatistics,
    own: number,
    parentName: string,
    visited: Set<string>,
  ): ColumnStatistics {
    visited.add(parentName);
    const parents = factorOf(parentName);
    const parent = statistics.tables.find(({ name }) => name === parentName);
    const count = distinctCount(column.distinct, known.rows);
    const before = Math.max(1, parent?.rows ?? count);
    // The parents that have children, when children fall upon them at random.
    const coverage = Math.min(0.999999, count / before);
    const after = before * parents * (1 - (1 - coverage) ** (parents > 0 ? own / parents : 1));
    const rows = known.rows * own;
    const distinct = typeof column.distinct === "number" && after < 0.1 * rows
      ? Math.max(1, Math.round(after))
      : rows > 0
      ? { ratio: Math.min(1, Math.max(1, after) / rows) }
      : column.distinct;
    const { mostCommon, histogram } = column;
    const numeric = histogram?.every((bound) => /^-?\d+$/.test(bound));
    return {
      ...column,
      distinct,
      ...(mostCommon && parents > 1 && before > 1000
        ? {
          mostCommon: {
            values: mostCommon.values,
            frequencies: mostCommon.frequencies.map((share) => share / parents),
          },
        }
        : {}),
      ...(histogram && numeric ? { histogram: stretchNumbers(histogram, parents) } : {}),
    };
  }
}

function stretchNumbers(bounds: readonly string[], factor: number): readonly string[] {
  const low = Number(bounds[0]);
  return bounds.map((bound) => String(Math.round(low + (Number(bound) - low) * factor)));
}

function stretchTimes(
  bounds: readonly string[],
  factor: number,
  seconds: number | undefined,
): readonly string[] {
  const times = bounds.map((bound) =>
    Date.parse(`${bound.replace(" ", "T").replace(/[+-]\d\d$/, "")}Z`)
  );
  const [low, high] = [times[0]!, times.at(-1)!];
  if (!Number.isFinite(low) || high <= low) return bounds;
  const scale = seconds === undefined ? factor : (high - low + seconds * 1000) / (high - low);
  const zone = /[+-]\d\d$/.exec(bounds[0]!)?.[0] ?? "";
  const dateOnly = /^\d{4}-\d\d-\d\d$/.test(bounds[0]!);
  return times.map((time) => {
    const text = new Date(low + (time - low) * scale).toISOString();
    return dateOnly ? text.slice(0, 10) : `${text.slice(0, 19).replace("T", " ")}${zone}`;
  });
}
