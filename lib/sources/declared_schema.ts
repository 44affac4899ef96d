/**
 * Tables, columns and references as a schema language declares them, before they are a model.
 *
 * @module
 */
import type { AttributeType } from "../model/attribute_type.ts";
import type { OnDelete } from "../model/model.ts";

/** Where something was declared. */
export interface DeclaredPlace {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A column. */
export interface DeclaredColumn extends DeclaredPlace {
  /** Its name in the database. */
  readonly name: string;
  /** Its name in the model, where the file gives one. */
  readonly attribute?: string;
  readonly type: AttributeType;
  readonly optional: boolean;
  readonly identity?: boolean;
  /** SQL expression. */
  readonly default?: string;
  /** SQL condition. */
  readonly check?: string;
  readonly note?: string;
}

/** A table. */
export interface DeclaredTable extends DeclaredPlace {
  /** Its name in the database. */
  readonly name: string;
  readonly schema?: string;
  /** Its name in the model, where the file gives one. */
  readonly entity?: string;
  readonly note?: string;
  readonly group?: string;
  readonly columns: readonly DeclaredColumn[];
  readonly primaryKey: readonly string[];
  readonly uniques: readonly (readonly string[])[];
  readonly checks: readonly { readonly name: string; readonly sql: string }[];
}

/** One side of a reference. */
export interface DeclaredSide {
  /** The table's name in the database, with its schema if it has one. */
  readonly table: string;
  /** Empty for a many-to-many reference without columns. */
  readonly columns: readonly string[];
}

/** A reference between tables: `from` refers to `to`. */
export interface DeclaredReference extends DeclaredPlace {
  readonly verb?: string;
  readonly role?: string;
  readonly from: DeclaredSide;
  readonly to: DeclaredSide;
  readonly kind: "many-to-one" | "one-to-one" | "many-to-many";
  readonly onDelete?: OnDelete;
  readonly onUpdate?: OnDelete;
}

/** Something in a file that a model has no word for. */
export interface NotCarried extends DeclaredPlace {
  readonly what: string;
  readonly fix: string;
}

/** All that a file declares. */
export interface DeclaredSchema {
  readonly name?: string;
  readonly note?: string;
  readonly tables: readonly DeclaredTable[];
  readonly references: readonly DeclaredReference[];
  readonly notCarried: readonly NotCarried[];
}

/** The name by which references find a table. */
export function fullName({ schema, name }: Pick<DeclaredTable, "schema" | "name">): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
