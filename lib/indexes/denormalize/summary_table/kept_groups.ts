import type { QualifiedName, Schema, Table } from "../../../schema/schema.ts";
import type { Dimension } from "../dimensions.ts";
import type { Filter, Measure } from "../measures.ts";
import { freeName } from "../names.ts";
import type { GroupRead } from "./group_read.ts";

/** Counts and sums of groups of one table's rows, and the table that keeps them. */
export interface KeptGroups {
  /** The table whose rows are grouped. */
  readonly table: Table;
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
  /** How many rows a group has. */
  readonly rows: Measure;
  readonly filter: Filter;
  readonly summary: Table;
  /** The summary's column that keeps a measure. */
  readonly columnOf: (measure: Measure) => string;
  /** The function that the triggers call. */
  readonly routine: QualifiedName;
  /** Columns of the table that change what is kept. */
  readonly watched: readonly string[];
  /** What is kept, in words. */
  readonly title: string;
}

/** Names the table that keeps what a statement asks of groups, and its columns. */
export function nameGroups(schema: Schema, read: GroupRead): KeptGroups {
  const { table, filter, rows } = read;
  const dimensions = [...read.dimensions].sort((a, b) => a.key < b.key ? -1 : 1);
  const measures = [...read.measures].sort((a, b) => a.key < b.key ? -1 : 1);
  const keys = dimensions.map(({ name }) => name);
  const taken = new Set(keys);
  const names = new Map<string, string>();
  for (const measure of measures) {
    const wanted = measure.key === rows.key ? "rows" : measure.name;
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
    taken.add(name);
    names.set(measure.key, name);
  }
  const columnOf = (measure: Measure) => names.get(measure.key)!;
  const name = freeName(schema, table.schema, `${table.name}_by_${keys.join("_")}`);
  return {
    table,
    dimensions,
    measures,
    rows,
    filter,
    columnOf,
    summary: {
      schema: table.schema,
      name,
      comment: `Counts and sums of ${table.name}, kept by triggers`,
      columns: [
        ...dimensions.map((one) => ({ name: one.name, type: one.type, nullable: false })),
        ...measures.map((one) => ({ name: columnOf(one), type: one.type, nullable: false })),
      ],
      primaryKey: { name: `${name}_pkey`, columns: keys },
      uniques: [],
      foreignKeys: [],
      checks: [],
      exclusions: [],
      indexes: [],
      triggers: [],
      policies: [],
    },
    routine: { schema: table.schema, name: freeName(schema, table.schema, `${name}_keep`) },
    watched: [
      ...new Set([
        ...dimensions.map(({ column }) => column),
        ...measures.flatMap(({ columns }) => columns),
      ]),
    ],
    title: `${name} keeps ${measures.map(({ key }) => key).join(", ")} of ${table.name} by ${
      keys.join(", ")
    }${filter.conditions.length === 0 ? "" : ` where ${filter.of(table.name)}`}`,
  };
}
