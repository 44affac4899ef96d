import assert from "node:assert/strict";
import { join } from "node:path";
import { runCommand } from "../../cli.ts";
import { code, notebookText } from "../notebook/make_notebook.ts";

interface Said {
  readonly code: number;
  readonly printed: string;
  readonly noted: string;
}

async function groundplan(...words: readonly string[]): Promise<Said> {
  let [printed, noted] = ["", ""];
  const code = await runCommand(words, {
    today: "2027-01-15",
    print: (text) => void (printed += text),
    note: (text) => void (noted += `${text}\n`),
  });
  return { code, printed, noted };
}

async function withNotebook(
  cells: Parameters<typeof notebookText>[0],
  test: (path: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "a.ipynb");
    await Deno.writeTextFile(path, notebookText(cells));
    await test(path, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("run sets parameters, writes the notebook and a page, and says so", async () => {
  const cells = [
    code("const rows = 1;\nconst name = 'x'", "parameters"),
    code("console.log(rows, name)"),
  ];
  await withNotebook(cells, async (path, folder) => {
    const page = join(folder, "a.html");
    const said = await groundplan(
      "run",
      path,
      "--param",
      "rows=1e9",
      "-p",
      "name=y",
      "--html",
      page,
    );
    assert.equal(said.code, 0, said.noted);
    assert.match(said.printed, /^Wrote .*a\.ipynb, .*a\.html\n$/);
    assert.equal(said.noted.trim().split("\n").length, 3);
    assert.match(await Deno.readTextFile(page), /1000000000 y/);
    const { printed } = await groundplan("run", path, "--json");
    assert.deepEqual(JSON.parse(printed).notebooks[0].failures, []);
  });
});

Deno.test("run says which cell failed and leaves the file as it was", async () => {
  await withNotebook([code("1"), code("const a = 1;\nthrow new Error('no')")], async (path) => {
    const before = await Deno.readTextFile(path);
    const said = await groundplan("run", path);
    assert.equal(said.code, 1);
    assert.match(said.noted, /error: .*a\.ipynb, cell 2, line 2: Error: no/);
    assert.equal(await Deno.readTextFile(path), before);
    assert.equal((await groundplan("run", path, "--allow-errors")).code, 1);
    assert.notEqual(await Deno.readTextFile(path), before);
  });
});

Deno.test("run refuses one page for several notebooks", async () => {
  const { code, noted } = await groundplan("run", "a.ipynb", "b.ipynb", "--html", "x.html");
  assert.equal(code, 2);
  assert.match(noted, /run them one by one with --html/);
});
