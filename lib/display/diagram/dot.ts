import { escapeXml, quoteDot } from "../../core/escape.ts";
import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { textWidth } from "../text_width.ts";
import { type BoxLayout, layoutBox, type ShownRow, TYPE_SIZES } from "./box_layout.ts";
import type { Detail } from "./box_layout.ts";
import type { Drawing, Joint, Line, LineEnd } from "./drawing.ts";
import { type Direction, membersByGroup, nodeIds } from "./layout.ts";
import { lineWords } from "./line_svg.ts";

/** How a drawing becomes a graph. */
export interface DotOptions {
  readonly detail: Detail;
  /** Defaults to `right`. */
  readonly direction?: Direction;
}

/**
 * A drawing in Graphviz's DOT language, in crow's-foot notation, for those who go on with Graphviz's own
 * tools. Text of users stands in HTML-like labels, escaped.
 */
export function diagramDot(drawing: Drawing, { detail, direction = "right" }: DotOptions): string {
  const ids = nodeIds(drawing);
  const labels = new Map([
    ...drawing.boxes.map((box) => [box.key, boxNode(layoutBox(box, detail))] as const),
    ...drawing.joints.map((joint) => [joint.key, jointNode(joint)] as const),
  ]);
  const node = (key: string) => `${ids.get(key)} [${labels.get(key)}];`;
  const nodes = membersByGroup(drawing).flatMap(([group, keys], at) =>
    group === undefined ? keys.map(node) : [
      `subgraph cluster_${at} {`,
      `  margin=14; label=<${text(oneLine(group), { size: TYPE_SIZES.row, bold: true })}>;`,
      ...keys.map((key) => `  ${node(key)}`),
      `}`,
    ]
  );
  return [
    `digraph ${quoteDot(oneLine(drawing.title))} {`,
    `  graph [newrank=true, rankdir=${
      direction === "right" ? "LR" : "TB"
    }, nodesep=0.42, ranksep=0.62, labeljust=l,`,
    `    fontname=Arial, style="rounded,filled", fillcolor="${STYLE.panel}", color="${STYLE.rule}"];`,
    `  node [shape=plain, fontname=Arial, color="${STYLE.line}"];`,
    `  edge [fontname=Arial, color="${STYLE.line}", dir=both, arrowsize=0.9];`,
    ...nodes.map((line) => `  ${line}`),
    ...drawing.lines.map((line) => `  ${edge(line, ids)};`),
    `}`,
    "",
  ].join("\n");
}

interface TextOptions {
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly color?: string;
}

function text(content: string, options: TextOptions): string {
  const { size, bold, italic, underline, color = STYLE.ink } = options;
  let inner = escapeXml(content);
  if (underline) inner = `<U>${inner}</U>`;
  if (italic) inner = `<I>${inner}</I>`;
  if (bold) inner = `<B>${inner}</B>`;
  return `<FONT POINT-SIZE="${size}" COLOR="${color}">${inner}</FONT>`;
}

const PADDING = 3;

/** A table cell; Graphviz knows the widths of Latin letters only, so others say theirs. */
function cell(content: string, options: TextOptions & { readonly span?: number }): string {
  if (content === "") return "<TD></TD>";
  const { span } = options;
  const width = /^[\u0020-\u007e]*$/.test(content)
    ? ""
    : ` WIDTH="${Math.ceil(textWidth(content, options)) + 2 * PADDING}"`;
  return `<TD ALIGN="LEFT"${span ? ` COLSPAN="${span}"` : ""}${width}>${
    text(content, options)
  }</TD>`;
}

function boxNode({ box, head, rows }: BoxLayout): string {
  const fill = box.stereotype === "associative" ? STYLE.headAssociative : STYLE.head;
  const lines = head.map((line) => text(line.text, line)).join("<BR/>");
  const width = Math.max(...head.map((line) => textWidth(line.text, line)));
  const top = `<TR><TD COLSPAN="3" BGCOLOR="${fill}" WIDTH="${
    Math.ceil(width) + 2 * PADDING
  }">${lines}</TD></TR>`;
  const keys = rows.filter(({ primary }) => primary).map(rowCells).join("");
  const others = rows.filter(({ primary }) => !primary).map(rowCells).join("");
  const table =
    `<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="${PADDING}" BGCOLOR="${STYLE.background}">${
      [top, keys, others].filter((part) => part !== "").join("<HR/>")
    }</TABLE>`;
  return box.stereotype === "weak"
    ? `label=<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="${PADDING}" BGCOLOR="${STYLE.background}"><TR><TD>${table}</TD></TR></TABLE>>`
    : `label=<${table}>`;
}

function rowCells(row: ShownRow): string {
  if (row.remark) {
    return `<TR>${cell(row.name, { size: TYPE_SIZES.type, color: STYLE.dim, span: 3 })}</TR>`;
  }
  return `<TR>${cell(row.marks, { size: TYPE_SIZES.small, bold: true })}${
    cell(row.name, { size: TYPE_SIZES.row, italic: row.derived, underline: row.primary })
  }${cell(row.type, { size: TYPE_SIZES.type, color: STYLE.dim })}</TR>`;
}

function jointNode({ kind, label }: Joint): string {
  const shape = kind === "relationship"
    ? `shape=diamond, style=filled, fillcolor="${STYLE.headAssociative}"`
    : `shape=box, style="rounded,filled", fillcolor="${STYLE.background}", height=0.25, margin="0.08,0.03"`;
  return `${shape}, label=<${text(oneLine(label, 40), { size: TYPE_SIZES.type })}>`;
}

/** Arrowheads by least and most: the first shape lies nearest to the box. */
function foot({ cardinality, general }: LineEnd): string {
  if (general) return "onormal";
  if (!cardinality) return "none";
  const { min, max } = cardinality;
  return `${max === 1 ? "tee" : "crow"}${min === 0 ? "odot" : "tee"}`;
}

function edge(line: Line, ids: ReadonlyMap<string, string>): string {
  const [tail, head] = line.kind === "specialization" ? [line.to, line.from] : [line.from, line.to];
  const words = lineWords(line).map(({ text: word, italic }) =>
    text(word, { size: TYPE_SIZES.type, italic })
  );
  const attributes = [
    `arrowtail=${foot(tail)}`,
    `arrowhead=${foot(head)}`,
    ...(words.length > 0 ? [`label=<${words.join(" ")}>`] : []),
    ...(line.identifying || line.total ? ["penwidth=2.4"] : []),
  ];
  return `${ids.get(tail.at)} -> ${ids.get(head.at)} [${attributes.join(", ")}]`;
}
