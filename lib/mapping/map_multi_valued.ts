import type { AttributeType } from "../model/attribute_type.ts";
import { qualify, quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import { relationshipPath } from "../model/compare_models.ts";
import type { Attribute } from "../model/model.ts";
import { pluralOf, singularOf, styledName } from "../model/naming.ts";
import { addColumn, addTable, type Draft, type DraftTable, type Place } from "./draft.ts";
import { memberOf } from "./expressions.ts";
import { addConstant, addForeignKey } from "./foreign_key.ts";
import { claimColumnName, claimTableName } from "./identifiers.ts";
import { addAttributes, isMultiValued } from "./map_attributes.ts";
import { addOwnerRule } from "./owner_rule.ts";
import { setPrimaryKey } from "./set_primary_key.ts";

/** Gives each multivalued attribute a table of its own: a row a value. */
export function mapMultiValued(draft: Draft): void {
  const { entities, relationships } = draft.model;
  for (const { name, id, attributes } of entities) {
    const place = draft.places.get(name);
    for (const attribute of attributes.filter(isMultiValued)) {
      addValueTables(draft, attribute, { owner: name, id, ...(place ?? { tables: [] }) });
    }
  }
  for (const relationship of relationships) {
    const { id } = relationship;
    const owner = relationshipPath(relationship);
    const tables = draft.mapped.get(relationship)?.tables ?? [];
    for (const attribute of relationship.attributes.filter(isMultiValued)) {
      addValueTables(draft, attribute, { owner, id, tables });
    }
  }
}

interface ValueOwner extends Place {
  /** The path of the entity or relationship. */
  readonly owner: string;
  readonly id: string;
}

/** One table of values for each table that holds the owner's rows. */
function addValueTables(draft: Draft, attribute: Attribute, place: ValueOwner): void {
  for (const owner of place.tables) addValueTable(draft, owner, { ...place, attribute });
}

interface AddValueTable extends ValueOwner {
  readonly attribute: Attribute;
}

function addValueTable(draft: Draft, owner: DraftTable, options: AddValueTable): void {
  const { attribute, id } = options;
  const { naming } = draft.model;
  const where = `${options.owner}.${attribute.name}`;
  const element = `${id}.${attribute.id}`;
  const key = owner.primaryKey?.columns;
  if (!key) return;
  const singular = `${owner.singular}_${singularOf(styledName(attribute.name, naming))}`;
  const table = addTable(draft, {
    name: claimTableName(
      draft,
      attribute.column ?? (naming.plural ? pluralOf(singular) : singular),
      { where },
    ),
    singular,
    element,
    comment: attribute.description,
  });
  const columns = addOwner(draft, table, { ...options, key, target: owner, element, where });
  const value = valueOf(attribute);
  addAttributes(draft, table, { attributes: [value], owner: where, id, singular });
  const values = table.attributes.get(`${where}.${value.name}`) ?? [];
  setPrimaryKey(draft, table, [
    ...columns,
    ...(isKeyable(value.type) ? values : [addPosition(draft, table, { element, where })]),
  ]);
  if (!attribute.optional) {
    requireOne(draft, table, { ...options, target: owner, key, columns, where });
  }
}

interface AddOwner extends AddValueTable {
  readonly target: DraftTable;
  readonly key: readonly string[];
  readonly element: string;
  readonly where: string;
}

/** The columns that say whose values they are. */
function addOwner(draft: Draft, table: DraftTable, options: AddOwner): readonly string[] {
  const { target, key, element, where, member } = options;
  const keyColumns = key.map((name) => target.columns.find((column) => column.name === name)!);
  const columns = keyColumns.map(({ name, type }) => {
    const wanted = name.startsWith(`${target.singular}_`) ? name : `${target.singular}_${name}`;
    const claimed = claimColumnName(draft, table, wanted, { where });
    addColumn(draft, table, { name: claimed, type, nullable: false }, element);
    return claimed;
  });
  const constant = member && addConstant(draft, table, {
    wanted: `${target.singular}_kind`,
    member,
    nullable: false,
    element,
    where,
  });
  addForeignKey(draft, table, {
    columns,
    key: keyColumns,
    target,
    constant,
    member,
    required: true,
    where,
    onDelete: "cascade",
  });
  return columns;
}

/** An attribute that is not optional has at least one value. */
function requireOne(
  draft: Draft,
  table: DraftTable,
  { target, key, columns, where, member }: Omit<AddOwner, "element"> & {
    readonly columns: readonly string[];
  },
): void {
  const matches = columns.map((column, at) =>
    `held.${quoteIdentifier(column)} = owner.${quoteIdentifier(key[at]!)}`
  );
  addOwnerRule(draft, {
    name: `${table.name}_required`,
    where,
    message: `Each row has at least one value of ${where}`,
    owner: target,
    key,
    condition: member && memberOf("candidate", member),
    broken: `not exists (select from ${qualify(table)} held where ${matches.join(" and ")})`,
    watchOwner: true,
    watched: [{ table, columns, events: ["DELETE", "UPDATE"] }],
  });
}

/** One of an attribute's values. */
function valueOf(attribute: Attribute): Attribute {
  const { multiValued, description: _, column: __, ...rest } = attribute;
  const type = !multiValued && attribute.type.kind === "array" ? attribute.type.of : attribute.type;
  return { ...rest, name: singularOf(attribute.name), type, optional: false };
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
