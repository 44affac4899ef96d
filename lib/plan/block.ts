/**
 * What a section of a plan is made of: plain data that a report draws as a page or as Markdown.
 *
 * @module
 */
import type { Figure } from "../core/figure.ts";
import type { Finding } from "../core/finding.ts";

/** A piece of running text. */
export type Inline =
  | string
  /** A name or an expression as it is written in code. */
  | { readonly code: string }
  | { readonly strong: string }
  /** A number that a reader can follow to its evidence. */
  | { readonly figure: Figure }
  /** A link to another section, by its id. */
  | { readonly section: string; readonly text: string };

/** Running text. */
export type Text = string | readonly Inline[];

/** A column of a table. */
export interface BlockColumn {
  /** Its heading; empty for none. */
  readonly name: string;
  /** Numbers stand at the right. Defaults to `left`. */
  readonly align?: "left" | "right";
}

/** A piece of a section. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: Text }
  | { readonly kind: "list"; readonly items: readonly Text[]; readonly ordered?: boolean }
  | {
    readonly kind: "table";
    readonly caption: string;
    readonly columns: readonly BlockColumn[];
    readonly rows: readonly (readonly Text[])[];
  }
  | {
    readonly kind: "code";
    readonly caption: string;
    readonly language: "sql" | "ts" | "text";
    readonly text: string;
  }
  | { readonly kind: "findings"; readonly findings: readonly Finding[]; readonly none: string }
  | PictureBlock;

/** A picture, by the name of the function that draws it and what it is drawn from. */
export interface PictureBlock {
  /** Tells it from other blocks. */
  readonly kind: "picture";
  /** The name of a picture that the report knows, such as `diagram`. */
  readonly picture: string;
  /** What the picture is drawn from. Defaults to the plan's model. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Stands under the picture. */
  readonly caption: string;
}

/** Any block of one kind. */
export type BlockOf<Kind extends Block["kind"]> = Extract<Block, { readonly kind: Kind }>;

/**
 * Running text with figures and code in it.
 *
 * @example `` text`Orders hold ${rows}, from ${{ code: "Order.rows" }}.` ``
 */
export function text(
  strings: TemplateStringsArray,
  ...values: readonly (Inline | Figure | number)[]
): readonly Inline[] {
  return strings.flatMap((string, index) => {
    const value = values[index];
    const piece = value === undefined ? [] : [inlineOf(value)];
    return [...(string === "" ? [] : [string]), ...piece];
  });
}

function inlineOf(value: Inline | Figure | number): Inline {
  if (typeof value === "number") return String(value);
  return typeof value === "object" && "evidence" in value ? { figure: value } : value;
}
