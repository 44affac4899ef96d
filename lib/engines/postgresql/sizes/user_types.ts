import type { Schema } from "../../../schema/schema.ts";

/** A column's type, with domains resolved. */
export interface BaseType {
  /** The base type as the catalog prints it, or the enumeration's name. */
  readonly type: string;
  /** The labels of an enumeration. */
  readonly labels?: readonly string[];
}

/**
 * What a type is made of: the type under a domain, the labels of an enumeration.
 *
 * @param type As the catalog prints it, such as `public.email`.
 */
export function baseType(schema: Pick<Schema, "types">, type: string): BaseType {
  const found = schema.types.find((known) =>
    type === `${known.schema}.${known.name}` || type === known.name ||
    type === `${known.schema}."${known.name}"` || type === `"${known.name}"`
  );
  if (found?.kind === "domain") return baseType(schema, found.type);
  if (found?.kind === "enum") return { type, labels: found.labels };
  return { type };
}

/** What {@linkcode storageOfType} asks for types that are not PostgreSQL's own. */
export function resolveIn(schema: Pick<Schema, "types">): (name: string) => string | undefined {
  return (name) => {
    const base = baseType(schema, name);
    return base.labels ? "enum" : base.type === name ? undefined : base.type;
  };
}
