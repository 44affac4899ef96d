import type { QualifiedName, Routine, Schema, Table, UserType } from "../../schema/schema.ts";
import { clipName, IDENTIFIER_BYTES } from "./identifiers.ts";
import { identifierOf, type Token, tokensOf } from "./tokens.ts";

/** An object that others may need before they can be made. */
export interface Definable {
  readonly kind: "type" | "sequence" | "routine" | "table" | "view";
  /** Its place in the list of its kind. */
  readonly at: number;
}

/** Finds the objects of a schema that a text of SQL mentions. */
export interface NameIndex {
  /** The objects that the text names with their namespace, in the order of their first mention. */
  mentions(sql: string): Definable[];
  /** The object of this name. */
  find(name: QualifiedName): Definable[];
}

/** Makes the index of all that a schema defines. */
export function indexNames(schema: Schema): NameIndex {
  const byName = new Map<string, Definable[]>();
  const add = (kind: Definable["kind"], named: readonly QualifiedName[]): void =>
    named.forEach((name, at) => {
      const key = keyOf(name);
      byName.set(key, [...byName.get(key) ?? [], { kind, at }]);
    });
  add("type", schema.types);
  add("sequence", schema.sequences);
  add("routine", schema.routines);
  add("table", schema.tables);
  add("view", schema.views);
  for (const [at, type] of schema.types.entries()) {
    if (type.kind !== "range") continue;
    const name = multirangeName(type.name, type.options);
    byName.set(keyOf({ schema: type.schema, name }), [{ kind: "type", at }]);
  }
  const find = (name: QualifiedName): Definable[] => byName.get(keyOf(name)) ?? [];
  return {
    find,
    mentions: (sql) => [...new Set(qualifiedNames(sql).flatMap(find))],
  };
}

function keyOf({ schema, name }: QualifiedName): string {
  return `${JSON.stringify(schema)}.${JSON.stringify(name)}`;
}

/**
 * The name of the multirange type that comes with a range type, as a client reads it: PostgreSQL cuts a long
 * name without `range` in it at a byte, in the middle of a character if it comes to that.
 *
 * Source: PostgreSQL 14 to 18, src/backend/catalog/pg_type.c, makeMultirangeTypeName().
 */
export function multirangeName(range: string, options?: string): string {
  const given = /MULTIRANGE_TYPE_NAME\s*=\s*(.+)$/i.exec(options ?? "")?.[1];
  if (given !== undefined) return qualifiedNames(given)[0]?.name ?? given;
  const at = range.indexOf("range");
  return at < 0
    ? `${cutBytes(range, IDENTIFIER_BYTES - 11)}_multirange`
    : clipName(`${range.slice(0, at)}multi${range.slice(at)}`);
}

function cutBytes(name: string, bytes: number): string {
  return new TextDecoder().decode(new TextEncoder().encode(name).slice(0, bytes));
}

/** The qualified names in a text, those inside short literals such as `'public.s'::regclass` too. */
export function qualifiedNames(sql: string): QualifiedName[] {
  const tokens = tokensOf(sql);
  return tokens.flatMap((token, at): QualifiedName[] => {
    if (token.kind === "string") {
      return token.text.startsWith("'") && token.text.includes(".")
        ? qualifiedNames(token.text.slice(1, -1).replaceAll("''", "'"))
        : [];
    }
    if (!isName(token) || tokens[at + 1]?.text !== "." || !isName(tokens[at + 2])) return [];
    return [{ schema: identifierOf(token), name: identifierOf(tokens[at + 2]!) }];
  });
}

function isName(token: Token | undefined): token is Token {
  return token?.kind === "word" || token?.kind === "quoted";
}

/** The objects that must be defined before an object can be. */
export function needsOf({ kind, at }: Definable, schema: Schema, names: NameIndex): Definable[] {
  switch (kind) {
    case "sequence":
      return [];
    case "type":
      return names.mentions(typeText(schema.types[at]!));
    case "routine":
      return names.mentions(signatureOf(schema.routines[at]!));
    case "view":
      return names.mentions(schema.views[at]!.query);
    case "table": {
      const table = schema.tables[at]!;
      return [
        ...(table.partitionOf ? names.find(table.partitionOf) : []),
        ...(table.inherits ?? []).flatMap(names.find),
        ...names.mentions(requiredText(table)),
      ].filter((needed) => needed.kind !== "table" || needed.at !== at);
    }
  }
}

/** The text of a type that is read when it is made; the checks of a domain can follow. */
function typeText(type: UserType): string {
  switch (type.kind) {
    case "enum":
      return "";
    case "domain":
      return `${type.type} ; ${type.default ?? ""}`;
    case "composite":
      return type.attributes.map((attribute) => attribute.type).join(" ; ");
    case "range":
      return `${type.subtype} ; ${type.options ?? ""}`;
  }
}

/** All text of a table that must find what it mentions when the table is made. */
function requiredText(table: Table): string {
  return [
    ...table.columns.flatMap((
      column,
    ) => [column.type, column.collation, column.generated?.expression]),
    ...table.exclusions.flatMap((exclusion) => [
      ...exclusion.elements.flatMap(({ expression, operator }) => [expression, operator]),
      exclusion.where,
    ]),
    ...table.partitioning?.keys ?? [],
  ].filter((text) => text !== undefined).join(" ; ");
}

/** The part of a routine's statement that is read when it is made: all but a body given as a string. */
function signatureOf(routine: Routine): string {
  const body = tokensOf(routine.definition).findLast(({ kind, text }) =>
    kind === "string" && text.startsWith("$")
  );
  if (body === undefined) return routine.definition;
  const { definition } = routine;
  return definition.slice(0, body.start) + definition.slice(body.start + body.text.length);
}

/** A routine's body where it is given as a string, which is read only when it runs. */
export function bodyOf(routine: Routine): string | undefined {
  const body = tokensOf(routine.definition).findLast(({ kind, text }) =>
    kind === "string" && text.startsWith("$")
  );
  return body?.text.replace(/^\$[^$]*\$|\$[^$]*\$$/g, "");
}
