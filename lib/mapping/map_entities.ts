import type { Entity } from "../model/model.ts";
import { tableName } from "../model/naming.ts";
import {
  addTable,
  type Draft,
  type DraftTable,
  entityNamed,
  type Member,
  type Place,
  singularName,
} from "./draft.ts";
import {
  concreteAncestors,
  effectiveMapping,
  hasTable,
  homeSpecialization,
  specializationsOf,
} from "./hierarchy.ts";
import { claimTableName } from "./identifiers.ts";
import { addAttributes } from "./map_attributes.ts";
import { addMembers } from "./subtype_members.ts";

/** Gives each entity its table, with a column for each attribute, and finds where its rows are. */
export function mapEntities(draft: Draft): void {
  const { model } = draft;
  for (const entity of model.entities) {
    if (hasTable(model, entity)) addEntityTable(draft, entity);
  }
  for (const entity of model.entities) placeOf(draft, entity);
}

function addEntityTable(draft: Draft, entity: Entity): void {
  const { schema, name: wanted } = tableName(entity, draft.model.naming);
  const table = addTable(draft, {
    schema,
    name: claimTableName(draft, wanted, { schema, where: entity.name }),
    singular: singularName(draft, entity),
    element: entity.id,
    comment: entity.description,
  });
  draft.places.set(entity.name, { tables: [table] });
  for (const ancestor of concreteAncestors(draft.model, entity.name)) {
    addLayer(draft, table, ancestor);
  }
  addLayer(draft, table, entity.name);
}

/** Adds the attributes of an entity whose rows are in a table, and those of its subtypes there. */
function addLayer(draft: Draft, table: DraftTable, name: string, subtype?: string): void {
  const entity = entityNamed(draft, name);
  if (!entity) return;
  addAttributes(draft, table, {
    attributes: entity.attributes,
    owner: entity.name,
    id: entity.id,
    singular: singularName(draft, entity),
    ...(subtype === undefined ? {} : { subtype }),
  });
  for (const specialization of specializationsOf(draft.model, name, "single")) {
    const members = addMembers(draft, table, {
      specialization,
      ...(subtype === undefined ? {} : { within: subtype }),
    });
    addSubtypeLayers(draft, table, members);
  }
  for (const specialization of specializationsOf(draft.model, name, "joined")) {
    if (!specialization.disjoint) continue;
    const within = subtype === undefined ? {} : { within: subtype };
    draft.members.set(specialization.id, addMembers(draft, table, { specialization, ...within }));
  }
}

function addSubtypeLayers(
  draft: Draft,
  table: DraftTable,
  members: ReadonlyMap<string, Member>,
): void {
  for (const [name, member] of members) {
    if (table.subtypes.has(name)) continue;
    table.subtypes.set(name, { member, required: [], optional: [] });
    addLayer(draft, table, name, name);
  }
}

/** Where the rows of an entity are. */
function placeOf(draft: Draft, entity: Entity): Place {
  const known = draft.places.get(entity.name);
  if (known && specializationsOf(draft.model, entity.name, "concrete").length === 0) return known;
  const place = findPlace(draft, entity, known?.tables ?? []);
  draft.places.set(entity.name, place);
  return place;
}

function findPlace(draft: Draft, entity: Entity, own: readonly DraftTable[]): Place {
  const home = homeSpecialization(draft.model, entity.name);
  if (home && effectiveMapping(draft.model, home) === "single") {
    const supertype = entityNamed(draft, home.supertype);
    const tables = supertype ? placeOf(draft, supertype).tables : [];
    const member = tables[0]?.subtypes.get(entity.name)?.member;
    return { tables, ...(member ? { member } : {}) };
  }
  const below = specializationsOf(draft.model, entity.name, "concrete")
    .flatMap((one) => one.subtypes)
    .flatMap((name) => {
      const subtype = entityNamed(draft, name);
      return subtype ? placeOf(draft, subtype).tables : [];
    });
  return { tables: [...new Set([...own, ...below])] };
}
