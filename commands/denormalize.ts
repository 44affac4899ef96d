import { bundleOf } from "../lib/core/show.ts";
import type { Denormalization } from "../lib/indexes/denormalize/denormalization.ts";
import { denormalize } from "../lib/indexes/denormalize/denormalize.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { openLab } from "../lib/whatif/open_lab.ts";
import { type Command, type Invocation, jsonText, OK, textOption } from "./command.ts";
import { hardwareOf, LAB_OPTIONS } from "./lab_options.ts";

/** `groundplan denormalize SOURCE`. */
export const denormalizeCommand: Command = {
  name: "denormalize",
  summary: "Says what is worth keeping twice, and how it is kept the same",
  usage: "SOURCE [--deadline TIME]",
  description:
    "Weighs copied columns, counters and sums, summary tables, materialized views and generated columns on\n" +
    "PostgreSQL's own planner, against what the workload writes and how old each query's data may be. Prints the\n" +
    "statements that make each one and keep it the same. Not to denormalize is an answer too.",
  options: {
    deadline: { type: "string", value: "TIME", help: 'How long to look. Defaults to "60 s".' },
    ...LAB_OPTIONS,
  },
  examples: [["groundplan denormalize shop.yaml", "what a shop's queries would gain"]],
  words: [1, 1],
  run: runDenormalize,
};

async function runDenormalize(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const deadline = textOption(invocation, "deadline");
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Opening the planner");
  await using lab = await openLab(model, { today: io.today, hardware: hardwareOf(invocation) });
  const result = await denormalize(lab, deadline === undefined ? {} : { deadline });
  io.progress("");
  if (options["json"] === true) io.print(jsonText(result));
  else io.print(`${(await bundleOf(result))["text/plain"]}\n${statementsOf(result)}`);
  return OK;
}

function statementsOf({ proposals }: Denormalization): string {
  return proposals.map(({ title, ddl }) =>
    `\n-- ${title.replaceAll("\n", " ")}\n${ddl.join("\n")}\n`
  )
    .join("");
}
