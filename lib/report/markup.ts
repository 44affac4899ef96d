import { escapeHtml } from "../core/escape.ts";

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
  if (typeof value !== "object") return escapeHtml(visible(String(value)));
  return BRAND in value ? value[BRAND] : value.map(print).join("");
}

// deno-lint-ignore no-control-regex -- HTML, section 13.2.3.5: control characters are parse errors
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** What turns the direction of text: with it, one name can be made to look like another. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

function visible(text: string): string {
  return text.toWellFormed().replace(CONTROLS, "\ufffd").replace(DIRECTIONS, "\ufffd");
}
