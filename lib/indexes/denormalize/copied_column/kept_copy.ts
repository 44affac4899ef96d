import type { Column, ForeignKey, Schema, Table } from "../../../schema/schema.ts";
import { freeColumn, roleOf } from "../names.ts";

/** Columns of a parent that a child is to have as well. */
export interface Copy {
  readonly schema: Schema;
  readonly child: Table;
  readonly key: ForeignKey;
  readonly parent: Table;
  readonly columns: readonly Column[];
}

/** Columns of a parent with the columns of a child that copy them. */
export interface KeptCopy extends Copy {
  /** The child's columns by those that they copy. */
  readonly names: ReadonlyMap<string, string>;
  /** The names of the parent's columns, and of the child's in the same order. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What is copied, in words. */
  readonly title: string;
}

/** Names the columns in which a child keeps those of a parent. */
export function nameCopy(copy: Copy): KeptCopy {
  const { schema, child, key, parent } = copy;
  const columns = [...copy.columns].sort((a, b) => a.name < b.name ? -1 : 1);
  const from = columns.map(({ name }) => name);
  const role = roleOf(key);
  const names = new Map(
    from.map((name) => [name, freeColumn(schema, child.name, `${role}_${name}`)] as const),
  );
  return {
    ...copy,
    columns,
    names,
    from,
    to: from.map((name) => names.get(name)!),
    title: from.map((name) => `${child.name}.${names.get(name)} copies ${parent.name}.${name}`)
      .join(", "),
  };
}
