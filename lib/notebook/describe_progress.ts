import { formatDuration } from "../core/format.ts";
import type { CellProgress } from "./execute_notebook.ts";

const TITLE_LENGTH = 60;

/** Writes the progress of a run as one line: `2 of 5, cell 3, 12 ms, 1 output: const shop = …`. */
export function describeProgress(progress: CellProgress): string {
  const { cell, done, total, ms, outputs, title, failure } = progress;
  const which = cell === 0 ? "parameters" : `cell ${cell}`;
  const count = `${outputs} output${outputs === 1 ? "" : "s"}`;
  const time = formatDuration(Math.max(1, Math.round(ms)) / 1000);
  const what = failure ? `failed: ${failure.ename}: ${failure.evalue.split("\n")[0]}` : title;
  const short = what.length > TITLE_LENGTH ? `${what.slice(0, TITLE_LENGTH - 1)}…` : what;
  return `${done} of ${total}, ${which}, ${time}, ${count}: ${short}`;
}
