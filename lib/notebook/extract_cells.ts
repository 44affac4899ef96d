import { freeze } from "../core/freeze.ts";
import { findImports, type ImportStatement } from "./find_imports.ts";
import { isExecuted } from "./normalize_metadata.ts";
import { type Notebook, type NotebookCell, tagsOf } from "./notebook.ts";

/** The cells of a notebook as a module. */
export interface CellModule {
  /** TypeScript. */
  readonly text: string;
  /** Where each cell's text starts in it. */
  readonly starts: readonly CellStart[];
}

/** Where a cell's text starts in a module. */
export interface CellStart {
  /** The cell's number in the notebook, from 1. */
  readonly cell: number;
  /** The line of the module that holds the cell's first line, from 1. */
  readonly line: number;
}

/**
 * Writes the cells of a notebook as one TypeScript module, to be checked: the kernel runs cells without
 * looking at their types.
 *
 * Each cell is a block inside the block of the cell before it, so that a cell sees what earlier ones declare
 * and may declare a name again, as in the kernel. Imports move to the module's top, once each. Lines keep
 * their number in their cell. Cells that are not executed, and those tagged `raises-exception`, whose point
 * may be a wrong type, are left out.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { extractCells, parseNotebook } from "@groundplan/groundplan";
 *
 * const source = "const rows: number = 1e6;";
 * const cell = { cell_type: "code", metadata: {}, execution_count: null, outputs: [], source };
 * const { text } = extractCells(parseNotebook(JSON.stringify(
 *   { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] },
 * )));
 * assert(text.includes("{ // cell 1\nconst rows: number = 1e6;\n"));
 * ```
 */
export function extractCells(notebook: Notebook): CellModule {
  const cells = notebook.cells.map((cell, at) => ({ cell, number: at + 1 }))
    .filter(({ cell }) => isChecked(cell));
  const imports = cells.flatMap(({ cell }) => findImports(cell.source));
  const head = ["export {};", ...printImports(imports)];
  const lines = head.join("\n").split("\n");
  const starts: CellStart[] = [];
  for (const { cell, number } of cells) {
    lines.push(`;{ // cell ${number}`);
    starts.push({ cell: number, line: lines.length + 1 });
    lines.push(...asBlock(cell.source).split("\n"));
  }
  if (cells.length > 0) lines.push("}".repeat(cells.length));
  return freeze({ text: lines.join("\n") + "\n", starts });
}

function isChecked(cell: NotebookCell): boolean {
  return isExecuted(cell) && !tagsOf(cell).includes("raises-exception");
}

const EXPORT =
  /^export\s+(?=(?:async|const|let|var|function|class|interface|type|enum|abstract|declare)\b)/gm;

function asBlock(source: string): string {
  let text = source;
  for (const { start, end } of findImports(source).toReversed()) {
    const breaks = text.slice(start, end).replace(/[^\n]/g, "");
    text = text.slice(0, start) + breaks + text.slice(end);
  }
  return text.replace(EXPORT, "");
}

interface Binding {
  /** How it stands in the statement. */
  readonly text: string;
  readonly form: "default" | "namespace" | "named";
}

function printImports(imports: readonly ImportStatement[]): readonly string[] {
  const bound = new Set<string>();
  const printed = new Set<string>();
  for (const statement of imports) {
    const { module, attributes, typeOnly, clause } = statement;
    const fresh = bindings(clause).filter(({ text, form }) => {
      const key = [module, typeOnly, form, text].join("\n");
      return !bound.has(key) && bound.add(key);
    });
    if (fresh.length === 0 && clause !== "") continue;
    const from = [JSON.stringify(module), attributes].filter((part) => part !== "").join(" ");
    const what = printBindings(fresh);
    printed.add(
      what === "" ? `import ${from};` : `import ${typeOnly ? "type " : ""}${what} from ${from};`,
    );
  }
  return [...printed];
}

function bindings(commented: string): readonly Binding[] {
  const clause = commented.replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, "");
  const named = /\{([^]*)\}/.exec(clause)?.[1] ?? "";
  const rest = clause.replace(/\{[^]*\}/, "").split(",").map((part) => part.trim());
  return [
    ...rest.filter((part) => part !== "").map((text): Binding => {
      return { text, form: text.startsWith("*") ? "namespace" : "default" };
    }),
    ...named.split(",").map((part) => part.trim()).filter((part) => part !== "").map((
      text,
    ): Binding => ({ text, form: "named" })),
  ];
}

function printBindings(fresh: readonly Binding[]): string {
  const named = fresh.filter(({ form }) => form === "named").map(({ text }) => text);
  return [
    ...fresh.filter(({ form }) => form !== "named").map(({ text }) => text),
    ...(named.length > 0 ? [`{ ${named.join(", ")} }`] : []),
  ].join(", ");
}
