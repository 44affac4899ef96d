/**
 * What can go wrong with a kernel goes wrong here: nothing is lost, nothing is left behind.
 *
 * @module
 */
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CellError, executeNotebook, KernelError, runNotebook, startKernel } from "../../mod.ts";
import { code, notebookOf, notebookText } from "../notebook/make_notebook.ts";
import { processesWith } from "../notebook/running_processes.ts";

const RUNS = 200;
const ROOT = new URL("../../", import.meta.url);

async function untilGone(word: string): Promise<void> {
  let left = await processesWith(word);
  for (let wait = 0; wait < 100 && left.length > 0; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    left = await processesWith(word);
  }
  assert.deepEqual(left, []);
}

/** A runner in a process of its own: it starts a kernel, says so, and executes the cells. */
async function startRunner(word: string, cells: readonly string[]): Promise<Deno.ChildProcess> {
  const script = `
    import { startKernel } from ${JSON.stringify(new URL("mod.ts", ROOT).href)};
    const kernel = await startKernel();
    await kernel.execute("1");
    console.log("ready");
    for (const cell of ${JSON.stringify(cells)}) await kernel.execute(cell);`;
  const runner = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", script],
    cwd: ROOT,
    env: { GROUNDPLAN_DRILL: word },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = runner.stdout.getReader();
  const { value } = await reader.read();
  assert.match(new TextDecoder().decode(value), /ready/);
  reader.releaseLock();
  return runner;
}

Deno.test(`${RUNS} runs of a notebook with 25 outputs lose none, and give the same`, async () => {
  // Outputs of each kind, awaited and not, at the end of cells and inside.
  const kinds = [
    (at: number) => `"result ${at}"`,
    (at: number) => `console.log("print ${at}")`,
    (at: number) =>
      `Deno.jupyter.display({ "text/plain": "display ${at}" }, { raw: true }); undefined`,
    (at: number) => `await Deno.jupyter.display({ "text/plain": "awaited ${at}" }, { raw: true })`,
    (at: number) =>
      `({ [Symbol.for("Jupyter.display")]: async () => ({ "text/plain": "own ${at}" }) })`,
  ];
  const cells = Array.from({ length: 25 }, (_, at) => code(kinds[at % kinds.length]!(at)));
  const notebook = notebookOf(...cells);
  let first: unknown;
  for (let run = 0; run < RUNS; run++) {
    const { notebook: { cells } } = await executeNotebook(notebook);
    const outputs = cells.map((cell) => cell.cell_type === "code" ? cell.outputs : []);
    assert.deepEqual(outputs.map(({ length }) => length), new Array(25).fill(1), `run ${run}`);
    first ??= outputs;
    assert.deepEqual(outputs, first, `run ${run}`);
  }
});

Deno.test("thousands of prints and displays in one cell all come, in their order", async () => {
  await using kernel = await startKernel();
  const { outputs } = await kernel.execute(`
    for (let at = 0; at < 10_000; at++) {
      console.log(at);
      if (at % 1000 === 999) await Deno.jupyter.display({ "text/plain": "d" + at }, { raw: true });
    }`);
  const expected = Array.from({ length: 10 }, (_, part) => [
    Array.from({ length: 1000 }, (_, at) => `${part * 1000 + at}\n`).join(""),
    `d${part * 1000 + 999}`,
  ]).flat();
  const texts = outputs.map((output) =>
    "text" in output ? output.text : "data" in output ? output.data["text/plain"] : ""
  );
  assert.deepEqual(texts.join(""), expected.join(""));
});

Deno.test("a runner that is killed leaves no process, whatever the kernel is doing", async () => {
  const cells = {
    idle: "await new Promise(() => {})",
    loop: "for (;;);",
    child: 'await new Deno.Command("sleep", { args: ["600"] }).output()',
    flood: "for (;;) console.log('x'.repeat(1000))",
    stubborn:
      'Deno.addSignalListener("SIGTERM", () => {}); Deno.addSignalListener("SIGINT", () => {}); for (;;);',
  };
  for (const signal of ["SIGKILL", "SIGTERM", "SIGINT"] as const) {
    for (const [name, cell] of Object.entries(cells)) {
      const word = crypto.randomUUID();
      const runner = await startRunner(word, [cell]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert(
        (await processesWith(word)).length >= 3,
        `${signal} ${name}: runner, supervisor and kernel`,
      );
      runner.kill(signal);
      await runner.status;
      await runner.stdout.cancel();
      await untilGone(word);
    }
  }
});

Deno.test("a runner that is killed while the kernel starts leaves no process and no file", async () => {
  const temporary = await Deno.makeTempDir({ prefix: "groundplan-drill-" });
  try {
    for (let ms = 20; ms < 500; ms += 40) {
      const word = crypto.randomUUID();
      const script = `
        import { startKernel } from ${JSON.stringify(new URL("mod.ts", ROOT).href)};
        console.log("starting");
        await startKernel();
        await new Promise((resolve) => setTimeout(resolve, 60_000));`;
      const runner = new Deno.Command(Deno.execPath(), {
        args: ["eval", "--quiet", script],
        cwd: ROOT,
        env: { GROUNDPLAN_DRILL: word, TMPDIR: temporary },
        stdout: "piped",
        stderr: "null",
      }).spawn();
      await runner.stdout.getReader().read();
      await new Promise((resolve) => setTimeout(resolve, ms));
      runner.kill("SIGKILL");
      await runner.status;
      await untilGone(word);
      assert.deepEqual([...Deno.readDirSync(temporary)], [], `after ${ms} ms`);
    }
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
});

Deno.test("a kernel or supervisor that is killed is a clear error, and leaves no process", async () => {
  for (const who of ["kernel", "supervisor"] as const) {
    const before = connectionFiles();
    const word = crypto.randomUUID();
    await using kernel = await startKernel({ env: { GROUNDPLAN_DRILL: word } });
    const pid = who === "kernel" ? "Deno.pid" : "Deno.ppid";
    await assert.rejects(
      // A cell that ends before the signal has done its work is none that was cut off.
      kernel.execute(
        `new Deno.Command("sleep", { args: ["600"] }).spawn(); Deno.kill(${pid}, "SIGKILL");
        await new Promise((resolve) => setTimeout(resolve, 60_000))`,
      ),
      (error) =>
        error instanceof KernelError && error.reason === "died" && /SIGKILL/.test(error.message),
      who,
    );
    await untilGone(word);
    assert.deepEqual(connectionFiles(), before, who);
  }
});

function connectionFiles(): readonly string[] {
  return [...Deno.readDirSync(tmpdir())].map(({ name }) => name)
    .filter((name) => name.startsWith("groundplan-kernel-")).sort();
}

interface Drill {
  readonly name: string;
  readonly cells: readonly ReturnType<typeof code>[];
  readonly message: RegExp;
}

const DRILLS: readonly Drill[] = [
  {
    name: "Deno.exit() in a cell",
    cells: [code("1"), code("Deno.exit(4)")],
    message: /a\.ipynb, cell 2: KernelError: the kernel ended itself with code 4/,
  },
  {
    name: "an endless loop",
    cells: [code("1"), code("for (;;);")],
    message: /a\.ipynb, cell 2: TimeoutError: .*after 1 s and was interrupted/,
  },
  {
    name: "an endless await",
    cells: [code("1"), code("await new Promise(() => {})")],
    message: /a\.ipynb, cell 2: KernelError: .*waiting after 1 s/,
  },
  {
    name: "a 50 MB output in one piece",
    cells: [code("1"), code('console.log("x".repeat(50e6)); await 1')],
    message: /a\.ipynb, cell 2: KernelError: an output is larger/,
  },
  {
    name: "a 50 MB output in pieces",
    cells: [
      code("1"),
      code('for (let at = 0; at < 50; at++) { console.log("x".repeat(1e6)); await 1 }'),
    ],
    message: /a\.ipynb, cell 2: KernelError: .*more than 20 MB/,
  },
  {
    name: "a kernel that runs out of memory",
    cells: [code("1"), code("const all = []; for (;;) all.push(new Array(1e6).fill(all.length))")],
    message: /a\.ipynb, cell 2: (?:KernelError: the (?:kernel|cell)|TimeoutError)/,
  },
];

Deno.test("whatever a cell does, the error says it, no process is left, the file stands", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "groundplan-drill-" });
  const file = join(folder, "a.ipynb");
  for (const { name, cells, message } of DRILLS) {
    await t.step(name, async () => {
      const word = crypto.randomUUID();
      const text = notebookText(cells);
      await Deno.writeTextFile(file, text);
      const timeout = name.includes("output") || name.includes("memory") ? 20_000 : 1000;
      await assert.rejects(
        runNotebook(file, { timeout, env: { GROUNDPLAN_DRILL: word } }),
        (error) => {
          assert(error instanceof CellError, String(error));
          assert.match(error.message, message);
          return true;
        },
      );
      await untilGone(word);
      assert.equal(await Deno.readTextFile(file), text);
      assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["a.ipynb"]);
    });
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("large outputs up to the limit come whole", async () => {
  for (const megabytes of [1, 2, 4, 8, 16]) {
    for (let run = 0; run < 6; run++) {
      await using kernel = await startKernel();
      const { outputs: [output] } = await kernel.execute(
        `Deno.jupyter.display({ "text/plain": "x".repeat(${megabytes}e6) }, { raw: true }); undefined`,
      );
      assert(output && "data" in output);
      assert.equal(String(output.data["text/plain"]).length, megabytes * 1e6);
    }
  }
});
