import { escapeXml } from "../core/escape.ts";
import { STYLE } from "./style.ts";

/** What a whole picture says beside its shapes. */
export interface SvgDocumentOptions {
  readonly width: number;
  readonly height: number;
  /** What the picture shows and finds, in one sentence. */
  readonly alt: string;
}

/** Makes a whole SVG document, with its own background, for use as an image. */
export function svgDocument(content: string, { width, height, alt }: SvgDocumentOptions): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const label = escapeXml(alt);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" ` +
    `role="img" aria-label="${label}" font-family="${STYLE.fonts}">` +
    `<title>${label}</title><rect width="${w}" height="${h}" fill="${STYLE.background}"/>${content}</svg>\n`;
}
