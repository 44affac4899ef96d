import { type Notebook, parseNotebook } from "../../mod.ts";

/** A cell before it is read. */
export type CellSource = Readonly<Record<string, unknown>>;

export function code(source: string, ...tags: readonly string[]): CellSource {
  return {
    cell_type: "code",
    execution_count: null,
    metadata: tags.length > 0 ? { tags } : {},
    outputs: [],
    source,
  };
}

export function executed(source: string, outputs: readonly unknown[]): CellSource {
  return { ...code(source), execution_count: 1, outputs };
}

export function display(data: Readonly<Record<string, unknown>>, metadata = {}): unknown {
  return { output_type: "display_data", data, metadata };
}

export function markdown(source: string, more: CellSource = {}): CellSource {
  return { cell_type: "markdown", metadata: {}, source, ...more };
}

/** The text of a notebook's file. */
export function notebookText(cells: readonly CellSource[], metadata: CellSource = {}): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells });
}

export function notebookOf(...cells: readonly CellSource[]): Notebook {
  return parseNotebook(notebookText(cells));
}
