import { relationshipPath } from "../model/compare_models.ts";
import type { Draft, MappedRelationship } from "./draft.ts";
import { tablesOf } from "./draft.ts";
import { addAttributes } from "./map_attributes.ts";
import { roleOf, type ToOne } from "./orientation.ts";
import { refer } from "./refer.ts";

/** Maps a relationship to a foreign key in the table of its many end. Does nothing the second time. */
export function mapToOne(draft: Draft, edge: ToOne): MappedRelationship {
  const { relationship, oneAt, one, many } = edge;
  const known = draft.mapped.get(relationship);
  if (known) return known;
  const where = relationshipPath(relationship);
  const subtype = draft.places.get(many.entity)?.member ? many.entity : undefined;
  const tables = tablesOf(draft, many.entity);
  const mapped = { columns: new Map<number, readonly string[]>(), tables };
  draft.mapped.set(relationship, mapped);
  for (const table of tables) {
    const columns = refer(draft, table, {
      target: one.entity,
      role: roleOf(relationship, oneAt),
      columns: one.columns,
      required: one.min > 0 || relationship.identifying === true,
      subtype,
      element: relationship.id,
      where,
      verb: relationship.verb,
      comment: relationship.description,
      onDelete: relationship.onDelete ?? (relationship.identifying ? "cascade" : undefined),
      onUpdate: relationship.onUpdate,
      deferrable: relationship.deferrable,
    });
    mapped.columns.set(oneAt, columns);
    addAttributes(draft, table, {
      attributes: relationship.attributes,
      owner: where,
      id: relationship.id,
      singular: table.singular,
      ...(subtype === undefined ? {} : { subtype }),
      optional: one.min === 0 && !relationship.identifying,
    });
  }
  return mapped;
}
