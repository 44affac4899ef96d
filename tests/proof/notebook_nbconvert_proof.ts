/**
 * Jupyter's own tools on our notebooks: they read what we write, and run what we run to the same outputs.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { executeNotebook, type Notebook, parseNotebook, printNotebook } from "../../mod.ts";
import { code, display, executed, markdown, notebookOf } from "../notebook/make_notebook.ts";
import { executeWithNbconvert, hasNbconvert, PYTHON, runPython } from "./nbconvert.ts";

const HERE = await hasNbconvert();
if (!HERE) console.log("not run, for there is no nbconvert: apt install jupyter-nbconvert");

const NOTEBOOK = notebookOf(
  markdown("# T\n\nπ ≠ 3"),
  code("const rows: number = 2;", "parameters"),
  code('console.log("rows", rows); await new Promise((r) => setTimeout(r, 30));'),
  code("const all: number[] = [1, 2, rows];\nall"),
  code(
    'await Deno.jupyter.display({ "text/plain": "p", "text/html": "<b>p</b>", "application/json": { a: [1] } }, { raw: true });' +
      "await new Promise((r) => setTimeout(r, 30));",
  ),
  code(
    'import { show } from "@groundplan/groundplan";\nawait show({ tables: 3 });\nawait show("text");',
  ),
);

function outputsOf({ cells }: Notebook): unknown {
  return cells.map((cell) => cell.cell_type === "code" ? cell.outputs : []);
}

Deno.test({
  name: "nbformat finds our notebooks valid, and writes them byte for byte the same",
  ignore: !HERE,
  fn: async () => {
    const { notebook } = await executeNotebook(NOTEBOOK, {
      parameters: { rows: 3 },
      cwd: join(import.meta.dirname!, "../.."),
    });
    const strange = notebookOf(
      markdown("![a](attachment:a.png)", { attachments: { "a.png": { "image/png": "AA\nBB\n" } } }),
      executed("a\r\nb\u2028c\u000bd\u0085e\n\n", [
        { output_type: "stream", name: "stderr", text: "a\rb\u001b[31m\u007f😀\ud83d\ude00\n" },
        display({ "application/json": { b: 1, a: { d: null, c: "x\ny" } }, "text/plain": "\n" }),
        display({ "application/vnd.x+json": [1.5, true], "image/svg+xml": "<svg>\n</svg>" }),
        { output_type: "error", ename: "E", evalue: 'é\\"', traceback: ["a", ""] },
      ]),
      { cell_type: "raw", metadata: { format: "x" }, source: "" },
    );
    for (const made of [notebook, strange]) {
      const text = printNotebook(made);
      const theirs = await runPython(
        "import sys, nbformat\n" +
          "nb = nbformat.reads(sys.stdin.read(), as_version=4)\nnbformat.validate(nb)\n" +
          "sys.stdout.write(nbformat.writes(nb) + '\\n')",
        text,
      );
      assert.equal(theirs, text);
    }
  },
});

Deno.test({
  name: "nbconvert runs a notebook in Deno's kernel to the outputs that we get",
  ignore: !HERE,
  fn: async () => {
    const cwd = join(import.meta.dirname!, "../..");
    const ours = (await executeNotebook(NOTEBOOK, { cwd })).notebook;
    const theirs = parseNotebook(await executeWithNbconvert(printNotebook(ours), { cwd }));
    assert.deepEqual(outputsOf(theirs), outputsOf(ours));
    assert.equal(JSON.stringify(outputsOf(ours)).match(/output_type/g)?.length, 5);
  },
});

Deno.test({
  name: "the kernel's signatures are those of jupyter_client",
  ignore: !HERE,
  fn: async () => {
    const parts = ['{"msg_id":"1"}', "{}", "{}", '{"text":"hé"}'];
    const theirs = await runPython(
      "import sys, json\nfrom jupyter_client.session import Session\n" +
        "parts = [part.encode() for part in json.loads(sys.stdin.read())]\n" +
        "print(Session(key=b'secret').sign(parts).decode())",
      JSON.stringify(parts),
    );
    const { decodeMessage } = await import("../../lib/notebook/jupyter_message.ts");
    const frames = ["<IDS|MSG>", theirs.trim(), ...parts].map((text) =>
      new TextEncoder().encode(text)
    );
    assert.deepEqual(decodeMessage(frames, "secret")?.content, { text: "hé" });
    assert(PYTHON.length > 0);
  },
});
