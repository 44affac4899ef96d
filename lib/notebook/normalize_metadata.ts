import { type JsonObject, type Notebook, type NotebookCell, tagsOf } from "./notebook.ts";

// What tools write about one run: times and machines, which differ each time.
const RUN_METADATA = ["execution", "papermill", "ExecuteTime"];

const KERNEL: JsonObject = { display_name: "Deno", language: "typescript", name: "deno" };

const LANGUAGE: JsonObject = {
  file_extension: ".ts",
  mimetype: "text/x.typescript",
  name: "typescript",
  nbconvert_exporter: "script",
  pygments_lexer: "typescript",
};

/** Takes from a notebook what differs from run to run, and names Deno's kernel in it. */
export function normalizeMetadata(notebook: Notebook): Notebook {
  return {
    ...notebook,
    metadata: { ...without(notebook.metadata), kernelspec: KERNEL, language_info: LANGUAGE },
    cells: notebook.cells.map((cell) =>
      ({ ...cell, metadata: without(cell.metadata) }) as NotebookCell
    ),
  };
}

function without(metadata: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(metadata).filter(([key]) => !RUN_METADATA.includes(key)),
  );
}

/**
 * Checks that a notebook's cells are for Deno's kernel. One that names no kernel is taken to be.
 *
 * @throws {TypeError} When it names another kernel or language.
 */
export function assertDenoNotebook(notebook: Notebook, name: string): void {
  const kernel = text(notebook.metadata["kernelspec"], "name");
  const title = text(notebook.metadata["kernelspec"], "display_name");
  const language = text(notebook.metadata["language_info"], "name") ??
    text(notebook.metadata["kernelspec"], "language");
  const isDeno = kernel === undefined
    ? language === undefined || /^(typescript|javascript)$/i.test(language)
    : /^deno\b/i.test(kernel);
  if (isDeno) return;
  const theirs = [title ?? kernel, language && `of ${language}`].filter(Boolean).join(" ");
  throw new TypeError(
    `Cannot run ${name}: it is for the kernel ${theirs}, and cells run on Deno's only; ` +
      `choose the kernel Deno in Jupyter, or run it with its own`,
  );
}

function text(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = (value as Record<string, unknown>)[key];
  return typeof found === "string" ? found : undefined;
}

/** Whether a cell is executed: code that is not blank and not tagged `skip-execution`. */
export function isExecuted(cell: NotebookCell): boolean {
  return cell.cell_type === "code" && cell.source.trim() !== "" &&
    !tagsOf(cell).includes("skip-execution");
}
