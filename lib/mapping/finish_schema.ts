import type { ForeignKey, Schema, Table } from "../schema/schema.ts";
import { sortSchema } from "../schema/sort_schema.ts";
import type { Draft, DraftForeignKey, DraftTable } from "./draft.ts";

/** Puts a finished draft in the order in which the catalog is read. */
export function finishSchema(draft: Draft): Schema {
  return sortSchema({
    engine: draft.model.engine,
    namespaces: [...usedNamespaces(draft)].map((name) => ({ name })),
    extensions: draft.extensions,
    types: draft.types,
    sequences: draft.sequences,
    tables: draft.tables.map(finishTable),
    views: [],
    routines: draft.routines,
    origins: draft.origins,
  });
}

function finishTable(table: DraftTable): Table {
  const { comment, primaryKey } = table;
  return {
    schema: table.schema,
    name: table.name,
    ...(comment === undefined ? {} : { comment }),
    columns: [...table.columns],
    ...(primaryKey ? { primaryKey } : {}),
    uniques: table.uniques,
    foreignKeys: table.foreignKeys.map(finishForeignKey),
    checks: table.checks,
    exclusions: table.exclusions,
    indexes: table.indexes,
    triggers: table.triggers,
    policies: [],
  };
}

function finishForeignKey(key: DraftForeignKey): ForeignKey {
  const { lookup: _, mayDefer: __, ...rest } = key;
  return rest;
}

function usedNamespaces(draft: Draft): ReadonlySet<string> {
  const { tables, types, sequences, routines } = draft;
  return new Set([...tables, ...types, ...sequences, ...routines].map(({ schema }) => schema));
}
