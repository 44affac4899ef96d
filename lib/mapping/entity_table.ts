import type { Edit } from "../core/edit.ts";
import type { Attribute, Entity, Model } from "../model/model.ts";
import { snakeCase } from "../model/naming.ts";
import type { Table } from "../schema/schema.ts";
import { entityOf, type Survey } from "./survey.ts";

/** A table that is an entity of the model. */
export interface EntityTable {
  readonly table: Table;
  readonly entity: Entity;
}

/** The tables that are entities, with these. */
export function entityTables(survey: Survey, model: Model): readonly EntityTable[] {
  const named = new Map(model.entities.map((entity) => [entity.name, entity]));
  return survey.schema.tables.flatMap((table) => {
    const entity = named.get(entityOf(survey, table) ?? "");
    return entity ? [{ table, entity }] : [];
  });
}

/** The attribute that a column became. */
export function attributeOf({ entity }: EntityTable, column: string): Attribute | undefined {
  return entity.attributes.find((one) => (one.column ?? snakeCase(one.name)) === column);
}

/** An edit of the model. */
export function edit(
  kind: string,
  target: string,
  { value, reason }: { readonly value?: unknown; readonly reason: string },
): Edit {
  return { on: "model", kind, target, ...(value === undefined ? {} : { value }), reason };
}
