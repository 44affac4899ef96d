import type { Schema } from "../../../schema/schema.ts";
import type { Measure } from "../measures.ts";
import { freeColumn } from "../names.ts";
import type { ChildRead } from "./child_read.ts";

/** The counts and sums of children that the rows of a parent keep. */
export interface KeptCounts extends Pick<ChildRead, "child" | "key" | "parent" | "filter"> {
  readonly measures: readonly Measure[];
  /** The parent's column that keeps a measure. */
  readonly columnOf: (measure: Measure) => string;
  /** Columns of the child that change what is kept. */
  readonly watched: readonly string[];
  /** What is kept, in words. */
  readonly title: string;
}

/** Names the columns in which a parent keeps what a statement asks of its children. */
export function nameCounts(schema: Schema, read: ChildRead): KeptCounts {
  const { child, key, parent, filter } = read;
  const measures = [...read.measures].sort((a, b) => a.key < b.key ? -1 : 1);
  const names = new Map(
    measures.map((measure) => [measure.key, freeColumn(schema, parent.name, measure.name)]),
  );
  const columnOf = (measure: Measure) => names.get(measure.key)!;
  const where = filter.of("c");
  return {
    child,
    key,
    parent,
    filter,
    measures,
    columnOf,
    watched: [...new Set([...key.columns, ...measures.flatMap(({ columns }) => columns)])],
    title: measures.map((measure) =>
      `${parent.name}.${columnOf(measure)} keeps ${measure.key} of ${child.name}${
        where === undefined ? "" : ` where ${filter.of(child.name)}`
      }`
    ).join(", "),
  };
}
