import { compareText } from "../core/finding.ts";
import type { ForeignKey, QualifiedName, Schema, Table } from "../schema/schema.ts";
import type { Draft, DraftForeignKey, DraftTable } from "./draft.ts";

/** Puts a finished draft in the order in which the catalog is read. */
export function finishSchema(draft: Draft): Schema {
  return {
    engine: draft.model.engine,
    namespaces: [{ name: draft.namespace }],
    extensions: [...draft.extensions].sort(byName),
    types: [...draft.types].sort(byQualifiedName),
    sequences: [...draft.sequences].sort(byQualifiedName),
    tables: draft.tables.map(finishTable).sort(byQualifiedName),
    views: [],
    routines: [...draft.routines].sort(byQualifiedName),
    origins: draft.origins,
  };
}

function finishTable(table: DraftTable): Table {
  const { comment, primaryKey } = table;
  return {
    schema: table.schema,
    name: table.name,
    ...(comment === undefined ? {} : { comment }),
    columns: [...table.columns],
    ...(primaryKey ? { primaryKey } : {}),
    uniques: [...table.uniques].sort(byName),
    foreignKeys: table.foreignKeys.map(finishForeignKey).sort(byName),
    checks: [...table.checks].sort(byName),
    exclusions: [...table.exclusions].sort(byName),
    indexes: [...table.indexes].sort(byName),
    triggers: [...table.triggers].sort(byName),
    policies: [],
  };
}

function finishForeignKey(key: DraftForeignKey): ForeignKey {
  const { lookup: _, mayDefer: __, ...rest } = key;
  return rest;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}

function byQualifiedName(a: QualifiedName, b: QualifiedName): number {
  return compareText(a.schema, b.schema) || compareText(a.name, b.name);
}
