import { parseDuration } from "../lib/core/quantity.ts";
import { findingLine } from "./finding_line.ts";
import { type Command, FAILED, type Invocation, jsonText, OK, textOption } from "./command.ts";

/** `groundplan lint SOURCE`. */
export const lintCommand: Command = {
  name: "lint",
  summary: "Judges the schema of a model by the rules of good design",
  usage: "SOURCE",
  description:
    "Prints each finding in one line, the worst first. A decision of the model about `code@where`, or about\n" +
    "`code` alone, waives it. The exit code is 1 when a finding of severity error remains.",
  options: {
    horizon: {
      type: "string",
      value: "TIME",
      help: 'How far ahead growth is reckoned with, such as "3 years". Defaults to 5 years.',
    },
  },
  examples: [["groundplan lint shop.yaml", "judges the schema of a model"]],
  words: [1, 1],
  run: runLint,
};

async function runLint(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const horizon = textOption(invocation, "horizon");
  const [{ openSource }, { mapModel }, { lintSchema }] = await Promise.all([
    import("../lib/sources/open_source.ts"),
    import("../lib/mapping/map_model.ts"),
    import("../lib/lint/lint_schema.ts"),
  ]);
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  const { findings, waived, rules } = lintSchema(mapModel(model).schema, {
    model,
    ...(horizon === undefined ? {} : { horizon: parseDuration(horizon) }),
  });
  io.progress("");
  if (options["json"] === true) io.print(jsonText({ findings, waived, rules }));
  else {
    for (const finding of findings) io.print(`${findingLine(finding)}\n`);
    const count = (number: number) => `${number} finding${number === 1 ? "" : "s"}`;
    io.note(
      `${count(findings.length)} by ${rules.length} rules${
        waived.length > 0 ? `, ${waived.length} waived` : ""
      }.`,
    );
  }
  return findings.some(({ severity }) => severity === "error") ? FAILED : OK;
}
