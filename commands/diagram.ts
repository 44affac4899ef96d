import { extname } from "node:path";
import { writeFileAtomic } from "../lib/core/atomic_file.ts";
import { didYouMean } from "../lib/core/suggest.ts";
import type { Diagram, DiagramOptions } from "../lib/display/diagram.ts";
import { type Command, type Invocation, jsonText, OK, textOption, UsageError } from "./command.ts";

/** `groundplan diagram SOURCE`. */
export const diagramCommand: Command = {
  name: "diagram",
  summary: "Draws the crow's-foot diagram of a model",
  usage: "SOURCE [--out FILE]",
  description:
    "Draws entities with their attributes and how many take part in each relationship. Without --out, a\n" +
    "terminal gets the diagram as text and a pipe gets SVG.",
  options: {
    out: {
      type: "string",
      short: "o",
      value: "FILE",
      help: "Writes to a file, in the format that its name ends with: .svg, .dot, .md or .txt.",
    },
    format: { type: "string", value: "FORMAT", help: "svg, dot, markdown or text." },
    tables: { type: "boolean", help: "Draws the tables of the schema instead of the entities." },
    around: {
      type: "string",
      value: "NAMES",
      help: "Draws only what lies around these, by commas.",
    },
    depth: { type: "string", value: "N", help: "How many relationships away. Defaults to 1." },
    detail: { type: "string", value: "DETAIL", help: "names, keys or all." },
  },
  examples: [
    ["groundplan diagram shop.yaml --out shop.svg", "draws the model"],
    ["groundplan diagram shop.yaml --around Order --depth 2", "draws a part of it"],
  ],
  words: [1, 1],
  run: runDiagram,
};

const FORMATS: Readonly<Record<string, (drawn: Diagram) => string>> = {
  svg: ({ svg }) => `${svg}\n`,
  dot: ({ dot }) => `${dot}\n`,
  markdown: ({ markdown }) => `${markdown}\n`,
  text: ({ text }) => `${text}\n`,
};

const ENDINGS: Readonly<Record<string, string>> = {
  ".md": "markdown",
  ".txt": "text",
  ".gv": "dot",
};

async function runDiagram(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const out = textOption(invocation, "out");
  const format = formatOf(invocation, out);
  const drawing = diagramOptions(invocation);
  const [{ openSource }, { toSchema }, { diagram }] = await Promise.all([
    import("../lib/sources/open_source.ts"),
    import("../lib/mapping/to_schema.ts"),
    import("../lib/display/diagram.ts"),
  ]);
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress(`Drawing ${model.name}`);
  const drawn = options["tables"] === true
    ? await diagram(toSchema(model), { title: model.name, ...drawing })
    : await diagram(model, drawing);
  const text = options["json"] === true
    ? jsonText({ title: drawn.title, alt: drawn.alt, svg: drawn.svg, dot: drawn.dot })
    : FORMATS[format]!(drawn);
  io.progress("");
  if (out === undefined) io.print(text);
  else await io.uninterrupted(() => writeFileAtomic(out, text));
  return OK;
}

function formatOf(invocation: Invocation, out: string | undefined): string {
  const ending = out === undefined ? "" : extname(out).toLowerCase();
  const format = textOption(invocation, "format") ?? ENDINGS[ending] ?? ending.slice(1);
  if (format === "") return invocation.io.terminal ? "text" : "svg";
  if (Object.hasOwn(FORMATS, format)) return format;
  const names = Object.keys(FORMATS);
  throw new UsageError(
    `Cannot draw as ${JSON.stringify(format)}${
      didYouMean(format, names) || `; there are ${names.join(", ")}`
    }`,
  );
}

const DETAILS = ["names", "keys", "all"] as const;

function diagramOptions(invocation: Invocation): DiagramOptions {
  const around = textOption(invocation, "around");
  const depth = textOption(invocation, "depth");
  const wanted = textOption(invocation, "detail");
  const detail = DETAILS.find((one) => one === wanted);
  if (depth !== undefined && !/^\d{1,4}$/.test(depth)) {
    throw new UsageError(
      `Cannot draw to a depth of ${JSON.stringify(depth)}: write a whole number`,
    );
  }
  if (wanted !== undefined && !detail) {
    throw new UsageError(`Cannot draw ${JSON.stringify(wanted)}${didYouMean(wanted, DETAILS)}`);
  }
  return {
    ...(around === undefined ? {} : { around: around.split(",").map((name) => name.trim()) }),
    ...(depth === undefined ? {} : { depth: Number(depth) }),
    ...(detail ? { detail } : {}),
  };
}
