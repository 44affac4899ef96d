import { qualify } from "../../engines/postgresql/identifiers.ts";
import type { SchemaEdit } from "../../schema/apply_edits.ts";
import type { Table } from "../../schema/schema.ts";

/** The statements that make a table and its partitions, out of those that make the whole schema. */
export function statementsOf(
  statements: readonly string[],
  table: Table,
  edits: readonly SchemaEdit[],
): readonly string[] {
  const names = edits.flatMap(({ value }) =>
    value && "partitionOf" in value && value.partitionOf ? [value] : []
  );
  const paths = [table, ...names].map(qualify);
  return statements.filter((statement) => {
    const named = /\b(?:TABLE|COLUMN|ON)(?: ONLY)? (?!TABLE|COLUMN)/.exec(statement);
    const rest = named ? statement.slice(named.index + named[0].length) : "";
    return paths.some((path) =>
      rest.startsWith(path) && /^(?![\w$])/.test(rest.slice(path.length))
    );
  }).map((statement) => statement.endsWith(";") ? statement : `${statement};`);
}
