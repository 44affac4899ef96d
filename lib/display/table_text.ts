import { oneLine } from "./one_line.ts";
import type { PrintedTable } from "./table.ts";
import { padColumns, terminalWidth } from "./terminal_width.ts";

/** The widest a column of text becomes before its cells are broken into lines. */
const WIDEST = 48;

/** A table as aligned text, its long cells broken into lines. */
export function tableText({ caption, columns, rows, omitted }: PrintedTable): string {
  const cells = rows.map((row) => row.map((cell) => wrap(cell)));
  const heads = columns.map(({ label }) => wrap(label));
  const widths = columns.map((_, at) =>
    Math.max(0, ...[heads, ...cells].flatMap((row) => row[at] ?? []).map(terminalWidth))
  );
  const print = (row: readonly (readonly string[])[]) => {
    const height = Math.max(1, ...row.map((lines) => lines.length));
    return Array.from(
      { length: height },
      (_, line) =>
        columns.map(({ align }, at) => padColumns(row[at]?.[line] ?? "", widths[at]!, align))
          .join("  ").trimEnd(),
    );
  };
  return [
    ...(caption === undefined ? [] : [oneLine(caption)]),
    ...print(heads),
    widths.map((width) => "─".repeat(width)).join("  "),
    ...cells.flatMap(print),
    ...(omitted > 0 ? [`… and ${omitted.toLocaleString("en-US")} more rows`] : []),
  ].join("\n");
}

/** Breaks text at spaces into lines of at most `WIDEST` columns; a longer word is cut. */
export function wrap(text: string, widest: number = WIDEST): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n|[\r\n]/)) {
    let line = "";
    for (const word of paragraph.trim() === "" ? [] : oneLine(paragraph).split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (terminalWidth(longer) <= widest) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      const pieces = cut(word, widest);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? "";
    }
    lines.push(line);
  }
  return lines;
}

function cut(word: string, widest: number): string[] {
  const pieces = [""];
  for (const { segment } of new Intl.Segmenter("en").segment(word)) {
    if (terminalWidth(pieces.at(-1)! + segment) > widest) pieces.push(segment);
    else pieces[pieces.length - 1] += segment;
  }
  return pieces;
}
