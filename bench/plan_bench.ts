/**
 * How long a plan takes: its parts in a warm process for the shop and for 100 entities, and the whole
 * command line from a cold start.
 *
 * @module
 */
import { defineModel, guide, type Model, plan, readModel, renderReport, t } from "../mod.ts";

const SHOP = new URL("../examples/shop.yaml", import.meta.url);
const CLI = new URL("../cli.ts", import.meta.url);
const RUNS = 9;

function wideModel(entities: number): Model {
  const model = defineModel("wide");
  for (let at = 0; at < entities; at++) {
    model.entity(`Entity${at}`, {
      id: t.bigint().identity().key(),
      name: t.text(80).unique(),
      createdAt: t.timestamptz(),
      price: t.numeric(12, 2),
      kind: t.enum("a", "b"),
    }).rows(1000 * (at + 1)).grows("4%/month");
    if (at > 0) model.relate(`Entity${at >> 1} 1 --has--> 0..* Entity${at}`);
    if (at % 5 === 0) {
      model.access(`find${at}`, {
        query: { action: "select", entity: `Entity${at}` },
        rate: "5/s",
      });
    }
  }
  return model.snapshot();
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  await work();
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.round(times.sort((a, b) => a - b)[RUNS >> 1]! * 10) / 10;
}

const models = { shop: await readModel(await Deno.readTextFile(SHOP)), wide: wideModel(100) };
for (const [name, model] of Object.entries(models)) {
  const made = await plan(model);
  const files = await renderReport(made);
  console.log(JSON.stringify({
    bench: "plan",
    model: name,
    entities: model.entities.length,
    planMs: await medianOf(() => plan(model)),
    guideOfPlanMs: await medianOf(() => guide(made)),
    reportMs: await medianOf(() => renderReport(made)),
    pageKb: Math.round(files["report.html"].length / 1024),
    dataKb: Math.round(files["plan.json"].length / 1024),
  }));
}

const folder = await Deno.makeTempDir();
const command = (...words: string[]) => async () => {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-sys",
      CLI.pathname,
      ...words,
    ],
    stdout: "null",
    stderr: "null",
  }).output();
  if (!success) throw new Error(`groundplan ${words.join(" ")} failed`);
};
console.log(JSON.stringify({
  bench: "command line",
  versionMs: await medianOf(command("--version")),
  planShopMs: await medianOf(command("plan", SHOP.pathname, "--out", folder)),
  ddlShopMs: await medianOf(command("ddl", SHOP.pathname, "--out", `${folder}/schema.sql`)),
}));
await Deno.remove(folder, { recursive: true });
