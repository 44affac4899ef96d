import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { round, svgText } from "../svg_text.ts";
import { svgDocument } from "../svg_document.ts";
import { textWidth } from "../text_width.ts";
import { type BoxLayout, type Detail, layoutBox, layoutJoint, type Size } from "./box_layout.ts";
import { boxSvg, jointSvg } from "./box_svg.ts";
import type { Drawing } from "./drawing.ts";
import { type Direction, type Layout, layoutDrawing, type Place } from "./layout.ts";
import { legendSvg } from "./legend.ts";
import { labelSize, lineLabelSvg, lineSvg } from "./line_svg.ts";

/** What a picture of a drawing says. */
export interface DiagramSvgOptions {
  readonly detail: Detail;
  /** Stands at the top, in bold. */
  readonly title: string;
  /** Stands under the title. */
  readonly subtitle: string;
  readonly alt: string;
  /** Where lines run to. Defaults to the way that is easier to read on a page. */
  readonly direction?: Direction;
}

const MARGIN = 20;
const LEAST_WIDTH = 460;

/** Draws a diagram: Graphviz finds the places, the shapes are drawn here. */
export async function diagramSvg(drawing: Drawing, options: DiagramSvgOptions): Promise<string> {
  const boxes = new Map(drawing.boxes.map((box) => [box.key, layoutBox(box, options.detail)]));
  const layout = await bestLayout(drawing, boxes, options.direction);
  const width = Math.max(layout.width, LEAST_WIDTH, textWidth(options.subtitle, { size: 12 }));
  const head = svgText(oneLine(options.title, 80), { x: MARGIN, y: 32, size: 18, bold: true }) +
    svgText(options.subtitle, { x: MARGIN, y: 51, size: 12, color: STYLE.dim });
  const top = 66;
  const legend = legendSvg(drawing, {
    detail: options.detail,
    width,
    x: MARGIN,
    y: top + layout.height + 16,
  });
  const offset = round((width - layout.width) / 2 + MARGIN);
  const body = `<g transform="translate(${offset} ${top})">${
    layoutSvg(drawing, boxes, layout)
  }</g>`;
  return svgDocument(head + body + legend.svg, {
    width: width + 2 * MARGIN,
    height: top + layout.height + 16 + legend.height + MARGIN / 2,
    alt: options.alt,
  });
}

async function bestLayout(
  drawing: Drawing,
  boxes: ReadonlyMap<string, BoxLayout>,
  direction: Direction | undefined,
): Promise<Layout> {
  const sizes = new Map<string, Size>([
    ...boxes,
    ...drawing.joints.map((joint) => [joint.key, layoutJoint(joint)] as const),
  ]);
  const labels = drawing.lines.map(labelSize);
  const directions: readonly Direction[] = direction ? [direction] : ["right", "down"];
  const layouts = await layoutDrawing(drawing, { sizes, labels, directions });
  return layouts.reduce((best, each) => shrinkage(each) < shrinkage(best) ? each : best);
}

/** How much a picture must shrink to fit a page of 1000 by 1300 pixels; pages are longer than wide. */
function shrinkage({ width, height }: Size): number {
  return Math.max(width / 1000, height / 1300, 1);
}

/** Draws what was laid out: areas below lines below boxes below labels. */
export function layoutSvg(
  drawing: Drawing,
  boxes: ReadonlyMap<string, BoxLayout>,
  { places, groups, routes }: Layout,
): string {
  return [
    ...groups.map(groupSvg),
    ...routes.map((route) => lineSvg(route, places)),
    ...drawing.boxes.map(({ key }) => boxSvg(boxes.get(key)!, places.get(key)!)),
    ...drawing.joints.map((joint) => jointSvg(joint, places.get(joint.key)!)),
    ...routes.map(lineLabelSvg),
  ].join("");
}

function groupSvg({ group, x, y, width, height }: Place & { readonly group: string }): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${
    round(height)
  }" rx="8" fill="${STYLE.panel}" stroke="${STYLE.rule}"/>` +
    svgText(oneLine(group, 40), { x: x + 10, y: y + 17, size: 12, bold: true, color: STYLE.dim });
}
