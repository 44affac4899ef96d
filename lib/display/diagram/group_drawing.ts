import { didYouMean } from "../../core/suggest.ts";
import { groupByCommunity } from "./communities.ts";
import type { Box, Drawing } from "./drawing.ts";

/**
 * How a diagram is divided into groups: as the subject declares, by who relates to whom, not at all, or
 * by name with the names of the members.
 */
export type Groups = "declared" | "found" | "none" | Readonly<Record<string, readonly string[]>>;

/** A group larger than this is split by who relates to whom. */
const LARGEST = 60;

/**
 * Puts a drawing's boxes into groups.
 *
 * @throws {RangeError} When a member is no box's name.
 */
export async function groupDrawing(drawing: Drawing, groups: Groups): Promise<Drawing> {
  if (groups === "declared") return drawing;
  if (groups === "found") return await groupByCommunity(drawing);
  const named = new Map(
    Object.entries(groups === "none" ? {} : groups).flatMap(([group, members]) =>
      members.map((member) => [member, group] as const)
    ),
  );
  const names = new Set(drawing.boxes.map(({ name }) => name));
  const unknown = [...named.keys()].find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `Cannot put ${unknown} into the group ${named.get(unknown)}: there is nothing of that name${
        didYouMean(unknown, names)
      }`,
    );
  }
  const boxes = drawing.boxes.map(({ group: _, ...box }): Box => {
    const group = named.get(box.name);
    return group === undefined ? box : { ...box, group };
  });
  return { ...drawing, boxes };
}

/**
 * Puts every box of a large drawing into a group that fits a sheet: those that it has, those found by
 * lines where it has none, and parts of those that are too large.
 */
export async function groupForSheets(drawing: Drawing): Promise<Drawing> {
  const declared = drawing.boxes.some(({ group }) => group !== undefined);
  const { boxes } = declared ? drawing : await groupByCommunity(drawing);
  const groups = Map.groupBy(boxes, ({ group = "others" }) => group);
  const names = new Map<string, string>();
  for (const [group, members] of groups) {
    for (const { key } of members) names.set(key, group);
    if (members.length <= LARGEST) continue;
    const split = (await groupByCommunity(partOf(drawing, members))).boxes;
    if (new Set(split.map((box) => box.group)).size < 2) continue;
    for (const { key, group: part = "others" } of split) {
      names.set(key, declared || groups.has(part) ? `${group}: ${part}` : part);
    }
  }
  return { ...drawing, boxes: boxes.map((box) => ({ ...box, group: names.get(box.key)! })) };
}

function partOf(drawing: Drawing, boxes: readonly Box[]): Drawing {
  const keys = new Set(boxes.map(({ key }) => key));
  const lines = drawing.lines.filter(({ from, to }) => keys.has(from.at) && keys.has(to.at));
  return { ...drawing, boxes: boxes.map(({ group: _, ...box }) => box), joints: [], lines };
}
