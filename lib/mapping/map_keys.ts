import type { Entity, Relationship } from "../model/model.ts";
import { type Draft, type DraftTable, entityNamed, type KeyColumn, tablesOf } from "./draft.ts";
import { concreteAncestors, effectiveMapping, homeSpecialization } from "./hierarchy.ts";
import { chooseKey, type KeyChoice, keyDecision, primary } from "./key_choice.ts";
import { mapMany } from "./map_many.ts";
import { mapToOne } from "./map_to_one.ts";
import { isOneToOne, type ToOne, toOne } from "./orientation.ts";
import { inheritKey } from "./map_joined.ts";
import { shareNumbers } from "./share_numbers.ts";
import { addSurrogate, bringForward, claimKeyColumn, setPrimaryKey } from "./set_primary_key.ts";

/** Gives each entity its primary key: owners before what they identify, supertypes before subtypes. */
export function mapKeys(draft: Draft): void {
  const waiting = new Set(draft.model.entities);
  while (waiting.size > 0) {
    const ready = [...waiting].filter((entity) =>
      neededFor(draft, entity).every((name) => draft.keys.has(name))
    );
    if (ready.length === 0) breakCircle(draft, [...waiting][0]!);
    for (const entity of ready.length === 0 ? [...waiting].slice(0, 1) : ready) {
      mapKey(draft, entity);
      waiting.delete(entity);
    }
  }
}

function breakCircle(draft: Draft, entity: Entity): void {
  draft.findings.push({
    code: "circular-identification",
    severity: "error",
    where: entity.name,
    what: `${entity.name} is identified by what it identifies itself.`,
    why: "Each key would contain the other, without end.",
    fix: "Make one of the relationships of the circle non-identifying.",
  });
}

/** The entities whose keys must be known before an entity's own. */
function neededFor(draft: Draft, entity: Entity): readonly string[] {
  const owner = keyOwner(draft, entity);
  if (owner !== entity.name) return [owner];
  return [
    ...identifyingEdges(draft, entity).map(({ one }) => one.entity),
    ...junctionsOf(draft, entity).flatMap((one) => one.ends.map((end) => end.entity)),
  ].filter((name) => name !== entity.name && entityNamed(draft, name));
}

/** The entity whose key an entity shares: its supertype, or itself. */
function keyOwner(draft: Draft, entity: Entity): string {
  return homeSpecialization(draft.model, entity.name)?.supertype ?? entity.name;
}

/** The to-one relationships that are part of an entity's key. */
function identifyingEdges(draft: Draft, entity: Entity): readonly ToOne[] {
  const parts = primary(entity)?.parts ?? [];
  return (draft.edges.get(entity.name) ?? []).filter((edge) =>
    edge.relationship.identifying || parts.some((part) => isRole(edge, entity, part))
  );
}

/** Whether a part of a key means the end that a relationship refers to. */
function isRole(edge: ToOne, entity: Entity, part: string): boolean {
  if (entity.attributes.some((attribute) => attribute.name === part)) return false;
  const role = edge.one.role ?? edge.one.entity;
  return role.toLowerCase() === part.toLowerCase();
}

/** The relationships of many to many that an entity is the table of. */
function junctionsOf(draft: Draft, entity: Entity): readonly Relationship[] {
  return draft.model.relationships.filter((one) => one.via === entity.name && !toOne(one));
}

function mapKey(draft: Draft, entity: Entity): void {
  const home = homeSpecialization(draft.model, entity.name);
  if (home) {
    const key = draft.keys.get(home.supertype) ?? [];
    draft.keys.set(entity.name, key);
    if (effectiveMapping(draft.model, home) === "joined") inheritKey(draft, entity, home);
    return;
  }
  const owners = mapOwners(draft, entity);
  const tables = tablesOf(draft, entity.name);
  const usable = (parts: readonly string[]): boolean =>
    tables.every((table) =>
      parts.every((part) => columnsOfPart(draft, table, entity, part).length > 0)
    );
  const choice = chooseKey({ draft, entity, ...owners, usable });
  draft.decisions.push({
    about: keyDecision(entity),
    choice: choice.kind,
    reason: choice.reason,
  });
  const surrogate = choice.surrogate ? claimKeyColumn(draft, tables) : undefined;
  const keys = tables.map((table) =>
    addKey(draft, table, { entity, choice, owners: owners.identifying, surrogate })
  );
  draft.keys.set(entity.name, keys[0] ?? []);
  if (tables.length > 1) shareNumbers(draft, entity);
}

/** Maps what identifies an entity, and finds the columns that belong in its key without being named. */
function mapOwners(
  draft: Draft,
  entity: Entity,
): { readonly identifying: readonly string[]; readonly alone: boolean } {
  const parts = primary(entity)?.parts ?? [];
  const edges = identifyingEdges(draft, entity);
  const unnamed = edges.map((edge) => ({ edge, columns: columnsToOne(draft, edge) }))
    .filter(({ edge }) => !parts.some((part) => isRole(edge, entity, part)));
  const between = primary(entity) ? [] : junctionsOf(draft, entity)
    .flatMap((relationship) => [...mapMany(draft, relationship).columns.values()].flat());
  return {
    identifying: [...unnamed.flatMap(({ columns }) => columns), ...between],
    alone: between.length > 0 ||
      unnamed.length > 0 && unnamed.every(({ edge }) => isOneToOne(edge)),
  };
}

function columnsToOne(draft: Draft, edge: ToOne): readonly string[] {
  return mapToOne(draft, edge).columns.get(edge.oneAt) ?? [];
}

interface AddKeyOptions {
  readonly entity: Entity;
  readonly choice: KeyChoice;
  readonly owners: readonly string[];
  /** The name of the column that is made, the same in each table that holds the entity's rows. */
  readonly surrogate: string | undefined;
}

function addKey(draft: Draft, table: DraftTable, options: AddKeyOptions): readonly KeyColumn[] {
  const { entity, choice, owners, surrogate } = options;
  if (choice.kind === "none") return [];
  const parts = choice.parts.flatMap((part) => columnsOfPart(draft, table, entity, part));
  const names = [
    ...owners,
    ...(surrogate === undefined
      ? []
      : [addSurrogate(draft, table, { ...choice, name: surrogate })]),
    ...parts,
  ];
  bringForward(table, owners);
  return setPrimaryKey(draft, table, [...new Set(names)], primary(entity)?.name);
}

/** The columns of an attribute, or of the relationship whose role is named. */
export function columnsOfPart(
  draft: Draft,
  table: DraftTable,
  entity: Entity,
  part: string,
): readonly string[] {
  for (const owner of [entity.name, ...concreteAncestors(draft.model, entity.name)]) {
    const columns = table.attributes.get(`${owner}.${part}`);
    if (columns) return columns;
  }
  const edge = draft.edges.get(entity.name)?.find((one) => isRole(one, entity, part));
  if (edge) return draft.mapped.get(edge.relationship)?.columns.get(edge.oneAt) ?? [];
  for (const relationship of junctionsOf(draft, entity)) {
    const at = relationship.ends.findIndex((end) =>
      (end.role ?? end.entity).toLowerCase() === part.toLowerCase()
    );
    if (at >= 0) return draft.mapped.get(relationship)?.columns.get(at) ?? [];
  }
  return [];
}
