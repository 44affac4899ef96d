import { relationshipPath } from "../model/compare_models.ts";
import type { Relationship } from "../model/model.ts";
import type { Draft, DraftTable, MappedRelationship } from "./draft.ts";
import { tablesOf } from "./draft.ts";
import { addAllOrNothing, addAttributes } from "./map_attributes.ts";
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
    const isOne = tablesOf(draft, one.entity).length === 1;
    if (one.min === 0 && isOne && subtype === undefined) {
      holdTogether(draft, table, relationship, columns);
    }
  }
  return mapped;
}

/** The attributes of a relationship are there where the relationship is. */
function holdTogether(
  draft: Draft,
  table: DraftTable,
  relationship: Relationship,
  [first]: readonly string[],
): void {
  const { attributes, onDelete = "no action", identifying } = relationship;
  // A reference that is set to null would leave its attributes behind, and fail.
  if (first === undefined || identifying || onDelete.startsWith("set")) return;
  const columnsOf = (optional: boolean): readonly string[] =>
    attributes.filter((one) => one.optional === optional && one.type.kind !== "composite")
      .filter((one) => one.derived === undefined && one.default === undefined)
      .flatMap((one) =>
        table.attributes.get(`${relationshipPath(relationship)}.${one.name}`) ?? []
      );
  addAllOrNothing(draft, table, {
    required: [first, ...columnsOf(false)],
    optional: columnsOf(true),
  });
}
