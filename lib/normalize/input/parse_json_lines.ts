import type { TableData } from "./table_data.ts";
import { type ObjectsOptions, tableFromObjects } from "./table_from_objects.ts";

/**
 * Reads JSON lines: an object a line.
 *
 * @throws {SyntaxError} Naming the line that is no JSON object, or when there is no object.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseJsonLines } from "@groundplan/groundplan";
 *
 * assert.equal(parseJsonLines('{"id":1}\n{"id":2}\n').rows, 2);
 * ```
 */
export function parseJsonLines(text: string, options: ObjectsOptions = {}): TableData {
  const { name = "table" } = options;
  const objects = text.replace(/^\uFEFF/, "").split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === "") return [];
    return [parseObject(name, line, at + 1)];
  });
  return tableFromObjects(objects, { name });
}

function parseObject(name: string, text: string, line: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(
      `Cannot read ${name}: line ${line} is not JSON: ${(error as Error).message}`,
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError(`Cannot read ${name}: line ${line} is JSON, but not an object`);
  }
  return value as Record<string, unknown>;
}
