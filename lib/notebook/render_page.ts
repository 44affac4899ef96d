import { escapeHtml } from "../core/escape.ts";
import { highlightCode } from "./highlight_code.ts";
import { type CodeCell, type Notebook, type NotebookCell, tagsOf } from "./notebook.ts";
import { PAGE_STYLE } from "./page_style.ts";
import { type Heading, renderMarkdown } from "./render_markdown.ts";
import type { RenderNotebookOptions } from "./render_notebook.ts";
import { renderOutput } from "./render_output.ts";

// What the page says to the browser: nothing runs, and nothing is loaded from anywhere.
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Renders a notebook as a page. `renderNotebook()` imports this when it is first needed. */
export function renderPage(notebook: Notebook, options: RenderNotebookOptions): string {
  const page: Page = { options, ids: new Set(["content"]), headings: [], code: 0 };
  const cells = notebook.cells.map((cell) => renderCell(cell, page)).filter((html) => html !== "");
  const contents = page.headings.filter(({ level }) => level <= 3);
  const first = page.headings.find(({ level }) => level === 1);
  const title = options.title ?? first?.text ?? "Notebook";
  const heading = first === undefined ? `<h1>${escapeHtml(title)}</h1>\n` : "";
  const nav = contents.length > 1 ? renderContents(contents) : "";
  return `<!DOCTYPE html>
<html lang="${escapeHtml(options.language ?? "en")}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(first?.text ?? title)}</title>
<link rel="icon" href="data:,">
<style>
${PAGE_STYLE}
</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<div class="page${nav === "" ? "" : " contents"}">
${nav}<main id="content">
${heading}${cells.join("\n")}
</main>
</div>
</body>
</html>
`;
}

interface Page {
  readonly options: RenderNotebookOptions;
  readonly ids: Set<string>;
  readonly headings: Heading[];
  /** How many cells of code there were so far. */
  code: number;
}

function renderCell(cell: NotebookCell, page: Page): string {
  if (cell.cell_type === "code") page.code++;
  if (tagsOf(cell).includes("remove-cell")) return "";
  switch (cell.cell_type) {
    case "markdown":
      return markdown(cell.source, cell.attachments ?? {}, page);
    case "code":
      return renderCode(cell, page);
    case "raw": {
      const mime = cell.metadata["raw_mimetype"] ?? cell.metadata["format"];
      const isText = mime === "text/markdown" || mime === "text/html";
      return isText ? markdown(cell.source, cell.attachments ?? {}, page) : "";
    }
  }
}

function markdown(
  source: string,
  attachments: NonNullable<Extract<NotebookCell, { cell_type: "markdown" }>["attachments"]>,
  { options, ids, headings }: Page,
): string {
  const rendered = renderMarkdown(source, {
    ids,
    attachments,
    ...(options.readPicture ? { readPicture: options.readPicture } : {}),
  });
  headings.push(...rendered.headings);
  return rendered.html.trim();
}

function renderCode(cell: CodeCell, page: Page): string {
  const { options } = page;
  const tags = tagsOf(cell);
  const name = `cell ${cell.execution_count ?? page.code}`;
  const hideCode = options.noInput || tags.includes("remove-input") || cell.source.trim() === "";
  const code = hideCode ? "" : renderSource(cell.source, {
    name,
    open: !options.foldCode && !tags.includes("hide-input"),
  });
  const outputs = tags.includes("remove-output")
    ? []
    : cell.outputs.map((output, at) =>
      renderOutput(output, {
        alt: `Picture ${at + 1} of ${name}`,
        ...(options.readPicture ? { readPicture: options.readPicture } : {}),
      })
    ).filter((html) => html !== "");
  const shown = outputs.length === 0 ? "" : `<div class="outputs">\n${outputs.join("\n")}\n</div>`;
  return [code, shown].filter((html) => html !== "").join("\n");
}

function renderSource(
  source: string,
  { name, open }: { readonly name: string; readonly open: boolean },
): string {
  const html = highlightCode(source.replace(/\n+$/, ""), "typescript");
  return `<details class="code"${open ? " open" : ""}><summary>Code of ${name}</summary>` +
    `<pre tabindex="0"><code class="hljs language-typescript">${html}</code></pre></details>`;
}

function renderContents(headings: readonly Heading[]): string {
  const top = Math.min(...headings.map(({ level }) => level));
  let html = "";
  let depth = 0;
  for (const { level, text, id } of headings) {
    // A level that is skipped in the text is none in the list.
    const wanted = Math.min(level - top + 1, depth + 1);
    if (wanted > depth) html += "<ul>";
    else html += "</li>" + "</ul></li>".repeat(depth - wanted);
    depth = wanted;
    html += `<li><a href="#${escapeHtml(encodeURIComponent(id))}">${escapeHtml(text)}</a>`;
  }
  html += "</li></ul>" + "</li></ul>".repeat(depth - 1);
  return `<nav aria-label="Contents"><details open><summary>Contents</summary>${html}</details></nav>\n`;
}
