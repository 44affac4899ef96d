import type { UndirectedGraph } from "graphology";
import { compareText } from "../../core/finding.ts";
import type { Box, Drawing } from "./drawing.ts";
import { neighboursOf } from "./part_of_drawing.ts";

// The package says `export default` and is CommonJS, which the type checker takes for a namespace.
type Louvain = (
  graph: UndirectedGraph,
  options: {
    readonly randomWalk: boolean;
    readonly resolution: number;
    readonly getEdgeWeight: "weight";
  },
) => Readonly<Record<string, number>>;

/** A community smaller than this joins the rest. */
const SMALLEST = 4;
/** What belongs to no community. */
const REST = "others";

/**
 * Puts boxes that have many lines among themselves into groups (Blondel et al., “Fast unfolding of
 * communities in large networks”, 2008), without chance: the same drawing gives the same groups.
 *
 * @returns The drawing with every box in a group. A group is named after the beginning that most of its
 * names share, or else after its most connected box.
 */
export async function groupByCommunity(drawing: Drawing): Promise<Drawing> {
  const { UndirectedGraph } = await import("graphology");
  const louvain = (await import("graphology-communities-louvain")).default as unknown as Louvain;
  const graph = new UndirectedGraph();
  const degrees = neighboursOf(drawing);
  const degree = (key: string) => degrees.get(key)?.length ?? 0;
  for (const { key } of [...drawing.boxes, ...drawing.joints]) graph.addNode(key);
  for (const { from, to } of drawing.lines) {
    if (from.at === to.at) continue;
    // What everything refers to says little about where a thing belongs.
    const weight = 1 / Math.sqrt(Math.min(degree(from.at), degree(to.at)));
    graph.updateEdge(from.at, to.at, ({ weight: before = 0 }) => ({ weight: before + weight }));
  }
  const community = graph.size === 0 ? {} : louvain(graph, {
    randomWalk: false,
    resolution: 1,
    getEdgeWeight: "weight",
  });
  const members = [...Map.groupBy(drawing.boxes, ({ key }) => community[key] ?? -1).values()];
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const boxes of members.toSorted((a, b) => b.length - a.length)) {
    const group = boxes.length < SMALLEST ? REST : communityName(boxes, degree, taken);
    taken.add(group);
    for (const { key } of boxes) names.set(key, group);
  }
  return {
    ...drawing,
    boxes: drawing.boxes.map((box) => ({ ...box, group: names.get(box.key) ?? REST })),
  };
}

function communityName(
  boxes: readonly Box[],
  degree: (key: string) => number,
  taken: ReadonlySet<string>,
): string {
  const beginnings = [...Map.groupBy(boxes, ({ name }) => firstWord(name))]
    .sort(([, a], [, b]) => b.length - a.length);
  const [beginning, those] = beginnings[0]!;
  const hub = boxes.toSorted((a, b) =>
    degree(b.key) - degree(a.key) || compareText(a.name, b.name)
  )[0]!;
  const around = `around ${hub.name}`;
  const name = those.length * 2 > boxes.length ? beginning : around;
  return !taken.has(name) ? name : taken.has(around) ? `${around} (${taken.size})` : around;
}

/** `order` of `order_lines`, `Order` of `OrderLine`. */
function firstWord(name: string): string {
  return /^\p{Lu}?[^\p{Lu}_\-. ]+|^\p{Lu}+/u.exec(name)?.[0] ?? name;
}
