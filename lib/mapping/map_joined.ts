import type { Entity, Specialization } from "../model/model.ts";
import {
  addColumn,
  type Draft,
  type DraftTable,
  entityNamed,
  type KeyColumn,
  singularName,
  tablesOf,
} from "./draft.ts";
import { addConstant, addForeignKey } from "./foreign_key.ts";
import { homeSpecialization } from "./hierarchy.ts";
import { claimColumnName, claimObjectName } from "./identifiers.ts";
import { bringForward, setPrimaryKey } from "./set_primary_key.ts";

/** Gives a subtype with a table of its own the key of its supertype, which it refers to. */
export function inheritKey(draft: Draft, entity: Entity, home: Specialization): void {
  for (const table of tablesOf(draft, entity.name)) {
    const key = draft.keys.get(home.supertype) ?? [];
    const names = key.map(({ name, type }) => {
      const column = claimColumnName(draft, table, name, {
        where: entity.name,
        instead: `${singularName(draft, { name: home.supertype })}_${name}`,
      });
      addColumn(draft, table, { name: column, type, nullable: false }, home.id);
      return column;
    });
    bringForward(table, names);
    draft.keys.set(entity.name, setPrimaryKey(draft, table, names));
    referToSupertype(draft, table, { entity, specialization: home, columns: names, key });
  }
}

interface ReferToSupertype {
  readonly entity: Entity;
  readonly specialization: Specialization;
  readonly columns: readonly string[];
  readonly key: readonly KeyColumn[];
}

function referToSupertype(
  draft: Draft,
  table: DraftTable,
  { entity, specialization, columns, key }: ReferToSupertype,
): void {
  const member = draft.members.get(specialization.id)?.get(entity.name) ??
    draft.places.get(specialization.supertype)?.member;
  for (const target of tablesOf(draft, specialization.supertype)) {
    const constant = member && addConstant(draft, table, {
      wanted: member.column,
      member,
      nullable: false,
      element: specialization.id,
      where: entity.name,
    });
    addForeignKey(draft, table, {
      columns,
      key,
      constant,
      target,
      member,
      required: true,
      where: entity.name,
      onDelete: "cascade",
    });
  }
}

/** Lets a subtype that is named by more than one specialization refer to its further supertypes too. */
export function mapFurtherSupertypes(draft: Draft): void {
  for (const specialization of draft.model.specializations) {
    for (const name of specialization.subtypes) {
      const entity = entityNamed(draft, name);
      if (!entity || homeSpecialization(draft.model, name) === specialization) continue;
      for (const table of tablesOf(draft, name)) {
        addFurtherSupertype(draft, table, { entity, specialization });
      }
    }
  }
}

function addFurtherSupertype(
  draft: Draft,
  table: DraftTable,
  { entity, specialization }: Pick<ReferToSupertype, "entity" | "specialization">,
): void {
  const key = draft.keys.get(specialization.supertype) ?? [];
  const subtype = draft.places.get(entity.name)?.member;
  const columns = key.map(({ name, type }) => {
    const wanted = `${singularName(draft, { name: specialization.supertype })}_${name}`;
    const column = claimColumnName(draft, table, wanted, { where: entity.name });
    const nullable = subtype !== undefined;
    addColumn(draft, table, { name: column, type, nullable }, specialization.id);
    table.subtypes.get(entity.name)?.required.push(column);
    return column;
  });
  if (columns.length === 0) return;
  table.uniques.push({
    name: claimObjectName(draft, table, { columns, label: "key" }),
    columns,
  });
  referToSupertype(draft, table, { entity, specialization, columns, key });
}
