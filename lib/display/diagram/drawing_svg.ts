import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { round, svgText } from "../svg_text.ts";
import { boxSvg, jointSvg } from "./box_svg.ts";
import type { Place } from "./layout.ts";
import { placeLabels } from "./place_labels.ts";
import { lineLabelSvg, lineSvg } from "./line_svg.ts";
import type { PlacedDrawing } from "./place_drawing.ts";

/** Draws what was placed: areas below lines below boxes below labels. */
export function drawingSvg({ drawing, boxes, layout }: PlacedDrawing): string {
  const { places, groups, routes } = layout;
  return [
    ...groups.map(groupSvg),
    ...routes.map((route) => lineSvg(route, places)),
    ...drawing.boxes.map(({ key }) => boxSvg(boxes.get(key)!, places.get(key)!)),
    ...drawing.joints.map((joint) => jointSvg(joint, places.get(joint.key)!)),
    ...[...placeLabels(layout)].map(([{ line }, middle]) => lineLabelSvg(line, middle)),
  ].join("");
}

function groupSvg(area: Place & { readonly group: string }): string {
  const { group, x, y } = area;
  const options = { x: x + 10, y: y + 17, size: 12, bold: true, color: STYLE.dim };
  return panelSvg(area) + svgText(oneLine(group, 40), options);
}

/** A light area with a frame, in which things that belong together lie. */
export function panelSvg({ x, y, width, height }: Place): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${
    round(height)
  }" rx="8" fill="${STYLE.panel}" stroke="${STYLE.rule}"/>`;
}
