import { pathOf } from "../schema/compare_schemas.ts";
import type { QualifiedName, Schema, Table } from "../schema/schema.ts";

/** The lists of a table whose objects stand for themselves, by what one of them is called. */
export const TABLE_PARTS = {
  column: "columns",
  unique: "uniques",
  "foreign key": "foreignKeys",
  check: "checks",
  exclusion: "exclusions",
  index: "indexes",
  trigger: "triggers",
} as const;

/** What an object on a table is called. */
export type TablePart = keyof typeof TABLE_PARTS;

/** The lists of a schema, by what one of their objects is called. */
export const SCHEMA_PARTS = {
  namespace: "namespaces",
  extension: "extensions",
  type: "types",
  sequence: "sequences",
  view: "views",
  routine: "routines",
} as const;

/** What an object of a schema is called. */
export type SchemaPart = keyof typeof SCHEMA_PARTS;

/** The path of a table: `public.orders`. */
export function tablePath({ schema, name }: QualifiedName): string {
  return pathOf([schema, name]);
}

/** The path of an object of a schema. */
export function partPath(
  object: { readonly name: string; readonly schema?: string; readonly arguments?: string },
  kind: SchemaPart,
): string {
  const names = kind === "namespace" || kind === "extension" ? [object.name] : [
    object.schema!,
    object.name,
  ];
  return pathOf(names) + (kind === "routine" ? `(${object.arguments})` : "");
}

/** A table without the objects that stand for themselves; the order of its columns by name. */
export function ownProperties(table: Table): Readonly<Record<string, unknown>> {
  const { columns, primaryKey: _, uniques: _u, foreignKeys: _f, checks: _c, ...rest } = table;
  const { exclusions: _e, indexes: _i, triggers: _t, ...own } = rest;
  return { ...own, columns: columns.map(({ name }) => name) };
}

/** All objects of a schema by kind and path, such as `index public.orders.by_date`. */
export function partsOf(schema: Schema, whole: ReadonlySet<Table>): ReadonlyMap<string, unknown> {
  const parts = new Map<string, unknown>();
  for (const [kind, list] of Object.entries(SCHEMA_PARTS) as [SchemaPart, keyof Schema][]) {
    for (const object of schema[list] as unknown as readonly { readonly name: string }[]) {
      parts.set(`${kind} ${partPath(object, kind)}`, object);
    }
  }
  for (const table of schema.tables) {
    const path = tablePath(table);
    if (whole.has(table)) {
      parts.set(`table ${path}`, table);
      continue;
    }
    parts.set(`table ${path}`, ownProperties(table));
    if (table.primaryKey) parts.set(`primary key ${path}`, table.primaryKey);
    for (const [kind, list] of Object.entries(TABLE_PARTS) as [TablePart, keyof Table][]) {
      for (const object of table[list] as unknown as readonly { readonly name: string }[]) {
        parts.set(`${kind} ${path}.${pathOf([object.name])}`, object);
      }
    }
  }
  return parts;
}
