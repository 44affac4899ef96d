import type { MimeBundle } from "../core/displayable.ts";
import { escapeHtml } from "../core/escape.ts";

/** What a picture is made of. */
export interface Picture {
  /** A whole SVG document that says its namespace, its background and its ink. */
  readonly svg: string;
  /** The same facts for a terminal. */
  readonly text: string;
  /** The same facts as Markdown. */
  readonly markdown: string;
  /** What the picture shows and finds, in one sentence, for those who do not see it. */
  readonly alt: string;
  /** Stands under the picture. */
  readonly caption?: string;
}

/**
 * Puts a picture into the forms that survive everywhere: an `<img>` with a data address lives through
 * JupyterLab, nbconvert, VS Code and GitHub, which strip scripts, styles or inline SVG.
 *
 * @throws {TypeError} When the picture lacks its namespace or a text that says what it shows, or holds a
 * script or a style element.
 */
export function pictureBundle(picture: Picture): MimeBundle {
  checkPicture(picture);
  return {
    "text/plain": picture.text,
    "text/markdown": picture.markdown,
    "text/html": pictureHtml(picture),
    "image/svg+xml": picture.svg,
  };
}

/** A picture as an HTML figure. */
export function pictureHtml({ svg, alt, caption }: Omit<Picture, "text" | "markdown">): string {
  const width = /^<svg\b[^>]*?\swidth="([\d.]+)(?:px|pt)?"/.exec(svg)?.[1];
  const limit = width ? ` style="max-width:100%;height:auto" width="${Math.ceil(+width)}"` : "";
  const img = `<img alt="${escapeHtml(alt)}"${limit} src="data:image/svg+xml;base64,${
    base64(svg)
  }">`;
  return `<figure style="margin:0">${img}${
    caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : ""
  }</figure>`;
}

function checkPicture({ svg, alt }: Picture): void {
  if (alt.trim() === "") {
    throw new TypeError("Cannot show a picture: it lacks a text that says what it shows");
  }
  if (!/^<svg\b[^>]*\sxmlns="http:\/\/www\.w3\.org\/2000\/svg"/.test(svg)) {
    throw new TypeError("Cannot show a picture: its SVG does not start with <svg xmlns=…>");
  }
  const banned = /<(script|style|foreignObject)\b/i.exec(svg);
  if (banned) throw new TypeError(`Cannot show a picture: its SVG holds <${banned[1]}>`);
}

function base64(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}
