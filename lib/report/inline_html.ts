import type { Figure } from "../core/figure.ts";
import { formatQuantity } from "../display/format_figure.ts";
import type { BlockOf, Inline, Text } from "../plan/block.ts";
import type { EvidenceNotes } from "./evidence.ts";
import { type Markup, markup, type MarkupValue } from "./markup.ts";
import type { DrawnPicture } from "./pictures.ts";

/** What a page is made with. */
export interface HtmlContext {
  readonly notes: EvidenceNotes;
  /** The picture of a block, drawn before. */
  readonly pictureOf: (block: BlockOf<"picture">) => DrawnPicture;
}

/** Running text as markup. */
export function inline(text: Text, context: HtmlContext): Markup {
  const pieces: readonly Inline[] = typeof text === "string" ? [text] : text;
  return markup`${pieces.map((piece) => inlinePiece(piece, context))}`;
}

function inlinePiece(piece: Inline, context: HtmlContext): MarkupValue {
  if (typeof piece === "string") return piece;
  if ("code" in piece) return markup`<code>${piece.code}</code>`;
  if ("strong" in piece) return markup`<strong>${piece.strong}</strong>`;
  if ("figure" in piece) return figureHtml(piece.figure, context);
  return markup`<a href="#${context.notes.id(`section-${piece.section}`)}">${piece.text}</a>`;
}

/** A figure with its tag and the number of its evidence, which it links to. */
export function figureHtml(figure: Figure, { notes }: HtmlContext): Markup {
  const { number, first } = notes.note(figure);
  const id = first && markup` id="${notes.id(`r${number}`)}"`;
  const label = `${figure.tag}; evidence ${number}`;
  const link = markup`<sup><a href="#${
    notes.id(`e${number}`)
  }" aria-label="${label}">${number}</a></sup>`;
  return markup`<span class="figure ${figure.tag}"${id}>${
    formatQuantity(figure.value, figure.unit)
  }${link}</span>`;
}
