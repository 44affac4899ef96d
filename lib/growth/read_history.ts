import { parseDate } from "../core/date.ts";
import { freeze } from "../core/freeze.ts";
import { parseCount } from "../core/quantity.ts";
import type { HistoryPoint } from "./fit_history.ts";

/**
 * Reads a history of row counts: CSV with a date and a number of rows a line, with or without a header.
 *
 * @param csv Such as `"date,rows\n2026-01-01,1200\n2026-02-01,1350\n"`; semicolons and tabs separate too.
 * @returns The points in the order of their dates.
 * @throws {SyntaxError} When a line is not a date and a count; it names the line.
 * @throws {RangeError} When a date occurs twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readHistory } from "@groundplan/groundplan";
 *
 * assert.deepEqual(readHistory("date,rows\n2026-01-01,1200\n2026-02-01,1.35k\n"), [
 *   ["2026-01-01", 1200],
 *   ["2026-02-01", 1350],
 * ]);
 * ```
 */
export function readHistory(csv: string): readonly HistoryPoint[] {
  const points: HistoryPoint[] = [];
  const lines = csv.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const [date = "", rows = ""] = cellsOf(line);
    if (points.length === 0 && !/\d/.test(date)) continue;
    points.push(pointOf(date, rows, at + 1));
  }
  points.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
  const twice = points.find(([date], at) => points[at - 1]?.[0] === date);
  if (twice) throw new RangeError(`Cannot read the history: ${twice[0]} stands in it twice`);
  return freeze(points);
}

function cellsOf(line: string): readonly string[] {
  const separator = line.includes("\t") ? "\t" : line.includes(";") ? ";" : ",";
  const first = line.indexOf(separator);
  const cells = first < 0 ? [line] : [line.slice(0, first), line.slice(first + 1)];
  return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

function pointOf(date: string, rows: string, line: number): HistoryPoint {
  try {
    return [parseDate(date.replace(/[T ].*$/, "")), parseCount(rows)];
  } catch (error) {
    throw new SyntaxError(
      `Cannot read line ${line} of the history: ${(error as Error).message}`,
    );
  }
}
