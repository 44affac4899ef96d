import type { MimeBundle } from "../core/displayable.ts";
import { escapeMarkdown } from "../core/escape.ts";
import { compareFindings, type Finding, type Severity } from "../core/finding.ts";
import { formatFigure } from "./format_figure.ts";
import { oneLine } from "./one_line.ts";
import { wrap } from "./table_text.ts";
import type { PrintedTable } from "./table.ts";
import { tableHtml } from "./table_html.ts";

/** Told apart by shape and word, not by colour. */
const MARKS: Readonly<Record<Severity, string>> = {
  error: "✖ error",
  warning: "▲ warning",
  advice: "○ advice",
};
const PLURALS: Readonly<Record<Severity, readonly [one: string, many: string]>> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  advice: ["piece of advice", "pieces of advice"],
};

/** How many findings there are of each severity: `1 error, 2 warnings`. */
export function countFindings(findings: readonly Finding[]): string {
  const counts = (Object.keys(PLURALS) as Severity[]).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${PLURALS[severity][count === 1 ? 0 : 1]}`];
  });
  return counts.length === 0 ? "no findings" : counts.join(", ");
}

/** Draws findings, the worst first, each with its place, its reason and its fix. */
export function drawFindings(findings: readonly Finding[]): MimeBundle {
  const sorted = findings.toSorted(compareFindings);
  return {
    "text/plain": findingsText(sorted),
    "text/markdown": findingsMarkdown(sorted),
    "text/html": sorted.length === 0 ? "<p>No findings.</p>" : tableHtml(findingsTable(sorted)),
  };
}

function findingsText(findings: readonly Finding[]): string {
  const blocks = findings.map((finding) => {
    const { severity, where, code, what, why, fix, source } = finding;
    return [
      `${MARKS[severity]}  ${oneLine(where)}  (${oneLine(code)})`,
      ...indent(what),
      ...labelled("why", why),
      ...labelled("fix", fix),
      ...figureTexts(finding).flatMap((figure) => indent(`· ${figure}`)),
      ...(source === undefined ? [] : indent(`see ${source}`)),
    ].join("\n");
  });
  return [countFindings(findings), ...blocks].join("\n\n");
}

const TEXT_WIDTH = 92;

function indent(text: string): string[] {
  return text.trim() === "" ? [] : wrap(text, TEXT_WIDTH).map((line) => `  ${line}`);
}

function labelled(label: string, text: string): string[] {
  return text.trim() === "" ? [] : indent(`${label}: ${text}`);
}

function figureTexts({ figures = [] }: Finding): string[] {
  return figures.map((figure) => `${formatFigure(figure)}: ${figure.evidence.text}`);
}

function findingsMarkdown(findings: readonly Finding[]): string {
  const safe = (text: string) => text.trim() === "" ? "" : escapeMarkdown(text);
  const items = findings.map((finding) => {
    const { severity, where, what, why, fix, source } = finding;
    const sentences = [
      safe(what),
      safe(why),
      ...(fix.trim() === "" ? [] : [`**Fix:** ${safe(fix)}`]),
      ...(source === undefined ? [] : [`*${safe(source)}*`]),
    ].filter((sentence) => sentence !== "");
    return [
      `- ${MARKS[severity]} **${safe(where)}**: ${sentences.join(" ")}`,
      ...figureTexts(finding).map((figure) => `  - ${safe(figure)}`),
    ].join("\n");
  });
  return [`**${countFindings(findings)}**`, "", ...items, ""].join("\n");
}

function findingsTable(findings: readonly Finding[]): PrintedTable {
  const labels = ["Severity", "Where", "What", "Why", "Fix", "Source"];
  return {
    caption: countFindings(findings),
    columns: labels.map((label) => ({ label, align: "left" })),
    rows: findings.map((finding) => {
      const { severity, where, what, why, fix, source = "" } = finding;
      return [MARKS[severity], where, [what, ...figureTexts(finding)].join("\n"), why, fix, source];
    }),
    omitted: 0,
  };
}
