import { bundleOf } from "../lib/core/show.ts";
import { parseCount } from "../lib/core/quantity.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { openLab } from "../lib/whatif/open_lab.ts";
import { stressJson } from "../lib/whatif/stress.ts";
import { type Command, type Invocation, jsonText, OK, textOption } from "./command.ts";
import { hardwareOf, LAB_OPTIONS } from "./lab_options.ts";

/** `groundplan stress SOURCE`. */
export const stressCommand: Command = {
  name: "stress",
  summary: "Says which query first misses its target as the data grow, and why",
  usage: "SOURCE [--rows FACTORS]",
  description:
    "Plans every query pattern of the model over more and more rows with PostgreSQL's own planner.",
  options: {
    rows: {
      type: "string",
      value: "FACTORS",
      help: "Multiples of the rows with commas between. Defaults to 1,10,100,1000.",
    },
    ...LAB_OPTIONS,
  },
  examples: [["groundplan stress shop.yaml --rows 1,10,100", "up to a hundred times the rows"]],
  words: [1, 1],
  run: runStress,
};

async function runStress(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const rows = textOption(invocation, "rows")?.split(",").map((factor) => parseCount(factor));
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Opening the planner");
  await using lab = await openLab(model, { today: io.today, hardware: hardwareOf(invocation) });
  const result = await lab.stress(rows === undefined ? {} : { rows });
  io.progress("");
  io.print(
    options["json"] === true
      ? jsonText(stressJson(result))
      : `${(await bundleOf(result))["text/plain"]}\n`,
  );
  for (const { name, why } of lab.setAside) io.note(`${name} was set aside: ${why}`);
  return OK;
}
