import { didYouMean } from "../../core/suggest.ts";
import type { Box, Drawing } from "./drawing.ts";

/** Which part of a drawing is kept. */
export interface PartOptions {
  /** Names of boxes or groups to start from. */
  readonly around: readonly string[];
  /** How many lines away from them, from 0. A joint is no step of its own. */
  readonly depth: number;
}

/**
 * Keeps what lies around some boxes. What was cut off shows as a note at the boxes that it hung on.
 *
 * @throws {RangeError} When a name is no box's, or the depth is no whole number from 0.
 */
export function partOfDrawing(drawing: Drawing, { around, depth }: PartOptions): Drawing {
  if (!Number.isInteger(depth) || depth < 0) {
    throw new RangeError(`Cannot draw to a depth of ${depth}: it is a whole number from 0`);
  }
  const kept = new Set(around.flatMap((name) => keysNamed(name, drawing)));
  const joints = new Set(drawing.joints.map(({ key }) => key));
  const neighbours = neighboursOf(drawing);
  for (let step = 0; step < depth; step++) {
    for (const key of [...kept]) {
      for (const next of neighbours.get(key) ?? []) {
        kept.add(next);
        if (joints.has(next)) { for (const far of neighbours.get(next) ?? []) kept.add(far); }
      }
    }
  }
  // A joint with one line left would relate an entity to nothing.
  for (const joint of joints) {
    if ((neighbours.get(joint) ?? []).filter((key) => kept.has(key)).length < 2) kept.delete(joint);
    else if (depth === 0) kept.add(joint);
  }
  const lines = drawing.lines.filter(({ from, to }) => kept.has(from.at) && kept.has(to.at));
  return {
    ...drawing,
    boxes: drawing.boxes.filter(({ key }) => kept.has(key)).map((box) =>
      withLinesCut(box, drawing, lines)
    ),
    joints: drawing.joints.filter(({ key }) => kept.has(key)),
    lines,
  };
}

function withLinesCut(box: Box, drawing: Drawing, kept: Drawing["lines"]): Box {
  const count = (lines: Drawing["lines"]) =>
    lines.filter(({ from, to }) => from.at === box.key || to.at === box.key).length;
  const cut = count(drawing.lines) - count(kept);
  if (cut === 0) return box;
  const note = `${cut} more line${cut === 1 ? "" : "s"}`;
  return { ...box, note: box.note === undefined ? note : `${box.note} · ${note}` };
}

function keysNamed(name: string, { boxes }: Drawing): string[] {
  const wanted = name.toLowerCase();
  const full = (box: Box) => box.group === undefined ? box.name : `${box.group}.${box.name}`;
  const exact = boxes.filter((box) => box.name === name || full(box) === name);
  const found = exact.length > 0
    ? exact
    : boxes.filter((box) =>
      box.name.toLowerCase() === wanted || full(box).toLowerCase() === wanted
    );
  if (found.length > 0) return found.map(({ key }) => key);
  const members = boxes.filter(({ group }) => group?.toLowerCase() === wanted);
  if (members.length > 0) return members.map(({ key }) => key);
  const hint = didYouMean(name, boxes.map((box) => box.name));
  throw new RangeError(`Cannot draw around ${name}: there is nothing of that name${hint}`);
}

/** What each box and joint has a line to. */
export function neighboursOf({ lines }: Drawing): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const known = neighbours.get(from);
    if (known) known.push(to);
    else neighbours.set(from, [to]);
  };
  for (const { from, to } of lines) {
    add(from.at, to.at);
    add(to.at, from.at);
  }
  return neighbours;
}
