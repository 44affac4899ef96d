import { writeFileAtomic } from "../lib/core/atomic_file.ts";
import { compareFindings } from "../lib/core/finding.ts";
import { findingLine } from "./finding_line.ts";
import { type Command, FAILED, type Invocation, jsonText, OK, textOption } from "./command.ts";

/** `groundplan ddl SOURCE`. */
export const ddlCommand: Command = {
  name: "ddl",
  summary: "Prints the SQL that makes the schema of a model",
  usage: "SOURCE [--out FILE] [--engine ENGINE]",
  description:
    "Prints the statements in an order in which each finds what it needs, so that they run on an empty\n" +
    "database as they stand. What is wrong with the model, or lacks in the version, is said on standard error.",
  options: {
    out: { type: "string", short: "o", value: "FILE", help: "Writes to a file instead." },
    engine: {
      type: "string",
      value: "ENGINE",
      help: "Engine and version, such as postgresql@16. Defaults to the model's own.",
    },
  },
  examples: [
    ["groundplan ddl shop.yaml | psql app", "makes the tables"],
    ["groundplan ddl shop.yaml --engine postgresql@15 --out schema.sql", "for an older server"],
  ],
  words: [1, 1],
  run: runDdl,
};

async function runDdl(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const [{ openSource }, { mapModel }, { validateModel }, { ddl }] = await Promise.all([
    import("../lib/sources/open_source.ts"),
    import("../lib/mapping/map_model.ts"),
    import("../lib/model/validate_model.ts"),
    import("../lib/engines/postgresql/ddl.ts"),
  ]);
  io.progress(`Reading ${words}`);
  const source = await openSource(words, { readInput: io.readInput });
  const engine = textOption(invocation, "engine");
  const model = engine === undefined ? source.model : { ...source.model, engine };
  const mapped = mapModel(model);
  const { statements, sql, findings } = ddl(mapped.schema);
  const all = [
    ...validateModel(model).findings,
    ...source.findings,
    ...mapped.findings,
    ...findings,
  ]
    .sort(compareFindings);
  const out = textOption(invocation, "out");
  const text = options["json"] === true
    ? jsonText({ engine: model.engine, statements, findings: all })
    : sql;
  io.progress("");
  if (out === undefined) io.print(text);
  else await io.uninterrupted(() => writeFileAtomic(out, text));
  for (const finding of all.filter(({ severity }) => severity !== "advice")) {
    io.note(findingLine(finding));
  }
  return all.some(({ severity }) => severity === "error") ? FAILED : OK;
}
