import type { QualifiedName } from "./qualified_name.ts";
import type { Column, Table } from "./table.ts";

/** A table of columns and nothing else: no key, no constraint, no index. */
export function bareTable({ schema, name }: QualifiedName, columns: readonly Column[]): Table {
  return {
    schema,
    name,
    columns,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    indexes: [],
    triggers: [],
    policies: [],
  };
}
