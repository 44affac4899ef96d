import { ownCosts } from "../whatif/own_costs.ts";
import type { Displayable, MimeBundle } from "../core/displayable.ts";
import { escapeMarkdown } from "../core/escape.ts";
import { formatCount, formatDuration, formatNumber } from "../core/format.ts";
import { describeNode } from "../whatif/access_path.ts";
import type { Explained } from "../whatif/explained.ts";
import type { PlanNode } from "../whatif/plan.ts";
import { oneLine } from "./one_line.ts";
import { pictureBundle } from "./picture_bundle.ts";
import { STYLE } from "./style.ts";
import { svgDocument } from "./svg_document.ts";
import { round, svgText } from "./svg_text.ts";

const WIDTH = 860;
const ROW = 46;
const TOP = 84;
const INDENT = 26;
const MARGIN = 18;
/** Where the columns of numbers end. */
const ROWS_AT = 700;
const COST_AT = 842;
const BAR = 74;

type Plan = Omit<Explained, keyof Displayable>;

interface Line {
  readonly node: PlanNode;
  readonly depth: number;
  /** The line of the node that its rows go to. */
  readonly parent?: number;
  /** The share of the whole cost that the node itself takes. */
  readonly share: number;
}

/** Draws a plan: the flow of rows from the tables upwards, and where the cost goes. */
export function drawExplained(value: Plan): MimeBundle {
  const lines = linesOf(value.plan);
  const alt = altOf(value);
  return pictureBundle({
    svg: planSvg(value, lines, alt),
    text: planText(value, lines),
    markdown: planMarkdown(value, lines),
    alt,
    caption: value.path,
  });
}

function linesOf(plan: PlanNode): readonly Line[] {
  const lines: Line[] = [];
  const total = Math.max(plan.totalCost, 1e-9);
  const costs = ownCosts(plan);
  visit(plan, 0);
  return lines;

  function visit(node: PlanNode, depth: number, parent?: number): void {
    const share = costs.get(node)! / total;
    const at = lines.push({ node, depth, share, ...(parent === undefined ? {} : { parent }) }) - 1;
    for (const child of node.children) visit(child, depth + 1, at);
  }
}

function altOf({ name, path, latency, target }: Plan): string {
  const against = target === undefined ? "" : `, against a target of ${formatDuration(target)}`;
  return `The plan of ${oneLine(name, 60)}: ${oneLine(path, 300)} About ${
    formatDuration(latency.value)
  }${against}.`;
}

function headingOf({ cost, latency, target, at }: Plan): string {
  const parts = [
    `cost ${formatNumber(cost)}`,
    `about ${formatDuration(latency.value)} (${formatDuration(latency.band![0])} to ${
      formatDuration(latency.band![1])
    })`,
    ...(target === undefined ? [] : [`target ${formatDuration(target)}`]),
    ...(at === undefined ? [] : [`data of ${at}`]),
  ];
  return parts.join(" · ");
}

const titleOf = ({ nodeType, index, relation }: PlanNode): string =>
  [nodeType, index ?? relation].filter((word) => word !== undefined).join(" · ");

function planSvg(value: Plan, lines: readonly Line[], alt: string): string {
  const height = TOP + lines.length * ROW + 16;
  const parts: string[] = [
    svgText(oneLine(value.name, 80), { x: MARGIN, y: 28, size: 16, bold: true }),
    svgText(headingOf(value), { x: MARGIN, y: 48, size: 12, color: STYLE.dim }),
    svgText("Rows flow upwards", { x: MARGIN, y: 74, size: 11, color: STYLE.dim, italic: true }),
    svgText("Rows", { x: ROWS_AT, y: 74, size: 11, color: STYLE.dim, anchor: "end" }),
    svgText("Share of the cost", { x: COST_AT, y: 74, size: 11, color: STYLE.dim, anchor: "end" }),
  ];
  const yOf = (at: number) => TOP + at * ROW;
  const xOf = (depth: number) => MARGIN + Math.min(depth, 12) * INDENT;
  lines.forEach(({ node, depth, parent, share }, at) => {
    const [x, y] = [xOf(depth), yOf(at)];
    if (parent !== undefined) {
      const up = xOf(lines[parent]!.depth) + 8;
      const width = round(1 + Math.log10(Math.max(1, node.rows)) * 0.7);
      const from = yOf(parent) + 38;
      parts.push(
        `<path d="M${x + 1} ${y + 19}H${up}V${from}" fill="none" stroke="${STYLE.rule}" ` +
          `stroke-width="${width}" stroke-linejoin="round"/>` +
          `<path d="M${up - 5} ${from + 3}L${up} ${from - 5}L${up + 5} ${
            from + 3
          }Z" fill="${STYLE.line}"/>`,
      );
    }
    const room = Math.max(20, Math.floor((ROWS_AT - 90 - x) / 6.2));
    const fill = share >= 0.25 ? "#f3dfc1" : STYLE.panel;
    parts.push(
      `<rect x="${x}" y="${y + 2}" width="${ROWS_AT - 74 - x}" height="36" rx="4" fill="${fill}" ` +
        `stroke="${STYLE.rule}"/>`,
      svgText(oneLine(titleOf(node), Math.floor(room * 0.9)), {
        x: x + 9,
        y: y + 17,
        size: 13,
        bold: true,
      }),
      svgText(oneLine(describeNode(node), room), {
        x: x + 9,
        y: y + 32,
        size: 11,
        color: STYLE.dim,
      }),
      svgText(formatCount(node.rows), { x: ROWS_AT, y: y + 24, size: 12, anchor: "end" }),
      `<rect x="${COST_AT - BAR - 42}" y="${
        y + 14
      }" width="${BAR}" height="13" fill="${STYLE.panel}" ` +
        `stroke="${STYLE.rule}" stroke-width="0.7"/>`,
      `<rect x="${COST_AT - BAR - 42}" y="${y + 14}" width="${round(BAR * share)}" height="13" ` +
        `fill="${STYLE.line}"/>`,
      svgText(`${Math.round(100 * share)} %`, { x: COST_AT, y: y + 25, size: 12, anchor: "end" }),
    );
  });
  return svgDocument(parts.join(""), { width: WIDTH, height, alt });
}

function planText(value: Plan, lines: readonly Line[]): string {
  const tree = lines.map(({ node, depth, share }) =>
    `${"  ".repeat(depth)}${titleOf(node)}  ${formatCount(node.rows)} rows, ${
      Math.round(100 * share)
    } % of the cost`
  );
  const others = value.others.map(({ label, difference }) => `For ${label} values: ${difference}`);
  const assumed = value.assumed.map((text) => `Assumed: ${text}`);
  return [value.name, headingOf(value), ...tree, value.path, ...others, ...assumed].join("\n");
}

function planMarkdown(value: Plan, lines: readonly Line[]): string {
  const rows = lines.map(({ node, depth, share }) =>
    `| ${"&nbsp;&nbsp;".repeat(depth)}${escapeMarkdown(oneLine(titleOf(node)))} | ${
      escapeMarkdown(oneLine(describeNode(node), 160))
    } | ${formatCount(node.rows)} | ${Math.round(100 * share)} % |`
  );
  const notes = [
    ...value.others.map(({ label, difference }) => `For ${label} values: ${difference}`),
    ...value.assumed.map((text) => `Assumed: ${text}`),
  ].map((note) => `- ${escapeMarkdown(oneLine(note))}`);
  return [
    `**${escapeMarkdown(oneLine(value.name))}** — ${headingOf(value)}`,
    "",
    "| step | what it does | rows | share of the cost |",
    "| --- | --- | ---: | ---: |",
    ...rows,
    "",
    escapeMarkdown(value.path),
    ...(notes.length > 0 ? ["", ...notes] : []),
  ].join("\n");
}
