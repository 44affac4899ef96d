// @ts-types="npm:@types/pluralize@0.0.33"
import pluralize from "pluralize";
import { capitalize } from "../core/capitalize.ts";
import type { Attribute, Entity, Naming } from "./model.ts";

/**
 * Splits a name into its words: at capital letters, and at whatever is neither letter nor digit.
 *
 * @param name Such as `placedAt`, `HTTPServer`, `Order line` or `user_id`.
 * @returns The words in lower case; empty when the name holds no letter and no digit.
 */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** Writes a name in snake case: `placedAt` becomes `placed_at`. A name without letters stays as it is. */
export function snakeCase(name: string): string {
  return wordsOf(name).join("_") || name;
}

/** Writes a name in camel case, as attributes are named: `placed_at` becomes `placedAt`. */
export function camelCase(name: string): string {
  const [first, ...rest] = wordsOf(name);
  return first === undefined ? name : first + rest.map(capitalize).join("");
}

/** Writes a name in Pascal case, as entities are named: `order_line` becomes `OrderLine`. */
export function pascalCase(name: string): string {
  return wordsOf(name).map(capitalize).join("") || name;
}

/** The plural of a name's last word: `order_line` becomes `order_lines`. */
export function pluralOf(name: string): string {
  return inLastWord(name, (word) => pluralize.plural(word));
}

/** The singular of a name's last word: `order_lines` becomes `order_line`. */
export function singularOf(name: string): string {
  return inLastWord(name, (word) => pluralize.singular(word));
}

function inLastWord(name: string, change: (word: string) => string): string {
  return name.replace(/\p{Lu}?\p{Ll}+$/u, change);
}

/** A name in the style of the naming rule. */
export function styledName(name: string, naming: Naming): string {
  return naming.style === "snake" ? snakeCase(name) : name;
}

/** A name with the namespace that it is in. */
export interface NamespacedName {
  readonly schema: string;
  readonly name: string;
}

/**
 * The name of an entity's table, before names that are too long or taken twice are mended.
 *
 * @param entity The entity; its own `table` goes before the rule, and may begin with a namespace.
 * @param naming The model's naming rule.
 */
export function tableName(
  entity: Pick<Entity, "name" | "table">,
  naming: Naming,
): NamespacedName {
  if (entity.table !== undefined) return readNamespacedName(entity.table, naming);
  const styled = styledName(entity.name, naming);
  return { schema: naming.schema, name: naming.plural ? pluralOf(styled) : styled };
}

const PART = String.raw`"(?:[^"]|"")+"|[^".]+`;
const NAMESPACED = new RegExp(`^(?:(${PART})\\.)?(${PART})$`, "su");

/**
 * Reads a name that may begin with its namespace: `orders`, `sales.orders`, `"dotted.name"`. Text that is
 * no such name is taken as it is.
 */
export function readNamespacedName(text: string, naming: Naming): NamespacedName {
  const match = NAMESPACED.exec(text);
  const plain = (part: string): string =>
    part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part;
  if (!match) return { schema: naming.schema, name: text };
  return { schema: plain(match[1] ?? naming.schema), name: plain(match[2]!) };
}

/** Writes a name so that `readNamespacedName()` reads it back, without the namespace of the rule. */
export function writeNamespacedName({ schema, name }: NamespacedName, naming: Naming): string {
  const quoted = (part: string): string =>
    /[".]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part;
  return schema === naming.schema ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/**
 * The name of an attribute's column, before names that are too long or taken twice are mended.
 *
 * @param attribute The attribute; its own `column` goes before the rule.
 * @param naming The model's naming rule.
 */
export function columnName(
  attribute: Pick<Attribute, "name" | "column">,
  naming: Naming,
): string {
  return attribute.column ?? styledName(attribute.name, naming);
}
