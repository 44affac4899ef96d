import { escapeMarkdown } from "../core/escape.ts";
import { oneLine } from "./one_line.ts";
import type { PrintedTable } from "./table.ts";

/** A table in GitHub's Markdown. */
export function tableMarkdown({ caption, columns, rows, omitted }: PrintedTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    ...(caption === undefined ? [] : [`**${escapeMarkdown(oneLine(caption))}**`, ""]),
    line(columns.map(({ label }) => escapeMarkdown(oneLine(label)))),
    line(columns.map(({ align }) => align === "right" ? "---:" : "---")),
    ...rows.map((row) => line(row.map(markdownCell))),
    ...(omitted > 0 ? ["", `… and ${omitted.toLocaleString("en-US")} more rows`] : []),
    "",
  ].join("\n");
}

function markdownCell(text: string): string {
  return text.trim() === ""
    ? ""
    : text.split(/\r\n|[\r\n]/).map((line) =>
      line.trim() === "" ? "" : escapeMarkdown(oneLine(line))
    )
      .join("<br>");
}
