import type { Entity, Key } from "../model/model.ts";
import { type Draft, type DraftTable, tablesOf } from "./draft.ts";
import { hasKeyOver } from "./foreign_key.ts";
import { homeSpecialization } from "./hierarchy.ts";
import { claimConstraintName, claimObjectName } from "./identifiers.ts";
import { columnsOfPart } from "./map_keys.ts";
import { isOneToOne, toOne } from "./orientation.ts";

/** Makes unique constraints of candidate keys and of relationships of one to one. */
export function mapUniqueKeys(draft: Draft): void {
  for (const entity of draft.model.entities) {
    // A primary key is unique in itself; that of a weak entity is so together with its owner's only.
    const isSubtype = homeSpecialization(draft.model, entity.name) !== undefined;
    for (const key of entity.keys.filter((one) => !one.primary || isSubtype)) {
      for (const table of tablesOf(draft, entity.name)) addKey(draft, table, entity, key);
    }
  }
  for (const relationship of draft.model.relationships) {
    const edge = toOne(relationship);
    const mapped = draft.mapped.get(relationship);
    if (!edge || !isOneToOne(edge) || !mapped) continue;
    const columns = mapped.columns.get(edge.oneAt) ?? [];
    for (const table of mapped.tables) {
      const keys = table.foreignKeys.map((one) => one.lookup)
        .filter((lookup) => lookup.every((column) => columns.includes(column)));
      for (const lookup of keys) addUnique(draft, table, lookup);
    }
  }
}

function addKey(draft: Draft, table: DraftTable, entity: Entity, key: Key): void {
  const columns = key.parts.flatMap((part) => columnsOfPart(draft, table, entity, part));
  const name = key.primary ? undefined : key.name;
  if (columns.length > 0) addUnique(draft, table, columns, name);
}

function addUnique(
  draft: Draft,
  table: DraftTable,
  columns: readonly string[],
  name?: string,
): void {
  if (hasKeyOver(table, columns)) return;
  table.uniques.push({
    name: name === undefined
      ? claimObjectName(draft, table, { columns, label: "key" })
      : claimConstraintName(draft, table, { wanted: name, where: table.name, indexed: true }),
    columns: [...columns],
  });
}
