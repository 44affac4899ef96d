/**
 * How long Deno's kernel takes to start under our client, and what the client adds to a cell.
 *
 * A cell's overhead is what a cell that does nothing takes in all: the request, the reply, the wait for its
 * last output. Also the time of a whole run and of a page, for a notebook of 25 cells.
 *
 * @module
 */
import { code, markdown, notebookOf } from "../tests/notebook/make_notebook.ts";
import { executeNotebook, renderNotebook, startKernel } from "../mod.ts";

const STARTS = 15;
const CELLS = 200;

function quantiles(times: readonly number[]): Readonly<Record<string, number>> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Number(sorted[Math.ceil(share * sorted.length) - 1]!.toFixed(1));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const starts: number[] = [];
const firsts: number[] = [];
for (let start = 0; start < STARTS; start++) {
  const started = performance.now();
  await using kernel = await startKernel();
  starts.push(performance.now() - started);
  firsts.push(await timed(() => kernel.execute("const a: number = 1;")));
}
console.log(
  JSON.stringify({ bench: "kernel start", unit: "ms", runs: STARTS, ...quantiles(starts) }),
);
console.log(
  JSON.stringify({ bench: "first cell", unit: "ms", runs: STARTS, ...quantiles(firsts) }),
);

await using kernel = await startKernel();
await kernel.execute("1");
for (
  const [kind, source] of Object.entries({
    empty: "undefined",
    print: 'console.log("a")',
    result: "1 + 1",
  })
) {
  const times: number[] = [];
  for (let cell = 0; cell < CELLS; cell++) times.push(await timed(() => kernel.execute(source)));
  console.log(
    JSON.stringify({
      bench: `cell overhead, ${kind}`,
      unit: "ms",
      runs: CELLS,
      ...quantiles(times),
    }),
  );
}

const notebook = notebookOf(
  markdown("# Bench"),
  ...Array.from({ length: 25 }, (_, at) => code(`console.log("cell ${at}"); ${at}`)),
);
let executed = notebook;
const run = await timed(async () => executed = (await executeNotebook(notebook)).notebook);
console.log(
  JSON.stringify({ bench: "run of 25 cells", unit: "ms", runs: 1, value: Math.round(run) }),
);
for (const pass of ["first", "second"]) {
  const page = await timed(() => renderNotebook(executed));
  console.log(
    JSON.stringify({
      bench: `${pass} page of 25 cells`,
      unit: "ms",
      runs: 1,
      value: Math.round(page),
    }),
  );
}
