import { qualify, quoteIdentifier, quoteLiteral } from "../../engines/postgresql/identifiers.ts";
import { ddl } from "../../engines/postgresql/ddl.ts";
import { applySchemaEdits, type SchemaEdit } from "../../schema/apply_edits.ts";
import { getTable } from "../../schema/find_table.ts";
import type { Column, Schema } from "../../schema/schema.ts";

/** The statements that make a structure in a database that has the schema, in the order to run them. */
export function printStructure(
  schema: Schema,
  { edits, fill }: { readonly edits: readonly SchemaEdit[]; readonly fill: readonly string[] },
): readonly string[] {
  const isColumn = ({ kind }: SchemaEdit) => kind === "put-column";
  const isIndex = ({ kind }: SchemaEdit) => kind === "add-index";
  const columns = edits.filter(isColumn);
  const indexes = edits.filter(isIndex);
  const others = edits.filter((edit) => !isColumn(edit) && !isIndex(edit));
  const widened = applySchemaEdits(schema, columns);
  const whole = applySchemaEdits(widened, others);
  return [
    ...columns.flatMap((edit) =>
      addColumn(qualify(getTable(schema, edit.target)), edit.value as Column)
    ),
    ...added(widened, whole),
    ...fill.map((statement) => `${statement};`),
    // What is filled first is indexed faster; the rows are in use meanwhile.
    ...added(whole, applySchemaEdits(whole, indexes))
      .map((statement) => statement.replace(/^create index /i, "create index concurrently ")),
  ];
}

function added(before: Schema, after: Schema): readonly string[] {
  const known = new Set(ddl(before, { format: false }).statements);
  return ddl(after, { format: false }).statements.filter((statement) => !known.has(statement))
    .map((statement) => statement.trimEnd().endsWith(";") ? statement : `${statement};`);
}

function addColumn(table: string, column: Column): readonly string[] {
  const { name, comment } = column;
  return [
    `alter table ${table} add column ${printColumn(column)};`,
    ...(comment === undefined
      ? []
      : [`comment on column ${table}.${quoteIdentifier(name)} is ${quoteLiteral(comment)};`]),
  ];
}

function printColumn(column: Column): string {
  const { name, type, nullable, collation, default: standard, generated } = column;
  return [
    quoteIdentifier(name),
    type,
    ...(collation === undefined ? [] : [`collate ${quoteIdentifier(collation)}`]),
    ...(generated === undefined ? [] : [
      `generated always as (${generated.expression}) ${generated.stored ? "stored" : "virtual"}`,
    ]),
    ...(standard === undefined ? [] : [`default ${standard}`]),
    ...(nullable ? [] : ["not null"]),
  ].join(" ");
}
