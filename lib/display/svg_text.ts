import { escapeXml } from "../core/escape.ts";
import { STYLE } from "./style.ts";
import { textWidth } from "./text_width.ts";

/** How a line of text stands in a picture. */
export interface SvgTextOptions {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  /** In pixels. */
  readonly size: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly color?: string;
  /** A light edge around the letters, so that they can be read over a line. */
  readonly halo?: boolean;
}

/** Letters whose widths are known: a reader's other font is fitted to them. */
const KNOWN = /^[\u0020-\u007e]+$/;

/** A line of text as an SVG element. The text must be fit for one line already. */
export function svgText(content: string, options: SvgTextOptions): string {
  const { x, y, size, anchor = "start", bold, italic, underline, color = STYLE.ink } = options;
  const width = textWidth(content, options);
  const attributes = [
    `x="${round(x)}" y="${round(y)}" font-size="${size}"`,
    ...(anchor === "start" ? [] : [`text-anchor="${anchor}"`]),
    ...(bold ? [`font-weight="bold"`] : []),
    ...(italic ? [`font-style="italic"`] : []),
    ...(underline ? [`text-decoration="underline"`] : []),
    ...(KNOWN.test(content) && content.length > 3
      ? [`textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"`]
      : []),
  ].join(" ");
  const text = `${attributes} fill="${color}">${escapeXml(content)}</text>`;
  // A second text below, because not every program that draws SVG knows paint-order.
  const below = options.halo
    ? `<text aria-hidden="true" stroke="${STYLE.background}" stroke-width="3.5" stroke-linejoin="round" ${text}`
    : "";
  return `${below}<text ${text}`;
}

/** A coordinate to a tenth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
