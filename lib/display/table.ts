import { type Displayable, displayable, type MimeBundle } from "../core/displayable.ts";
import type { Figure, Unit } from "../core/figure.ts";
import { formatNumber } from "../core/format.ts";
import { freeze } from "../core/freeze.ts";
import { formatFigure, formatQuantity } from "./format_figure.ts";
import { tableHtml } from "./table_html.ts";
import { tableMarkdown } from "./table_markdown.ts";
import { tableText } from "./table_text.ts";

/** What a cell of a table may hold. */
export type Cell = string | number | bigint | boolean | null | undefined | Figure;

/** A column of a table. */
export interface TableColumn {
  /** The property of the rows that it shows. */
  readonly key: string;
  /** Its heading. Defaults to the key. */
  readonly label?: string;
  /** What its plain numbers count. */
  readonly unit?: Unit;
  /** Defaults to the right for numbers. */
  readonly align?: "left" | "right";
}

/** How rows become a table. */
export interface TableOptions {
  /** Stands above the table. */
  readonly caption?: string;
  /** The columns in their order. Defaults to the properties of the rows in the order of their first use. */
  readonly columns?: readonly (string | TableColumn)[];
  /** The most rows to print, from 1; the rest is counted. Defaults to 200. */
  readonly limit?: number;
}

/** A table as it is printed: text in cells. */
export interface PrintedTable {
  readonly caption?: string;
  readonly columns: readonly PrintedColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that are not printed. */
  readonly omitted: number;
}

/** A column as it is printed. */
export interface PrintedColumn {
  readonly label: string;
  readonly align: "left" | "right";
}

/** Rows that show themselves as a table. */
export interface DataTable extends Displayable {
  /** Stands above the table. */
  readonly caption?: string;
  /** The columns in their order. */
  readonly columns: readonly TableColumn[];
  /** All rows, those too that are not printed. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

const LIMIT = 200;

/**
 * Makes a table of rows that shows itself.
 *
 * @param rows Plain objects.
 * @returns The table; in a terminal it is aligned text, in a notebook HTML with a caption and headings
 * that a screen reader knows.
 * @throws {RangeError} When the limit is no whole number from 1.
 * @throws {TypeError} When a column is not one of the rows' properties.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { show, table } from "@groundplan/groundplan";
 *
 * const sizes = table([{ name: "orders", size: 2 ** 30 }, { name: "customers", size: 2 ** 20 }], {
 *   columns: ["name", { key: "size", unit: "bytes" }],
 * });
 * await show(sizes, {
 *   write: (bundle) => assert.match(bundle["text/plain"], /orders {5}1 GB/),
 * });
 * ```
 */
export function table(
  rows: readonly Readonly<Record<string, Cell>>[],
  options: TableOptions = {},
): DataTable {
  const { caption, limit = LIMIT } = options;
  if (!Number.isInteger(limit) || limit < 1) {
    throw new RangeError(`Cannot print at most ${limit} rows: it is a whole number from 1`);
  }
  const columns = columnsOf(rows, options.columns);
  const value = {
    ...(caption === undefined ? {} : { caption }),
    columns: freeze(columns),
    rows: freeze([...rows]),
  };
  return displayable(
    value,
    () => Promise.resolve((value) => tableBundle(printTable(value, limit))),
  );
}

/** A printed table in every form. */
export function tableBundle(table: PrintedTable): MimeBundle {
  return {
    "text/plain": tableText(table),
    "text/markdown": tableMarkdown(table),
    "text/html": tableHtml(table),
  };
}

/** Writes the cells of a table as text. */
export function printTable(
  { caption, columns, rows }: Omit<DataTable, keyof Displayable>,
  limit = LIMIT,
): PrintedTable {
  const shown = rows.slice(0, limit);
  return {
    ...(caption === undefined ? {} : { caption }),
    columns: columns.map(({ key, label = key, align }) => ({
      label,
      align: align ?? (isNumeric(shown.map((row) => row[key])) ? "right" : "left"),
    })),
    rows: shown.map((row) => columns.map(({ key, unit }) => formatCell(row[key], unit))),
    omitted: rows.length - shown.length,
  };
}

function columnsOf(
  rows: readonly Readonly<Record<string, Cell>>[],
  columns: TableOptions["columns"],
): TableColumn[] {
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  if (!columns) return [...keys].map((key) => ({ key }));
  const wanted = columns.map((column) => typeof column === "string" ? { key: column } : column);
  const missing = wanted.find(({ key }) => !keys.has(key));
  if (missing && rows.length > 0) {
    throw new TypeError(
      `Cannot make a table with a column ${missing.key}: the rows have ${[...keys].join(", ")}`,
    );
  }
  return wanted;
}

function isNumeric(cells: readonly Cell[]): boolean {
  const filled = cells.filter((cell) => cell !== null && cell !== undefined);
  return filled.length > 0 &&
    filled.every((cell) => ["number", "bigint", "object"].includes(typeof cell));
}

/** A cell as text: numbers in the unit that reads best, nothing as a dash. */
export function formatCell(cell: Cell, unit?: Unit): string {
  if (cell === null || cell === undefined) return "–";
  switch (typeof cell) {
    case "number":
      return unit === undefined ? formatNumber(cell) : formatQuantity(cell, unit);
    case "bigint":
      return cell.toLocaleString("en-US");
    case "boolean":
      return cell ? "yes" : "no";
    case "object":
      return formatFigure(cell);
    default:
      return cell;
  }
}
