/**
 * What a database has: plain frozen data, spelled as the engine's own catalog spells it.
 *
 * Types, defaults and expressions are canonical text, the form in which the catalog prints them back
 * (`character varying(254)`, `(price > (0)::numeric)`), so that two schemas are compared as values.
 *
 * @module
 */
import type { Routine } from "./routine.ts";
import type { Sequence } from "./sequence.ts";
import type { Table } from "./table.ts";
import type { UserType } from "./user_type.ts";
import type { View } from "./view.ts";

export type * from "./constraints.ts";
export type * from "./index_definition.ts";
export type * from "./qualified_name.ts";
export type * from "./routine.ts";
export type * from "./sequence.ts";
export type * from "./table.ts";
export type * from "./user_type.ts";
export type * from "./view.ts";

/** A whole database: every object that its DDL makes. */
export interface Schema {
  /** Engine and major version, such as `"postgresql@18"`. */
  readonly engine: string;
  /** The namespaces that are not made by the engine itself, `public` included where it is used. */
  readonly namespaces: readonly Namespace[];
  /** The extensions that are installed. */
  readonly extensions: readonly Extension[];
  /** Enumerations, domains, composite and range types. */
  readonly types: readonly UserType[];
  /** Sequences that no identity column owns. */
  readonly sequences: readonly Sequence[];
  /** The tables. */
  readonly tables: readonly Table[];
  /** The views, materialized ones included. */
  readonly views: readonly View[];
  /** The functions and procedures. */
  readonly routines: readonly Routine[];
  /**
   * The model element that an object came from, by the object's path (`public.orders`,
   * `public.orders.placed_at`). The catalog does not know it and comparison ignores it.
   */
  readonly origins?: Readonly<Record<string, string>>;
}

/** A namespace, which SQL calls a schema. */
export interface Namespace {
  /** Its name. */
  readonly name: string;
  /** What the database says of it. */
  readonly comment?: string;
}

/** An installed extension. */
export interface Extension {
  /** Its name. */
  readonly name: string;
  /** The namespace that holds its objects. */
  readonly schema: string;
}
