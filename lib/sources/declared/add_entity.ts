import { attribute, type AttributeBuilder } from "../../model/attribute_builder.ts";
import { camelCase, styledName, tableName, writeNamespacedName } from "../../model/naming.ts";
import { type DeclaredColumn, type DeclaredTable, fullName } from "../declared_schema.ts";
import type { Reading } from "./reading.ts";

/** Adds the entity of a table, with its attributes. */
export function addEntity({ builder, entities, references }: Reading, table: DeclaredTable): void {
  const name = entities.get(fullName(table))!;
  const referring = new Set(
    references.filter(({ from }) => from === table).flatMap(({ reference }) =>
      reference.from.columns
    ),
  );
  const naming = builder.snapshot().naming;
  const attributes: Record<string, AttributeBuilder> = {};
  for (const column of table.columns.filter((each) => !referring.has(each.name))) {
    const wanted = column.attribute ?? camelCase(column.name);
    const attributeName = wanted in attributes ? column.name : wanted;
    const built = attributeOf(column);
    attributes[attributeName] = styledName(attributeName, naming) === column.name
      ? built
      : built.column(column.name);
  }
  const entity = builder.entity(name, attributes);
  const wanted = { schema: table.schema ?? "public", name: table.name };
  const named = tableName({ name }, naming);
  if (named.schema !== wanted.schema || named.name !== wanted.name) {
    entity.table(writeNamespacedName(wanted, naming));
  }
  if (table.note) entity.describe(table.note);
  if (table.group) entity.group(table.group);
  for (const { name: check, sql } of table.checks) entity.check(check, sql);
}

function attributeOf(
  { type, optional, identity, default: fallback, check, note }: DeclaredColumn,
): AttributeBuilder {
  let built = attribute(type);
  if (optional) built = built.optional();
  if (identity) built = built.identity();
  if (fallback) built = built.default(fallback);
  if (check) built = built.check(check);
  return note ? built.describe(note) : built;
}
