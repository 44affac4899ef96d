import type { JsonValue, Notebook, NotebookCell, Output, OutputData } from "./notebook.ts";
import { isJsonMime } from "./parse_notebook.ts";

/**
 * Writes a notebook as the text of a file, byte for byte as Jupyter does: keys in order, one space a level,
 * text as a list of lines, so that changes read well in version control.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseNotebook, printNotebook } from "@groundplan/groundplan";
 *
 * const text = printNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] });
 * assert.equal(printNotebook(parseNotebook(text)), text);
 * ```
 */
export function printNotebook(notebook: Notebook): string {
  const value = { ...notebook, cells: notebook.cells.map(cellToJson) };
  return JSON.stringify(sortKeys(value as unknown as JsonValue), null, 1) + "\n";
}

function cellToJson(cell: NotebookCell): JsonValue {
  const source = splitLines(cell.source);
  if (cell.cell_type === "code") {
    return { ...cell, source, outputs: cell.outputs.map(outputToJson) };
  }
  return { ...cell, source } as unknown as JsonValue;
}

function outputToJson(output: Output): JsonValue {
  if (output.output_type === "stream") return { ...output, text: splitLines(output.text) };
  if (output.output_type === "error") return { ...output };
  return { ...output, data: dataToJson(output.data) };
}

function dataToJson(data: OutputData): JsonValue {
  return Object.fromEntries(
    Object.entries(data).map(([mime, value]) => [
      mime,
      typeof value === "string" && !isJsonMime(mime) ? splitLines(value) : value,
    ]),
  );
}

// The line breaks of Python's str.splitlines(), which Jupyter splits by.
// deno-lint-ignore no-control-regex
const LINE = /[^]*?(?:\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029])|[^]+$/g;

function splitLines(text: string): readonly string[] {
  return text.match(LINE) ?? [];
}

function sortKeys(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, held]) => [
      key,
      sortKeys(held),
    ]),
  );
}
