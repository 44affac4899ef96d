import type { ForeignKey, Schema, Table } from "../../schema/schema.ts";
import { isGuarded } from "./structure.ts";
import { hasRowTriggersBefore } from "./triggers.ts";

/**
 * Whether the rows that a foreign key finds are certain at every moment, and triggers see every change of
 * them.
 */
export function isSteadyKey(
  schema: Schema,
  child: Table,
  key: ForeignKey,
  parent: Table,
): boolean {
  const target = [parent.primaryKey, ...parent.uniques].find((one) =>
    one && !one.deferrable && !one.withoutOverlaps &&
    [...one.columns].sort().join("\n") === [...key.references.columns].sort().join("\n")
  );
  const sameTypes = key.columns.every((name, at) => {
    const own = child.columns.find((column) => column.name === name);
    const other = parent.columns.find((column) => column.name === key.references.columns[at]);
    return own !== undefined && own.type === other?.type && !own.generated && !other?.generated &&
      own.collation === other?.collation;
  });
  return target !== undefined && sameTypes && parent !== child &&
    !key.deferrable && !key.notValid && !key.notEnforced && !key.period &&
    [child, parent].every((table) => isPlainTable(schema, table) && !hasRowTriggersBefore(table));
}

/** A table whose rows are all its own. */
export function isPlainTable(schema: Schema, table: Table): boolean {
  return !table.partitioning && !table.partitionOf && !table.inherits && !isGuarded(table) &&
    !schema.tables.some(({ inherits }) => inherits?.some(({ name }) => name === table.name));
}
