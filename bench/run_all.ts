/**
 * Runs every bench, one after the other. Each prints one line of JSON a measurement.
 *
 * @module
 */
const folder = new URL(".", import.meta.url);
const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
  .filter((name) => name.endsWith("_bench.ts")).sort();
let failed = false;
for (const name of names) {
  const { success } = await new Deno.Command("deno", {
    args: ["run", "--quiet", "--allow-all", new URL(name, folder).pathname],
    stdin: "null",
  }).spawn().status;
  if (!success) failed = true;
}
if (failed) Deno.exit(1);
