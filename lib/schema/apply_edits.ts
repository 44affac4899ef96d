import type { Edit } from "../core/edit.ts";
import { freeze } from "../core/freeze.ts";
import { didYouMean } from "../core/suggest.ts";
import { applyModelEdits } from "../model/apply_model_edits.ts";
import type { Model } from "../model/model.ts";
import { type ModelBuilder, modelOf } from "../model/model_builder.ts";
import { getColumn, getTable } from "./find_table.ts";
import type {
  CheckConstraint,
  Column,
  ForeignKey,
  Index,
  KeyConstraint,
  Partitioning,
  Routine,
  Schema,
  Table,
  Trigger,
  UniqueConstraint,
  View,
} from "./schema.ts";
import { sortSchema } from "./sort_schema.ts";

/** What each kind of edit of a schema carries. The target names a table, or what is dropped. */
export interface SchemaEditValues {
  /** A table, whole. */
  readonly "put-table": Table;
  /** Nothing: the table that the target names is dropped. */
  readonly "drop-table": undefined;
  /** A column of the table that the target names. */
  readonly "put-column": Column;
  /** Nothing: the column that the target names (`orders.total`) is dropped. */
  readonly "drop-column": undefined;
  /** An index on the table that the target names. */
  readonly "add-index": Index;
  /** Nothing: the index that the target names is dropped. */
  readonly "drop-index": undefined;
  /** The primary key of the table that the target names. */
  readonly "set-primary-key": KeyConstraint;
  /** A unique constraint. */
  readonly "add-unique": UniqueConstraint;
  /** A foreign key. */
  readonly "add-foreign-key": ForeignKey;
  /** A check constraint. */
  readonly "add-check": CheckConstraint;
  /** Nothing: the constraint that the target names (`orders.orders_total_check`) is dropped. */
  readonly "drop-constraint": undefined;
  /** How the table that the target names spreads its rows. */
  readonly "set-partitioning": Partitioning;
  /** A view, whole. */
  readonly "put-view": View;
  /** A function or a procedure, whole. */
  readonly "put-routine": Routine;
  /** A trigger of the table that the target names. */
  readonly "put-trigger": Trigger;
}

/** The kinds of edits of a schema. */
export type SchemaEditKind = keyof SchemaEditValues;

/** One change of a schema. */
export type SchemaEdit = {
  [Kind in SchemaEditKind]: Edit<Kind, SchemaEditValues[Kind]> & { readonly on: "schema" };
}[SchemaEditKind];

type Apply<Kind extends SchemaEditKind> = (
  schema: Schema,
  target: string,
  value: SchemaEditValues[Kind],
) => Schema;

const APPLY: { readonly [Kind in SchemaEditKind]: Apply<Kind> } = {
  "put-table": (schema, _, table) => ({
    ...schema,
    tables: put(schema.tables, table, (a) => `${a.schema}.${a.name}`),
  }),
  "drop-table"(schema, target) {
    const dropped = getTable(schema, target);
    return { ...schema, tables: schema.tables.filter((table) => table !== dropped) };
  },
  "put-column": onTable((table, column: Column) => ({ columns: put(table.columns, column) })),
  "drop-column"(schema, target) {
    const [owner, name] = splitPath(target);
    const column = getColumn(getTable(schema, owner), name);
    return changeTable(schema, owner, (table) => ({
      ...table,
      columns: table.columns.filter((other) => other.name !== column.name),
    }));
  },
  "add-index": onTable((table, index: Index) => ({ indexes: put(table.indexes, index) })),
  "drop-index"(schema, target) {
    const name = target.split(".").at(-1)!;
    const owner = schema.tables.find(({ indexes }) => indexes.some((index) => index.name === name));
    if (!owner) throw unknownPart(target, schema.tables.flatMap(({ indexes }) => indexes));
    return changeTable(schema, `${owner.schema}.${owner.name}`, (table) => ({
      ...table,
      indexes: table.indexes.filter((index) => index.name !== name),
    }));
  },
  "set-primary-key": onTable((_, primaryKey: KeyConstraint) => ({ primaryKey })),
  "add-unique": onTable((table, unique: UniqueConstraint) => ({
    uniques: put(table.uniques, unique),
  })),
  "add-foreign-key": onTable((table, key: ForeignKey) => ({
    foreignKeys: put(table.foreignKeys, key),
  })),
  "add-check": onTable((table, check: CheckConstraint) => ({ checks: put(table.checks, check) })),
  "drop-constraint"(schema, target) {
    const [owner, name] = splitPath(target);
    return changeTable(schema, owner, (table) => withoutConstraint(table, name));
  },
  "set-partitioning": onTable((_, partitioning: Partitioning) => ({ partitioning })),
  "put-view": (schema, _, view) => ({
    ...schema,
    views: put(schema.views, view, (a) => `${a.schema}.${a.name}`),
  }),
  "put-routine": (schema, _, routine) => ({
    ...schema,
    routines: put(schema.routines, routine, (a) => `${a.schema}.${a.name}(${a.arguments})`),
  }),
  "put-trigger": onTable((table, trigger: Trigger) => ({ triggers: put(table.triggers, trigger) })),
};

function put<T extends { readonly name: string }>(
  list: readonly T[],
  element: T,
  identity: (element: T) => string = ({ name }) => name,
): readonly T[] {
  const at = list.findIndex((other) => identity(other) === identity(element));
  return at < 0 ? [...list, element] : list.toSpliced(at, 1, element);
}

function onTable<Value>(change: (table: Table, value: Value) => Partial<Table>) {
  return (schema: Schema, target: string, value: Value): Schema =>
    changeTable(schema, target, (table) => ({ ...table, ...change(table, value) }));
}

function changeTable(
  schema: Schema,
  name: string,
  change: (table: Table) => Table,
): Schema {
  const changed = getTable(schema, name);
  return {
    ...schema,
    tables: schema.tables.map((table) => table === changed ? change(table) : table),
  };
}

function splitPath(path: string): readonly [owner: string, name: string] {
  const dot = path.lastIndexOf(".");
  return [path.slice(0, Math.max(0, dot)), path.slice(dot + 1)];
}

const CONSTRAINT_LISTS = ["uniques", "foreignKeys", "checks", "exclusions"] as const;

function withoutConstraint(table: Table, name: string): Table {
  const { primaryKey, ...rest } = table;
  if (primaryKey?.name === name) return rest;
  for (const list of CONSTRAINT_LISTS) {
    const constraints: readonly { readonly name: string }[] = table[list];
    if (!constraints.some((constraint) => constraint.name === name)) continue;
    return { ...table, [list]: constraints.filter((constraint) => constraint.name !== name) };
  }
  const known = [
    ...(primaryKey ? [primaryKey] : []),
    ...CONSTRAINT_LISTS.flatMap((list): readonly { readonly name: string }[] => table[list]),
  ];
  throw unknownPart(`${table.name}.${name}`, known);
}

function unknownPart(path: string, known: readonly { readonly name: string }[]): RangeError {
  const name = path.split(".").at(-1)!;
  return new RangeError(
    `Cannot find ${path}: there is none${didYouMean(name, known.map(({ name }) => name))}`,
  );
}

/**
 * A schema with edits applied, the first one first.
 *
 * @throws {TypeError} When an edit is of an unknown kind.
 * @throws {RangeError} When an edit speaks of what the schema does not have.
 */
export function applySchemaEdits(schema: Schema, edits: readonly Edit[]): Schema {
  const edited = edits.reduce((next, { on, kind, target, value }) => {
    const apply = Object.hasOwn(APPLY, kind) ? APPLY[kind as SchemaEditKind] : undefined;
    if (on !== "schema" || !apply) {
      throw new TypeError(
        `Cannot apply ${kind} to ${target}: it is no edit of a schema${
          didYouMean(kind, Object.keys(APPLY))
        }`,
      );
    }
    return (apply as (schema: Schema, target: string, value: unknown) => Schema)(
      next,
      target,
      value,
    );
  }, schema);
  return freeze(sortSchema(edited));
}

/**
 * A model or a schema with advice applied.
 *
 * @param subject A model, a builder (whose snapshot is taken) or a schema; it stays as it is.
 * @param edits The edits, the first one first.
 * @returns A new frozen model or schema.
 * @throws {TypeError} When an edit is not for such a subject.
 * @throws {RangeError} When an edit speaks of what the subject does not have.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { apply, defineModel, toSchema } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: "bigint identity key", placedAt: "timestamptz" });
 * const indexed = apply(toSchema(shop), [{
 *   on: "schema",
 *   kind: "add-index",
 *   target: "orders",
 *   value: { name: "orders_placed_at_idx", method: "btree", unique: false, elements: [{ column: "placed_at" }] },
 *   reason: "Orders are listed by time.",
 * }]);
 * assert.equal(indexed.tables[0]?.indexes.length, 1);
 * ```
 */
export function apply(subject: Model | ModelBuilder, edits: readonly Edit[]): Model;
/** A schema with advice applied. */
export function apply(subject: Schema, edits: readonly Edit[]): Schema;
export function apply(
  subject: Model | ModelBuilder | Schema,
  edits: readonly Edit[],
): Model | Schema {
  if ("tables" in subject) return applySchemaEdits(subject, edits);
  return applyModelEdits(modelOf(subject), edits);
}
