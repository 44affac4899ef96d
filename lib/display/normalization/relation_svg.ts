import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { round, svgText } from "../svg_text.ts";
import { textWidth } from "../text_width.ts";

/** A dependency to draw below the attributes. */
export interface Lane {
  readonly determinant: readonly string[];
  readonly dependent: readonly string[];
  readonly multivalued?: boolean;
  /** The form that it breaks; drawn dashed and said beside it. */
  readonly breaks?: string;
}

/** A relation to draw as a row of boxes. */
export interface RelationRow {
  readonly name: string;
  readonly attributes: readonly string[];
  /** The first is underlined, attributes of others are marked. */
  readonly keys: readonly (readonly string[])[];
  readonly lanes: readonly Lane[];
}

/** A drawn row and the room that it takes. */
export interface DrawnRow {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const SIZE = 13;
const BOX = 28;
const PAD = 12;
const LANE = 24;
const LONGEST = 24;

/**
 * Draws a relation as textbooks do: attributes side by side, the primary key underlined, and below each
 * dependency a line from its left side that ends in arrows at its right side.
 */
export function drawRelationRow(
  { name, attributes, keys, lanes }: RelationRow,
  x: number,
  y: number,
): DrawnRow {
  const title = svgText(oneLine(name, 40), { x, y: y + SIZE, size: SIZE, bold: true });
  const top = y + SIZE + 8;
  const [primary = []] = keys;
  const others = new Set(keys.slice(1).flat());
  const places = new Map<string, { readonly center: number; readonly width: number }>();
  let at = x;
  const boxes = attributes.map((attribute) => {
    const label = oneLine(attribute, LONGEST) + (others.has(attribute) ? " ◦" : "");
    const key = primary.includes(attribute);
    const width = Math.max(34, textWidth(label, { size: SIZE, bold: key }) + 2 * PAD);
    const center = at + width / 2;
    places.set(attribute, { center, width });
    const box = `<rect x="${round(at)}" y="${top}" width="${round(width)}" height="${BOX}" ` +
      `fill="${key ? STYLE.head : STYLE.background}" stroke="${STYLE.line}"/>` +
      svgText(label, {
        x: center,
        y: top + BOX / 2 + SIZE * 0.36,
        size: SIZE,
        anchor: "middle",
        bold: key,
        underline: key,
      });
    at += width;
    return box;
  });
  const right = at;
  const spots = spotsOf(lanes, places);
  const drawn = lanes.map((lane, number) =>
    drawLane(lane, spots[number]!, { top: top + BOX, y: top + BOX + 18 + number * LANE, right })
  );
  const labels = lanes.map(({ breaks }) =>
    breaks === undefined ? 0 : textWidth(breaks, { size: 12 })
  );
  return {
    svg: title + boxes.join("") + drawn.join(""),
    width: right - x + Math.max(0, ...labels) + (labels.some((one) => one > 0) ? 16 : 0),
    height: top + BOX - y + (lanes.length > 0 ? 18 + (lanes.length - 1) * LANE + 8 : 0),
  };
}

interface Spots {
  readonly left: readonly number[];
  readonly ends: readonly number[];
}

/** Where each dependency touches the attributes: those of one attribute side by side, not on each other. */
function spotsOf(
  lanes: readonly Lane[],
  places: ReadonlyMap<string, { readonly center: number; readonly width: number }>,
): Spots[] {
  const touches = lanes.flatMap(({ determinant, dependent }) => [...determinant, ...dependent]);
  const used = new Map<string, number>();
  const spot = (attribute: string): number => {
    const { center, width } = places.get(attribute)!;
    const count = touches.filter((other) => other === attribute).length;
    const number = used.get(attribute) ?? 0;
    used.set(attribute, number + 1);
    return center + (number - (count - 1) / 2) * Math.min(14, (width - 10) / count);
  };
  return lanes.map(({ determinant, dependent }) => ({
    left: determinant.map(spot),
    ends: dependent.map(spot),
  }));
}

interface LanePlace {
  readonly top: number;
  readonly y: number;
  readonly right: number;
}

function drawLane(
  { multivalued = false, breaks }: Lane,
  { left, ends }: Spots,
  { top, y, right }: LanePlace,
): string {
  const all = [...left, ...ends];
  const dashes = breaks === undefined ? "" : ' stroke-dasharray="6 3"';
  const line = (d: string) =>
    `<path d="${d}" fill="none" stroke="${STYLE.ink}" stroke-width="1.4"${dashes}/>`;
  const arrow = (at: number, tip: number) =>
    `<path d="M${round(at - 4)} ${tip + 8}L${round(at)} ${tip}L${round(at + 4)} ${tip + 8}z" ` +
    `fill="${STYLE.ink}"/>`;
  return [
    line(`M${round(Math.min(...all))} ${y}H${round(Math.max(...all))}`),
    ...left.map((at) =>
      line(`M${round(at)} ${y}V${top}`) +
      `<circle cx="${round(at)}" cy="${y}" r="3.2" fill="${STYLE.ink}"/>`
    ),
    ...ends.map((at) =>
      line(`M${round(at)} ${y}V${top + 8}`) + arrow(at, top) +
      (multivalued ? arrow(at, top + 7) : "")
    ),
    ...(breaks === undefined ? [] : [
      line(`M${round(Math.max(...all))} ${y}H${round(right + 6)}`).replace("1.4", "0.6"),
      svgText(breaks, { x: right + 12, y: y + 4, size: 12, color: STYLE.ink }),
    ]),
  ].join("");
}
