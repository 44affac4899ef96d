import { freeze } from "../../core/freeze.ts";

/** What the values of a column look like. */
export type ColumnKind = "integer" | "number" | "boolean" | "date" | "text" | "empty";

/** A column of a table with its values numbered. */
export interface ColumnData {
  /** The column's name. */
  readonly name: string;
  /** What its values look like. */
  readonly kind: ColumnKind;
  /** For each row the number of its value, in order of first appearance; equal values have equal numbers. */
  readonly codes: Int32Array;
  /** The values by number, as text; null where there is none. */
  readonly values: readonly (string | null)[];
  /** The number of the missing value, or -1. */
  readonly nullCode: number;
  /** Rows without a value. */
  readonly nulls: number;
}

/** The rows of a table, column by column. */
export interface TableData {
  /** The file's or table's name, for messages. */
  readonly name: string;
  /** How many rows there are. */
  readonly rows: number;
  /** The columns, at least one. */
  readonly columns: readonly ColumnData[];
  /** What was assumed while reading: the delimiter, texts that look like missing values, lines left out. */
  readonly notes: readonly string[];
}

/** Collects the values of one column. */
export interface ColumnBuilder {
  readonly name: string;
  readonly numbers: Map<string, number>;
  readonly values: (string | null)[];
  codes: Int32Array;
  count: number;
  nullCode: number;
  nulls: number;
}

/** A column without rows. */
export function columnBuilder(name: string, rows = 1024): ColumnBuilder {
  return {
    name,
    numbers: new Map(),
    values: [],
    codes: new Int32Array(Math.max(1, rows)),
    count: 0,
    nullCode: -1,
    nulls: 0,
  };
}

/** Adds a value, or null for a missing one. Values are equal when their keys are. */
export function addValue(column: ColumnBuilder, key: string | null, shown = key): void {
  let code: number | undefined;
  if (key === null) {
    column.nulls++;
    if (column.nullCode < 0) column.nullCode = column.values.push(null) - 1;
    code = column.nullCode;
  } else {
    code = column.numbers.get(key);
    if (code === undefined) column.numbers.set(key, code = column.values.push(shown) - 1);
  }
  if (column.count === column.codes.length) {
    const larger = new Int32Array(column.codes.length * 2);
    larger.set(column.codes);
    column.codes = larger;
  }
  column.codes[column.count++] = code;
}

/**
 * The finished table.
 *
 * @throws {SyntaxError} When it has no columns, or two of one name.
 */
export function tableData(
  name: string,
  builders: readonly ColumnBuilder[],
  notes: readonly string[] = [],
): TableData {
  if (builders.length === 0) throw new SyntaxError(`Cannot read ${name}: it has no columns`);
  const columns = builders.map((column): ColumnData => ({
    name: column.name,
    kind: kindOf(column.values),
    // A typed array with elements cannot be frozen; nobody writes to it.
    codes: column.codes.slice(0, column.count),
    values: freeze(column.values),
    nullCode: column.nullCode,
    nulls: column.nulls,
  }));
  return Object.freeze({
    name,
    rows: columns[0]!.codes.length,
    columns: Object.freeze(columns.map((column) => Object.freeze(column))),
    notes: freeze([...notes, ...suspectNulls(columns)]),
  });
}

const KINDS: readonly (readonly [kind: ColumnKind, pattern: RegExp])[] = [
  ["boolean", /^(?:true|false|t|f|yes|no)$/i],
  ["integer", /^[+-]?\d+$/],
  ["number", /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^[+-]?(?:NaN|Infinity|inf)$/i],
  ["date", /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/],
];

function kindOf(values: readonly (string | null)[]): ColumnKind {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return "empty";
  return KINDS.find(([, pattern]) => present.every((value) => pattern.test(value)))?.[0] ?? "text";
}

const SUSPECTS = new Set(["null", "\\n", "na", "n/a", "#n/a", "none", "nil", "?"]);

// A missing value that is spelled out counts as a value like any other, unless the caller says otherwise.
function suspectNulls(columns: readonly ColumnData[]): string[] {
  return columns.flatMap(({ name, values }) => {
    const spelled = values.filter((value) => value !== null && SUSPECTS.has(value.toLowerCase()));
    return spelled.length === 0 ? [] : [
      `${name} holds ${
        spelled.map((value) => `"${value}"`).join(", ")
      }: read as text; name it in ` +
      "nullTexts if it means a missing value",
    ];
  });
}

/** A row's value as text, or null. */
export function valueAt(column: ColumnData, row: number): string | null {
  return column.values[column.codes[row]!] ?? null;
}
