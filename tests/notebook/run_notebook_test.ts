import assert from "node:assert/strict";
import { join } from "node:path";
import { CellError, runNotebook } from "../../mod.ts";
import { code, display, executed, markdown, notebookText } from "./make_notebook.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect/></svg>';

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "groundplan-run-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function names(folder: string): Promise<readonly string[]> {
  return (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
}

Deno.test("runNotebook() writes the file back, the same bytes the second time", () =>
  inFolder(async (folder) => {
    const file = join(folder, "a.ipynb");
    await Deno.writeTextFile(file, notebookText([code("const a = 1;"), code("console.log(a)")]));
    const { files } = await runNotebook(file);
    const first = await Deno.readTextFile(file);
    assert.deepEqual(files, [file]);
    assert.match(first, /"1\\n"/);
    await runNotebook(file);
    assert.equal(await Deno.readTextFile(file), first);
    assert.deepEqual(await names(folder), ["a.ipynb"]);
  }));

Deno.test("runNotebook() runs in the notebook's folder and publishes what is asked for", () =>
  inFolder(async (folder) => {
    const file = join(folder, "plan.ipynb");
    const original = notebookText([
      markdown("# Plan\n\n![logo](logo.svg)"),
      code("const rows = 1;", "parameters"),
      code('console.log("rows", rows, await Deno.readTextFile("data.txt"))'),
      code(
        `await Deno.jupyter.display(${
          JSON.stringify({ "text/plain": "drawing", "image/svg+xml": SVG })
        }, { raw: true })`,
      ),
    ]);
    await Deno.writeTextFile(file, original);
    await Deno.writeTextFile(join(folder, "data.txt"), "data");
    await Deno.writeTextFile(join(folder, "logo.svg"), SVG);
    const output = join(folder, "out", "done.ipynb");
    const html = join(folder, "out", "plan.html");
    const md = join(folder, "out", "plan.md");
    const { files } = await runNotebook(file, {
      output,
      html,
      markdown: md,
      noInput: true,
      parameterWords: ["rows=7"],
    });
    assert.equal(await Deno.readTextFile(file), original);
    const page = await Deno.readTextFile(html);
    assert.match(page, /rows 7 data/);
    assert.doesNotMatch(page, /readTextFile/);
    assert.equal(page.match(/<img src="data:image\/svg\+xml;base64,/g)?.length, 2);
    const text = await Deno.readTextFile(md);
    assert.match(text, /!\[Picture of cell 5\]\(plan_files\/cell_5_1\.svg\)/);
    assert.equal(await Deno.readTextFile(join(folder, "out", "plan_files", "cell_5_1.svg")), SVG);
    assert.deepEqual(files, [output, html, join(folder, "out/plan_files/cell_5_1.svg"), md]);
  }));

Deno.test("runNotebook() leaves everything as it was when anything fails", () =>
  inFolder(async (folder) => {
    const file = join(folder, "a.ipynb");
    const html = join(folder, "a.html");
    const texts = {
      failing: notebookText([
        executed("throw new Error('no')", [display({ "text/plain": "old" })]),
      ]),
      dying: notebookText([code("Deno.exit(1)")]),
      malformed: notebookText([code("1")]).replace('"code"', '"cod"'),
      cut: notebookText([code("1")]).slice(0, -20),
      python: notebookText([code("1")], { kernelspec: { name: "python3" } }),
    };
    for (const [name, text] of Object.entries(texts)) {
      await Deno.writeTextFile(file, text);
      await assert.rejects(runNotebook(file, { html }), Error, name);
      assert.equal(await Deno.readTextFile(file), text, name);
      assert.deepEqual(await names(folder), ["a.ipynb"], name);
    }
  }));

Deno.test("runNotebook() names the file in its errors", () =>
  inFolder(async (folder) => {
    const file = join(folder, "a.ipynb");
    await Deno.writeTextFile(file, notebookText([code("\nnope")]));
    await assert.rejects(
      runNotebook(file),
      (error) =>
        error instanceof CellError &&
        error.message === `${file}, cell 1, line 2: ReferenceError: nope is not defined`,
    );
    await assert.rejects(
      runNotebook(join(folder, "b.ipynb")),
      (error) =>
        error instanceof Deno.errors.NotFound && /b\.ipynb: there is no/.test(error.message),
    );
  }));

Deno.test("runNotebook() writes failures down where they are allowed", () =>
  inFolder(async (folder) => {
    const file = join(folder, "a.ipynb");
    await Deno.writeTextFile(file, notebookText([code("nope"), code("1")]));
    const { failures } = await runNotebook(file, { allowErrors: true });
    assert.equal(failures.length, 1);
    assert.match(await Deno.readTextFile(file), /"ename": "ReferenceError"/);
  }));

Deno.test("runNotebook() runs nothing when a PDF is wanted and cannot be made", () =>
  inFolder(async (folder) => {
    const file = join(folder, "a.ipynb");
    await Deno.writeTextFile(file, notebookText([code('await Deno.writeTextFile("ran", "")')]));
    const options = { pdf: join(folder, "a.pdf"), chromium: join(folder, "chromium") };
    await assert.rejects(runNotebook(file, options), Deno.errors.NotFound);
    assert.deepEqual(await names(folder), ["a.ipynb"]);
  }));
