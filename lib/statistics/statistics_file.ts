import { writeFileAtomic } from "../core/atomic_file.ts";
import { freeze } from "../core/freeze.ts";
import { checkStatistics } from "./check_statistics.ts";
import type { Statistics } from "./statistics.ts";

/** What a statistics file says of itself. */
const FORMAT = "groundplan-statistics";
/** The version of the format that is written. */
const VERSION = 1;

/**
 * Statistics as the text of a file: JSON with a format and a version, the same bytes for the same values.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { formatStatistics, parseStatistics } from "@groundplan/groundplan";
 *
 * const statistics = { tables: [], tag: "measured", evidence: { text: "none" } } as const;
 * assert.deepEqual(parseStatistics(formatStatistics(statistics)), statistics);
 * ```
 */
export function formatStatistics(statistics: Statistics): string {
  checkStatistics(statistics);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...statistics }, null, 1)}\n`;
}

/**
 * Reads the text of a statistics file.
 *
 * @throws {SyntaxError} When the text is no JSON, or no statistics file.
 * @throws {RangeError} When its version is not known, or its numbers contradict each other.
 */
export function parseStatistics(text: string): Statistics {
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Cannot read the statistics: ${(error as Error).message}`);
  }
  const { format, version, ...rest } = content ?? {};
  if (format !== FORMAT) {
    throw new SyntaxError(
      `Cannot read the statistics: the file says it is ${JSON.stringify(format)}, not "${FORMAT}"`,
    );
  }
  if (version !== VERSION) {
    throw new RangeError(
      `Cannot read the statistics: version ${
        JSON.stringify(version)
      } is not known, only ${VERSION}`,
    );
  }
  checkForm(rest);
  const statistics = rest as unknown as Statistics;
  checkStatistics(statistics);
  return freeze(statistics);
}

/** Saves statistics to a file, whole or not at all. */
export async function saveStatistics(path: string, statistics: Statistics): Promise<void> {
  await writeFileAtomic(path, formatStatistics(statistics));
}

/**
 * Loads statistics from a file.
 *
 * @throws {Deno.errors.NotFound} When there is no such file.
 */
export async function loadStatistics(path: string): Promise<Statistics> {
  return parseStatistics(await Deno.readTextFile(path));
}

type Form = "string" | "number" | "list" | "object" | "distinct" | "texts" | "numbers";

const TABLE: Readonly<Record<string, Form>> = {
  schema: "string",
  name: "string",
  rows: "number",
  pages: "number",
  allVisiblePages: "number",
  columns: "list",
  indexes: "list",
  extended: "list",
};
const COLUMN: Readonly<Record<string, Form>> = {
  name: "string",
  nullFraction: "number",
  width: "number",
  distinct: "distinct",
};
const OPTIONAL: Readonly<Record<string, Form>> = { histogram: "texts", correlation: "number" };
const INDEX: Readonly<Record<string, Form>> = {
  name: "string",
  rows: "number",
  pages: "number",
  expressions: "list",
};

const CHECKS: Readonly<Record<Form, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  list: (value) => Array.isArray(value),
  object: (value) => typeof value === "object" && value !== null,
  distinct: (value) =>
    typeof value === "number" || typeof (value as { ratio?: unknown } | null)?.ratio === "number",
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  numbers: (value) => Array.isArray(value) && value.every((item) => typeof item === "number"),
};

type Fields = Readonly<Record<string, unknown>>;

function checkForm({ tables, evidence, tag }: Fields): void {
  if (!CHECKS.list(tables)) fault("tables", "list");
  if (!CHECKS.string((evidence as Fields | null)?.text)) fault("evidence.text", "string");
  if (!CHECKS.string(tag)) fault("tag", "string");
  (tables as readonly Fields[]).forEach((table, at) => {
    const path = `tables[${at}]`;
    need(table, TABLE, path);
    for (const list of ["columns", "inherited"] as const) {
      ((table[list] ?? []) as readonly Fields[]).forEach((column, number) => {
        checkColumn(column, `${path}.${list}[${number}]`);
      });
    }
    (table.indexes as readonly Fields[]).forEach((index, number) => {
      need(index, INDEX, `${path}.indexes[${number}]`);
      (index.expressions as readonly Fields[]).forEach((column, place) => {
        checkColumn(column, `${path}.indexes[${number}].expressions[${place}]`);
      });
    });
  });
}

function checkColumn(column: Fields, path: string): void {
  need(column, COLUMN, path);
  for (const [key, form] of Object.entries(OPTIONAL)) {
    if (column[key] !== undefined && !CHECKS[form](column[key])) fault(`${path}.${key}`, form);
  }
  const common = column.mostCommon as Fields | undefined;
  if (common === undefined) return;
  need(common, { values: "texts", frequencies: "numbers" }, `${path}.mostCommon`);
}

function need(fields: Fields, forms: Readonly<Record<string, Form>>, path: string): void {
  if (!CHECKS.object(fields)) fault(path, "object");
  for (const [key, form] of Object.entries(forms)) {
    if (!CHECKS[form](fields[key])) fault(`${path}.${key}`, form);
  }
}

const NAMES: Readonly<Record<Form, string>> = {
  string: "text",
  number: "a number",
  list: "a list",
  object: "an object",
  distinct: "a number or { ratio }",
  texts: "a list of texts",
  numbers: "a list of numbers",
};

function fault(path: string, form: Form): never {
  throw new SyntaxError(`Cannot read the statistics: ${path} is not ${NAMES[form]}`);
}
