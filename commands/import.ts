import { findingLine } from "./finding_line.ts";
import { type Command, FAILED, type Invocation, jsonText, OK, textOption } from "./command.ts";

/** `groundplan import SOURCE`. */
export const importCommand: Command = {
  name: "import",
  summary: "Reads a schema or words into a model, and says what was set aside",
  usage: "SOURCE [--yaml] [--out FILE]",
  description:
    "Reads SQL as pg_dump and people write it, a live database (catalogs and statistics, never rows), DBML,\n" +
    "Prisma or words, and prints the tables; with --yaml the model file that it means. What could not be\n" +
    "carried is said on standard error. The exit code is 1 when something was lost.",
  options: {
    yaml: { type: "boolean", help: "Prints the model as a model file." },
    out: { type: "string", short: "o", value: "FILE", help: "Writes to a file instead." },
    queries: {
      type: "string",
      value: "FILE",
      help:
        "Adds the statements of a file, or of the CSV of pg_stat_statements, as query patterns.",
    },
    engine: {
      type: "string",
      value: "ENGINE",
      help: "Engine and version to plan for, such as postgresql@16. Defaults to the source's own.",
    },
  },
  examples: [
    ["groundplan import dump.sql --json | jq '.tables[].name'", "lists the tables"],
    ["groundplan import postgres://localhost/app --yaml --out app.yaml", "makes a model file"],
  ],
  words: [1, 1],
  run: runImport,
};

async function runImport(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const [{ openSource }, { importJson }, { toSchema }, { writeModel }, { importText }] =
    await Promise
      .all([
        import("../lib/sources/open_source.ts"),
        import("../lib/sources/import_json.ts"),
        import("../lib/mapping/to_schema.ts"),
        import("../lib/model/write_model.ts"),
        import("../lib/report/import_text.ts"),
      ]);
  io.progress(`Reading ${words.length > 60 ? "requirements" : words}`);
  const engine = textOption(invocation, "engine");
  const queries = textOption(invocation, "queries");
  const opened = await openSource(words, {
    readInput: io.readInput,
    ...(engine === undefined ? {} : { engine }),
    ...(queries === undefined ? {} : { queries }),
  });
  const { model, findings, setAside = [] } = opened;
  const schema = opened.schema ?? toSchema(model);
  const text = options["yaml"] === true
    ? writeModel(model)
    : options["json"] === true
    ? jsonText(importJson({ schema, setAside }))
    : importText(schema);
  const out = textOption(invocation, "out");
  io.progress("");
  if (out === undefined) io.print(text);
  else {
    const { writeFileAtomic } = await import("../lib/core/atomic_file.ts");
    await io.uninterrupted(() => writeFileAtomic(out, text));
  }
  for (const finding of findings.filter(({ severity }) => severity !== "advice")) {
    io.note(findingLine(finding));
  }
  return findings.some(({ severity }) => severity === "error") ? FAILED : OK;
}
