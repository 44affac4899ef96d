import { hasFeature } from "../engines/postgresql/features.ts";
import type { CompositeType } from "../model/attribute_type.ts";
import type { Attribute, Entity } from "../model/model.ts";
import { columnName, snakeCase, styledName } from "../model/naming.ts";
import type { Column } from "../schema/schema.ts";
import { columnType, type TypeOwner } from "./column_type.ts";
import { addColumn, columnsOfAttribute, type Draft, type DraftTable } from "./draft.ts";
import { allOf, isNotNull, isNull } from "./expressions.ts";
import { claimColumnName, claimObjectName } from "./identifiers.ts";
import { withColumnNames } from "./sql_names.ts";

/** How attributes become columns of a table. */
export interface AddAttributesOptions {
  /** The entity or relationship that has them, as its path in the model. */
  readonly owner: string;
  /** Its id, which goes before those of its attributes. */
  readonly id: string;
  /** What a row of it is called: the names of its enumerations begin so. */
  readonly singular: string;
  /** The subtype whose rows alone use the columns. */
  readonly subtype?: string;
  /** Whether the columns may be empty whatever the attributes say. */
  readonly optional?: boolean;
}

/** Whether an attribute becomes a table of its own. */
export function isMultiValued(attribute: Attribute): boolean {
  return attribute.multiValued === true ||
    (attribute.type.kind === "array" && attribute.type.of.kind === "composite");
}

/** Makes columns of attributes: one each, several for a composite one, none for a multivalued one. */
export function addAttributes(
  draft: Draft,
  table: DraftTable,
  { attributes, ...options }: AddAttributesOptions & { readonly attributes: readonly Attribute[] },
): void {
  for (const attribute of attributes) {
    if (isMultiValued(attribute)) continue;
    const names = addAttribute(draft, table, { ...options, attribute });
    table.attributes.set(`${options.owner}.${attribute.name}`, names);
  }
}

interface AddAttribute extends AddAttributesOptions {
  readonly attribute: Attribute;
}

function addAttribute(draft: Draft, table: DraftTable, options: AddAttribute): readonly string[] {
  const { attribute, owner, singular, subtype } = options;
  const where = `${owner}.${attribute.name}`;
  const leaves = leavesOf(draft, attribute, {
    where,
    element: `${options.id}.${attribute.id}`,
    name: [singular, attribute.name],
  });
  const written = subtype === undefined ? attribute : ofSubtype(draft, attribute, where);
  const conditional = subtype !== undefined || options.optional === true;
  const names = leaves.map((leaf) => {
    const instead = subtype === undefined ? {} : { instead: `${snakeCase(subtype)}_${leaf.name}` };
    const name = claimColumnName(draft, table, leaf.name, { where, ...instead });
    const nullable = leaf.optional || conditional;
    addColumn(
      draft,
      table,
      columnOf(draft, written, { ...leaf, name, nullable, where }),
      `${options.id}.${attribute.id}`,
    );
    noteSubtypeColumn(table, subtype, name, leaf.optional);
    return name;
  });
  if (attribute.type.kind === "composite" && attribute.optional) {
    addAllOrNothing(draft, table, {
      required: names.filter((_, at) => !leaves[at]!.partOptional),
      optional: names.filter((_, at) => leaves[at]!.partOptional),
    });
  }
  if (attribute.check !== undefined) {
    table.checks.push({
      name: claimObjectName(draft, table, { columns: names.slice(0, 1), label: "check" }),
      expression: withColumnNames(
        attribute.check,
        new Map([["value", names[0]!], [attribute.name, names[0]!]]),
      ),
    });
  }
  return names;
}

/** A default would fill the column for rows of other subtypes, which must leave it empty. */
function ofSubtype(draft: Draft, attribute: Attribute, where: string): Attribute {
  const { default: value, identity, ...rest } = attribute;
  if (value === undefined && identity === undefined) return attribute;
  draft.findings.push({
    code: "default-of-subtype",
    severity: "warning",
    where,
    what: `${where} has no ${
      identity ? "numbering" : "default"
    } in the table that it shares with others.`,
    why: "PostgreSQL would fill the column for rows of the other subtypes too.",
    fix: "Give the value when a row is inserted, or map the specialization as joined.",
  });
  return rest;
}

function noteSubtypeColumn(
  table: DraftTable,
  subtype: string | undefined,
  name: string,
  optional: boolean,
): void {
  const group = subtype === undefined ? undefined : table.subtypes.get(subtype);
  if (group) (optional ? group.optional : group.required).push(name);
}

/** A column to be: an attribute, or a part of a composite one. */
interface Leaf {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** Optional within its composite attribute, whether or not that one is. */
  readonly partOptional: boolean;
}

function leavesOf(draft: Draft, attribute: Attribute, owner: TypeOwner): readonly Leaf[] {
  const { naming } = draft.model;
  const name = columnName(attribute, naming);
  if (attribute.type.kind !== "composite") {
    const type = columnType(draft, attribute.type, owner);
    return [{ name, type, optional: attribute.optional, partOptional: false }];
  }
  const flatten = (
    { parts }: CompositeType,
    prefix: string,
    { outer, inner }: { readonly outer: boolean; readonly inner: boolean },
  ): Leaf[] =>
    parts.flatMap((part) => {
      const path = `${prefix}_${styledName(part.name, naming)}`;
      const nested = { outer: outer || part.optional, inner: inner || part.optional };
      if (part.type.kind === "composite") return flatten(part.type, path, nested);
      const type = columnType(draft, part.type, { ...owner, name: [...owner.name, part.name] });
      return [{ name: path, type, optional: nested.outer, partOptional: nested.inner }];
    });
  return flatten(attribute.type, name, { outer: attribute.optional, inner: false });
}

interface ColumnOptions {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly where: string;
}

function columnOf(
  draft: Draft,
  attribute: Attribute,
  { name, type, nullable, where }: ColumnOptions,
): Column {
  const { identity, derived, description } = attribute;
  return {
    name,
    type,
    nullable: nullable && identity === undefined,
    ...(attribute.default === undefined ? {} : { default: attribute.default }),
    ...(identity === undefined ? {} : { identity: { mode: identity } }),
    ...(derived === undefined
      ? {}
      : { generated: { expression: derived.sql, stored: isStored(draft, derived, where) } }),
    ...(description === undefined ? {} : { comment: description }),
  };
}

function isStored(draft: Draft, derived: { readonly stored: boolean }, where: string): boolean {
  if (derived.stored || hasFeature(draft.version, "virtual-generated-columns")) {
    return derived.stored;
  }
  draft.decisions.push({
    about: where,
    choice: "stored",
    reason:
      `PostgreSQL ${draft.version} has no virtual generated columns; 18 is the first that has.`,
  });
  return true;
}

/** Columns that are filled together. */
export interface Together {
  /** All of them are filled, or none. */
  readonly required: readonly string[];
  /** May be filled where those are. */
  readonly optional: readonly string[];
}

/** Holds that columns are filled together: what is optional as a whole is there, or is not there. */
export function addAllOrNothing(
  draft: Draft,
  table: DraftTable,
  { required: [first, ...rest], optional }: Together,
): void {
  if (first === undefined || rest.length + optional.length === 0) return;
  table.checks.push({
    name: claimObjectName(draft, table, { columns: [first, ...rest, ...optional], label: "check" }),
    expression: allOf([
      ...rest.map((other) => `(${isNull(first)} = ${isNull(other)})`),
      ...optional.map((other) => `(${isNotNull(first)} OR ${isNull(other)})`),
    ]),
  });
}

/** Columns by the names that expressions of an entity may use for them. */
export function expressionColumns(
  table: DraftTable,
  entity: Entity,
): ReadonlyMap<string, string> {
  const columns = new Map(table.columns.map((column) => [column.name, column.name]));
  for (const attribute of entity.attributes) {
    const [column, ...more] = columnsOfAttribute(table, entity, attribute);
    if (column !== undefined && more.length === 0 && !columns.has(attribute.name)) {
      columns.set(attribute.name, column);
    }
  }
  return columns;
}
