import { type BoxLayout, type Detail, layoutBox, layoutJoint, type Size } from "./box_layout.ts";
import type { Drawing } from "./drawing.ts";
import { type Direction, type Layout, layoutDrawings } from "./layout.ts";
import { labelSize } from "./line_svg.ts";

/** A drawing with a place for everything in it. */
export interface PlacedDrawing {
  readonly drawing: Drawing;
  readonly detail: Detail;
  readonly boxes: ReadonlyMap<string, BoxLayout>;
  readonly layout: Layout;
}

/** A drawing that wants places. */
export interface PlaceRequest {
  readonly drawing: Drawing;
  readonly detail: Detail;
  /** Where lines run to. Defaults to the way that fits a page better. */
  readonly direction?: Direction;
}

/** Measures and places drawings. */
export async function placeDrawings(requests: readonly PlaceRequest[]): Promise<PlacedDrawing[]> {
  const measured = requests.map(measure);
  const first = await layoutDrawings(
    measured.map((each, at) => ({ ...each, direction: requests[at]!.direction ?? "right" })),
  );
  // A second layout takes as long as the first: only what does not fit a page gets one.
  const again = first.flatMap((layout, at) =>
    requests[at]!.direction === undefined && shrinkage(layout) > BEARABLE ? [at] : []
  );
  const second = again.length === 0
    ? []
    : await layoutDrawings(again.map((at) => ({ ...measured[at]!, direction: "down" })));
  return measured.map(({ drawing, boxes }, at) => {
    const [right, down] = [first[at]!, second[again.indexOf(at)]];
    const layout = down && shrinkage(down) < shrinkage(right) ? down : right;
    return { drawing, detail: requests[at]!.detail, boxes, layout };
  });
}

function measure({ drawing, detail }: PlaceRequest) {
  const boxes = new Map(drawing.boxes.map((box) => [box.key, layoutBox(box, detail)]));
  const sizes = new Map<string, Size>([
    ...boxes,
    ...drawing.joints.map((joint) => [joint.key, layoutJoint(joint)] as const),
  ]);
  return { drawing, boxes, sizes, labels: drawing.lines.map(labelSize) };
}

const BEARABLE = 1.3;

/** How much a picture must shrink to fit a page of 1000 by 1300 pixels; pages are longer than wide. */
function shrinkage({ width, height }: Size): number {
  return Math.max(width / 1000, height / 1300, 1);
}
