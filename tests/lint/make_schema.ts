import { bareTable } from "../../lib/schema/bare_table.ts";
import type { Column, ForeignKey, Index, Schema, Table } from "../../lib/schema/schema.ts";
import type { Attribute, Entity, Model } from "../../lib/model/model.ts";

/** A column from `"customer_id bigint null"` or from parts. */
export type ColumnWords = string | (Partial<Column> & { name: string });

export function column(words: ColumnWords): Column {
  if (typeof words !== "string") return { type: "text", nullable: false, ...words };
  const [, name, type, nullable] = /^(\S+) (.+?)( null)?$/.exec(words)!;
  return { name: name!, type: type!, nullable: nullable !== undefined };
}

export function table(
  name: string,
  columns: readonly ColumnWords[],
  rest: Partial<Table> = {},
): Table {
  return {
    ...bareTable({ schema: "public", name }, columns.map(column)),
    ...rest,
  };
}

export function key(...columns: string[]): { name: string; columns: string[] } {
  return { name: `${columns.join("_")}_key`, columns };
}

export function foreignKey(columns: string[], target: string, to: string[] = ["id"]): ForeignKey {
  return {
    name: `${columns.join("_")}_${target}_fkey`,
    columns,
    references: { schema: "public", name: target, columns: to },
  };
}

export function index(name: string, columns: string[], rest: Partial<Index> = {}): Index {
  return {
    name,
    method: "btree",
    unique: false,
    elements: columns.map((column) => ({ column })),
    ...rest,
  };
}

export function schema(...tables: Table[]): Schema {
  return {
    engine: "postgresql@18",
    namespaces: [{ name: "public" }],
    extensions: [],
    types: [],
    sequences: [],
    tables,
    views: [],
    routines: [],
  };
}

/** A model of entities whose ids are their names, for schemas whose origins say so. */
export function model(
  entities: readonly (Partial<Omit<Entity, "attributes">> & {
    name: string;
    attributes?: readonly (Partial<Attribute> & { name: string })[];
  })[],
  rest: Partial<Model> = {},
): Model {
  return {
    name: "shop",
    engine: "postgresql@18",
    naming: { style: "snake", plural: true, schema: "public" },
    entities: entities.map((entity) => ({
      id: entity.name,
      keys: [],
      volume: {},
      ...entity,
      attributes: (entity.attributes ?? []).map((attribute) => ({
        id: attribute.name,
        type: { kind: "text" },
        optional: false,
        ...attribute,
      })),
    })),
    relationships: [],
    specializations: [],
    domains: [],
    rules: [],
    patterns: [],
    decisions: [],
    ...rest,
  };
}
