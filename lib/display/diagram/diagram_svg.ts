import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { svgDocument } from "../svg_document.ts";
import { round, svgText } from "../svg_text.ts";
import { textWidth } from "../text_width.ts";
import type { Size } from "./box_layout.ts";
import { drawingSvg } from "./drawing_svg.ts";
import { legendSvg } from "./legend.ts";
import type { PlacedDrawing } from "./place_drawing.ts";

/** What a picture says beside its shapes. */
export interface PageWords {
  /** Stands at the top, in bold. */
  readonly title: string;
  /** Stands under the title. */
  readonly subtitle: string;
  readonly alt: string;
}

const MARGIN = 20;
const HEAD = 66;
const LEAST_WIDTH = 460;

/** Draws one diagram with its title and the signs that it uses. */
export function diagramSvg(placed: PlacedDrawing, words: PageWords): string {
  const { drawing, detail, layout } = placed;
  return pageSvg(drawingSvg(placed), { ...words, size: layout, drawing, detail });
}

/** What stands around a picture's shapes. */
export interface PageOptions extends PageWords, Pick<PlacedDrawing, "drawing" | "detail"> {
  /** The size of the shapes. */
  readonly size: Size;
  /** How much larger than usual the words are. Defaults to 1. */
  readonly scale?: number;
}

/** Puts a title above a picture's shapes and the signs of a drawing under them. */
export function pageSvg(content: string, options: PageOptions): string {
  const { title, subtitle, alt, size, drawing, detail, scale = 1 } = options;
  const least = Math.max(LEAST_WIDTH, textWidth(subtitle, { size: 12 })) * scale;
  const width = Math.max(size.width, least);
  const margin = MARGIN * scale;
  const top = HEAD * scale;
  const bottom = top + size.height + 16 * scale;
  const legend = legendSvg(drawing, { detail, width: width / scale });
  const scaled = (x: number, y: number) =>
    `<g transform="translate(${round(x)} ${round(y)})${scale === 1 ? "" : ` scale(${scale})`}">`;
  const head = svgText(oneLine(title, 80), { x: 0, y: 32, size: 18, bold: true }) +
    svgText(subtitle, { x: 0, y: 51, size: 12, color: STYLE.dim });
  return svgDocument(
    `${scaled(margin, 0)}${head}</g>` +
      `<g transform="translate(${round((width - size.width) / 2 + margin)} ${
        round(top)
      })">${content}</g>` +
      `${scaled(margin, bottom)}${legend.svg}</g>`,
    { width: width + 2 * margin, height: bottom + (legend.height + MARGIN / 2) * scale, alt },
  );
}
