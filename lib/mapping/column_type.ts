import { qualify, quoteIdentifier } from "../engines/postgresql/identifiers.ts";
import type { AttributeType, EnumType } from "../model/attribute_type.ts";
import { readNamespacedName, snakeCase } from "../model/naming.ts";
import type { Draft } from "./draft.ts";
import { pathOf } from "../schema/compare_schemas.ts";
import { claimName } from "./identifiers.ts";

/** Whose type is spelled: enumerations without a name are called after it. */
export interface TypeOwner {
  /** The path in the model: `Order.status`. */
  readonly where: string;
  readonly element: string;
  /** Words for the type's name: `["order", "status"]`. */
  readonly name: readonly string[];
}

type Spell<Type> = (type: Type, draft: Draft, owner: TypeOwner) => string;

/** How PostgreSQL's catalog spells each type of an attribute. */
const SPELLINGS: {
  readonly [Kind in AttributeType["kind"]]: Spell<Extract<AttributeType, { readonly kind: Kind }>>;
} = {
  boolean: () => "boolean",
  smallint: () => "smallint",
  integer: () => "integer",
  bigint: () => "bigint",
  real: () => "real",
  double: () => "double precision",
  uuid: () => "uuid",
  date: () => "date",
  time: () => "time without time zone",
  timestamp: () => "timestamp without time zone",
  timestamptz: () => "timestamp with time zone",
  interval: () => "interval",
  json: () => "jsonb",
  bytes: () => "bytea",
  inet: () => "inet",
  daterange: () => "daterange",
  tstzrange: () => "tstzrange",
  tsvector: () => "tsvector",
  text: ({ length }) => length === undefined ? "text" : `character varying(${length})`,
  numeric: ({ precision, scale }) =>
    precision === undefined ? "numeric" : `numeric(${precision},${scale ?? 0})`,
  enum: enumType,
  domain: ({ name }, draft) =>
    qualify({ schema: draft.namespace, name: draft.domains.get(name) ?? snakeCase(name) }),
  // Composite attributes become several columns; only an array of them comes here.
  composite: () => "jsonb",
  array: ({ of }, draft, owner) => `${columnType(draft, of, owner).replace(/(\[\])+$/, "")}[]`,
  native: ({ sql }) => sql,
};

/**
 * Spells the type of an attribute as the catalog would, and makes the enumeration it needs.
 *
 * @param draft The schema under construction.
 * @param type The attribute's type.
 * @param owner Whose type it is.
 */
export function columnType(draft: Draft, type: AttributeType, owner: TypeOwner): string {
  const spell = SPELLINGS[type.kind] as Spell<AttributeType>;
  return spell(type, draft, owner);
}

function enumType(type: EnumType, draft: Draft, owner: TypeOwner): string {
  const { schema, name: wanted } = readNamespacedName(
    type.name ?? owner.name.map(snakeCase).join("_"),
    draft.model.naming,
  );
  const same = draft.types.find((other) =>
    other.kind === "enum" && other.schema === schema && other.name === wanted &&
    JSON.stringify(other.labels) === JSON.stringify(type.values)
  );
  if (same) return qualify(same);
  const name = claimName(draft, wanted, {
    spaces: [`types of ${schema}`, `relations of ${schema}`],
    where: owner.where,
  });
  draft.types.push({ kind: "enum", schema, name, labels: [...type.values] });
  draft.origins[pathOf([schema, name])] = owner.element;
  return qualify({ schema, name });
}

/**
 * Writes text as a literal of a column's type, in the form in which the catalog prints it back.
 *
 * @param text The value.
 * @param type The column's type as the catalog spells it.
 */
export function typedLiteral(text: string, type: string): string {
  const literal = `'${text.replaceAll("'", "''")}'`;
  return `${literal}::${type.startsWith("character varying") ? "text" : type}`;
}

/** A column in an expression that compares it with a literal, as the catalog prints it back. */
export function comparable(column: string, type: string): string {
  const name = quoteIdentifier(column);
  return type.startsWith("character varying") ? `(${name})::text` : name;
}
