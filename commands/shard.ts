import { bundleOf } from "../lib/core/show.ts";
import { planShards } from "../lib/scale/shards/plan_shards.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { type Route, route } from "../lib/scale/shards/route.ts";
import {
  type Command,
  type Invocation,
  jsonText,
  listOption,
  OK,
  textOption,
  UsageError,
  wholeOption,
} from "./command.ts";

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
    to: { type: "string", value: "N", help: "Shards to go to later. Defaults to twice as many." },
    ddl: {
      type: "string",
      value: "KIND",
      help: "Prints only the statements: citus, native (the coordinator) or shard (each shard).",
    },
    route: {
      type: "string",
      value: "SQL",
      help: "Says only which shards a statement or a query pattern goes to, and why.",
    },
    param: {
      type: "string",
      value: "VALUE",
      multiple: true,
      help: "The value of $1, $2, … of the statement that is routed, in their order.",
    },
  },
  examples: [
    ["groundplan shard saas.yaml --shards 16", "distribution keys for 16 shards"],
    ["groundplan shard saas.yaml --shards 16 --ddl citus", "the statements alone"],
    [
      "groundplan shard shop.yaml --route ordersOfCustomer --param 42",
      "the shard of a customer's orders",
    ],
  ],
  words: [1, 1],
  run: runShard,
};

const DDL = ["citus", "native", "shard"] as const;

async function runShard(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const [shards, reshardTo] = [wholeOption(invocation, "shards"), wholeOption(invocation, "to")];
  const [capacity, horizon, kind, query] = ["capacity", "horizon", "ddl", "route"].map((name) =>
    textOption(invocation, name)
  );
  const printed = DDL.find((one) => one === kind);
  if (kind !== undefined && !printed) {
    throw new UsageError(`--ddl takes ${DDL.join(", ")}, not ${kind}`);
  }
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Searching for the cheapest distribution");
  const plan = await planShards(model, {
    today: io.today,
    ...(shards === undefined ? {} : { shards }),
    ...(reshardTo === undefined ? {} : { reshardTo }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(horizon === undefined ? {} : { horizon }),
  });
  io.progress("");
  const json = options["json"] === true;
  if (query !== undefined) {
    const params = listOption(invocation, "param");
    const said = await route(plan, query, { params, model });
    io.print(json ? jsonText(said) : `${routeText(said)}\n`);
  } else if (printed) io.print(`${plan.ddl[printed].join("\n")}\n`);
  else if (json) {
    const { schema: _, movement, ...rest } = plan;
    io.print(jsonText({ ...rest, movement: { ...movement.citus, remainder: movement.remainder } }));
  } else io.print(`${(await bundleOf(plan))["text/plain"]}\n`);
  for (const { name, why } of plan.setAside) io.note(`${name} was set aside: ${why}`);
  return OK;
}

function routeText({ shards, of, reason }: Route): string {
  const where = shards.length === of
    ? `all ${of} shards`
    : `shard${shards.length === 1 ? "" : "s"} ${shards.join(", ")} of ${of}`;
  return `${where}: ${reason}`;
}
