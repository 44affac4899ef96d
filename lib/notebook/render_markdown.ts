import MarkdownIt from "markdown-it";
import { highlightCode } from "./highlight_code.ts";
import type { Attachments } from "./notebook.ts";
import { sanitizeHtml, toBase64 } from "./sanitize_html.ts";

/** A heading, for a table of contents. */
export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  /** Without markup. */
  readonly text: string;
  readonly id: string;
}

/** How Markdown is rendered. */
export interface RenderMarkdownOptions {
  /** Ids that are taken; those of new headings are added. */
  readonly ids?: Set<string>;
  /** Pictures that are referred to as `attachment:NAME`. */
  readonly attachments?: Attachments;
  /** Gives a picture that is referred to by a relative address as a `data:` address. */
  readonly readPicture?: (address: string) => string | undefined;
}

/** Markdown as HTML. */
export interface RenderedMarkdown {
  /** Sanitized. */
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** Renders CommonMark with tables, the HTML in it sanitized. Headings get the ids that Jupyter gives them. */
export function renderMarkdown(
  markdown: string,
  options: RenderMarkdownOptions = {},
): RenderedMarkdown {
  const { ids = new Set(), attachments = {}, readPicture } = options;
  const renderer = new MarkdownIt({ html: true, highlight: highlightCode });
  // The sanitizer decides about addresses, for Markdown and HTML alike.
  renderer.validateLink = () => true;
  const tokens = renderer.parse(markdown, {});
  const headings: Heading[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type !== "heading_open") continue;
    const text = textOf(tokens[at + 1]?.children ?? []);
    const id = newId(text, ids);
    token.attrSet("id", id);
    headings.push({ level: Number(token.tag.slice(1)), text, id });
  }
  const html = sanitizeHtml(renderer.renderer.render(tokens, renderer.options, {}), {
    ids: new Set(headings.map(({ id }) => id)),
    readPicture: (address) => attached(address, attachments) ?? readPicture?.(address),
  });
  return { html, headings };
}

interface InlineToken {
  readonly type: string;
  readonly content: string;
  readonly children: readonly InlineToken[] | null;
}

function textOf(tokens: readonly InlineToken[]): string {
  return tokens.map((token) => {
    if (token.type === "softbreak" || token.type === "hardbreak") return " ";
    if (token.type === "html_inline") return "";
    return token.children?.length ? textOf(token.children) : token.content;
  }).join("").trim();
}

function newId(text: string, ids: Set<string>): string {
  const plain = text.replace(/\s+/g, "-").replace(/["'<>&]/g, "") || "section";
  let id = plain;
  for (let copy = 2; ids.has(id); copy++) id = `${plain}-${copy}`;
  ids.add(id);
  return id;
}

function attached(address: string, attachments: Attachments): string | undefined {
  const name = /^attachment:(.*)$/.exec(address)?.[1];
  // An address is written with escapes where the name has none.
  const data = Object.entries(attachments)
    .find(([held]) => held === name || encodeURI(held) === name)?.[1];
  const [mime, content] = Object.entries(data ?? {})[0] ?? [];
  if (mime === undefined || typeof content !== "string") return undefined;
  return `data:${mime};base64,${
    mime === "image/svg+xml" && content.includes("<") ? toBase64(content) : content
  }`;
}
