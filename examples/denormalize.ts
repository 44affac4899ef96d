/**
 * Says what a model's queries would gain from data that are kept twice, and prints the statements:
 * `deno run -A examples/denormalize.ts examples/shop.yaml`.
 *
 * @module
 */
import { denormalize, openLab, openSource, show } from "@groundplan/groundplan";

const [path = "examples/shop.yaml"] = Deno.args;
const { model } = await openSource(path);
await using lab = await openLab(model);
const result = await show(await denormalize(lab));
for (const { title, ddl, undo } of result.proposals) {
  console.log(`\n-- ${title}\n${ddl.join("\n")}\n-- to undo:\n-- ${undo.join("\n-- ")}`);
}
