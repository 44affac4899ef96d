import { bundleOf } from "../lib/core/show.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { explainedJson } from "../lib/whatif/explained.ts";
import { openLab } from "../lib/whatif/open_lab.ts";
import { type Command, type Invocation, jsonText, OK, textOption, UsageError } from "./command.ts";
import { hardwareOf, LAB_OPTIONS } from "./lab_options.ts";

/** `groundplan explain SOURCE --sql Q`. */
export const explainCommand: Command = {
  name: "explain",
  summary: "Shows how PostgreSQL would run a query over the data that will be there",
  usage: "SOURCE --sql QUERY [--at DATE] [--param VALUE,…]",
  description:
    "Plans a statement, or a query pattern of the model by its name, with PostgreSQL's own planner over\n" +
    "tables that are empty and look as full as the model says. Nothing is executed.",
  options: {
    sql: { type: "string", value: "QUERY", help: "A statement, or the name of a query pattern." },
    at: { type: "string", value: "DATE", help: "Projects the data to a date, such as 2029-01." },
    param: {
      type: "string",
      value: "VALUES",
      help: "Values of $1, $2, … with commas between. Defaults to typical ones.",
    },
    ...LAB_OPTIONS,
  },
  examples: [
    [
      'groundplan explain shop.yaml --sql "select * from orders where customer_id = 7"',
      "its plan over the declared data",
    ],
    [
      "groundplan explain shop.yaml --sql ordersOfCustomer --at 2029-01",
      "a pattern in three years",
    ],
  ],
  words: [1, 1],
  run: runExplain,
};

async function runExplain(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  const sql = textOption(invocation, "sql");
  if (sql === undefined) {
    throw new UsageError("explain needs --sql with a statement or a pattern's name");
  }
  const at = textOption(invocation, "at");
  const params = textOption(invocation, "param")?.split(",");
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  io.progress("Opening the planner");
  await using lab = await openLab(model, { today: io.today, hardware: hardwareOf(invocation) });
  const explained = await lab.explain(sql, {
    ...(at === undefined ? {} : { at }),
    ...(params === undefined ? {} : { params }),
  });
  io.progress("");
  io.print(
    options["json"] === true
      ? jsonText(explainedJson(explained))
      : `${(await bundleOf(explained))["text/plain"]}\n`,
  );
  for (const { name, why } of lab.setAside) io.note(`${name} was set aside: ${why}`);
  return OK;
}
