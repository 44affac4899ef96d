import type { QualifiedName } from "./qualified_name.ts";

/** A function or a procedure. */
export interface Routine extends QualifiedName {
  /** Tells it from the other kinds. */
  readonly kind: "function" | "procedure" | "aggregate";
  /** The types that tell overloads apart, as the catalog prints them. */
  readonly arguments: string;
  /** The whole statement as the catalog prints it. */
  readonly definition: string;
  /** The language that it is written in. */
  readonly language: string;
  /** What the database says of it. */
  readonly comment?: string;
}
