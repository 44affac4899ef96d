import { basename, dirname, extname, join, resolve } from "node:path";
import { writeFileAtomic } from "../core/atomic_file.ts";
import {
  type ExecutedNotebook,
  executeNotebook,
  type ExecuteNotebookOptions,
} from "./execute_notebook.ts";
import { notebookToMarkdown } from "./notebook_to_markdown.ts";
import { printPdf, requireChromium } from "./print_pdf.ts";
import { parseParameters } from "./parameters.ts";
import { parseNotebook } from "./parse_notebook.ts";
import { printNotebook } from "./print_notebook.ts";
import { renderNotebook } from "./render_notebook.ts";
import { pictureReader } from "./picture_reader.ts";

/** How a notebook's file is run and published. */
export interface RunNotebookOptions extends ExecuteNotebookOptions {
  /** Words such as `rows=1e9`, each read as the kind of its default; `parameters` override them. */
  readonly parameterWords?: readonly string[];
  /** Where the executed notebook goes. Defaults to the file that was read. */
  readonly output?: string;
  /** Where the HTML page goes, when one is wanted. */
  readonly html?: string;
  /** Where the Markdown goes, when it is wanted. Its pictures go to a folder beside it. */
  readonly markdown?: string;
  /** Where the PDF goes, when one is wanted. Needs Chromium. */
  readonly pdf?: string;
  /** The browser that makes the PDF. Defaults to the first one that is found. */
  readonly chromium?: string;
  /** Leaves the code out of what is published. */
  readonly noInput?: boolean;
}

/** A notebook that was run, and the files that were written. */
export interface RunResult extends ExecutedNotebook {
  /** Their paths, in the order in which they were written. */
  readonly files: readonly string[];
}

/**
 * Runs a notebook's file, writes it with its outputs, and publishes it. Files are written whole and only
 * once all has succeeded; until then the old ones stand. Cells run in the notebook's own folder.
 *
 * Needs the permissions to read and write the files, to run Deno and to connect to this machine.
 *
 * @param path The notebook's file.
 * @throws {CellError} When a cell fails; nothing is written then.
 * @throws {SyntaxError} When the file is not JSON.
 * @throws {TypeError} When it is not a notebook for Deno's kernel, or a parameter is of another kind.
 * @throws {Deno.errors.NotFound} When there is no such file, or no Chromium for a PDF.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { runNotebook } from "@groundplan/groundplan";
 *
 * await assert.rejects(runNotebook("missing.ipynb"), Deno.errors.NotFound);
 * ```
 */
export async function runNotebook(
  path: string,
  options: RunNotebookOptions = {},
): Promise<RunResult> {
  const notebook = parseNotebook(await readText(path), { name: path });
  // A long run must not be in vain.
  if (options.pdf !== undefined) requireChromium(options.chromium);
  const words = parseParameters(options.parameterWords ?? [], notebook);
  const executed = await executeNotebook(notebook, {
    ...options,
    name: options.name ?? path,
    cwd: options.cwd ?? dirname(resolve(path)),
    parameters: { ...words, ...options.parameters },
  });
  return { ...executed, files: await publish(executed, { ...options, path }) };
}

async function readText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Deno.errors.NotFound(`Cannot run ${path}: there is no such file`, { cause: error });
  }
}

async function publish(
  { notebook }: ExecutedNotebook,
  options: RunNotebookOptions & { readonly path: string },
): Promise<readonly string[]> {
  const { path, noInput = false } = options;
  const page = {
    title: basename(path, extname(path)),
    noInput,
    readPicture: pictureReader(dirname(resolve(path))),
  };
  // All is made before anything is written.
  const files: [string, string | Uint8Array][] = [
    [options.output ?? path, printNotebook(notebook)],
  ];
  const html = options.html || options.pdf ? await renderNotebook(notebook, page) : "";
  if (options.html) files.push([options.html, html]);
  if (options.pdf) {
    files.push([
      options.pdf,
      await printPdf(html, options.chromium ? { chromium: options.chromium } : {}),
    ]);
  }
  if (options.markdown) files.push(...await markdownFiles(options.markdown));
  for (const [file, content] of files) await writeFileAtomic(file, content);
  return files.map(([file]) => file);

  async function markdownFiles(file: string): Promise<[string, string | Uint8Array][]> {
    const folder = `${basename(file, extname(file))}_files`;
    const { markdown, pictures } = await notebookToMarkdown(notebook, {
      ...page,
      pictures: folder,
    });
    const beside = pictures.map(({ name, content }): [string, Uint8Array] => [
      join(dirname(file), folder, name),
      content,
    ]);
    return [...beside, [file, markdown]];
  }
}
