import type { Size } from "./box_layout.ts";
import { pointsOf } from "./curve.ts";
import type { Layout, Place, Point, Route } from "./layout.ts";
import { labelSize } from "./line_svg.ts";

/** Where along its line a label may stand, the best place first. */
const STATIONS: readonly number[] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];
/** How far a label keeps from its line. */
const GAP = 2;

/** What it costs a label to lie on something: one of two lines could be meant, words could hide words,
 * or be cut off at the edge of the picture. */
const COSTS = { line: 1, ownLine: 0.2, box: 20, label: 30, edge: 60, station: 0.3 } as const;

/**
 * Finds the middle of each label: beside its own line, clear of other lines, boxes and labels as far as
 * there is room. Graphviz keeps room for labels but puts them where a neighbour's line may be nearer.
 */
export function placeLabels({ routes, places, width, height }: Layout): ReadonlyMap<Route, Point> {
  const points = new Map(routes.map((route) => {
    const line = pointsOf(route.curve);
    return [route, { line, bounds: boundsOf(line) }];
  }));
  const placed = new Map<Route, Point>();
  const taken: Place[] = [];
  for (const route of routes) {
    const size = labelSize(route.line);
    if (!size) continue;
    const spots = candidates(points.get(route)!.line, size);
    const best = spots.map((middle, at) => {
      const area = around(middle, size);
      let cost = at * COSTS.station;
      const inside = area.x >= 0 && area.y >= 0 && area.x + area.width <= width &&
        area.y + area.height <= height;
      if (!inside) cost += COSTS.edge;
      for (const [other, { line, bounds }] of points) {
        if (!meet(area, bounds)) continue;
        const each = other === route ? COSTS.ownLine : COSTS.line;
        for (const point of line) if (holds(area, point)) cost += each;
      }
      for (const place of places.values()) if (meet(area, place)) cost += COSTS.box;
      for (const label of taken) if (meet(area, label)) cost += COSTS.label;
      return { middle, area, cost };
    }).reduce((best, each) => each.cost < best.cost ? each : best);
    placed.set(route, best.middle);
    taken.push(best.area);
  }
  return placed;
}

/** Places on both sides of a line, from its middle outwards, and at last upon it. */
function candidates(line: readonly Point[], { width, height }: Size): Point[] {
  const beside = STATIONS.flatMap((share) => {
    const at = Math.min(line.length - 2, Math.max(0, Math.round((line.length - 1) * share)));
    const [from, to] = [line[at]!, line[at + 1] ?? line[at]!];
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    // Across the line, upwards first.
    const across = { x: (to.y - from.y) / length, y: -(to.x - from.x) / length };
    const up = across.y > 0 || (across.y === 0 && across.x < 0) ? -1 : 1;
    const reach = Math.abs(across.x) * width / 2 + Math.abs(across.y) * height / 2 + GAP;
    return [up, -up].map((side) => ({
      x: from.x + across.x * reach * side,
      y: from.y + across.y * reach * side,
    }));
  });
  return [...beside, line[Math.floor(line.length / 2)]!];
}

function around({ x, y }: Point, { width, height }: Size): Place {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** The area of some points, a pixel larger on each side: that of a level line has a height too. */
function boundsOf(points: readonly Point[]): Place {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs) - 1, Math.min(...ys) - 1];
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
}

function holds({ x, y, width, height }: Place, point: Point): boolean {
  return point.x > x && point.x < x + width && point.y > y && point.y < y + height;
}

function meet(a: Place, b: Place): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
