import { SourceMap, stripTypeScriptTypes } from "node:module";
import type { ErrorOutput } from "./notebook.ts";
import { findImports } from "./find_imports.ts";

/** What is wrong with the text of a cell, and where. */
export interface SyntaxFault {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** The first fault that keeps a cell's text from being TypeScript, if there is one. */
export function findSyntaxFault(source: string): SyntaxFault | undefined {
  try {
    transform(source);
    return undefined;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const place = / at file:\/\/\/\S+?:(\d+):(\d+)/.exec(text);
    const message = text.replace(/^SyntaxError: /, "").split("\n")[0]!.replace(
      / at file:\/\/.*$/,
      "",
    );
    return { message, line: Number(place?.[1] ?? 1), column: Number(place?.[2] ?? 1) };
  }
}

/**
 * The line of a cell at which an error left it, from 1.
 *
 * The kernel runs the cell's text after its types are taken out, without blank lines and types, and its
 * stack traces speak of that text. The same transformation is run here for its source map.
 *
 * @param source The cell's text.
 * @param traceback The error's stack, a line an entry.
 * @returns The line, or nothing when the stack does not pass through the cell.
 */
export function lineOfError(source: string, traceback: readonly string[]): number | undefined {
  // Functions of earlier cells are `<anonymous>` too; the frame without a function is this cell's own.
  const frame = traceback.map((line) => /^\s+at (?:async )?<anonymous>:(\d+):\d+$/.exec(line))
    .findLast((match) => match !== null);
  if (!frame) return undefined;
  try {
    const map = sourceMapOf(transform(source));
    // A line's first mapping may be before the frame's column or after it, where a word was added.
    const entry = map.findEntry(Number(frame[1]) - 1, Number.MAX_SAFE_INTEGER);
    return "originalLine" in entry ? entry.originalLine + 1 : undefined;
  } catch {
    return undefined;
  }
}

/** The line of a cell at which it failed, from 1, where that is known. */
export function lineOfFailure(source: string, error: ErrorOutput): number | undefined {
  return error.ename === "SyntaxError" && findSyntaxFault(source)?.line ||
    lineOfError(source, error.traceback);
}

/** Says why a cell failed where the kernel does not: `Execution failed` is all it says of bad syntax. */
export function explainFailure(source: string, error: ErrorOutput): ErrorOutput {
  if (error.evalue !== "Execution failed" || error.traceback.length > 0) return error;
  const fault = findSyntaxFault(source);
  if (fault === undefined) return error;
  const line = source.split("\n")[fault.line - 1] ?? "";
  return {
    output_type: "error",
    ename: "SyntaxError",
    evalue: fault.message,
    traceback: [
      `SyntaxError: ${fault.message}`,
      `${fault.line} | ${line}`,
      `${" ".repeat(String(fault.line).length)} | ${" ".repeat(fault.column - 1)}^`,
    ],
  };
}

function transform(source: string): string {
  return stripTypeScriptTypes(importsAsCalls(source), { mode: "transform", sourceMap: true });
}

// The kernel imports dynamically and keeps what is never used; the transformation would drop it.
function importsAsCalls(source: string): string {
  let text = source;
  for (const { start, end, typeOnly, module } of findImports(source).toReversed()) {
    const lines = text.slice(start, end).split("\n").length - 1;
    const call = typeOnly ? "" : `await import(${JSON.stringify(module)});`;
    text = text.slice(0, start) + call + "\n".repeat(lines) + text.slice(end);
  }
  return text;
}

function sourceMapOf(text: string): SourceMap {
  const base64 = /sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(text)?.[1] ?? "";
  return new SourceMap(JSON.parse(atob(base64)));
}
