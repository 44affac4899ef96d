/**
 * The tutorials under notebooks/: they run, as they are written down, here and in Jupyter's own tools.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { executeNotebook, type Notebook, parseNotebook, printNotebook } from "../../mod.ts";
import { checkCells } from "../notebook/check_cells.ts";
import { executeWithNbconvert, hasNbconvert } from "./nbconvert.ts";

const FOLDER = join(import.meta.dirname!, "../../notebooks");
const NAMES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name)
  .filter((name) => name.endsWith(".ipynb")).sort();
const NBCONVERT = await hasNbconvert();

async function read(name: string): Promise<Notebook> {
  return parseNotebook(await Deno.readTextFile(join(FOLDER, name)), { name });
}

function outputsOf({ cells }: Notebook): unknown {
  return cells.map((cell) => cell.cell_type === "code" ? cell.outputs : []);
}

for (const name of NAMES) {
  Deno.test(`${name} is written down as it runs, byte for byte`, async () => {
    const notebook = await read(name);
    const { notebook: executed } = await executeNotebook(notebook, { name, cwd: FOLDER });
    assert.equal(printNotebook(executed), await Deno.readTextFile(join(FOLDER, name)));
  });

  Deno.test(`the cells of ${name} have right types`, async () => {
    assert.deepEqual(await checkCells(await read(name)), []);
  });

  Deno.test({
    name: `nbconvert runs ${name} to the same outputs`,
    ignore: !NBCONVERT,
    fn: async () => {
      const text = await Deno.readTextFile(join(FOLDER, name));
      const executed = parseNotebook(await executeWithNbconvert(text, { cwd: FOLDER }));
      assert.deepEqual(outputsOf(executed), outputsOf(parseNotebook(text)));
    },
  });
}
