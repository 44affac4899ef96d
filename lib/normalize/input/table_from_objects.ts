import { addValue, columnBuilder, type TableData, tableData } from "./table_data.ts";

/** How objects become a table. */
export interface ObjectsOptions {
  /** What to call the table in messages. Defaults to `table`. */
  readonly name?: string;
}

/**
 * Makes a table of objects, a row each. Columns are the keys in order of first appearance; a key that an
 * object lacks, `null` and `undefined` are missing values. Values of different types are different: 1 is not
 * "1". Objects and arrays are compared by their contents.
 *
 * @throws {TypeError} When a row is not an object.
 * @throws {SyntaxError} When no object has a key.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { tableFromObjects } from "@groundplan/groundplan";
 *
 * const { columns } = tableFromObjects([{ id: 1, city: "Ulm" }, { id: 2 }]);
 * assert.deepEqual(columns.map(({ name, nulls }) => [name, nulls]), [["id", 0], ["city", 1]]);
 * ```
 */
export function tableFromObjects(
  objects: readonly Readonly<Record<string, unknown>>[],
  options: ObjectsOptions = {},
): TableData {
  const { name = "table" } = options;
  const names = new Set<string>();
  objects.forEach((object, at) => {
    if (typeof object !== "object" || object === null || Array.isArray(object)) {
      throw new TypeError(`Cannot read ${name}: row ${at + 1} is not an object`);
    }
    for (const key of Object.keys(object)) names.add(key);
  });
  const columns = [...names].map((column) => columnBuilder(column, objects.length));
  for (const object of objects) {
    for (const column of columns) {
      addUnknown(column, Object.hasOwn(object, column.name) ? object[column.name] : undefined);
    }
  }
  return tableData(name, columns);
}

function addUnknown(column: Parameters<typeof addValue>[0], value: unknown): void {
  if (value === null || value === undefined) addValue(column, null);
  else if (typeof value === "string") addValue(column, `s${value}`, value);
  else addValue(column, `${typeof value}${keyOf(value)}`, keyOf(value));
}

function keyOf(value: unknown): string {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  }
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  }
  if (Array.isArray(value)) return `[${value.map(keyOf).join(",")}]`;
  const entries = Object.entries(value).toSorted(([a], [b]) => a < b ? -1 : 1);
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${keyOf(one)}`).join(",")}}`;
}
