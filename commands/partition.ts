import { bundleOf } from "../lib/core/show.ts";
import { planPartitions } from "../lib/scale/partitions/plan_partitions.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { openLab } from "../lib/whatif/open_lab.ts";
import { type Command, type Invocation, jsonText, OK, textOption } from "./command.ts";
import { hardwareOf, LAB_OPTIONS } from "./lab_options.ts";

/** `groundplan partition SOURCE`. */
export const partitionCommand: Command = {
  name: "partition",
  summary: "Says which tables to partition and how, with what the real planner prunes",
  usage: "SOURCE [--horizon TIME]",
  description:
    "Takes candidates from query patterns and retention, measures on PostgreSQL's own planner which partitions\n" +
    "each query reads, and prints the statements and the schedule. Leaving a table whole is an answer too.",
  options: {
    horizon: { type: "string", value: "TIME", help: 'How far to look. Defaults to "5 years".' },
    smallest: {
      type: "string",
      value: "BYTES",
      help: "A table that stays smaller is left whole. Defaults to 100 GB.",
    },
    target: {
      type: "string",
      value: "BYTES",
      help: "What a partition shall have at most. Defaults to 25 GB.",
    },
    partman: {
      type: "boolean",
      help: "Prints the schedule for pg_partman and pg_cron instead of psql.",
    },
    ...LAB_OPTIONS,
  },
  examples: [["groundplan partition sensors.yaml", "partitions for a table of readings"]],
  words: [1, 1],
  run: runPartition,
};

async function runPartition(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const [horizon, smallest, target] = ["horizon", "smallest", "target"].map((name) =>
    textOption(invocation, name)
  );
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Opening the planner");
  await using lab = await openLab(model, { today: io.today, hardware: hardwareOf(invocation) });
  const plan = await planPartitions(lab, {
    ...(horizon === undefined ? {} : { horizon }),
    ...(smallest === undefined ? {} : { smallest }),
    ...(target === undefined ? {} : { target }),
  });
  io.progress("");
  if (options["json"] === true) io.print(jsonText(plan));
  else {
    io.print(`${(await bundleOf(plan))["text/plain"]}\n`);
    for (const { ddl, schedule } of plan.tables.filter(({ partition }) => partition)) {
      io.print(`\n${ddl.join("\n")}\n`);
      if (!schedule) continue;
      io.print(
        options["partman"] === true
          ? `\n-- once, in place of the partitions above\n${schedule.partman.join("\n")}\n`
          : `\n-- every ${schedule.every}, by psql\n${schedule.native.join("\n")}\n`,
      );
    }
  }
  return OK;
}
