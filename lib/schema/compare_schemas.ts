import { compareText } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import type { Column, Schema, Table, View } from "./schema.ts";
import { sortSchema } from "./sort_schema.ts";

/** What an object of a schema is. */
export type SchemaObjectKind =
  | "engine"
  | "namespace"
  | "extension"
  | "type"
  | "sequence"
  | "table"
  | "column"
  | "primary key"
  | "unique"
  | "foreign key"
  | "check"
  | "exclusion"
  | "index"
  | "statistics"
  | "trigger"
  | "rule"
  | "policy"
  | "view"
  | "routine";

/** One object that two schemas do not have alike. */
export interface SchemaDifference {
  /** Tells it from the other kinds. */
  readonly kind: SchemaObjectKind;
  /** Where it is: `public.orders`, `public.orders.placed_at`. */
  readonly path: string;
  /** What became of it. */
  readonly change: "added" | "dropped" | "changed";
  /** The object in the first schema; absent where it was added. */
  readonly before?: unknown;
  /** The object in the second schema; absent where it was dropped. */
  readonly after?: unknown;
}

/** One object of a schema by itself. */
export interface SchemaObject {
  readonly kind: SchemaObjectKind;
  readonly path: string;
  readonly value: unknown;
}

/**
 * Compares two schemas object by object. Origins are not compared, nor the order of anything whose order
 * means nothing.
 *
 * @returns What differs, by path; nothing when the schemas are equal.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { compareSchemas, emptySchema } from "@groundplan/groundplan";
 *
 * const before = emptySchema();
 * const after = { ...before, namespaces: [{ name: "sales" }] };
 * assert.deepEqual(compareSchemas(before, after).map(({ change, path }) => `${change} ${path}`), [
 *   "added sales",
 * ]);
 * ```
 */
export function compareSchemas(before: Schema, after: Schema): readonly SchemaDifference[] {
  const old = index(before);
  const recent = index(after);
  const differences: SchemaDifference[] = [];
  for (const [key, { kind, path, value }] of old) {
    const other = recent.get(key);
    if (other === undefined) differences.push({ kind, path, change: "dropped", before: value });
    else if (stableText(value) !== stableText(other.value)) {
      differences.push({ kind, path, change: "changed", before: value, after: other.value });
    }
  }
  for (const [key, { kind, path, value }] of recent) {
    if (!old.has(key)) differences.push({ kind, path, change: "added", after: value });
  }
  return freeze(
    differences.sort((a, b) => compareText(a.path, b.path) || compareText(a.kind, b.kind)),
  );
}

/** Whether two schemas have the same objects, origins aside. */
export function equalSchemas(a: Schema, b: Schema): boolean {
  return compareSchemas(a, b).length === 0;
}

/** All objects of a schema, each with its path, in canonical order. */
export function listObjects(schema: Schema): readonly SchemaObject[] {
  const sorted = sortSchema(schema);
  return [
    { kind: "engine", path: "", value: sorted.engine },
    ...sorted.namespaces.map((value) => part("namespace", [value.name], value)),
    ...sorted.extensions.map((value) => part("extension", [value.name], value)),
    ...sorted.types.map((value) => part("type", [value.schema, value.name], value)),
    ...sorted.sequences.map((value) => part("sequence", [value.schema, value.name], value)),
    ...sorted.tables.flatMap(listTable),
    ...sorted.views.flatMap(listView),
    ...sorted.routines.map((value) => ({
      kind: "routine" as const,
      path: `${pathOf([value.schema, value.name])}(${value.arguments})`,
      value,
    })),
  ];
}

function index(schema: Schema): Map<string, SchemaObject> {
  return new Map(
    listObjects(schema).map((object) => [`${object.kind} ${object.path}`, object]),
  );
}

function listTable(table: Table): SchemaObject[] {
  const { columns, primaryKey, uniques, foreignKeys, checks, exclusions, ...rest } = table;
  const { indexes, statistics, triggers, rules, policies, ...own } = rest;
  const parts = listParts(table);
  return [
    part("table", [table.schema, table.name], { ...own, columns: columns.map(nameOf) }),
    ...parts("column", columns),
    ...parts("primary key", primaryKey ? [primaryKey] : []),
    ...parts("unique", uniques),
    ...parts("foreign key", foreignKeys),
    ...parts("check", checks),
    ...parts("exclusion", exclusions),
    ...parts("index", indexes),
    ...parts("trigger", triggers),
    ...parts("rule", rules ?? []),
    ...parts("policy", policies),
    ...(statistics ?? []).map((value) => part("statistics", [value.schema, value.name], value)),
  ];
}

function listView(view: View): SchemaObject[] {
  const { indexes, triggers, rules, ...own } = view;
  const parts = listParts(view);
  return [
    part("view", [view.schema, view.name], own),
    ...parts("index", indexes),
    ...parts("trigger", triggers ?? []),
    ...parts("rule", rules ?? []),
  ];
}

function listParts(of: Table | View) {
  return (kind: SchemaObjectKind, values: readonly { readonly name: string }[]): SchemaObject[] =>
    values.map((value) => part(kind, [of.schema, of.name, value.name], value));
}

function part(kind: SchemaObjectKind, names: readonly string[], value: unknown): SchemaObject {
  return { kind, path: pathOf(names), value };
}

/** A path of names, those quoted that hold a dot or a quote: `public.orders.placed_at`. */
export function pathOf(names: readonly string[]): string {
  return names.map((name) => /[."]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name).join(
    ".",
  );
}

function nameOf({ name }: Column): string {
  return name;
}

/** JSON with sorted keys, and without those that are undefined. */
function stableText(value: unknown): string {
  return JSON.stringify(
    value,
    (_, entry) =>
      typeof entry === "object" && entry !== null && !Array.isArray(entry)
        ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => compareText(a, b)))
        : entry,
  );
}
