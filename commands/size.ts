import { type IsoDate, parseDate } from "../lib/core/date.ts";
import { bundleOf } from "../lib/core/show.ts";
import { table } from "../lib/display/table.ts";
import { sizeRelations } from "../lib/growth/size_relations.ts";
import { toSchema } from "../lib/mapping/to_schema.ts";
import { openSource } from "../lib/sources/open_source.ts";
import { type Command, type Invocation, jsonText, OK, textOption } from "./command.ts";

/** `groundplan size SOURCE`. */
export const sizeCommand: Command = {
  name: "size",
  summary: "Says how large each table and index is, now or at a date",
  usage: "SOURCE [--at DATE]",
  description:
    "Computes sizes from the layout of PostgreSQL's pages, each with how sure it is and the band to expect.",
  options: {
    at: { type: "string", value: "DATE", help: "Projects the data to a date, such as 2029-01." },
  },
  examples: [["groundplan size shop.yaml --at 2029-01", "sizes in three years"]],
  words: [1, 1],
  run: runSize,
};

async function runSize(invocation: Invocation): Promise<number> {
  const { io, options, positionals: [words = ""] } = invocation;
  io.progress(`Reading ${words}`);
  const { model } = await openSource(words, { readInput: io.readInput });
  const today: IsoDate = io.today;
  const at = parseDate(textOption(invocation, "at") ?? today, { now: today });
  const relations = sizeRelations(toSchema(model), model, { today, at });
  io.progress("");
  io.print(
    options["json"] === true ? jsonText({ at, relations }) : `${
      (await bundleOf(
        table(
          relations.map(({ name, kind, rows, bytes, tag }) => ({ name, kind, rows, bytes, tag })),
          {
            caption: `Sizes at ${at}`,
            columns: ["name", "kind", { key: "rows", unit: "rows" }, {
              key: "bytes",
              unit: "bytes",
            }, "tag"],
          },
        ),
      ))["text/plain"]
    }\n`,
  );
  return OK;
}
