import Papa from "papaparse";
import {
  addValue,
  type ColumnBuilder,
  columnBuilder,
  type TableData,
  tableData,
} from "./table_data.ts";

// Papa Parse has no types of its own, and those published for it bring all of Node's along.
interface PapaParse {
  parse(text: string, options: PapaOptions): PapaResult;
}

interface PapaOptions {
  readonly delimiter: string;
  readonly newline?: string;
  readonly preview?: number;
  readonly step?: (row: PapaRow) => void;
}

interface PapaRow {
  readonly data: readonly string[];
  readonly errors: readonly { readonly type: string; readonly code: string }[];
}

interface PapaResult {
  readonly data: readonly string[][];
}

const { parse }: PapaParse = Papa;

/** How delimited text is read. */
export interface DelimitedOptions {
  /** The file's name, for messages. Defaults to `table`. */
  readonly name?: string;
  /** Whether the first line holds the names of the columns. Defaults to true. */
  readonly header?: boolean;
  /** One character between fields. Defaults to the one of `,` `;` tab `|` that splits the lines alike. */
  readonly delimiter?: string;
  /** Fields that mean a missing value. Defaults to the empty field. */
  readonly nullTexts?: readonly string[];
}

const DELIMITERS = [",", ";", "\t", "|"];
/** So many lines are looked at to find the delimiter. */
const LINES_TO_PROBE = 20;

/**
 * Reads text with a delimiter between fields, such as CSV. A field is the text between delimiters, with the
 * quotes around it taken off and doubled quotes inside made single; nothing else is changed.
 *
 * @returns The table, every field numbered.
 * @throws {SyntaxError} Naming the line: a row with more or fewer fields than the first, a quote that is not
 * closed, two columns of one name, no columns, a delimiter that never occurs where another splits every line.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseDelimited } from "@groundplan/groundplan";
 *
 * const { columns, rows } = parseDelimited('city,zip\n"Paris, TX",75460\nParis,75000\n');
 * assert.equal(rows, 2);
 * assert.deepEqual(columns[0]?.values, ["Paris, TX", "Paris"]);
 * ```
 */
export function parseDelimited(text: string, options: DelimitedOptions = {}): TableData {
  const { name = "table", header = true, nullTexts = [""] } = options;
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const notes: string[] = [];
  const delimiter = options.delimiter ?? findDelimiter(source);
  checkDelimiter(name, source, options.delimiter);
  if (options.delimiter === undefined && delimiter !== ",") {
    notes.push(`Fields are separated by ${nameOf(delimiter)}`);
  }
  const unified = unifyLineEnds(source, notes);
  const newline = unified.includes("\r\n") ? "\r\n" : unified.includes("\n") ? "\n" : "\r";
  const rows = rowReader(name, { header, nullTexts, notes });
  // Line ends inside fields need quotes around them; without any, a row is a line.
  const quoted = unified.includes('"');
  let line = 1;
  parse(unified, {
    delimiter,
    newline,
    step: ({ data, errors }) => {
      const broken = errors.find(({ type }) => type === "Quotes");
      if (broken) {
        throw new SyntaxError(
          `Cannot read ${name}: a quoted field that begins on line ${line} ${
            broken.code === "MissingQuotes" ? "is not closed" : "goes on after its closing quote"
          }`,
        );
      }
      rows.add(data, line);
      line += 1 + (quoted ? lineEndsIn(data) : 0);
    },
  });
  return rows.finish(unified.endsWith(newline));
}

interface RowReader {
  readonly add: (fields: readonly string[], line: number) => void;
  /** Ends the table; a line end after the last row makes no row. */
  readonly finish: (endsLine: boolean) => TableData;
}

interface RowReaderOptions {
  readonly header: boolean;
  readonly nullTexts: readonly string[];
  readonly notes: string[];
}

function rowReader(name: string, { header, nullTexts, notes }: RowReaderOptions): RowReader {
  const missing = new Set(nullTexts);
  const left: number[] = [];
  let columns: ColumnBuilder[] | undefined;
  let firstLine = 1;
  // Blank lines are rows only where there is one column, and not at the very end.
  let blank: number[] = [];
  const settleBlank = (): void => {
    if (columns?.length === 1) blank.forEach((line) => store([""], line));
    else left.push(...blank);
    blank = [];
  };
  const store = (fields: readonly string[], line: number): void => {
    if (fields.length !== columns!.length) {
      throw new SyntaxError(
        `Cannot read ${name}: line ${line} has ${count(fields.length, "field")}, and line ` +
          `${firstLine} has ${columns!.length}`,
      );
    }
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at]!;
      addValue(columns![at]!, missing.has(field) ? null : field);
    }
  };
  return {
    add(fields, line) {
      if (fields.length === 1 && fields[0] === "") {
        if (header && !columns) throw noColumns(name, line);
        blank.push(line);
        return;
      }
      if (columns) {
        settleBlank();
        return store(fields, line);
      }
      firstLine = line;
      const names = header ? headerNames(name, fields, notes) : fields.map(numberedName);
      columns = names.map((column) => columnBuilder(column));
      settleBlank();
      if (!header) store(fields, line);
    },
    finish(endsLine) {
      if (endsLine) blank.pop();
      if (!columns && blank.length > 0) columns = [columnBuilder(numberedName("", 0))];
      if (!columns) throw noColumns(name, 1);
      settleBlank();
      if (left.length > 0) {
        notes.push(
          `${count(left.length, "blank line")} left out, at line ${left.slice(0, 3).join(", ")}` +
            (left.length > 3 ? ", …" : ""),
        );
      }
      return tableData(name, columns, notes);
    },
  };
}

function noColumns(name: string, line: number): SyntaxError {
  return new SyntaxError(`Cannot read ${name}: line ${line} names no columns`);
}

function lineEndsIn(fields: readonly string[]): number {
  let ends = 0;
  for (const field of fields) {
    if (field.includes("\n") || field.includes("\r")) ends += field.split(/\r\n|\n|\r/).length - 1;
  }
  return ends;
}

function headerNames(name: string, fields: readonly string[], notes: string[]): string[] {
  const names = fields.map((field, at) => field.trim() === "" ? numberedName(field, at) : field);
  const twice = names.findIndex((field, at) => names.indexOf(field) !== at);
  if (twice >= 0) {
    throw new SyntaxError(
      `Cannot read ${name}: line 1 names two columns "${names[twice]}", the ` +
        `${ordinal(names.indexOf(names[twice]!))} and the ${
          ordinal(twice)
        }; if line 1 is data, read it ` +
        "without a header",
    );
  }
  const unnamed = names.filter((field, at) => field !== fields[at]);
  if (unnamed.length > 0) {
    notes.push(`Line 1 leaves columns without a name: called ${unnamed.join(", ")}`);
  }
  if (names.every((field) => /^[-+]?[\d.]+$/.test(field))) {
    notes.push("Line 1 is read as names of columns and holds only numbers: perhaps it is data");
  }
  return names;
}

function numberedName(_: string, at: number): string {
  return `column${at + 1}`;
}

function ordinal(at: number): string {
  const number = at + 1;
  const ending = number % 100 >= 11 && number % 100 <= 13
    ? "th"
    : ["th", "st", "nd", "rd"][number % 10] ?? "th";
  return `${number}${ending}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

// A file with both kinds of line ends would leave carriage returns in its last fields.
function unifyLineEnds(text: string, notes: string[]): string {
  if (!text.includes("\r") || !text.includes("\n")) return text;
  if (!/(?:^|[^\r])\n/.test(text)) return text;
  notes.push("Lines end in two ways: carriage returns before line feeds are taken off");
  return text.replaceAll("\r\n", "\n");
}

function probe(text: string, delimiter: string): number[] {
  const { data } = parse(text.slice(0, 1 << 20), {
    delimiter,
    preview: LINES_TO_PROBE,
  });
  return data.filter((fields) => fields.length > 1 || fields[0] !== "").map(({ length }) => length);
}

function findDelimiter(text: string): string {
  const scores = DELIMITERS.map((delimiter) => {
    const widths = probe(text, delimiter);
    const alike = widths.filter((width) => width === widths[0]).length / Math.max(1, widths.length);
    return { delimiter, score: (widths[0] ?? 0) > 1 ? alike * 1_000 + widths[0]! : 0 };
  });
  const best = scores.reduce((a, b) => b.score > a.score ? b : a);
  return best.score > 0 ? best.delimiter : ",";
}

function checkDelimiter(name: string, text: string, delimiter: string | undefined): void {
  if (delimiter === undefined) return;
  if ([...delimiter].length !== 1 || /["\r\n\uFEFF]/.test(delimiter)) {
    throw new RangeError(
      `Cannot read ${name}: the delimiter is one character other than a quote or a line end, not ` +
        JSON.stringify(delimiter),
    );
  }
  if (probe(text, delimiter).some((width) => width > 1)) return;
  const other = DELIMITERS.find((one) => {
    const widths = probe(text, one);
    return widths.length > 1 && widths[0]! > 1 && widths.every((width) => width === widths[0]);
  });
  if (other === undefined) return;
  throw new SyntaxError(
    `Cannot read ${name}: line 1 has no ${nameOf(delimiter)}; ${
      nameOf(other)
    } splits every line into ` +
      `${probe(text, other)[0]} fields`,
  );
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
  " ": "space",
};

function nameOf(delimiter: string): string {
  return DELIMITER_NAMES[delimiter] ?? `"${delimiter}"`;
}
