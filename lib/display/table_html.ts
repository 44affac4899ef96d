import { escapeXml } from "../core/escape.ts";
import { oneLine } from "./one_line.ts";
import type { PrintedColumn, PrintedTable } from "./table.ts";

/**
 * A table in HTML: the caption names it, the headings of columns and rows have their scope, and the
 * alignment stands in each cell, because notebooks strip style sheets and align to the right by themselves.
 */
export function tableHtml({ caption, columns, rows, omitted }: PrintedTable): string {
  const head = columns.map((column) =>
    `<th scope="col"${style(column)}>${lines(column.label)}</th>`
  );
  const body = rows.map((row) =>
    `<tr>${
      row.map((cell, at) => {
        const [tag, scope] = at === 0 ? ["th", ' scope="row"'] : ["td", ""];
        return `<${tag}${scope}${style(columns[at]!, at === 0)}>${lines(cell)}</${tag}>`;
      }).join("")
    }</tr>`
  );
  const left = omitted > 0
    ? `<tfoot><tr><td colspan="${columns.length}" style="text-align:left">… and ${
      omitted.toLocaleString("en-US")
    } more rows</td></tr></tfoot>`
    : "";
  return `<table>${
    caption === undefined
      ? ""
      : `<caption style="text-align:left">${escapeXml(oneLine(caption))}</caption>`
  }<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody>${left}</table>`;
}

function style({ align }: PrintedColumn, rowHead = false): string {
  const weight = rowHead ? ";font-weight:normal" : "";
  const digits = align === "right"
    ? ";font-variant-numeric:tabular-nums;white-space:nowrap"
    : ";overflow-wrap:anywhere";
  return ` style="text-align:${align};vertical-align:top${digits}${weight}"`;
}

function lines(text: string): string {
  return text.split(/\r\n|[\r\n]/)
    .map((line) => line.trim() === "" ? "" : escapeXml(oneLine(line))).join("<br>");
}
