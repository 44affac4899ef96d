import { bundleOf } from "../lib/core/show.ts";
import { planShards } from "../lib/scale/shards/plan_shards.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { type Command, type Invocation, jsonText, OK, textOption, UsageError } from "./command.ts";

/** `groundplan shard SOURCE`. */
export const shardCommand: Command = {
  name: "shard",
  summary: "Spreads tables over shards, and says where each query goes and what breaks",
  usage: "SOURCE [--shards N | --capacity BYTES]",
  description:
    "Chooses the columns that tables are placed by, so that the workload costs least, with the DDL for Citus\n" +
    "and for PostgreSQL's own hash partitions over postgres_fdw.",
  options: {
    shards: { type: "string", value: "N", help: "Shards, 2 to 1024. Defaults to 8." },
    capacity: {
      type: "string",
      value: "BYTES",
      help: 'What one shard holds, such as "500 GB": as many are taken as the horizon needs.',
    },
    horizon: { type: "string", value: "TIME", help: 'How far to look. Defaults to "5 years".' },
    ddl: { type: "string", value: "KIND", help: "Prints only the statements: citus or native." },
  },
  examples: [
    ["groundplan shard saas.yaml --shards 16", "distribution keys for 16 shards"],
    ["groundplan shard saas.yaml --shards 16 --ddl citus", "the statements alone"],
  ],
  words: [1, 1],
  run: runShard,
};

async function runShard(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const text = (name: string) => textOption(invocation, name);
  const [shards, capacity, horizon, kind] = [
    text("shards"),
    text("capacity"),
    text("horizon"),
    text("ddl"),
  ];
  if (kind !== undefined && kind !== "citus" && kind !== "native") {
    throw new UsageError(`--ddl takes citus or native, not ${kind}`);
  }
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Searching for the cheapest distribution");
  const plan = await planShards(model, {
    today: io.today,
    ...(shards === undefined ? {} : { shards: Number(shards) }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(horizon === undefined ? {} : { horizon }),
  });
  io.progress("");
  if (kind !== undefined) io.print(`${plan.ddl[kind].join("\n")}\n`);
  else if (options["json"] === true) {
    const { schema: _, movement, ...rest } = plan;
    io.print(jsonText({ ...rest, movement: { ...movement.citus, remainder: movement.remainder } }));
  } else io.print(`${(await bundleOf(plan))["text/plain"]}\n`);
  for (const { name, why } of plan.setAside) io.note(`${name} was set aside: ${why}`);
  return OK;
}
