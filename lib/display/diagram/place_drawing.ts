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
  const attempts = requests.flatMap((request, of) => {
    const { drawing, detail, direction } = request;
    const boxes = new Map(drawing.boxes.map((box) => [box.key, layoutBox(box, detail)]));
    const sizes = new Map<string, Size>([
      ...boxes,
      ...drawing.joints.map((joint) => [joint.key, layoutJoint(joint)] as const),
    ]);
    const labels = drawing.lines.map(labelSize);
    const directions: readonly Direction[] = direction ? [direction] : ["right", "down"];
    return directions.map((direction) => ({ of, drawing, boxes, sizes, labels, direction }));
  });
  const layouts = await layoutDrawings(attempts);
  const byRequest = Map.groupBy(
    layouts.map((layout, at) => ({ layout, ...attempts[at]! })),
    ({ of }) => of,
  );
  return requests.map(({ drawing, detail }, of) => {
    const { boxes, layout } = byRequest.get(of)!.reduce((best, each) =>
      shrinkage(each.layout) < shrinkage(best.layout) ? each : best
    );
    return { drawing, detail, boxes, layout };
  });
}

/** How much a picture must shrink to fit a page of 1000 by 1300 pixels; pages are longer than wide. */
function shrinkage({ width, height }: Size): number {
  return Math.max(width / 1000, height / 1300, 1);
}
