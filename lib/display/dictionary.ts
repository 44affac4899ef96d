import { type Displayable, displayable } from "../core/displayable.ts";
import { freeze } from "../core/freeze.ts";
import type { Attribute, Entity, Model, Sensitivity } from "../model/model.ts";
import { modelOf, type ModelSource } from "../model/model_builder.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { printTable, tableBundle } from "./table.ts";
import { typeLabel } from "./type_label.ts";

/** One attribute or column of a data dictionary. */
export interface DictionaryEntry {
  /** The entity or table that it belongs to. */
  readonly of: string;
  /** The attribute's or the column's name. */
  readonly name: string;
  /** Its type in a few words: `text(254)`, `new | paid`. */
  readonly type: string;
  /** Whether it may be empty. */
  readonly optional: boolean;
  /** What it means. */
  readonly description?: string;
  /** What its numbers count: `kg`. */
  readonly unit?: string;
  /** A value that it may have. */
  readonly example?: string;
  /** Who answers for it; the entity's owner where it has none of its own. */
  readonly owner?: string;
  /** How much harm a leak of its values would do. */
  readonly sensitivity?: Sensitivity;
  /** What its values must obey, each in a few words: `primary key`, `unique with role`. */
  readonly constraints: readonly string[];
}

/** Every attribute with what is known about it. */
export interface Dictionary extends Displayable {
  /** What it is the dictionary of. */
  readonly title: string;
  /** The attributes in the order of the subject. */
  readonly entries: readonly DictionaryEntry[];
}

/**
 * Makes the data dictionary of a model or a schema: every attribute or column with its description, type,
 * unit, example, owner, sensitivity and constraints.
 *
 * @param subject A model says all of it; a schema knows comments and constraints.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, dictionary, t } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Parcel", {
 *   id: t.bigint().key(),
 *   weight: t.numeric(8, 3).unit("kg").check("weight > 0").describe("With its packaging"),
 * });
 * const weight = dictionary(shop).entries[1];
 * assert.deepEqual(weight?.constraints, ["check weight > 0"]);
 * assert.equal(weight?.unit, "kg");
 * ```
 */
export function dictionary(subject: ModelSource | Schema): Dictionary {
  const value = "tables" in subject
    ? { title: "Data dictionary", entries: subject.tables.flatMap(tableEntries) }
    : modelDictionary(modelOf(subject));
  return displayable(freezeEntries(value), () => Promise.resolve(drawDictionary));
}

function freezeEntries(
  value: Omit<Dictionary, keyof Displayable>,
): Omit<Dictionary, keyof Displayable> {
  return { title: value.title, entries: freeze(value.entries) };
}

const COLUMNS = [
  { key: "of", label: "Of" },
  { key: "name", label: "Name" },
  { key: "type", label: "Type" },
  { key: "optional", label: "Optional" },
  { key: "description", label: "Description" },
  { key: "unit", label: "Unit" },
  { key: "example", label: "Example" },
  { key: "owner", label: "Owner" },
  { key: "sensitivity", label: "Sensitivity" },
  { key: "constraints", label: "Constraints" },
] as const;

function drawDictionary({ title, entries }: Omit<Dictionary, keyof Displayable>) {
  const rows = entries.map(({ constraints, ...entry }) => ({
    ...entry,
    constraints: constraints.join("; "),
  }));
  // A column that nobody filled says only that nobody filled it.
  const filled = COLUMNS.filter(({ key }) =>
    rows.some((row) => row[key] !== undefined && row[key] !== "")
  );
  return tableBundle(printTable({ caption: title, columns: filled, rows }, Infinity));
}

function modelDictionary(model: Model): Omit<Dictionary, keyof Displayable> {
  const entries = model.entities.flatMap((entity) =>
    entity.attributes.map((attribute) => attributeEntry(attribute, entity, model))
  );
  const own = model.relationships.flatMap(({ via, verb, attributes }) =>
    attributes.map((attribute) => describeAttribute(attribute, via ?? verb, {}, []))
  );
  return { title: `Data dictionary of ${model.name}`, entries: [...entries, ...own] };
}

function attributeEntry(attribute: Attribute, entity: Entity, model: Model): DictionaryEntry {
  const { name } = attribute;
  const keys = entity.keys.filter(({ parts }) => parts.includes(name)).map(({ primary, parts }) =>
    withOthers(primary ? "primary key" : "unique", name, parts)
  );
  const rules = model.rules.flatMap((rule) => {
    if (!("entity" in rule) || rule.entity !== entity.name) return [];
    if (rule.kind === "unique" && rule.parts.includes(name)) {
      const when = rule.when === undefined ? "" : ` where ${rule.when}`;
      return [`${withOthers("unique", name, rule.parts)}${when}`];
    }
    if (rule.kind === "exclusion" && [...rule.equal, rule.overlaps].flat().includes(name)) {
      return [`no overlap (${rule.name})`];
    }
    return rule.kind === "check" && new RegExp(`\\b${RegExp.escape(name)}\\b`).test(rule.sql)
      ? [`check ${rule.sql}`]
      : [];
  });
  const { type } = attribute;
  const domain = type.kind === "domain"
    ? model.domains.find((each) => each.name === type.name)?.check
    : undefined;
  return describeAttribute(attribute, entity.name, entity, [
    ...keys,
    ...(domain === undefined ? [] : [`domain check ${domain}`]),
    ...rules,
  ]);
}

function withOthers(what: string, name: string, parts: readonly string[]): string {
  const others = parts.filter((part) => part !== name);
  return others.length === 0 ? what : `${what} with ${others.join(", ")}`;
}

function describeAttribute(
  attribute: Attribute,
  of: string,
  { owner: entityOwner }: { readonly owner?: string },
  constraints: readonly string[],
): DictionaryEntry {
  const { name, type, optional, description, unit, example, sensitivity } = attribute;
  const { identity, default: initial, derived, check, multiValued } = attribute;
  const owner = attribute.owner ?? entityOwner;
  return {
    of,
    name,
    type: typeLabel(type),
    optional,
    ...(description === undefined ? {} : { description }),
    ...(unit === undefined ? {} : { unit }),
    ...(example === undefined ? {} : { example }),
    ...(owner === undefined ? {} : { owner }),
    ...(sensitivity === undefined ? {} : { sensitivity }),
    constraints: [
      ...constraints,
      ...(identity === undefined ? [] : ["numbered by the database"]),
      ...(multiValued ? ["several values"] : []),
      ...(initial === undefined ? [] : [`default ${initial}`]),
      ...(derived === undefined ? [] : [`derived as ${derived.sql}`]),
      ...(check === undefined ? [] : [`check ${check}`]),
    ],
  };
}

function tableEntries(table: Table): DictionaryEntry[] {
  return table.columns.map((column) => ({
    of: table.name,
    name: column.name,
    type: column.type,
    optional: column.nullable,
    ...(column.comment === undefined ? {} : { description: column.comment }),
    constraints: columnConstraints(column, table),
  }));
}

function columnConstraints(
  { name, default: initial, generated, identity }: Column,
  table: Table,
): string[] {
  const { primaryKey, uniques, foreignKeys, checks } = table;
  const mentions = new RegExp(`(?<![\\w"])"?${RegExp.escape(name)}"?(?![\\w"])`);
  return [
    ...(primaryKey?.columns.includes(name)
      ? [withOthers("primary key", name, primaryKey.columns)]
      : []),
    ...uniques.filter(({ columns }) => columns.includes(name)).map(({ columns }) =>
      withOthers("unique", name, columns)
    ),
    ...foreignKeys.filter(({ columns }) => columns.includes(name)).map(({ references, columns }) =>
      withOthers(
        `refers to ${references.name}.${references.columns[columns.indexOf(name)]}`,
        name,
        columns,
      )
    ),
    ...(identity ? ["numbered by the database"] : []),
    ...(initial === undefined ? [] : [`default ${initial}`]),
    ...(generated ? [`derived as ${generated.expression}`] : []),
    ...checks.filter(({ expression }) => mentions.test(expression)).map(({ expression }) =>
      `check ${expression}`
    ),
  ];
}
