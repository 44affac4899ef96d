import assert from "node:assert/strict";
import { extractCells } from "../../mod.ts";
import { checkCells } from "./check_cells.ts";
import { code, markdown, notebookOf } from "./make_notebook.ts";

Deno.test("extractCells() lets cells see what earlier ones declare, and declare it again", async () => {
  const notebook = notebookOf(
    markdown("# T"),
    code(
      'import { join } from "node:path";\nexport const a: number = 1;\ninterface I { x: string }',
    ),
    code(
      'import {\n  join,\n  dirname,\n} from "node:path";\nimport type { Stats } from "node:fs";\n' +
        "const a = join('x', dirname('y')); // again",
    ),
    code("const i: I = { x: a };\nawait Promise.resolve(i)"),
    code("let s: Stats | undefined = undefined\ns // the end"),
  );
  assert.deepEqual(await checkCells(notebook), []);
  assert.equal(
    extractCells(notebook).text.match(/import \{ join \} from "node:path";/g)?.length,
    1,
  );
});

Deno.test("extractCells() keeps the lines of a cell, so that errors can be placed", async () => {
  const notebook = notebookOf(
    code('import {\n  join,\n} from "node:path";\nconst a = join("x");\n\nconst b: number = a;'),
    markdown("text"),
    code("const fine = 1;"),
    code("\nfine.nope;"),
  );
  assert.deepEqual(await checkCells(notebook), [
    "cell 1, line 6: TS2322 Type 'string' is not assignable to type 'number'.",
    "cell 4, line 2: TS2339 Property 'nope' does not exist on type '1'.",
  ]);
});

Deno.test("extractCells() leaves out what does not run and what is meant to fail", async () => {
  const notebook = notebookOf(
    code("const a: string = 1;", "skip-execution"),
    code("const b: string = 1;", "raises-exception"),
    code(" "),
  );
  assert.deepEqual(extractCells(notebook), { text: "export {};\n", starts: [] });
  assert.deepEqual(await checkCells(notebook), []);
});
