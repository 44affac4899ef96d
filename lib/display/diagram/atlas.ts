import { compareText } from "../../core/finding.ts";
import { oneLine } from "../one_line.ts";
import { round, svgText } from "../svg_text.ts";
import { textWidth } from "../text_width.ts";
import type { Detail, Size } from "./box_layout.ts";
import { diagramSvg, pageSvg } from "./diagram_svg.ts";
import { summarize } from "./diagram_text.ts";
import type { Box, Drawing, Line } from "./drawing.ts";
import { drawingSvg, panelSvg } from "./drawing_svg.ts";
import { membersByGroup } from "./layout.ts";
import { neighboursOf } from "./part_of_drawing.ts";
import { type PlacedDrawing, placeDrawings } from "./place_drawing.ts";

/** One sheet of an atlas. */
export interface AtlasPage {
  readonly title: string;
  readonly alt: string;
  readonly svg: string;
}

/** A drawing too large for one sheet: an overview of its groups, then a sheet for each. */
export interface Atlas {
  /** All sheets on one. */
  readonly svg: string;
  readonly pages: readonly AtlasPage[];
}

/** What an atlas says. */
export interface AtlasOptions {
  readonly detail: Detail;
  readonly title: string;
  readonly alt: string;
}

/**
 * Draws an overview of the groups with the links between them, and each group with its own lines.
 *
 * @param grouped A drawing with every box in a group.
 */
export async function drawAtlas(grouped: Drawing, options: AtlasOptions): Promise<Atlas> {
  const groups = splitGroups(grouped);
  const overview = overviewOf(grouped);
  const [first, ...sheets] = await placeDrawings([
    { drawing: overview.drawing, detail: "all" },
    ...groups.map((group) => ({
      drawing: group,
      detail: options.detail,
      direction: "right" as const,
    })),
  ]);
  const subtitle = `${summarize(grouped)}${overview.left}`;
  const { title, alt, detail } = options;
  const poster = posterOf(first!, sheets);
  return {
    svg: pageSvg(poster.svg, {
      title,
      subtitle,
      alt,
      size: poster,
      scale: poster.scale,
      drawing: { ...unlabelled(grouped), boxes: groups.flatMap(({ boxes }) => boxes) },
      detail,
    }),
    pages: [
      { title, alt, svg: diagramSvg(first!, { title, subtitle, alt }) },
      ...sheets.map((sheet): AtlasPage => {
        const summary = summarize(sheet.drawing);
        const name = oneLine(sheet.drawing.title, 60);
        const words = {
          title: name,
          subtitle: summary,
          alt: `Part ${name} of ${title}: ${summary}`,
        };
        return { ...words, svg: diagramSvg(sheet, words) };
      }),
    ],
  };
}

function unlabelled(drawing: Drawing): Drawing {
  const bare = ({ role: _, ...end }: Line["from"]): Line["from"] => end;
  return {
    ...drawing,
    lines: drawing.lines.map((line) => ({
      ...line,
      label: "",
      from: bare(line.from),
      to: bare(line.to),
    })),
  };
}

/** A drawing for each group, the largest first; each box names what it is linked to elsewhere. */
function splitGroups(drawing: Drawing): Drawing[] {
  const { boxes, joints, lines } = unlabelled(drawing);
  const names = new Map(boxes.map(({ key, name }) => [key, name]));
  const neighbours = neighboursOf(drawing);
  const groups = membersByGroup(drawing).map(([group = "others", members]) => {
    const keys = new Set(members);
    const own = boxes.filter(({ key }) => keys.has(key)).map(({ group: _, ...box }): Box => {
      const away = [...new Set(neighbours.get(box.key) ?? [])].filter((key) => !keys.has(key));
      const elsewhere = away.flatMap((key) => names.get(key) ?? []).sort(compareText);
      if (elsewhere.length === 0) return box;
      const more = elsewhere.length > 2 ? ` and ${elsewhere.length - 2} more` : "";
      return {
        ...box,
        note: `⇢ ${elsewhere.slice(0, 2).map((name) => oneLine(name, 24)).join(", ")}${more}`,
      };
    });
    return {
      ...drawing,
      title: group,
      omitted: [],
      boxes: own,
      joints: joints.filter(({ key }) => keys.has(key)),
      lines: lines.filter(({ from, to }) => keys.has(from.at) && keys.has(to.at)),
    };
  });
  return groups.filter(({ boxes }) => boxes.length > 0).sort((a, b) =>
    b.boxes.length - a.boxes.length || compareText(a.title, b.title)
  );
}

/** More links than this for each group, and an overview becomes a ball of wool. */
const LINKS_PER_GROUP = 1.6;

/** The groups as boxes with their most connected members, and the strongest links between them. */
function overviewOf(drawing: Drawing): { readonly drawing: Drawing; readonly left: string } {
  const neighbours = neighboursOf(drawing);
  const degree = (key: string) => neighbours.get(key)?.length ?? 0;
  const groupOf = new Map(
    membersByGroup(drawing).flatMap(([group = "others", keys]) =>
      keys.map((key) => [key, group] as const)
    ),
  );
  const noun = drawing.kind === "entities" ? "entities" : "tables";
  const boxes = [...Map.groupBy(drawing.boxes, ({ group = "others" }) => group)].map(
    ([group, members]): Box => {
      const hubs = members.toSorted((a, b) =>
        degree(b.key) - degree(a.key) || compareText(a.name, b.name)
      );
      return {
        key: group,
        name: group,
        note: `${members.length} ${noun}`,
        rows: hubs.slice(0, 3).map(({ key, name }) => ({
          name,
          type: degree(key) === 0 ? "" : `${degree(key)} lines`,
          marks: [],
          optional: false,
          kind: "plain",
        })),
      };
    },
  );
  const counts = new Map<string, { from: string; to: string; count: number }>();
  for (const { from, to } of drawing.lines) {
    const ends = [groupOf.get(from.at)!, groupOf.get(to.at)!] as const;
    if (ends[0] === ends[1]) continue;
    const key = JSON.stringify(ends.toSorted(compareText));
    const link = counts.get(key);
    if (link) link.count++;
    else counts.set(key, { from: ends[0], to: ends[1], count: 1 });
  }
  const links = [...counts.values()].sort((a, b) =>
    b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to)
  );
  const most = Math.ceil(boxes.length * LINKS_PER_GROUP);
  const left = links.length - Math.min(links.length, most);
  return {
    left: left === 0 ? "" : `; the overview leaves out ${left} weaker links between groups`,
    drawing: {
      ...drawing,
      boxes,
      joints: [],
      lines: links.slice(0, most).map(({ from, to, count }, at): Line => ({
        kind: "link",
        part: String(at),
        from: { at: from },
        to: { at: to },
        label: String(count),
        identifying: false,
      })),
    },
  };
}

const GAP = 24;
const PANEL_MARGIN = 14;
/** How wide a sheet is on which words of the usual size are found. */
const USUAL_WIDTH = 2000;
const LARGEST_SCALE = 2.4;

/** The overview above panels for the groups, about as wide as a landscape sheet. */
function posterOf(overview: PlacedDrawing, sheets: readonly PlacedDrawing[]): Poster {
  const area = sheets.reduce(
    (sum, { layout }) => sum + (layout.width + 50) * (layout.height + 80),
    0,
  );
  const wide = Math.max(Math.sqrt(area * 1.5), ...sheets.map(({ layout }) => layout.width + 30));
  const scale = round(Math.min(Math.max(wide / USUAL_WIDTH, 1), LARGEST_SCALE));
  const headSize = 15 * scale;
  const panels = sheets.map((sheet) => ({
    sheet,
    width: Math.max(
      sheet.layout.width,
      textWidth(oneLine(sheet.drawing.title, 60), { size: headSize, bold: true }),
    ) + 2 * PANEL_MARGIN,
    height: sheet.layout.height + headSize + 3 * PANEL_MARGIN,
  }));
  const enlarge = Math.min(scale, wide / overview.layout.width);
  const top = overview.layout.height * enlarge + 2 * GAP;
  const placed = packPanels(panels, wide);
  const svg = placed.map(({ panel: { sheet, width, height }, x, y }) =>
    panelSvg({ x, y: y + top, width, height }) +
    svgText(oneLine(sheet.drawing.title, 60), {
      x: x + PANEL_MARGIN,
      y: y + top + PANEL_MARGIN + headSize * 0.8,
      size: headSize,
      bold: true,
    }) +
    `<g transform="translate(${round(x + PANEL_MARGIN)} ${
      round(y + top + headSize + 2 * PANEL_MARGIN)
    })">${drawingSvg(sheet)}</g>`
  );
  const left = round((wide - overview.layout.width * enlarge) / 2);
  const head = `<g transform="translate(${left} 0) scale(${enlarge})">${drawingSvg(overview)}</g>`;
  const right = Math.max(wide, ...placed.map(({ panel, x }) => x + panel.width));
  const bottom = Math.max(0, ...placed.map(({ panel, y }) => y + panel.height));
  return { svg: head + svg.join(""), width: right, height: top + bottom, scale };
}

interface Poster extends Size {
  readonly svg: string;
  /** How much larger than on a page its words are, to be found on a sheet of its size. */
  readonly scale: number;
}

/** Puts each panel, the tallest first, as high up as there is room for it. */
function packPanels<Panel extends Size>(
  panels: readonly Panel[],
  wide: number,
): { readonly panel: Panel; readonly x: number; readonly y: number }[] {
  const placed: { panel: Panel; x: number; y: number }[] = [];
  for (const panel of panels.toSorted((a, b) => b.height - a.height)) {
    const spots = [0, ...placed.map((other) => other.x + other.panel.width + GAP)]
      .filter((x) => x === 0 || x + panel.width <= wide)
      .map((x) => {
        const above = placed.filter((other) =>
          other.x < x + panel.width + GAP && x < other.x + other.panel.width + GAP
        );
        return { panel, x, y: Math.max(0, ...above.map(({ panel, y }) => y + panel.height + GAP)) };
      });
    placed.push(spots.reduce((best, spot) => spot.y < best.y ? spot : best));
  }
  return placed;
}
