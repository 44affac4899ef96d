import { freeze } from "../core/freeze.ts";
import { TIME_UNITS } from "../core/quantity.ts";
import { indexStatistics, sizeTable } from "../engines/postgresql/sizes/size_table.ts";
import { storageOfType } from "../engines/postgresql/sizes/storage_of_type.ts";
import { baseType, resolveIn } from "../engines/postgresql/sizes/user_types.ts";
import type { Attribute, Model } from "../model/model.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { type DeclaredColumn, declaredColumn } from "../statistics/declared_column.ts";
import type { ColumnStatistics, Statistics, TableStatistics } from "../statistics/statistics.ts";
import { ageOf } from "./grow.ts";
import { tableRows } from "./table_rows.ts";

/** What declared statistics are made for. */
export interface DeclareStatisticsOptions {
  /** Seconds from the start of the plan. Defaults to 0. */
  readonly seconds?: number;
  /** The start of the plan, as `YYYY-MM-DD`; times of rows end there, or `seconds` later. */
  readonly today: string;
  /** Rows are multiplied by this. Defaults to 1. */
  readonly scale?: number;
}

/** Rows of a table without a model. */
const ASSUMED_ROWS = 1000;
const DAY = TIME_UNITS.day!;

/**
 * The statistics that a model declares for its schema, with documented defaults for whatever it does not
 * say, at a date: rows by growth and through relationships, distributions by column, sizes by layout.
 *
 * @param model Absent for a schema of which no data is known: each table is taken to have 1000 rows.
 */
export function declareStatistics(
  schema: Schema,
  model: Model | undefined,
  options: DeclareStatisticsOptions,
): Statistics {
  const { seconds = 0, scale = 1 } = options;
  const counted = model ? tableRows(model, schema, seconds) : undefined;
  const rowsOf = (table: Table): number => {
    const path = `${table.schema}.${table.name}`;
    const parent = table.partitionOf;
    if (parent) {
      const siblings = schema.tables.filter(({ partitionOf }) =>
        partitionOf?.name === parent.name && partitionOf.schema === parent.schema
      ).length;
      const above = schema.tables.find(({ name, schema }) =>
        name === parent.name && schema === parent.schema
      );
      return above ? Math.round(rowsOf(above) / siblings) : ASSUMED_ROWS;
    }
    return Math.round((counted?.get(path)?.rows ?? ASSUMED_ROWS) * scale);
  };
  const tables = schema.tables.map((table) => {
    const origin = originOf(table);
    return declareTable(table, rowsOf(table), origin);
  });
  return freeze({
    tables,
    tag: model ? "estimated" as const : "assumed" as const,
    evidence: {
      text: model
        ? `Declared by the model ${model.name}; the rest by defaults of this module`
        : "Nothing is known of the data: 1000 rows a table",
    },
  });

  function originOf(table: Table): string | undefined {
    const { partitionOf } = table;
    const { schema: namespace, name } = partitionOf ?? table;
    return schema.origins?.[`${namespace}.${name}`];
  }

  function declareTable(table: Table, rows: number, origin: string | undefined): TableStatistics {
    const entity = model?.entities.find(({ id }) => id === origin);
    const days = Math.max(1, (entity ? ageOf(entity.volume, rows) : 3 * TIME_UNITS.year!) / DAY);
    const columns = table.columns.map((column) => declare(table, column, rows, days));
    const churn = entity?.volume.churn ?? 0;
    const sizes = sizeTable(schema, table, { rows, columns, churn });
    const partitioned = table.partitioning !== undefined;
    const pages = partitioned ? 0 : sizes.heap.pages;
    return {
      schema: table.schema,
      name: table.name,
      rows,
      pages,
      // Vacuum keeps up with rare changes; what changes often is never all visible.
      allVisiblePages: Math.round(pages / (1 + churn)),
      columns: partitioned ? [] : columns,
      ...(partitioned ? { inherited: columns } : {}),
      indexes: partitioned ? [] : sizes.indexes.map(indexStatistics),
      extended: [],
    };
  }

  function declare(
    table: Table,
    column: Column,
    rows: number,
    days: number,
    visited: readonly string[] = [],
  ): ColumnStatistics {
    const { type, labels } = baseType(schema, column.type);
    const attribute = attributeOf(table, column);
    const whole = wholeOf(table);
    const alone = [whole.primaryKey, ...whole.uniques].some((key) =>
      key?.columns.length === 1 && key.columns[0] === column.name
    );
    const ascending = column.identity !== undefined ||
      /\b(now|current_timestamp|nextval|clock_timestamp|uuidv7)\b/i.test(column.default ?? "");
    const reference = referenceOf(table, column, days, visited);
    return declaredColumn({
      name: column.name,
      type,
      ...(labels ? { labels } : {}),
      width: storageOfType(column.type, resolveIn(schema)).width,
      rows,
      nullable: column.nullable && !whole.primaryKey?.columns.includes(column.name),
      unique: alone,
      ascending: ascending || (attribute?.distribution?.correlation ?? 0) >= 0.99,
      ...(attribute?.distribution ? { distribution: attribute.distribution } : {}),
      ...(reference ? { reference } : {}),
      today: dateAfter(options.today, seconds),
      days,
    });
  }

  // A partition has the keys of the table that it is a part of.
  function wholeOf(table: Table): Table {
    const { partitionOf } = table;
    return schema.tables.find(({ name, schema }) =>
      name === partitionOf?.name && schema === partitionOf.schema
    ) ?? table;
  }

  // A foreign key's column holds what the column holds that it refers to, wherever that chain ends.
  function referenceOf(
    table: Table,
    column: Column,
    days: number,
    visited: readonly string[],
  ): DeclaredColumn["reference"] {
    const path = `${table.schema}.${table.name}.${column.name}`;
    const key = wholeOf(table).foreignKeys.find(({ columns }) => columns.includes(column.name));
    if (!key || visited.includes(path)) return undefined;
    const parent = schema.tables.find(({ name, schema }) =>
      name === key.references.name && schema === key.references.schema
    );
    const name = key.references.columns[key.columns.indexOf(column.name)];
    const target = parent?.columns.find((candidate) => candidate.name === name);
    if (!parent || !target) return undefined;
    const rows = rowsOf(parent);
    return { column: declare(parent, target, rows, days, [...visited, path]), rows };
  }

  function attributeOf(table: Table, column: Column): Attribute | undefined {
    const { schema: namespace, name } = table.partitionOf ?? table;
    const origin = schema.origins?.[`${namespace}.${name}.${column.name}`];
    if (origin === undefined || !model) return undefined;
    return [...model.entities, ...model.relationships]
      .flatMap((owner) => owner.attributes.map((attribute) => ({ owner, attribute })))
      .find(({ owner, attribute }) => `${owner.id}.${attribute.id}` === origin)?.attribute;
  }
}

function dateAfter(date: string, seconds: number): string {
  return new Date(Date.parse(date) + seconds * 1000).toISOString().slice(0, 10);
}
