/**
 * Says what a model runs into, what that costs, and whether partitions or shards are worth it:
 * `deno run --allow-read --allow-write --allow-env --allow-sys examples/plan_capacity.ts examples/sensors.yaml`.
 *
 * @module
 */
import {
  forecast,
  openLab,
  planPartitions,
  planShards,
  price,
  readModel,
  SAMPLE_PRICES,
  show,
} from "@groundplan/groundplan";

const [path = "examples/sensors.yaml"] = Deno.args;
const model = await readModel(await Deno.readTextFile(path), { file: path });

const grown = forecast(model, {
  horizon: "3 years",
  capacity: { disk: "4 TB", memory: "256 GB" },
});
await show(grown);
await show(price(grown, SAMPLE_PRICES));

await using lab = await openLab(model);
await show(await planPartitions(lab, { horizon: "3 years" }));
await show(await planShards(model, { capacity: "2 TB", horizon: "3 years" }));
