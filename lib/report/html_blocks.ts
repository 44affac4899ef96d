import type { Block, BlockColumn, BlockOf } from "../plan/block.ts";
import { findingHtml } from "./finding_html.ts";
import { type HtmlContext, inline } from "./inline_html.ts";
import { type Markup, markup, type MarkupValue } from "./markup.ts";
import type { DrawnPicture } from "./pictures.ts";

type Renderers = {
  readonly [Kind in Block["kind"]]: (block: BlockOf<Kind>, context: HtmlContext) => Markup;
};

const RENDERERS: Renderers = {
  heading: ({ text }) => markup`<h4>${text}</h4>`,
  paragraph: ({ text }, context) => markup`<p>${inline(text, context)}</p>`,
  list: ({ items, ordered }, context) => {
    const lines = items.map((item) => markup`<li>${inline(item, context)}</li>`);
    return ordered ? markup`<ol>${lines}</ol>` : markup`<ul>${lines}</ul>`;
  },
  table: ({ caption, columns, rows }, context) =>
    tableHtml({
      caption,
      columns,
      rows: rows.map((row) => row.map((cell) => inline(cell, context))),
    }),
  code: codeHtml,
  findings: ({ findings, none }, context) => {
    if (findings.length === 0) return markup`<p>${none}</p>`;
    return markup`${findings.map((one) => findingHtml(one, context, 4))}`;
  },
  picture: (block, { pictureOf }) => pictureHtml(pictureOf(block), block.caption),
};

/** A block of a section as markup. */
export function blockHtml<Kind extends Block["kind"]>(
  block: BlockOf<Kind>,
  context: HtmlContext,
): Markup {
  const render = RENDERERS[block.kind] as (block: Block, context: HtmlContext) => Markup;
  return render(block, context);
}

/** What `tableHtml()` takes: rows, or groups of rows under titles of their own. */
export interface TableMarkup {
  readonly caption: string;
  readonly columns: readonly BlockColumn[];
  readonly rows?: readonly (readonly MarkupValue[])[];
  readonly groups?: readonly {
    readonly title: string;
    readonly rows: readonly (readonly MarkupValue[])[];
  }[];
}

/** A table that scrolls by itself where the page is too narrow for it. */
export function tableHtml({ caption, columns, rows = [], groups = [] }: TableMarkup): Markup {
  if (rows.length === 0 && groups.length === 0) {
    return markup`<p class="none">${caption}: none.</p>`;
  }
  const align = (at: number) => columns[at]?.align === "right" && markup` class="number"`;
  const head = columns.map(({ name }, at) =>
    name === "" ? markup`<td></td>` : markup`<th scope="col"${align(at)}>${name}</th>`
  );
  const body = (rows: readonly (readonly MarkupValue[])[]) =>
    rows.map((cells) =>
      markup`<tr>${cells.map((cell, at) => markup`<td${align(at)}>${cell}</td>`)}</tr>\n`
    );
  const grouped = groups.map(({ title, rows }) =>
    markup`<tbody>
<tr><th scope="rowgroup" colspan="${columns.length}">${title}</th></tr>
${body(rows)}</tbody>`
  );
  const wide = columns.length > 3 && markup` class="wide"`;
  const table = markup`<table${wide}><caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
${rows.length > 0 && markup`<tbody>\n${body(rows)}</tbody>`}${grouped}</table>`;
  return scrolling(table, caption);
}

/** Wraps what may be wider than the page. It takes the focus, so that keys can scroll it. */
function scrolling(content: Markup, label: string): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}" style="overflow:auto">${content}</div>`;
}

/** What `codeHtml()` takes. */
export interface CodeMarkup {
  /** Stands above the code. */
  readonly caption?: string;
  /** Names the code where no caption does. */
  readonly label?: string;
  readonly language: string;
  readonly text: string;
}

/** Code as it stands. */
export function codeHtml(
  { caption, label = caption ?? "Code", language, text }: CodeMarkup,
): Markup {
  const code = markup`<code class="${language}">${text}</code>`;
  const pre =
    markup`<pre tabindex="0" role="region" aria-label="${label}" style="overflow:auto">${code}</pre>`;
  const above = caption !== undefined && markup`<figcaption>${caption}</figcaption>`;
  return markup`<figure class="code">${above}${pre}</figure>`;
}

/** A picture with the sentence that says what it shows. */
export function pictureHtml({ svg, alt, width }: DrawnPicture, caption: string): Markup {
  const data = new TextEncoder().encode(svg).toBase64();
  const source = `data:image/svg+xml;base64,${data}`;
  // What is much wider than the page is shown smaller, but not too small to read.
  const natural = `--natural:${width}px;max-width:100%;height:auto`;
  const image = markup`<img alt="${alt}" width="${width}" style="${natural}" src="${source}">`;
  const picture = scrolling(image, caption);
  return markup`<figure class="picture">${picture}<figcaption>${caption}</figcaption></figure>`;
}
