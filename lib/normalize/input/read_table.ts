import { basename, extname } from "node:path";
import { type DelimitedOptions, parseDelimited } from "./parse_delimited.ts";
import { parseJsonLines } from "./parse_json_lines.ts";
import type { TableData } from "./table_data.ts";
import { tableFromObjects } from "./table_from_objects.ts";

/** A format of data files. */
export type TableFormat = "csv" | "tsv" | "jsonl" | "json" | "parquet";

/** How a data file is read. */
export interface ReadTableOptions extends DelimitedOptions {
  /** Defaults to what the file's extension says; `csv` where it says nothing. */
  readonly format?: TableFormat;
}

const FORMATS: Readonly<Record<string, TableFormat>> = {
  ".csv": "csv",
  ".txt": "csv",
  ".tsv": "tsv",
  ".tab": "tsv",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".json": "json",
  ".parquet": "parquet",
  ".pq": "parquet",
};

/**
 * Reads a data file: CSV, TSV, JSON lines, a JSON array of objects, or Parquet. Needs permission to read it;
 * Parquet also needs `--allow-ffi --allow-env --allow-sys`, for DuckDB.
 *
 * @param path The file.
 * @returns The table with its values numbered.
 * @throws {SyntaxError} Naming the line where the file does not read as its format.
 * @throws {Deno.errors.NotFound} When there is no such file.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readTable } from "@groundplan/groundplan";
 *
 * const path = await Deno.makeTempFile({ suffix: ".csv" });
 * await Deno.writeTextFile(path, "city,zip\nUlm,89073\n");
 * assert.equal((await readTable(path)).rows, 1);
 * await Deno.remove(path);
 * ```
 */
export async function readTable(path: string, options: ReadTableOptions = {}): Promise<TableData> {
  const name = options.name ?? basename(path);
  const format = options.format ?? FORMATS[extname(path).toLowerCase()] ?? "csv";
  if (format === "parquet") {
    const { readParquet } = await import("./read_parquet.ts");
    return await readParquet(path, { name });
  }
  const bytes = await Deno.readFile(path).catch((error: Error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Deno.errors.NotFound(`Cannot read ${path}: there is no such file`);
  });
  const text = decode(name, bytes);
  if (format === "jsonl") return parseJsonLines(text, { name });
  if (format === "json") return parseJsonArray(name, text);
  const delimiter = options.delimiter ?? (format === "tsv" ? "\t" : undefined);
  return parseDelimited(text, { ...options, name, ...(delimiter ? { delimiter } : {}) });
}

function parseJsonArray(name: string, text: string): TableData {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Cannot read ${name}: it is not JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(value)) {
    throw new SyntaxError(`Cannot read ${name}: it is JSON, but not an array of objects`);
  }
  return tableFromObjects(value, { name });
}

/** A byte order mark, and how the text after it is encoded. */
const MARKS: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

function decode(name: string, bytes: Uint8Array): string {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  const encoding = marked?.[1] ?? "utf-8";
  const lineAt = (end: number) => bytes.subarray(0, end).reduce((n, byte) => n + +(byte === 10), 1);
  if (encoding === "utf-8") {
    const binary = bytes.indexOf(0);
    if (binary >= 0) {
      throw new SyntaxError(
        `Cannot read ${name}: it is not text; line ${lineAt(binary)} holds a zero byte`,
      );
    }
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new SyntaxError(
      `Cannot read ${name}: line ${lineAt(firstInvalid(bytes, encoding))} is not ` +
        `${encoding.toUpperCase()} text; save the file as UTF-8`,
    );
  }
}

function firstInvalid(bytes: Uint8Array, encoding: string): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, middle), {
        stream: true,
      });
      valid = middle;
    } catch {
      invalid = middle;
    }
  }
  return valid;
}
