import assert from "node:assert/strict";
import { join } from "node:path";
import { type CellModule, extractCells } from "../../mod.ts";
import { code, markdown, notebookOf } from "./make_notebook.ts";

/** What `deno check` finds in a module: the cells and messages. */
async function check({ text, starts }: CellModule): Promise<readonly string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "cells.ts");
    await Deno.writeTextFile(file, text);
    const { stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--no-config", file],
      env: { NO_COLOR: "1" },
    }).output();
    const words = new TextDecoder().decode(stderr);
    return [...words.matchAll(/^(TS\d+)[^]*?cells\.ts:(\d+):\d+/gm)].map(([, error, at]) => {
      const start = starts.findLast(({ line }) => line <= Number(at));
      return `cell ${start?.cell} line ${Number(at) - (start?.line ?? 0) + 1} ${error}`;
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("extractCells() lets cells see what earlier ones declare, and declare it again", async () => {
  const module = extractCells(notebookOf(
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
  ));
  assert.deepEqual(await check(module), []);
  assert.equal(module.text.match(/import \{ join \} from "node:path";/g)?.length, 1);
});

Deno.test("extractCells() keeps the lines of a cell, so that errors can be placed", async () => {
  const module = extractCells(notebookOf(
    code('import {\n  join,\n} from "node:path";\nconst a = join("x");\n\nconst b: number = a;'),
    markdown("text"),
    code("const fine = 1;"),
    code("\nfine.nope;"),
  ));
  assert.deepEqual(await check(module), ["cell 1 line 6 TS2322", "cell 4 line 2 TS2339"]);
});

Deno.test("extractCells() leaves out what does not run and what is meant to fail", async () => {
  const module = extractCells(notebookOf(
    code("const a: string = 1;", "skip-execution"),
    code("const b: string = 1;", "raises-exception"),
    code(" "),
  ));
  assert.deepEqual(module, { text: "export {};\n", starts: [] });
  assert.deepEqual(await check(module), []);
});
