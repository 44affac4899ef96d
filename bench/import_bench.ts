/**
 * Measures how long `import "mod.ts"` takes in a warm process of its own, and what the process takes beside.
 *
 * @module
 */
const RUNS = 15;

interface Run {
  readonly imported: number;
  readonly whole: number;
}

async function run(code: string): Promise<Run> {
  const begin = performance.now();
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", code],
  }).output();
  if (!success) throw new Error(`Cannot run ${code}`);
  const whole = performance.now() - begin;
  return { imported: Number(new TextDecoder().decode(stdout)), whole };
}

const median = (values: readonly number[]) =>
  Math.round(values.toSorted((a, b) => a - b)[values.length >> 1]!);
const mod = JSON.stringify(import.meta.resolve("../mod.ts"));
const timed =
  `const begin = performance.now(); await import(${mod}); console.log(performance.now() - begin)`;
await run(timed);
const imports: Run[] = [];
const empty: Run[] = [];
for (let count = 0; count < RUNS; count++) {
  imports.push(await run(timed));
  empty.push(await run("0"));
}
console.log(JSON.stringify({
  bench: "import mod.ts",
  runs: RUNS,
  milliseconds: median(imports.map(({ imported }) => imported)),
  wholeProcess: median(imports.map(({ whole }) => whole)),
  emptyProcess: median(empty.map(({ whole }) => whole)),
  wanted: "at most 150",
}));
