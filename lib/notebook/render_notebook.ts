import type { Notebook } from "./notebook.ts";

/** How a notebook is published as a page. */
export interface RenderNotebookOptions {
  /** The page's title where the notebook has no first-level heading. Defaults to `Notebook`. */
  readonly title?: string;
  /** The language of the notebook's text, as BCP 47 writes it. Defaults to `en`. */
  readonly language?: string;
  /** Leaves the code out, for readers who want none. */
  readonly noInput?: boolean;
  /** Folds the code; a reader can unfold it. */
  readonly foldCode?: boolean;
  /** Gives a picture that the text refers to by a relative address as a `data:` address. */
  readonly readPicture?: (address: string) => string | undefined;
}

/**
 * Renders a notebook as one HTML page that holds all it needs: pictures, highlighted code that can be folded,
 * a table of contents, light and dark colours, a form for paper. It runs no script and loads nothing.
 *
 * The notebook may come from anywhere: what its text and outputs hold is sanitized, and the page forbids the
 * browser to run or load anything. Cells tagged `remove-cell`, `remove-input`, `remove-output` and
 * `hide-input` are treated as Jupyter Book does.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseNotebook, renderNotebook } from "@groundplan/groundplan";
 *
 * const cell = { cell_type: "markdown", metadata: {}, source: "# Plan <script>alert(1)</script>" };
 * const html = await renderNotebook(parseNotebook(JSON.stringify(
 *   { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] },
 * )));
 * assert(html.includes("<title>Plan"));
 * assert(!html.includes("<script"));
 * ```
 */
export async function renderNotebook(
  notebook: Notebook,
  options: RenderNotebookOptions = {},
): Promise<string> {
  // The renderers take a quarter of a second to load, which those who render nothing need not wait for.
  const { renderPage } = await import("./render_page.ts");
  return renderPage(notebook, options);
}
