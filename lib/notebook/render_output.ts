import { escapeHtml } from "../core/escape.ts";
import { ansiToHtml, stripAnsi } from "./ansi.ts";
import { highlightCode } from "./highlight_code.ts";
import type {
  DisplayOutput,
  ErrorOutput,
  JsonValue,
  Output,
  ResultOutput,
  StreamOutput,
} from "./notebook.ts";
import { renderMarkdown } from "./render_markdown.ts";
import { sanitizeHtml, svgAsPicture } from "./sanitize_html.ts";

/** How an output is rendered. */
export interface RenderOutputOptions {
  /** What a picture is called that has no text of its own. */
  readonly alt: string;
  /** Gives a picture that is referred to by a relative address as a `data:` address. */
  readonly readPicture?: (address: string) => string | undefined;
}

type Shown = DisplayOutput | ResultOutput;
type RenderData = (
  value: JsonValue,
  options: RenderOutputOptions & { readonly output: Shown; readonly mime: string },
) => string;

/** How each kind of data is rendered, the fullest first; the first that gives anything is taken. */
const RENDERERS: readonly (readonly [mime: string, RenderData])[] = [
  [
    "text/html",
    (value, { output, alt, readPicture }) => {
      const html = sanitizeHtml(String(value), {
        alt: altOf(output, { mime: "text/html", alt }),
        ...(readPicture ? { readPicture } : {}),
      });
      return hasContent(html) ? scroll(html, "rich") : "";
    },
  ],
  [
    "image/svg+xml",
    (value, { output, mime, alt }) => {
      const svg = String(value).replace(/^[^]*?(?=<svg[\s\/>])/i, "");
      return /^<svg[\s\/>]/i.test(svg)
        ? scroll(svgAsPicture(svg, altOf(output, { mime, alt })), "rich")
        : "";
    },
  ],
  ...["image/png", "image/jpeg", "image/gif", "image/webp"].map((mime) =>
    [mime, renderBitmap] as const
  ),
  [
    "text/markdown",
    (value, { readPicture }) =>
      scroll(renderMarkdown(String(value), readPicture ? { readPicture } : {}).html, "rich"),
  ],
  ["text/latex", (value) => plain(String(value))],
  [
    "application/json",
    (value) =>
      block(
        `<code class="hljs">${highlightCode(JSON.stringify(value, null, 2), "json")}</code>`,
        "text",
      ),
  ],
  ["text/plain", (value) => plain(String(value))],
];

/** Renders an output as HTML that runs and loads nothing, whatever the output holds. */
export function renderOutput(output: Output, options: RenderOutputOptions): string {
  switch (output.output_type) {
    case "stream":
      return renderStream(output);
    case "error":
      return renderError(output);
    case "display_data":
    case "execute_result":
      return renderShown(output, options);
  }
}

function renderShown(output: Shown, options: RenderOutputOptions): string {
  for (const [mime, render] of RENDERERS) {
    const value = output.data[mime];
    const html = value === undefined ? "" : render(value, { ...options, output, mime });
    if (html !== "") return html;
  }
  const kinds = Object.keys(output.data).map(escapeHtml).join(", ");
  if (kinds === "") return "";
  return `<p class="note">An output of the kind ${kinds} needs a script to be seen, and this page runs none.</p>`;
}

function renderStream({ name, text }: StreamOutput): string {
  if (text === "") return "";
  return block(ansiToHtml(text), name === "stderr" ? "text stderr" : "text");
}

function renderError({ ename, evalue, traceback }: ErrorOutput): string {
  const stack = traceback.filter((line) => stripAnsi(line).trim() !== "").join("\n");
  const details = stack === ""
    ? ""
    : `<details><summary>Where it happened</summary>${block(ansiToHtml(stack), "text")}</details>`;
  const message = ansiToHtml(evalue);
  return `<div class="error"><p><strong>${
    escapeHtml(stripAnsi(ename))
  }</strong>: ${message}</p>${details}</div>`;
}

function renderBitmap(
  value: JsonValue,
  { output, mime, alt }: RenderOutputOptions & { readonly output: Shown; readonly mime: string },
): string {
  const base64 = String(value).replace(/\s+/g, "");
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(base64)) return "";
  const size = ["width", "height"].map((side) => {
    const pixels = Number(metadataOf(output, mime)[side]);
    return pixels > 0 ? ` ${side}="${pixels}"` : "";
  }).join("");
  const name = escapeHtml(altOf(output, { mime, alt }));
  return scroll(`<img src="data:${mime};base64,${base64}" alt="${name}"${size}>`, "rich");
}

/** The text of a picture: VS Code's field, or the fuller bundles' own. */
function altOf(
  output: Shown,
  { mime, alt }: { readonly mime: string; readonly alt: string },
): string {
  const own = output.metadata["vscode_altText"] ?? metadataOf(output, mime)["alt"];
  if (typeof own === "string" && own !== "") return own;
  const text = output.data["text/plain"];
  const line = typeof text === "string" ? stripAnsi(text).trim().split("\n")[0]! : "";
  // What a runtime prints of an object says nothing of its picture.
  return line === "" || /^[[{<]|^\w*(?:Element|Object)?\s*[{[(]/.test(line) ? alt : line;
}

function metadataOf(output: Shown, mime: string): Readonly<Record<string, JsonValue>> {
  const own = output.metadata[mime];
  return typeof own === "object" && own !== null && !Array.isArray(own)
    ? own as Record<string, JsonValue>
    : {};
}

function hasContent(html: string): boolean {
  return /<(?:img|hr|meter|progress)\b/.test(html) || html.replace(/<[^>]*>/g, "").trim() !== "";
}

function plain(text: string): string {
  return text === "" ? "" : block(ansiToHtml(text), "text");
}

// What may be wider than the page is scrolled, by keyboard, too.
function block(html: string, kind: string): string {
  return `<pre class="${kind}" tabindex="0">${html}</pre>`;
}

function scroll(html: string, kind: string): string {
  return `<div class="${kind}" tabindex="0">${html}</div>`;
}
