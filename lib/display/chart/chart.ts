import type * as PlotModule from "@observablehq/plot";
import { type Displayable, displayable, type MimeBundle } from "../../core/displayable.ts";
import { escapeMarkdown } from "../../core/escape.ts";
import { oneLine } from "../one_line.ts";
import { pictureBundle } from "../picture_bundle.ts";
import { STYLE } from "../style.ts";
import { svgDocument } from "../svg_document.ts";
import { round, svgText } from "../svg_text.ts";
import { type Cell, printTable, type TableColumn } from "../table.ts";
import { tableMarkdown } from "../table_markdown.ts";
import { tableText } from "../table_text.ts";
import { textWidth } from "../text_width.ts";
import { serializeSvg } from "./serialize_svg.ts";

/** Observable Plot, which is loaded when the first chart is drawn. */
export type Plot = typeof PlotModule;

/** What every chart says of itself. */
export interface ChartWords {
  /** Stands above the chart. */
  readonly title: string;
  /** What the chart finds, in one sentence: under the title, and for those who do not see it. */
  readonly finding: string;
}

/** What a chart is drawn from. */
export interface ChartOptions extends ChartWords {
  /** The title of the horizontal axis with its unit. */
  readonly xTitle: string;
  /** The title of the vertical axis with its unit. */
  readonly yTitle: string;
  /** Makes Plot's marks. */
  readonly marks: (plot: Plot) => readonly PlotModule.Markish[];
  /** Scales, margins and all else that Plot takes. Titles of axes, marks and sizes are set here. */
  readonly plot?: Omit<PlotModule.PlotOptions, "marks" | "document" | "title" | "caption">;
  /** In pixels, 240 to 4000. Defaults to 780. */
  readonly width?: number;
  /** In pixels, 80 to 4000, without title and legend. Defaults to 380. */
  readonly height?: number;
  /** Words beside points, moved apart where they would overlap. */
  readonly labels?: readonly DirectLabel[];
  /** Explains colours and signs where labels beside the lines cannot. */
  readonly legend?: readonly Swatch[];
  /** The same numbers as a table. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  /** The table's columns. */
  readonly columns?: readonly TableColumn[];
}

/** Words beside a point of a chart. */
export interface DirectLabel {
  /** The words. */
  readonly text: string;
  /** The point on the horizontal scale. */
  readonly x: unknown;
  /** The point on the vertical scale. */
  readonly y: unknown;
  /** Defaults to ink. */
  readonly color?: string;
  /** Stands above the point's height instead of at it. */
  readonly above?: boolean;
}

/** A colour or a sign with what it stands for. */
export interface Swatch {
  /** What it stands for. */
  readonly text: string;
  /** The colour. */
  readonly color: string;
  /** A line instead of a filled square. */
  readonly dash?: string | true;
}

/** A chart: a picture, and the same as text. */
export interface Chart {
  /** Stands above the chart. */
  readonly title: string;
  /** What it finds, for those who do not see it. */
  readonly alt: string;
  /** An SVG document that stands by itself. */
  readonly svg: string;
  /** The same for a terminal. */
  readonly text: string;
  /** The same as Markdown. */
  readonly markdown: string;
}

const MARGIN = 20;
const LABEL_SIZE = 11;

/**
 * Draws a chart with Observable Plot.
 *
 * @returns The chart; the same options give the same bytes.
 * @throws {TypeError} When an axis lacks its title, or the chart lacks its title or its finding.
 * @throws {RangeError} When the width or the height is out of bounds.
 */
export async function chart(options: ChartOptions): Promise<Chart & Displayable> {
  checkOptions(options);
  const { title, finding, rows, columns, width = 780, height = 380, labels = [], legend = [] } =
    options;
  const plot = await import("@observablehq/plot");
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<html><body></body></html>");
  const drawn = plot.plot({
    ...options.plot,
    width,
    height,
    document: document as unknown as Document,
    x: { labelAnchor: "center", labelArrow: "none", ...options.plot?.x, label: options.xTitle },
    y: { labelAnchor: "top", labelArrow: "none", ...options.plot?.y, label: options.yTitle },
    marks: [...options.marks(plot)],
  });
  const key = legendSvg(legend, width);
  const top = 66 + key.height;
  const alt = `${title}: ${finding}`;
  const svg = svgDocument(
    svgText(oneLine(title, 90), { x: MARGIN, y: 32, size: 18, bold: true }) +
      svgText(oneLine(finding, 130), { x: MARGIN, y: 51, size: 12, color: STYLE.dim }) +
      `<g transform="translate(${MARGIN} 66)">${key.svg}</g>` +
      `<g transform="translate(${MARGIN} ${top})">${serializeSvg(drawn)}${
        labelsSvg(labels, drawn, height)
      }</g>`,
    { width: width + 2 * MARGIN, height: top + height + MARGIN / 2, alt },
  );
  const table = printTable({ columns: columns ?? columnsOf(rows), rows }, 60);
  const value: Chart = {
    title,
    alt,
    svg,
    text: `${oneLine(title)}\n${oneLine(finding)}\n\n${tableText(table)}`,
    markdown: `**${escapeMarkdown(oneLine(title))}**: ${escapeMarkdown(oneLine(finding))}\n\n${
      tableMarkdown(table)
    }`,
  };
  return displayable(value, () => Promise.resolve(drawChart));
}

function drawChart({ svg, text, markdown, alt }: Chart): MimeBundle {
  return pictureBundle({ svg, text, markdown, alt });
}

function checkOptions(
  { title, finding, xTitle, yTitle, width = 780, height = 380 }: ChartOptions,
): void {
  const texts = { "a title": title, "a finding": finding };
  for (const [what, text] of Object.entries(texts)) {
    if (typeof text !== "string" || text.trim() === "") {
      throw new TypeError(`Cannot draw a chart: it lacks ${what}`);
    }
  }
  for (const [which, text] of Object.entries({ horizontal: xTitle, vertical: yTitle })) {
    if (typeof text !== "string" || text.trim() === "") {
      throw new TypeError(
        `Cannot draw ${title}: its ${which} axis lacks a title; say what it measures and in which unit`,
      );
    }
  }
  if (!(width >= 240 && width <= 4000 && height >= 80 && height <= 4000)) {
    throw new RangeError(
      `Cannot draw ${title} at ${width} by ${height} pixels: 240 to 4000 by 80 to 4000`,
    );
  }
}

function columnsOf(rows: ChartOptions["rows"]): TableColumn[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))].map((key) => ({ key }));
}

/** Scales as Plot gives them back. */
interface Scaled {
  scale(
    name: "x" | "y",
  ): { readonly apply: (value: never) => number; readonly bandwidth?: number } | undefined;
}

/** Puts words beside points, from the top down, each at least a line below the one before. */
function labelsSvg(labels: readonly DirectLabel[], drawn: Scaled, height: number): string {
  const position = (name: "x" | "y", value: unknown) => {
    const scale = drawn.scale(name);
    return (scale?.apply(value as never) ?? 0) + (scale?.bandwidth ?? 0) / 2;
  };
  const line = LABEL_SIZE + 3;
  const placed = labels.map((label) => ({
    label,
    x: position("x", label.x),
    y: position("y", label.y) - (label.above ? 9 : 0),
  }))
    .sort((a, b) => a.y - b.y);
  let above = -Infinity;
  for (const each of placed) above = each.y = Math.max(each.y, above + line);
  let below = height - 4;
  for (const each of placed.toReversed()) below = (each.y = Math.min(each.y, below)) - line;
  return placed.map(({ label: { text, color = STYLE.ink }, x, y }) =>
    svgText(oneLine(text, 40), {
      x: x + 8,
      y: y + 4,
      size: LABEL_SIZE,
      color,
      bold: true,
      halo: true,
    })
  ).join("");
}

/** The room that words beside points need on the right. */
export function labelRoom(texts: readonly string[]): number {
  const options = { size: LABEL_SIZE, bold: true };
  return Math.ceil(Math.max(0, ...texts.map((text) => textWidth(oneLine(text, 40), options)))) + 18;
}

function legendSvg(
  swatches: readonly Swatch[],
  width: number,
): { readonly svg: string; readonly height: number } {
  let [x, y] = [0, 8];
  const parts = swatches.map(({ text, color, dash }) => {
    const shown = oneLine(text, 60);
    const long = 24 + textWidth(shown, { size: LABEL_SIZE }) + 18;
    if (x > 0 && x + long > width) [x, y] = [0, y + 18];
    const sign = dash === undefined
      ? `<rect x="${round(x)}" y="${
        y - 6
      }" width="16" height="12" fill="${color}" stroke="${STYLE.line}" stroke-width="0.6"/>`
      : `<path d="M${round(x)},${y}h18" stroke="${color}" stroke-width="2.2"${
        dash === true ? "" : ` stroke-dasharray="${dash}"`
      }/>`;
    const words = svgText(shown, { x: x + 23, y: y + 4, size: LABEL_SIZE });
    x += long;
    return sign + words;
  });
  return { svg: parts.join(""), height: swatches.length === 0 ? 0 : y + 14 };
}
