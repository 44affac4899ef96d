import type { ModelBuilder } from "../../model/model_builder.ts";
import type {
  DeclaredReference,
  DeclaredSchema,
  DeclaredTable,
  NotCarried,
} from "../declared_schema.ts";

/** A file while it becomes a model. */
export interface Reading {
  readonly declared: DeclaredSchema;
  readonly file: string;
  readonly builder: ModelBuilder;
  readonly entities: ReadonlyMap<string, string>;
  readonly references: readonly Carried[];
  readonly problems: NotCarried[];
}

/** A reference that the model can say, with the names it gets there. */
export interface Carried {
  readonly reference: DeclaredReference;
  readonly from: DeclaredTable;
  readonly to: DeclaredTable;
  readonly role: string | undefined;
  /** How a key or a rule of the referring entity names it. */
  readonly part: string;
}

/** Whether lists hold the same names, in any order. */
export const sameNames = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((name) => right.includes(name));
