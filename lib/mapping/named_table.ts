import type { Table } from "../schema/schema.ts";
import { partName, type Reference } from "./recognize_references.ts";

/** A table with what its columns are called in the model. */
export interface NamedTable {
  readonly table: Table;
  readonly entity: string;
  readonly references: readonly Reference[];
  /** The attribute that each column is, or would be. */
  readonly names: ReadonlyMap<string, string>;
  /** The columns that stand for a relationship instead of an attribute. */
  readonly implied: ReadonlySet<string>;
}

/** Columns as parts of a key: attributes, and roles for the columns of whole references. */
export function partsOf(
  { references, names, implied }: NamedTable,
  columns: readonly string[],
): readonly string[] | undefined {
  const parts: string[] = [];
  for (let at = 0; at < columns.length;) {
    const column = columns[at]!;
    if (!implied.has(column)) {
      parts.push(names.get(column)!);
      at++;
      continue;
    }
    const reference = references.find((one) =>
      one.key.columns.every((name, place) => columns[at + place] === name)
    );
    if (!reference) return undefined;
    parts.push(partName(reference));
    at += reference.key.columns.length;
  }
  return parts;
}
