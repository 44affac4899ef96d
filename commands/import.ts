import type { Table } from "../lib/schema/schema.ts";
import { mapModel } from "../lib/mapping/map_model.ts";
import { writeModel } from "../lib/model/write_model.ts";
import { importJson } from "../lib/sources/import_json.ts";
import type { SetAside } from "../lib/sources/import_schema.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { writeFileAtomic } from "../lib/core/atomic_file.ts";
import { findingLine } from "./finding_line.ts";
import { type Command, FAILED, type Invocation, jsonText, OK, textOption } from "./command.ts";

/** `groundplan import SOURCE`. */
export const importCommand: Command = {
  name: "import",
  summary: "Reads tables from SQL, a live database or a model, and says what was set aside",
  usage: "SOURCE [--yaml] [--out FILE] [--engine ENGINE]",
  description:
    "SQL is run statement by statement in an embedded PostgreSQL; a live database is read in one read-only\n" +
    "transaction, catalogs and statistics, never rows. With --yaml it prints a model file to go on with.",
  options: {
    yaml: { type: "boolean", help: "Prints the model as a file that every command reads." },
    out: { type: "string", short: "o", value: "FILE", help: "Writes to a file instead." },
    engine: {
      type: "string",
      value: "ENGINE",
      help: "Engine and version to target, such as postgresql@16. Defaults to the source's own.",
    },
  },
  examples: [
    ["groundplan import dump.sql", "lists the tables, and what was set aside"],
    ["groundplan import postgres://localhost/app --json", "for another program"],
    ["groundplan import dump.sql --yaml --out app.yaml", "makes a model file"],
  ],
  words: [1, 1],
  run: runImport,
};

async function runImport(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const engine = textOption(invocation, "engine");
  io.progress(`Reading ${words.replace(/:[^:@/]*@/, ":…@")}`);
  const source = await openSource(words, {
    readInput: io.readInput,
    ...(engine === undefined ? {} : { engine }),
  });
  const schema = source.schema ?? mapModel(source.model).schema;
  const setAside = source.setAside ?? [];
  const text = options["json"] === true
    ? jsonText(importJson({ schema, setAside }))
    : options["yaml"] === true
    ? writeModel(source.model)
    : `${schema.tables.map(tableLine).join("\n")}\n`;
  const out = textOption(invocation, "out");
  io.progress("");
  if (out === undefined) io.print(text);
  else await io.uninterrupted(() => writeFileAtomic(out, text));
  if (source.setAside === undefined) {
    for (const finding of source.findings) io.note(findingLine(finding));
  } else for (const line of asideLines(setAside)) io.note(line);
  return setAside.some(({ severity }) => severity === "error") ? FAILED : OK;
}

function tableLine({ schema, name, columns, foreignKeys, indexes }: Table): string {
  const count = (number: number, one: string, many = `${one}s`): string =>
    `${number} ${number === 1 ? one : many}`;
  return [
    `${schema}.${name}: ${count(columns.length, "column")}`,
    ...(foreignKeys.length > 0 ? [count(foreignKeys.length, "foreign key")] : []),
    ...(indexes.length > 0 ? [count(indexes.length, "index", "indexes")] : []),
  ].join(", ");
}

/** Mistakes and stand-ins one by one; what is no part of a schema by its kind. */
function asideLines(setAside: readonly SetAside[]): string[] {
  const kinds = Map.groupBy(
    setAside.filter(({ severity }) => severity === "advice"),
    ({ reason }) => reason,
  );
  return [
    ...setAside.filter(({ severity }) => severity !== "advice").map((one) =>
      `${one.severity}: ${one.line === undefined ? "" : `line ${one.line}: `}${one.reason} ` +
      `(${one.statement})`
    ),
    ...[...kinds].map(([reason, group]) => {
      const statements = group.reduce((sum, { count = 1 }) => sum + count, 0);
      return `set aside: ${statements} × ${reason}`;
    }),
  ];
}
