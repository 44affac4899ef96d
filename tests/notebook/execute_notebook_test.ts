import assert from "node:assert/strict";
import {
  CellError,
  type CellProgress,
  executeNotebook,
  type Notebook,
  parseNotebook,
  printNotebook,
} from "../../mod.ts";
import { code, executed, markdown, notebookOf, notebookText } from "./make_notebook.ts";

function outputTexts({ cells }: Notebook): readonly string[] {
  return cells.flatMap((cell) =>
    cell.cell_type === "code"
      ? [
        cell.outputs.map((output) =>
          "text" in output
            ? output.text.trim()
            : "data" in output
            ? String(output.data["text/plain"])
            : output.evalue
        ).join(" "),
      ]
      : []
  );
}

Deno.test("executeNotebook() fills in outputs and counts, and drops old ones", async () => {
  const { notebook, failures } = await executeNotebook(notebookOf(
    markdown("# T"),
    executed("const a: number = 1;", [{ output_type: "stream", name: "stdout", text: "old" }]),
    code("  \n"),
    code("a + 1"),
    code("throw new Error('never')", "skip-execution"),
  ));
  assert.deepEqual(failures, []);
  assert.deepEqual(outputTexts(notebook), ["", "", "2", ""]);
  assert.deepEqual(
    notebook.cells.map((cell) => cell.cell_type === "code" ? cell.execution_count : undefined),
    [undefined, 1, null, 2, null],
  );
});

Deno.test("a second run gives the same bytes, and times of other tools are gone", async () => {
  const timed = { execution: { "iopub.status.busy": "2026-01-01T00:00:00Z" }, tags: ["a"] };
  const first = await executeNotebook(
    parseNotebook(notebookText(
      [
        { ...code("const n = 3;", "parameters") },
        { ...code("console.log(n); n * 2"), metadata: timed },
      ],
      { papermill: { start_time: "2026" }, title: "T" },
    )),
    { parameters: { n: 4 } },
  );
  const text = printNotebook(first.notebook);
  const second = await executeNotebook(parseNotebook(text), { parameters: { n: 4 } });
  assert.equal(printNotebook(second.notebook), text);
  assert.doesNotMatch(text, /2026|papermill/);
  assert.deepEqual(first.notebook.cells[2]?.metadata, { tags: ["a"] });
  assert.equal(first.notebook.metadata["title"], "T");
});

Deno.test("executeNotebook() runs with parameters", async () => {
  const { notebook } = await executeNotebook(
    notebookOf(code("let rows: number = 1;", "parameters"), code("console.log(rows)")),
    { parameters: { rows: 1e9 } },
  );
  assert.deepEqual(outputTexts(notebook), ["", "", "1000000000"]);
});

Deno.test("executeNotebook() updates displays of earlier cells", async () => {
  const show = (text: string, more = "") =>
    `await Deno.jupyter.display({ "text/plain": "${text}" }, { raw: true, display_id: "p"${more} });`;
  const { notebook } = await executeNotebook(
    notebookOf(
      code(show("0 %")),
      code(show("50 %", ", update: true") + '"two"'),
      code(
        show("100 %", ", update: true"),
      ),
    ),
  );
  assert.deepEqual(outputTexts(notebook), ["100 %", '"two"', ""]);
  const [first] = notebook.cells;
  assert.deepEqual(first?.cell_type === "code" && first.outputs, [
    { output_type: "display_data", data: { "text/plain": "100 %" }, metadata: {} },
  ]);
});

Deno.test("a failing cell names the notebook, the cell, the line and the message", async () => {
  const notebook = notebookOf(
    markdown("# T"),
    code("const a = 1;"),
    code("\n\nfunction f() {\n  throw new TypeError('a is wrong');\n}\n\nf();"),
    code("console.log('never')"),
  );
  await assert.rejects(executeNotebook(notebook, { name: "shop.ipynb" }), (error) => {
    assert(error instanceof CellError);
    assert.equal(error.message, "shop.ipynb, cell 3, line 7: TypeError: a is wrong");
    assert.equal(error.failure.cell, 3);
    assert.equal(error.failure.line, 7);
    return true;
  });
});

Deno.test("cells are counted as in the original when a cell of parameters was put in", async () => {
  const notebook = notebookOf(code("const a = 1;", "parameters"), code("\nnope"));
  await assert.rejects(executeNotebook(notebook, { parameters: { a: 2 } }), (error) => {
    assert(error instanceof CellError);
    assert.equal(
      error.message,
      "the notebook, cell 2, line 2: ReferenceError: nope is not defined",
    );
    return true;
  });
});

Deno.test("with errors allowed, the run goes on and tells what failed", async () => {
  const { notebook, failures } = await executeNotebook(
    notebookOf(code("throw new Error('one')"), code("2"), code("const a b")),
    { allowErrors: true },
  );
  assert.deepEqual(outputTexts(notebook), ["one", "2", "Expected a semicolon"]);
  assert.deepEqual(failures.map(({ cell, line, evalue }) => [cell, line, evalue]), [
    [1, 1, "one"],
    [3, 1, "Expected a semicolon"],
  ]);
});

Deno.test("a cell tagged raises-exception may fail", async () => {
  const { notebook, failures } = await executeNotebook(
    notebookOf(code("throw new Error('meant')", "raises-exception"), code("2")),
  );
  assert.deepEqual(outputTexts(notebook), ["meant", "2"]);
  assert.deepEqual(failures, []);
});

Deno.test("times are limited for a cell and for all", async () => {
  await assert.rejects(
    executeNotebook(notebookOf(code("for (;;);")), { timeout: 200 }),
    (error) => error instanceof CellError && /cell 1: TimeoutError: .*200 ms/.test(error.message),
  );
  const slow = Array.from(
    { length: 20 },
    (_, at) => code(`await new Promise((r) => setTimeout(r, 100)); ${at}`),
  );
  await assert.rejects(
    executeNotebook(notebookOf(...slow), { totalTimeout: 400 }),
    (error) => error instanceof CellError && error.failure.cell > 1,
  );
});

Deno.test("a kernel that dies is the failure of its cell, allowed errors or not", async () => {
  await assert.rejects(
    executeNotebook(notebookOf(code("1"), code("Deno.exit(3)")), { allowErrors: true }),
    (error) =>
      error instanceof CellError &&
      /cell 2: KernelError: the kernel ended itself with code 3/.test(error.message),
  );
});

Deno.test("executeNotebook() tells of each cell that is done", async () => {
  const told: CellProgress[] = [];
  await executeNotebook(notebookOf(markdown("a"), code("// first\n1"), code(""), code("2")), {
    onCell: (progress) => told.push(progress),
  });
  assert.deepEqual(
    told.map(({ cell, done, total, outputs, title }) => [cell, done, total, outputs, title]),
    [[2, 1, 2, 1, "// first"], [4, 2, 2, 1, "2"]],
  );
  assert(told.every(({ ms }) => ms > 0));
});

Deno.test("a notebook of another kernel is not run, and no kernel started", async () => {
  for (
    const [metadata, theirs] of [
      [
        { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
        "Python 3 of python",
      ],
      [{ kernelspec: { name: "tslab", display_name: "TypeScript" } }, "TypeScript"],
      [{ language_info: { name: "R" } }, "of R"],
    ] as const
  ) {
    const notebook = parseNotebook(notebookText([code("1")], metadata));
    await assert.rejects(
      executeNotebook(notebook, { name: "a.ipynb", deno: "/nowhere/deno" }),
      (error) => {
        assert(error instanceof TypeError);
        assert(error.message.startsWith(`Cannot run a.ipynb: it is for the kernel ${theirs}, `));
        return true;
      },
    );
  }
});
