// @ts-types="npm:@types/pluralize@0.0.33"
import pluralize from "pluralize";
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

function capitalize(word: string): string {
  return word.replace(/^./u, (letter) => letter.toUpperCase());
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

/**
 * The name of an entity's table, before names that are too long or taken twice are mended.
 *
 * @param entity The entity; its own `table` goes before the rule.
 * @param naming The model's naming rule.
 */
export function tableName(entity: Pick<Entity, "name" | "table">, naming: Naming): string {
  if (entity.table !== undefined) return entity.table;
  const styled = styledName(entity.name, naming);
  return naming.plural ? pluralOf(styled) : styled;
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
