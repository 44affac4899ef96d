import { escapeMarkdown, markdownBlock } from "../core/escape.ts";
import { stripAnsi } from "./ansi.ts";
import type {
  CodeCell,
  DisplayOutput,
  Notebook,
  NotebookCell,
  Output,
  ResultOutput,
} from "./notebook.ts";
import { tagsOf } from "./notebook.ts";

/** How a notebook is written as Markdown. */
export interface NotebookToMarkdownOptions {
  /** Leaves the code out. */
  readonly noInput?: boolean;
  /** The folder of the pictures, relative to the file of the Markdown. Defaults to `notebook_files`. */
  readonly pictures?: string;
}

/** A picture that a text refers to. */
export interface PictureFile {
  /** In the folder of the pictures. */
  readonly name: string;
  /** The file's bytes. */
  readonly content: Uint8Array<ArrayBuffer>;
}

/** A notebook as Markdown. */
export interface MarkdownDocument {
  /** The text. */
  readonly markdown: string;
  /** The files that it refers to. */
  readonly pictures: readonly PictureFile[];
}

/**
 * Writes a notebook as Markdown, its pictures as files of their own: Markdown with pictures inside is
 * stripped of them by GitHub and others. HTML outputs are sanitized; the Markdown of cells is left as it is,
 * for whatever shows it to judge.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { notebookToMarkdown, parseNotebook } from "@groundplan/groundplan";
 *
 * const cell = { cell_type: "markdown", metadata: {}, source: "# Plan" };
 * const { markdown } = await notebookToMarkdown(parseNotebook(JSON.stringify(
 *   { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] },
 * )));
 * assert.equal(markdown, "# Plan\n");
 * ```
 */
export async function notebookToMarkdown(
  notebook: Notebook,
  options: NotebookToMarkdownOptions = {},
): Promise<MarkdownDocument> {
  const { sanitizeHtml } = await import("./sanitize_html.ts");
  const pictures: PictureFile[] = [];
  const folder = options.pictures ?? "notebook_files";
  const blocks = notebook.cells.flatMap((cell, at) =>
    tagsOf(cell).includes("remove-cell")
      ? []
      : cellBlocks(cell, { options, folder, pictures, sanitizeHtml, number: at + 1 })
  );
  return { markdown: blocks.filter((block) => block !== "").join("\n\n") + "\n", pictures };
}

interface Writing {
  readonly options: NotebookToMarkdownOptions;
  readonly folder: string;
  readonly pictures: PictureFile[];
  readonly sanitizeHtml: (html: string) => string;
  /** The cell's number, from 1. */
  readonly number: number;
}

function cellBlocks(cell: NotebookCell, writing: Writing): readonly string[] {
  if (cell.cell_type === "raw") return [];
  if (cell.cell_type === "markdown") return [withAttachments(cell, writing)];
  return codeBlocks(cell, writing);
}

function withAttachments(
  cell: Extract<NotebookCell, { cell_type: "markdown" }>,
  writing: Writing,
): string {
  let text = cell.source.trim();
  for (const [name, data] of Object.entries(cell.attachments ?? {})) {
    const [mime, content] = Object.entries(data)[0] ?? [];
    if (mime === undefined || typeof content !== "string") continue;
    const address = addPicture(pictureBytes(mime, content), { mime, writing });
    for (const written of [name, encodeURI(name)]) {
      text = text.replaceAll(`attachment:${written})`, `${address})`);
    }
  }
  return text;
}

function codeBlocks(cell: CodeCell, writing: Writing): readonly string[] {
  const tags = tagsOf(cell);
  const hideCode = writing.options.noInput || tags.includes("remove-input") ||
    cell.source.trim() === "";
  return [
    ...(hideCode ? [] : [markdownBlock(cell.source, "ts")]),
    ...(tags.includes("remove-output")
      ? []
      : cell.outputs.map((output) => outputBlock(output, writing))),
  ];
}

function outputBlock(output: Output, writing: Writing): string {
  switch (output.output_type) {
    case "stream":
      return textBlock(output.text);
    case "error":
      return `**${escapeMarkdown(output.ename)}**: ${escapeMarkdown(stripAnsi(output.evalue))}`;
    default:
      return shownBlock(output, writing);
  }
}

function textBlock(text: string): string {
  const plain = stripAnsi(text).replace(/\n+$/, "");
  return plain === "" ? "" : markdownBlock(plain, "text");
}

const PICTURES: Readonly<Record<string, string>> = {
  "image/svg+xml": "svg",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
};

/** A picture and its table, where there are both; otherwise the text. */
function shownBlock(output: DisplayOutput | ResultOutput, writing: Writing): string {
  const { data } = output;
  const blocks: string[] = [];
  const mime = Object.keys(PICTURES).find((mime) => typeof data[mime] === "string");
  if (mime !== undefined) {
    const address = addPicture(pictureBytes(mime, String(data[mime])), { mime, writing });
    blocks.push(`![${escapeMarkdown(altOf(output, writing))}](${address})`);
  }
  const markdown = data["text/markdown"];
  if (typeof markdown === "string") blocks.push(markdown.trim());
  if (blocks.length > 0) return blocks.join("\n\n");
  if (typeof data["text/plain"] === "string") return textBlock(data["text/plain"]);
  if (typeof data["text/html"] === "string") return writing.sanitizeHtml(data["text/html"]).trim();
  const json = data["application/json"];
  return json === undefined ? "" : markdownBlock(JSON.stringify(json, null, 2), "json");
}

function altOf({ metadata, data }: DisplayOutput | ResultOutput, { number }: Writing): string {
  const own = metadata["vscode_altText"];
  if (typeof own === "string") return own;
  const html = String(data["text/html"] ?? "");
  return /<img\b[^>]*\salt="([^"]*)"/.exec(html)?.[1]?.replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&") || `Picture of cell ${number}`;
}

function pictureBytes(mime: string, content: string): Uint8Array<ArrayBuffer> {
  if (mime === "image/svg+xml" && content.includes("<")) return new TextEncoder().encode(content);
  return Uint8Array.fromBase64(content.replace(/\s+/g, ""));
}

function addPicture(
  content: Uint8Array<ArrayBuffer>,
  { mime, writing }: { readonly mime: string; readonly writing: Writing },
): string {
  const { folder, number, pictures } = writing;
  const before = pictures.filter(({ name }) => name.startsWith(`cell_${number}_`)).length;
  const name = `cell_${number}_${before + 1}.${PICTURES[mime] ?? "bin"}`;
  pictures.push({ name, content });
  return `${encodeURI(folder)}/${name}`;
}
