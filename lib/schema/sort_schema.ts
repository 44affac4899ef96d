import { compareText } from "../core/finding.ts";
import type { QualifiedName, Routine, Schema, Table, UserType, View } from "./schema.ts";

/**
 * Puts a schema in canonical order: objects by name, the parts of a table by name too. Columns, labels and
 * other lists whose order means something keep it. The same schema gives the same bytes.
 */
export function sortSchema(schema: Schema): Schema {
  return {
    ...schema,
    namespaces: [...schema.namespaces].sort(byName),
    extensions: [...schema.extensions].sort(byName),
    types: [...schema.types].sort(byQualifiedName).map(sortType),
    sequences: [...schema.sequences].sort(byQualifiedName),
    tables: [...schema.tables].sort(byQualifiedName).map(sortTable),
    views: [...schema.views].sort(byQualifiedName).map(sortView),
    routines: [...schema.routines].sort(byRoutine),
  };
}

function sortType(type: UserType): UserType {
  return type.kind === "domain" ? { ...type, checks: [...type.checks].sort(byName) } : type;
}

function sortTable(table: Table): Table {
  return {
    ...table,
    uniques: [...table.uniques].sort(byName),
    foreignKeys: [...table.foreignKeys].sort(byName),
    checks: [...table.checks].sort(byName),
    exclusions: [...table.exclusions].sort(byName),
    indexes: [...table.indexes].sort(byName),
    triggers: [...table.triggers].sort(byName),
    policies: [...table.policies].sort(byName)
      .map((policy) => ({ ...policy, roles: [...policy.roles].sort(compareText) })),
    ...(table.statistics ? { statistics: [...table.statistics].sort(byQualifiedName) } : {}),
    ...(table.rules ? { rules: [...table.rules].sort(byName) } : {}),
  };
}

function sortView(view: View): View {
  return {
    ...view,
    indexes: [...view.indexes].sort(byName),
    ...(view.triggers ? { triggers: [...view.triggers].sort(byName) } : {}),
    ...(view.rules ? { rules: [...view.rules].sort(byName) } : {}),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}

function byQualifiedName(a: QualifiedName, b: QualifiedName): number {
  return compareText(a.schema, b.schema) || compareText(a.name, b.name);
}

function byRoutine(a: Routine, b: Routine): number {
  return byQualifiedName(a, b) || compareText(a.arguments, b.arguments);
}
