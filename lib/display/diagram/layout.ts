import { compareText } from "../../core/finding.ts";
import { runGraphviz } from "../graphviz.ts";
import type { Size } from "./box_layout.ts";
import type { Drawing, Line } from "./drawing.ts";

/** A point in pixels, from the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its top left corner. */
export interface Place extends Point, Size {}

/** Where everything in a drawing lies. */
export interface Layout extends Size {
  readonly places: ReadonlyMap<string, Place>;
  readonly groups: readonly (Place & { readonly group: string })[];
  readonly routes: readonly Route[];
}

/** The way that a line takes. */
export interface Route {
  readonly line: Line;
  /** A chain of cubic Bézier curves: a start, then three points for each curve. */
  readonly curve: readonly Point[];
  /** The middle of its label. */
  readonly label?: Point;
}

/** What is known before the layout. */
export interface LayoutOptions {
  /** Sizes of boxes and joints by their key. */
  readonly sizes: ReadonlyMap<string, Size>;
  /** The size of each line's label, in the order of the lines. */
  readonly labels: readonly (Size | undefined)[];
}

const INCH = 72;

/** Where lines run to: from the one to the many. */
export type Direction = "right" | "down";

/** One drawing to be laid out. */
export interface LayoutRequest extends LayoutOptions {
  readonly drawing: Drawing;
  readonly direction: Direction;
}

/** Finds places for everything in some drawings, by Graphviz's layered layout. */
export async function layoutDrawings(requests: readonly LayoutRequest[]): Promise<Layout[]> {
  // Now and then Graphviz cannot rank what lies in areas; then the areas are given up.
  const graphs = requests.map((request) => {
    const dot = layoutDot(request);
    return [dot, dot.replaceAll("subgraph cluster_", "subgraph area_")];
  });
  const outputs = await runGraphviz(graphs, { format: "json0" });
  return outputs.map((output, at) =>
    readLayout(JSON.parse(output) as GraphvizJson, requests[at]!.drawing)
  );
}

/** A graph of empty boxes of the right size: Graphviz places, the picture is drawn here. */
function layoutDot({ drawing, direction, sizes, labels }: LayoutRequest): string {
  const ids = nodeIds(drawing);
  const diamonds = new Set(
    drawing.joints.filter(({ kind }) => kind === "relationship").map(({ key }) => key),
  );
  const node = (key: string) => {
    const { width, height } = sizes.get(key)!;
    const shape = diamonds.has(key) ? ", shape=diamond" : "";
    return `${ids.get(key)} [width=${width / INCH}, height=${height / INCH}${shape}];`;
  };
  const lines = drawing.lines.map((line, at) => {
    // Supertypes lie before their subtypes, whichever way the line is read.
    const [tail, head] = line.kind === "specialization"
      ? [line.to, line.from]
      : [line.from, line.to];
    const label = labels[at];
    const space = label
      ? `, label=<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="${label.width}" HEIGHT="${label.height}"><TR><TD></TD></TR></TABLE>>`
      : "";
    return `${ids.get(tail.at)} -> ${ids.get(head.at)} [id=${at}${space}];`;
  });
  const gaps = labels.some((label) => label !== undefined)
    ? "nodesep=0.42, ranksep=0.62"
    : "nodesep=0.2, ranksep=0.55";
  return [
    `digraph {`,
    `graph [newrank=true, rankdir=${direction === "right" ? "LR" : "TB"}, ${gaps}];`,
    `node [shape=box, fixedsize=true, label=""];`,
    `edge [arrowhead=none];`,
    ...membersByGroup(drawing).flatMap(([group, keys], at) =>
      group === undefined ? keys.map(node) : [
        `subgraph cluster_${at} { margin=16;`,
        `label=<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="20" HEIGHT="16"><TR><TD></TD></TR></TABLE>>;`,
        ...keys.map(node),
        `}`,
      ]
    ),
    ...lines,
    ...rowsOfIsolated(drawing).map((row) =>
      `${row.map((key) => ids.get(key)).join(" -> ")} [style=invis];`
    ),
    `}`,
  ].join("\n");
}

/** Boxes without lines in rows and columns; Graphviz would put all of them into one rank. */
function rowsOfIsolated(drawing: Drawing): string[][] {
  const linked = new Set(drawing.lines.flatMap(({ from, to }) => [from.at, to.at]));
  return membersByGroup(drawing).flatMap(([, keys]) => {
    const isolated = keys.filter((key) => !linked.has(key));
    const long = Math.ceil(Math.sqrt(isolated.length / 2));
    const rows: string[][] = [];
    for (let at = 0; at < isolated.length; at += long) rows.push(isolated.slice(at, at + long));
    return rows.filter((row) => row.length > 1);
  });
}

/** The names that a drawing's boxes and joints have in its graph. */
export function nodeIds({ boxes, joints }: Drawing): ReadonlyMap<string, string> {
  return new Map([
    ...boxes.map(({ key }, at) => [key, `box${at}`] as const),
    ...joints.map(({ key }, at) => [key, `joint${at}`] as const),
  ]);
}

/** Boxes and joints by group; a joint or an associative box whose neighbours share a group lies in it. */
export function membersByGroup(
  { boxes, joints, lines }: Drawing,
): (readonly [group: string | undefined, keys: readonly string[]])[] {
  const own = new Map(boxes.map(({ key, group }) => [key, group]));
  const neighbours = (key: string) =>
    lines.flatMap(({ from, to }) => from.at === key ? [to.at] : to.at === key ? [from.at] : [])
      .map((at) => own.get(at));
  const groupOf = (key: string) => {
    const group = own.get(key);
    if (group !== undefined) return group;
    const [first, ...others] = neighbours(key);
    const adopted = joints.some((joint) => joint.key === key) ||
      boxes.some((box) => box.key === key && box.stereotype === "associative");
    return adopted && others.every((other) => other === first) ? first : undefined;
  };
  const keys = [...boxes, ...joints].map(({ key }) => key);
  return [...Map.groupBy(keys, groupOf)].sort(([a], [b]) => compareText(a ?? "", b ?? ""));
}

interface GraphvizJson {
  readonly bb: string;
  readonly objects?: readonly {
    readonly name: string;
    readonly pos?: string;
    readonly width?: string;
    readonly height?: string;
    readonly bb?: string;
  }[];
  readonly edges?: readonly { readonly id?: string; readonly pos: string; readonly lp?: string }[];
}

function readLayout({ bb, objects = [], edges = [] }: GraphvizJson, drawing: Drawing): Layout {
  const [, , width = 0, height = 0] = numbers(bb);
  const keys = new Map([...nodeIds(drawing)].map(([key, id]) => [id, key]));
  const groups = membersByGroup(drawing);
  // Graphviz counts from the bottom.
  const point = (text: string): Point => {
    const [x = 0, y = 0] = numbers(text);
    return { x, y: height - y };
  };
  const places = new Map<string, Place>();
  const areas: (Place & { group: string })[] = [];
  for (const object of objects) {
    const key = keys.get(object.name);
    const cluster = /^cluster_(\d+)$/.exec(object.name);
    if (key !== undefined && object.pos !== undefined) {
      const size = { width: Number(object.width) * INCH, height: Number(object.height) * INCH };
      const { x, y } = point(object.pos);
      places.set(key, { x: x - size.width / 2, y: y - size.height / 2, ...size });
    } else if (cluster && object.bb !== undefined) {
      const [left = 0, bottom = 0, right = 0, top = 0] = numbers(object.bb);
      const group = groups[Number(cluster[1])]?.[0] ?? "";
      areas.push({ group, x: left, y: height - top, width: right - left, height: top - bottom });
    }
  }
  const routes = edges.flatMap(({ id, pos, lp }): Route[] => {
    if (id === undefined) return [];
    const line = drawing.lines[Number(id)]!;
    const curve = pos.split(/\s+/).map(point);
    return [{
      line,
      curve: line.kind === "specialization" ? curve.reverse() : curve,
      ...(lp === undefined ? {} : { label: point(lp) }),
    }];
  });
  return { width, height, places, groups: areas, routes };
}

function numbers(text: string): number[] {
  return text.split(",").map(Number);
}
