import assert from "node:assert/strict";
import { join } from "node:path";
import { type CodeCell, executeNotebook } from "../../mod.ts";
import { code, notebookOf } from "../notebook/make_notebook.ts";

const IMPORT = 'import { show, showLive } from "@groundplan/groundplan";';

/** What each cell shows in the kernel: the text of each of its outputs. */
async function shown(...sources: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const { notebook } = await executeNotebook(
    notebookOf(...[IMPORT, ...sources].map((source) => code(source))),
    {
      cwd: join(import.meta.dirname!, "../.."),
    },
  );
  return notebook.cells.slice(1).map((cell) =>
    (cell as CodeCell).outputs.map((output) =>
      "data" in output ? output.data["text/plain"] : "text" in output ? output.text : output.evalue
    )
  );
}

Deno.test("show() displays once, at the end of a cell or inside, kept or not", async () => {
  assert.deepEqual(
    await shown(
      "await show({ a: 1 })",
      "await show({ a: 2 });",
      'const kept = await show("text")',
      "await show(kept); await show({ a: 3 }); await show(kept)",
      "await show(Promise.resolve(5)); 6",
    ),
    [["{ a: 1 }"], ["{ a: 2 }"], ["text"], ["text", "{ a: 3 }", "text"], ["5", "6"]],
  );
});

Deno.test("a value that was shown is displayed again by a later cell", async () => {
  assert.deepEqual(
    await shown(
      "const kept = { a: 1 }; await show(kept)",
      "kept",
      "kept",
      "null",
      "await show(kept)",
    ),
    [["{ a: 1 }"], ["{ a: 1 }"], ["{ a: 1 }"], [], ["{ a: 1 }"]],
  );
});

Deno.test("a value that shows itself is drawn once, with all its forms", async () => {
  const make = `import { displayable } from "@groundplan/groundplan";
    const value = displayable({ a: 1 }, async () => ({ a }) =>
      ({ "text/plain": "a is " + a, "text/html": "<b>" + a + "</b>" }));`;
  assert.deepEqual(await shown(make, "value", "await show(value)"), [[], ["a is 1"], ["a is 1"]]);
});

Deno.test("showLive() leaves its last value, where it was shown first", async () => {
  assert.deepEqual(
    await shown(
      'const live = await showLive("0 of 2"); console.log("between"); await live.update("1 of 2");',
      'await live.update("2 of 2")',
      'await showLive("alone")',
    ),
    [["2 of 2", "between\n"], [], ["alone"]],
  );
});
