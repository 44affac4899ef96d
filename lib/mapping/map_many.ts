import { relationshipPath } from "../model/compare_models.ts";
import type { Relationship } from "../model/model.ts";
import { pluralOf, styledName } from "../model/naming.ts";
import {
  addTable,
  type Draft,
  type DraftTable,
  type MappedRelationship,
  singularName,
  tablesOf,
} from "./draft.ts";
import { claimObjectName, claimTableName } from "./identifiers.ts";
import { addAttributes } from "./map_attributes.ts";
import { roleOf } from "./orientation.ts";
import { refer } from "./refer.ts";
import { setPrimaryKey } from "./set_primary_key.ts";

/**
 * Maps a relationship of many to many, or of more than two ends, to a table between them. Does nothing the
 * second time.
 */
export function mapMany(draft: Draft, relationship: Relationship): MappedRelationship {
  const known = draft.mapped.get(relationship);
  if (known) return known;
  const where = relationshipPath(relationship);
  const named = tablesOf(draft, relationship.via ?? "")[0];
  const table = named ?? addJunction(draft, relationship);
  const columns = new Map<number, readonly string[]>();
  const mapped = { columns, tables: [table] };
  draft.mapped.set(relationship, mapped);
  relationship.ends.forEach((end, at) => {
    columns.set(
      at,
      refer(draft, table, {
        target: end.entity,
        role: roleOf(relationship, at),
        columns: end.columns,
        required: true,
        element: relationship.id,
        where,
        verb: relationship.verb,
        onDelete: relationship.onDelete ?? "cascade",
        onUpdate: relationship.onUpdate,
        deferrable: relationship.deferrable,
      }),
    );
  });
  addAttributes(draft, table, {
    attributes: relationship.attributes,
    owner: where,
    id: relationship.id,
    singular: table.singular,
  });
  if (!named) addJunctionKey(draft, table, relationship, columns);
  return mapped;
}

/** Named by `via`, or after the ends: `order_products`. */
function addJunction(draft: Draft, relationship: Relationship): DraftTable {
  const { naming } = draft.model;
  const { ends, verb, via } = relationship;
  const names = ends.map((end) => singularName(draft, { name: end.entity }));
  const styled = (words: readonly string[]): string => {
    const name = styledName(words.join("_"), naming);
    return naming.plural ? pluralOf(name) : name;
  };
  const wanted = via === undefined ? styled(names) : styled([via]);
  const [first, ...rest] = names;
  const name = claimTableName(draft, wanted, {
    where: relationshipPath(relationship),
    instead: styled([first!, verb, ...rest]),
  });
  return addTable(draft, {
    name,
    singular: via === undefined ? names.join("_") : singularName(draft, { name: via }),
    element: relationship.id,
    comment: relationship.description,
  });
}

/**
 * A combination occurs once. An end with a maximum of one is determined by the others, which then are the
 * key without it.
 */
function addJunctionKey(
  draft: Draft,
  table: DraftTable,
  { ends }: Relationship,
  columns: ReadonlyMap<number, readonly string[]>,
): void {
  const without = (at: number): readonly string[] =>
    ends.flatMap((_, other) => other === at ? [] : columns.get(other) ?? []);
  const [first, ...more] = ends.flatMap((end, at) => end.max === 1 ? [at] : []);
  setPrimaryKey(draft, table, without(first ?? -1));
  for (const at of more) {
    table.uniques.push({
      name: claimObjectName(draft, table, { columns: without(at), label: "key" }),
      columns: without(at),
    });
  }
}
