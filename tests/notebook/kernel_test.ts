import assert from "node:assert/strict";
import { KernelError, startKernel } from "../../mod.ts";
import { isRunning } from "./running_processes.ts";

const DISPLAY = "Deno.jupyter.display";

function show(text: string, options = ""): string {
  return `await ${DISPLAY}({ "text/plain": ${JSON.stringify(text)} }, { raw: true, ${options} });`;
}

Deno.test("a kernel executes cells one after another and keeps what they declare", async () => {
  await using kernel = await startKernel();
  const first = await kernel.execute("const x: number = 41;");
  assert.deepEqual(first, { outputs: [], updates: [], executionCount: 1 });
  const second = await kernel.execute("x + 1");
  assert.deepEqual(second.outputs, [{
    output_type: "execute_result",
    execution_count: 2,
    data: { "text/plain": "42" },
    metadata: {},
  }]);
  assert(Object.isFrozen(second.outputs));
});

Deno.test("a kernel gives prints, displays and results in their order", async () => {
  await using kernel = await startKernel();
  const { outputs } = await kernel.execute(
    `console.log("a"); ${show("b")} console.error("c"); console.log("d"); "e"`,
  );
  assert.deepEqual(
    outputs.map((output) => "text" in output ? output.text : "data" in output && output.data),
    ["a\n", { "text/plain": "b" }, "c\n", "d\n", { "text/plain": '"e"' }],
  );
});

Deno.test("a kernel runs in its folder and with its environment", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await using kernel = await startKernel({ cwd: folder, env: { GROUNDPLAN_TEST: "hé" } });
    const { outputs } = await kernel.execute(
      'console.log(Deno.cwd(), Deno.env.get("GROUNDPLAN_TEST"))',
    );
    assert.deepEqual(outputs, [{
      output_type: "stream",
      name: "stdout",
      text: `${folder} hé\n`,
    }]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a display is updated in its cell and across cells", async () => {
  await using kernel = await startKernel();
  const first = await kernel.execute(
    show("10 %", 'display_id: "p"') + show("50 %", 'display_id: "p", update: true'),
  );
  assert.equal(first.outputs.length, 1);
  assert.deepEqual("data" in first.outputs[0]! && first.outputs[0].data, { "text/plain": "50 %" });
  const second = await kernel.execute(show("100 %", 'display_id: "p", update: true'));
  assert.deepEqual(second.outputs, []);
  assert.deepEqual(second.updates, [
    { display_id: "p", data: { "text/plain": "100 %" }, metadata: {} },
  ]);
});

Deno.test("a cell clears its output", async () => {
  await using kernel = await startKernel();
  const { outputs } = await kernel.execute(
    'console.log("old"); Deno.jupyter.broadcast("clear_output", { wait: true }); console.log("new")',
  );
  assert.deepEqual(outputs, [{ output_type: "stream", name: "stdout", text: "new\n" }]);
});

Deno.test("an error is an output, the last, and the kernel goes on", async () => {
  await using kernel = await startKernel();
  const { outputs, error } = await kernel.execute(
    'console.log("before"); throw new TypeError("no")',
  );
  assert.equal(outputs.length, 2);
  assert.equal(outputs[1], error);
  assert.equal(error?.ename, "TypeError");
  assert.equal(error?.evalue, "no");
  assert.deepEqual((await kernel.execute("1 + 1")).error, undefined);
});

Deno.test("an error of a display method is an output", async () => {
  await using kernel = await startKernel();
  const { outputs, error } = await kernel.execute(
    '({ [Symbol.for("Jupyter.display")]() { throw new RangeError("no picture"); } })',
  );
  assert.equal(error, undefined);
  assert.equal(outputs[0]?.output_type, "error");
});

Deno.test("text that is no TypeScript fails with its place, which the kernel does not give", async () => {
  await using kernel = await startKernel();
  const { error } = await kernel.execute("const a = 1;\n\nconst b c");
  assert.equal(error?.ename, "SyntaxError");
  assert.equal(error?.evalue, "Expected a semicolon");
  assert.deepEqual(error?.traceback.slice(1), ["3 | const b c", "  |         ^"]);
});

Deno.test("a cell that asks for input is stopped where it asks", async () => {
  await using kernel = await startKernel();
  const { outputs, error } = await kernel.execute(
    'console.log("before"); const name = prompt("Your name?"); console.log("after", name)',
  );
  assert.deepEqual(outputs.map((output) => "text" in output ? output.text : output.output_type), [
    "before\n",
    "error",
  ]);
  assert.equal(error?.ename, "StdinNotImplementedError");
  assert.match(error!.evalue, /"Your name\?.*make it a parameter/);
  assert.equal((await kernel.execute("1")).error, undefined);
});

Deno.test("an endless loop is interrupted after its time, and the kernel goes on", async () => {
  await using kernel = await startKernel();
  await kernel.execute("let count = 0;");
  const { outputs, error } = await kernel.execute('console.log("in"); for (;;) count++;', {
    timeout: 300,
  });
  assert.equal(outputs[0]?.output_type, "stream");
  assert.equal(error?.ename, "TimeoutError");
  assert.match(error!.evalue, /300 ms/);
  const { outputs: [output] } = await kernel.execute("count > 0");
  assert.deepEqual(output && "data" in output && output.data, { "text/plain": "true" });
});

Deno.test("an endless wait ends the kernel", async () => {
  await using kernel = await startKernel();
  await assert.rejects(
    kernel.execute("await new Promise(() => {})", { timeout: 200 }),
    (error) => error instanceof KernelError && error.reason === "timeout",
  );
  await assert.rejects(kernel.execute("1"), TypeError);
});

Deno.test("a kernel that is left blocked behind a cell is ended", async () => {
  await using kernel = await startKernel();
  await assert.rejects(
    kernel.execute(
      "setTimeout(() => { for (;;); }, 1); await new Promise((r) => setTimeout(r, 0))",
      {
        timeout: 100,
      },
    ).then(() => kernel.execute("1", { timeout: 100 })),
    (error) => error instanceof KernelError && error.reason === "timeout",
  );
});

Deno.test("a cell that ends the kernel says so, with the code", async () => {
  await using kernel = await startKernel();
  await assert.rejects(
    kernel.execute("Deno.exit(7)"),
    (error) =>
      error instanceof KernelError && error.reason === "died" &&
      error.message === "the kernel ended itself with code 7",
  );
});

Deno.test("a cell that outputs too much ends the kernel, in one piece or in many", async () => {
  for (const code of [show("x".repeat(300_000)), 'for (;;) console.log("line of text")']) {
    await using kernel = await startKernel({ maxOutputBytes: 200_000 });
    await assert.rejects(
      kernel.execute(code, { timeout: 20_000 }),
      (error) => error instanceof KernelError && error.reason === "output",
    );
  }
});

Deno.test("a kernel executes one cell at a time", async () => {
  await using kernel = await startKernel();
  const running = kernel.execute("await new Promise((r) => setTimeout(r, 100)); 1");
  await assert.rejects(kernel.execute("2"), TypeError);
  assert.equal((await running).outputs.length, 1);
});

Deno.test("outputs of timers belong to the cell that runs then", async () => {
  await using kernel = await startKernel();
  const first = await kernel.execute('setTimeout(() => console.log("late"), 50); undefined');
  assert.deepEqual(first.outputs, []);
  const second = await kernel.execute("await new Promise((r) => setTimeout(r, 200))");
  assert.deepEqual(second.outputs, [{ output_type: "stream", name: "stdout", text: "late\n" }]);
});

Deno.test("startKernel() says why there is no kernel", async () => {
  await assert.rejects(
    startKernel({ cwd: "/nowhere/at/all" }),
    (error) =>
      error instanceof KernelError && error.reason === "start" &&
      /it ended with code 1: NotFound: .*No such cwd '\/nowhere\/at\/all'$/.test(error.message),
  );
});

Deno.test("a kernel ends what its cells started, with the kernel", async () => {
  const kernel = await startKernel();
  const { outputs: [output] } = await kernel.execute(
    'const child = new Deno.Command("sleep", { args: ["60"] }).spawn(); console.log(child.pid)',
  );
  const pid = Number(output && "text" in output && output.text);
  assert(await isRunning(pid));
  await kernel[Symbol.asyncDispose]();
  assert(!await isRunning(pid));
});
