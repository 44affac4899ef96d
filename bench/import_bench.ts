/**
 * Measures how long `import "mod.ts"` takes in a warm process of its own: the median of several, less what an
 * empty script takes.
 *
 * @module
 */
const RUNS = 15;

async function seconds(code: string): Promise<number> {
  const begin = performance.now();
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", code],
    stdout: "null",
  }).output();
  if (!success) throw new Error(`Cannot run ${code}`);
  return (performance.now() - begin) / 1000;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const mod = JSON.stringify(import.meta.resolve("../mod.ts"));
const imported: number[] = [];
const empty: number[] = [];
await seconds(`await import(${mod})`);
for (let run = 0; run < RUNS; run++) {
  imported.push(await seconds(`await import(${mod})`));
  empty.push(await seconds(""));
}
console.log(JSON.stringify({
  bench: "import mod.ts",
  runs: RUNS,
  milliseconds: Math.round((median(imported) - median(empty)) * 1000),
  emptyScript: Math.round(median(empty) * 1000),
  wanted: "at most 150",
}));
