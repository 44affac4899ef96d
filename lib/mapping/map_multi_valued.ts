import type { AttributeType } from "../model/attribute_type.ts";
import type { Attribute, Entity } from "../model/model.ts";
import { pluralOf, singularOf, styledName } from "../model/naming.ts";
import { addColumn, addTable, type Draft, type DraftTable, singularName } from "./draft.ts";
import { claimColumnName, claimTableName } from "./identifiers.ts";
import { addAttributes, isMultiValued } from "./map_attributes.ts";
import { refer } from "./refer.ts";
import { setPrimaryKey } from "./set_primary_key.ts";

/** Gives each multivalued attribute a table of its own: a row a value. */
export function mapMultiValued(draft: Draft): void {
  for (const entity of draft.model.entities) {
    for (const attribute of entity.attributes.filter(isMultiValued)) {
      addValueTable(draft, entity, attribute);
    }
  }
}

function addValueTable(draft: Draft, entity: Entity, attribute: Attribute): void {
  const { naming } = draft.model;
  const where = `${entity.name}.${attribute.name}`;
  const element = `${entity.id}.${attribute.id}`;
  const singular = `${singularName(draft, entity)}_${
    singularOf(styledName(attribute.name, naming))
  }`;
  const name = claimTableName(
    draft,
    attribute.column ?? (naming.plural ? pluralOf(singular) : singular),
    { where },
  );
  const table = addTable(draft, {
    name,
    singular,
    element,
    comment: attribute.description,
  });
  const owner = refer(draft, table, {
    target: entity.name,
    required: true,
    element,
    where,
    verb: "of",
    onDelete: "cascade",
  });
  const value = valueOf(attribute);
  addAttributes(draft, table, { attributes: [value], owner: where, id: entity.id, singular });
  const values = columnsNamed(table, `${where}.${value.name}`);
  setPrimaryKey(draft, table, [
    ...owner,
    ...(isKeyable(value.type) ? values : [addPosition(draft, table, { element, where })]),
  ]);
}

/** One of an attribute's values. */
function valueOf(attribute: Attribute): Attribute {
  const { multiValued, description: _, column: __, ...rest } = attribute;
  const type = !multiValued && attribute.type.kind === "array" ? attribute.type.of : attribute.type;
  return { ...rest, name: singularOf(attribute.name), type, optional: false };
}

function columnsNamed(table: DraftTable, path: string): readonly string[] {
  return table.attributes.get(path) ?? [];
}

/** Values of these types are too wide or too loosely equal to stand in an index. */
const NOT_KEYABLE: ReadonlySet<AttributeType["kind"]> = new Set([
  "bytes",
  "json",
  "tsvector",
  "composite",
  "array",
  "native",
]);

function isKeyable(type: AttributeType): boolean {
  return !NOT_KEYABLE.has(type.kind);
}

function addPosition(
  draft: Draft,
  table: DraftTable,
  { element, where }: { readonly element: string; readonly where: string },
): string {
  const name = claimColumnName(draft, table, "position", { where });
  addColumn(draft, table, { name, type: "integer", nullable: false }, element);
  return name;
}
