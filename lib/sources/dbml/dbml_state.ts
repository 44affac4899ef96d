import type {
  DeclaredColumn,
  DeclaredReference,
  DeclaredTable,
  NotCarried,
} from "../declared_schema.ts";
import type { SchemaToken, TokenReader } from "../schema_lexer.ts";

/** The same, to be filled. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A table with what is known only when the whole file is read. */
export interface OpenTable extends Mutable<DeclaredTable> {
  columns: DeclaredColumn[];
  uniques: (readonly string[])[];
  checks: { readonly name: string; readonly sql: string }[];
  alias?: string;
  /** The words of each column's type, for enumerations that are declared later. */
  types: string[];
  partials: SchemaToken[];
}

/** What was read of a file so far. */
export interface State {
  readonly tokens: TokenReader;
  readonly file: string;
  readonly tables: OpenTable[];
  readonly partials: Map<string, OpenTable>;
  readonly enums: Map<string, readonly string[]>;
  readonly references: DeclaredReference[];
  readonly notCarried: NotCarried[];
  name?: string;
  note?: string;
}
