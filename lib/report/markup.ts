import { escapeHtml } from "../core/escape.ts";
import { visibleText } from "./visible_text.ts";

const BRAND = Symbol("markup");

/** Markup that is safe to print: only `markup` and `trustedMarkup` make it. */
export interface Markup {
  readonly [BRAND]: string;
}

/** What may stand in a template: text is escaped, markup and lists of it are not, nothing prints nothing. */
export type MarkupValue = string | number | Markup | undefined | false | readonly MarkupValue[];

/**
 * Writes markup in which every text is escaped, in content and in quoted attributes. Attributes must be
 * quoted, and no text may stand in a tag's name, a script or a style.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return trustedMarkup(
    strings.map((string, at) => string + (at < values.length ? print(values[at]) : "")).join(""),
  );
}

/** Takes markup as it stands: for constants of this program only. */
export function trustedMarkup(text: string): Markup {
  return Object.freeze({ [BRAND]: text });
}

/** The markup as text. */
export function printMarkup(safe: Markup): string {
  return safe[BRAND];
}

function print(value: MarkupValue): string {
  if (value === undefined || value === false) return "";
  if (typeof value !== "object") return escapeHtml(visibleText(String(value)));
  return BRAND in value ? value[BRAND] : value.map(print).join("");
}
