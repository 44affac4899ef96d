import { makeObjectName } from "../engines/postgresql/identifiers.ts";
import type {
  Attribute,
  Decision,
  Entity,
  Key,
  OnDelete,
  Relationship,
  RelationshipEnd,
  Rule,
} from "../model/model.ts";
import { relationshipPath } from "../model/compare_models.ts";
import {
  camelCase,
  columnName,
  singularOf,
  styledName,
  tableName,
  writeNamespacedName,
} from "../model/naming.ts";
import type { Column, Table } from "../schema/schema.ts";
import { keyDecision } from "./key_choice.ts";
import { isJunction, junctionName } from "./recognize_junction.ts";
import { type NamedTable, partsOf } from "./named_table.ts";
import { recognizeReferences, type Reference } from "./recognize_references.ts";
import { recognizeRules } from "./recognize_rules.ts";
import { recognizeType } from "./recognize_type.ts";
import { distinctName, entityOf, type Survey } from "./survey.ts";

/** What one table says of the model. */
export interface RecognizedTable {
  readonly entity?: Entity;
  readonly relationships: readonly Relationship[];
  readonly rules: readonly Rule[];
  readonly decisions: readonly Decision[];
}

/** Makes of a table what it means: an entity with its relationships, or a relationship alone. */
export function recognizeTable(survey: Survey, table: Table): RecognizedTable {
  const entity = entityOf(survey, table)!;
  const names = attributeNames(table);
  const references = recognizeReferences(survey, table, (column) => names.get(column)!);
  const implied = new Set(references.flatMap((one) => [...one.implied]));
  const named: NamedTable = { table, entity, references, names, implied };
  const between = isJunction(survey, named);
  const via = between ? junctionName(survey, named) : undefined;
  if (between && via !== undefined) {
    return { relationships: [junction(survey, named, via)], rules: [], decisions: [] };
  }
  const { rules, attributeChecks } = recognizeRules(survey, named);
  return {
    entity: recognizeEntity(survey, named, { between, attributeChecks }),
    relationships: between
      ? [
        junction(survey, { ...named, names: new Map() }, { name: entity }),
        ...references.filter((one) => !orderedByKey(named, references).includes(one))
          .map((one) => relationshipOf(named, one)),
      ]
      : references.map((one) => relationshipOf(named, one)),
    rules,
    decisions: table.primaryKey ? [] : [{
      about: keyDecision({ name: entity }),
      choice: "none",
      reason: `The imported table ${table.name} has no primary key.`,
    }],
  };
}

/** The names of attributes: no two alike, and none that an expression could take for something else. */
function attributeNames(table: Table): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(table.columns.map(({ name }) => {
    const camel = camelCase(name);
    const isSafe = camel === name || camel !== camel.toLowerCase();
    return [name, distinctName(isSafe ? camel : name, taken)];
  }));
}

interface EntityOptions {
  /** Whether the entity is the table of a relationship of many to many. */
  readonly between: boolean;
  /** The conditions on single columns. */
  readonly attributeChecks: ReadonlyMap<string, string>;
}

function recognizeEntity(
  survey: Survey,
  named: NamedTable,
  { between, attributeChecks }: EntityOptions,
): Entity {
  const { table, entity, implied } = named;
  const usual = tableName({ name: entity }, survey.naming);
  const isUsual = usual.schema === table.schema && usual.name === table.name;
  const own = table.columns.filter(({ name }) => !implied.has(name));
  return {
    id: entity,
    name: entity,
    ...(isUsual ? {} : { table: writeNamespacedName(table, survey.naming) }),
    ...described(table.comment),
    attributes: own.map((column) =>
      recognizeAttribute(survey, named, { column, check: attributeChecks.get(column.name) })
    ),
    keys: [
      ...(between ? [] : primaryKeys(named)),
      ...table.uniques.flatMap((unique) => uniqueKeys(named, unique)),
    ],
    volume: {},
  };
}

function described(comment: string | undefined): { readonly description?: string } {
  return comment === undefined ? {} : { description: comment };
}

function recognizeAttribute(
  survey: Survey,
  { entity, names }: NamedTable,
  { column, check }: { readonly column: Column; readonly check: string | undefined },
): Attribute {
  const name = names.get(column.name)!;
  const singular = singularOf(styledName(entity, survey.naming));
  const { default: value, identity, generated } = column;
  return {
    id: name,
    name,
    ...(columnName({ name }, survey.naming) === column.name ? {} : { column: column.name }),
    type: recognizeType(survey, column.type, [singular, name]),
    optional: column.nullable,
    ...(value === undefined ? {} : { default: value }),
    ...(identity ? { identity: identity.mode } : {}),
    ...(generated ? { derived: { sql: generated.expression, stored: generated.stored } } : {}),
    ...(check === undefined ? {} : { check }),
    ...described(column.comment),
  };
}

/** The primary key without what its owners give it. */
function primaryKeys(named: NamedTable): readonly Key[] {
  const { table } = named;
  const key = table.primaryKey;
  if (!key) return [];
  const owners = owning(named);
  const parts = partsOf(named, key.columns);
  if (!parts) return [];
  const own = owners.length === 1 && leads(key.columns, owners[0]!) ? parts.slice(1) : parts;
  if (own.length === 0) return [];
  const usual = key.name === makeObjectName(table.name, undefined, "pkey");
  return [{ ...(usual ? {} : { name: key.name }), primary: true, parts: own }];
}

function uniqueKeys(named: NamedTable, unique: Table["uniques"][number]): readonly Key[] {
  const { table } = named;
  const parts = unique.withoutOverlaps ? undefined : partsOf(named, unique.columns);
  if (!parts) return [];
  const usual = unique.name === makeObjectName(table.name, unique.columns.join("_"), "key");
  return [{ ...(usual ? {} : { name: unique.name }), primary: false, parts }];
}

/** The references that identify a row together with its own part: all their columns are in the key. */
function owning({ table, references }: NamedTable): readonly Reference[] {
  const key = table.primaryKey?.columns ?? [];
  return references.filter(({ key: { columns }, implied }) =>
    columns.every((column) => key.includes(column) && implied.has(column))
  );
}

function leads(columns: readonly string[], { key }: Reference): boolean {
  return key.columns.every((column, at) => columns[at] === column);
}

function relationshipOf(named: NamedTable, reference: Reference): Relationship {
  const { table, entity } = named;
  const { key, target, role, columns } = reference;
  const optional = key.columns.every((name) =>
    table.columns.find((column) => column.name === name)?.nullable
  );
  const identifying = owning(named).includes(reference);
  const alone = [table.primaryKey, ...table.uniques].some((one) =>
    one !== undefined && one.columns.length === key.columns.length &&
    key.columns.every((column) => one.columns.includes(column))
  );
  const ends: readonly RelationshipEnd[] = [
    {
      entity: target,
      ...(role === undefined ? {} : { role }),
      min: optional ? 0 : 1,
      max: 1,
      ...(columns === undefined ? {} : { columns }),
    },
    { entity, min: 0, max: alone ? 1 : "*" },
  ];
  return {
    id: relationshipPath({ verb: VERB, ends }),
    verb: VERB,
    ends,
    ...described(key.comment),
    ...(identifying ? { identifying } : {}),
    attributes: [],
    ...actions(key, { byDefault: identifying ? "cascade" : "no action" }),
    ...(key.deferrable ? { deferrable: true } : {}),
  };
}

/** A schema does not say what a relationship means. */
const VERB = "has";

function actions(
  { onDelete = "no action", onUpdate }: Table["foreignKeys"][number],
  { byDefault }: { readonly byDefault: OnDelete },
): Pick<Relationship, "onDelete" | "onUpdate"> {
  return {
    ...(onDelete === byDefault ? {} : { onDelete }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
  };
}

/** A table whose key is made of references: the relationship between what they refer to. */
function junction(
  survey: Survey,
  named: NamedTable,
  via: { readonly name?: string },
): Relationship {
  const { table, references, implied, names } = named;
  const inKey = orderedByKey(named, references);
  const ends = inKey.map(({ target, role, columns }): RelationshipEnd => ({
    entity: target,
    ...(role === undefined ? {} : { role }),
    min: 0,
    max: "*",
    ...(columns === undefined ? {} : { columns }),
  }));
  const own = table.columns.filter(({ name }) => !implied.has(name) && names.has(name));
  const [{ key }] = inKey as [Reference];
  const id = relationshipPath({ verb: VERB, ends });
  return {
    id,
    verb: VERB,
    ends,
    ...(names.size > 0 ? described(table.comment) : {}),
    ...(via.name === undefined ? {} : { via: via.name }),
    attributes: own.map((column) =>
      recognizeAttribute(survey, named, { column, check: undefined })
    ),
    ...actions(key, { byDefault: "cascade" }),
    ...(key.deferrable ? { deferrable: true } : {}),
  };
}

function orderedByKey(
  { table }: NamedTable,
  references: readonly Reference[],
): readonly Reference[] {
  const key = table.primaryKey?.columns ?? [];
  return references.filter((one) => key.includes(one.key.columns[0]!))
    .toSorted((a, b) => key.indexOf(a.key.columns[0]!) - key.indexOf(b.key.columns[0]!));
}
