import { join } from "node:path";
import { extractCells, type Notebook } from "../../mod.ts";

const CONFIG = join(import.meta.dirname!, "../../deno.json");

/**
 * Checks the types of a notebook's cells with `deno check`.
 *
 * @returns What is wrong, an error a line: `cell 3, line 2: TS2322 Type …`.
 */
export async function checkCells(notebook: Notebook): Promise<readonly string[]> {
  const { text, starts } = extractCells(notebook);
  const folder = await Deno.makeTempDir({ prefix: "groundplan-cells-" });
  try {
    const file = join(folder, "cells.ts");
    await Deno.writeTextFile(file, text);
    const { stderr, success } = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--quiet", "--config", CONFIG, file],
      env: { NO_COLOR: "1" },
    }).output();
    const words = new TextDecoder().decode(stderr);
    const errors = words.split(/^(?=TS\d+ )/m).flatMap((error) => {
      const [, number, message, at] =
        /^(TS\d+) \[ERROR\]: (.*)[^]*?cells\.ts:(\d+):\d+/.exec(error) ?? [];
      if (number === undefined) return [];
      const start = starts.findLast(({ line }) => line <= Number(at));
      return [
        `cell ${start?.cell}, line ${Number(at) - (start?.line ?? 0) + 1}: ${number} ${message}`,
      ];
    });
    if (!success && errors.length === 0) throw new Error(words);
    return errors;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
