import {
  discoverDependencies,
  type DiscoveredDependencies,
  type DiscoverOptions,
} from "../lib/normalize/discover_dependencies.ts";
import { readTable, type ReadTableOptions } from "../lib/normalize/input/read_table.ts";
import { formatDependency } from "../lib/normalize/relation.ts";
import { terminalText } from "../lib/report/visible_text.ts";
import {
  type Command,
  type CommandIo,
  type Invocation,
  OK,
  textOption,
  UsageError,
} from "./command.ts";

/** `groundplan discover FILE`. */
export const discoverCommand: Command = {
  name: "discover",
  summary: "Finds the dependencies and keys that hold in a data file",
  usage: "FILE",
  description:
    "Reads CSV, TSV, JSON lines, a JSON array or Parquet. Finds every minimal functional dependency and\n" +
    "unique column combination, and lists those that are most likely rules of the business. Stops at the\n" +
    "deadline with what there is, and says so.",
  options: {
    "max-lhs": { type: "string", value: "N", help: "The most columns on a left side or in a key." },
    nulls: {
      type: "string",
      value: "equal|distinct",
      help: "Whether two missing values count as equal. Defaults to equal.",
    },
    header: { type: "boolean", help: "The first line names the columns. This is the default." },
    "no-header": { type: "boolean", help: "The first line is data; columns are numbered." },
    delimiter: { type: "string", value: "C", help: "The character between fields, or tab." },
    "null-text": {
      type: "string",
      value: "TEXT",
      help: "A field that means a missing value, beside the empty one.",
    },
    multivalued: { type: "boolean", help: "Looks for multivalued dependencies too." },
    deadline: { type: "string", value: "TIME", help: 'When to stop. Defaults to "30 s".' },
    workers: { type: "string", value: "N", help: "How many threads may search. Defaults to 2." },
    all: { type: "boolean", help: "Lists every dependency and key instead of the likeliest." },
  },
  examples: [
    ["groundplan discover orders.csv", "lists the likeliest rules and keys"],
    ["groundplan discover orders.csv --all --json", "prints everything for other programs"],
  ],
  words: [1, 1],
  run: runDiscover,
};

async function runDiscover(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [path = ""] } = invocation;
  io.progress(`Reading ${path}`);
  const table = await readTable(path, readOptions(invocation));
  io.progress(`Searching ${table.rows} rows of ${table.columns.length} columns`);
  const found = await discoverDependencies(table, discoverOptions(invocation));
  io.progress("");
  const all = options["all"] === true;
  if (options["json"] === true) printJson(io, found, all);
  else printText(io, found, all);
  return OK;
}

function readOptions(invocation: Invocation): ReadTableOptions {
  const { options } = invocation;
  if (options["header"] === true && options["no-header"] === true) {
    throw new UsageError("Give --header or --no-header, not both");
  }
  const delimiter = textOption(invocation, "delimiter");
  const nullText = textOption(invocation, "null-text");
  return {
    header: options["no-header"] !== true,
    ...(delimiter === undefined ? {} : { delimiter: NAMED_DELIMITERS[delimiter] ?? delimiter }),
    ...(nullText === undefined ? {} : { nullTexts: ["", nullText] }),
  };
}

const NAMED_DELIMITERS: Readonly<Record<string, string>> = {
  tab: "\t",
  "\\t": "\t",
  comma: ",",
  semicolon: ";",
  bar: "|",
};

function discoverOptions(invocation: Invocation): DiscoverOptions {
  const nulls = textOption(invocation, "nulls") ?? "equal";
  if (nulls !== "equal" && nulls !== "distinct") {
    throw new UsageError(`The option --nulls is equal or distinct, not ${JSON.stringify(nulls)}`);
  }
  const maxLhs = wholeNumber(invocation, "max-lhs");
  const workers = wholeNumber(invocation, "workers");
  const deadline = textOption(invocation, "deadline");
  return {
    nulls,
    ...(maxLhs === undefined ? {} : { maxLhs }),
    ...(workers === undefined ? {} : { workers }),
    ...(deadline === undefined ? {} : { deadline }),
    multivalued: invocation.options["multivalued"] === true,
  };
}

function wholeNumber(invocation: Invocation, name: string): number | undefined {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) {
    throw new UsageError(
      `The option --${name} is a whole number from 1, not ${JSON.stringify(text)}`,
    );
  }
  return Number(text);
}

// With --all there may be millions: they are printed as they come, a line each.
function printJson(io: CommandIo, found: DiscoveredDependencies, all: boolean): void {
  const { functional, unique, columns, ...rest } = found;
  const { eachFunctional, eachUnique, ...plain } = rest;
  const head = JSON.stringify({ ...plain, columns: columns.length, names: columns });
  io.print(`${head.slice(0, -1)},\n"functional": [`);
  printList(io, all ? eachFunctional() : functional);
  io.print(`],\n"unique": [`);
  printList(io, all ? eachUnique() : unique.map((key) => key.columns));
  io.print("]}\n");
}

const LINES_AT_ONCE = 10_000;

function printList(io: CommandIo, values: Iterable<unknown>): void {
  let lines: string[] = [];
  let separator = "\n";
  for (const value of values) {
    lines.push(separator + JSON.stringify(value));
    separator = ",\n";
    if (lines.length < LINES_AT_ONCE) continue;
    io.print(lines.join(""));
    lines = [];
  }
  io.print(lines.join(""));
}

function printText(io: CommandIo, found: DiscoveredDependencies, all: boolean): void {
  const line = (text: string) => io.print(`${terminalText(text)}\n`);
  const count = (number: number, one: string, many = `${one}s`) =>
    `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
  line(
    `${found.table}: ${count(found.rows, "row")}, ${count(found.columns.length, "column")}; ` +
      `${count(found.counts.functional, "functional dependency", "functional dependencies")}, ` +
      `${count(found.counts.unique, "unique combination")}` +
      `${found.complete ? "" : " (incomplete)"}`,
  );
  if (all) {
    for (const { determinant, dependent } of found.eachFunctional()) {
      line(formatDependency({ determinant, dependent: [dependent] }));
    }
    for (const columns of found.eachUnique()) line(`unique ${columns.join(", ")}`);
  } else {
    for (const { determinant, dependent, score, remarks } of found.functional) {
      const shown = formatDependency({ determinant, dependent: [dependent] });
      line(`${score.toFixed(2)}  ${shown}${remarks.length > 0 ? `  (${remarks.join("; ")})` : ""}`);
    }
    for (const { columns, score } of found.unique) {
      line(`${score.toFixed(2)}  unique ${columns.join(", ")}`);
    }
    for (const { determinant, dependent, g3, violations } of found.approximate) {
      const shown = formatDependency({ determinant, dependent: [dependent] });
      line(`g3 ${g3.toPrecision(2)}  ${shown}  (${count(violations, "row")} against it)`);
    }
  }
  for (const { determinant, blocks } of found.multivalued) {
    const dependent = [blocks.map((block) => block.join(", ")).join(" | ")];
    line(formatDependency({ determinant, dependent }, "↠"));
  }
  for (const note of found.notes) io.note(terminalText(note));
}
