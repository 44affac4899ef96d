import type { Finding } from "../core/finding.ts";
import { relationshipPath } from "../model/compare_models.ts";
import type { Entity, Model, Relationship } from "../model/model.ts";
import { camelCase, singularOf, snakeCase } from "../model/naming.ts";
import type { Table } from "../schema/schema.ts";
import { attributeOf, edit, type EntityTable, entityTables } from "./entity_table.ts";
import type { Survey } from "./survey.ts";

/** Columns that have the name and the type of a reference, and no foreign key. */
export function undeclaredRelationships(survey: Survey, model: Model): readonly Finding[] {
  const tables = entityTables(survey, model);
  const targets = tables.flatMap(({ table, entity }) => {
    const [key, ...more] = table.primaryKey?.columns ?? [];
    const column = table.columns.find(({ name }) => name === key);
    if (!column || more.length > 0) return [];
    const singular = singularOf(snakeCase(table.name));
    const names = column.name.startsWith(`${singular}_`)
      ? [column.name]
      : [`${singular}_${column.name}`];
    return [{ table, entity, type: column.type, names }];
  });
  return tables.flatMap(({ table, entity }) =>
    table.columns.flatMap((column) => {
      if (table.foreignKeys.some((key) => key.columns.includes(column.name))) return [];
      if (table.primaryKey?.columns.join() === column.name) return [];
      const name = snakeCase(column.name);
      const found = targets.filter((target) =>
        target.type === column.type && (target.table !== table || name !== target.names[0]) &&
        target.names.some((one) => name === one || name.endsWith(`_${one}`))
      ).toSorted((a, b) => b.names[0]!.length - a.names[0]!.length);
      const [best, second] = found;
      if (!best || second?.names[0]?.length === best.names[0]?.length) return [];
      return [undeclared({
        from: { table, entity },
        to: best.entity,
        column,
        isRole: !best.names.includes(name),
      })];
    })
  );
}

interface Undeclared {
  readonly from: EntityTable;
  readonly to: Entity;
  readonly column: Table["columns"][number];
  readonly isRole: boolean;
}

function undeclared({ from, to, column, isRole }: Undeclared): Finding {
  const role = camelCase(column.name.replace(/_?[^_]*$/, ""));
  const ends: Relationship["ends"] = [
    {
      entity: to.name,
      ...(isRole ? { role } : {}),
      min: column.nullable ? 0 : 1,
      max: 1,
      columns: [column.name],
    },
    { entity: from.entity.name, min: 0, max: "*" },
  ];
  const relationship: Relationship = {
    id: relationshipPath({ verb: "has", ends }),
    verb: "has",
    ends,
    attributes: [],
  };
  const attribute = attributeOf(from, column.name);
  const where = `${from.entity.name}.${attribute?.name ?? column.name}`;
  const reason =
    `${column.name} has the name and the type of a reference to ${to.name}, and no foreign key.`;
  return {
    code: "undeclared-relationship",
    severity: "warning",
    where,
    what: reason,
    why:
      "Nothing keeps it from naming a row that does not exist, and no plan reckons with the join.",
    fix: `Declare the relationship, after looking for rows that it would refuse.`,
    edits: [edit("put-relationship", relationship.id, { value: relationship, reason })],
  };
}
