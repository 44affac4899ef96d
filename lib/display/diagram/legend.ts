import { STYLE } from "../style.ts";
import { svgText } from "../svg_text.ts";
import { textWidth } from "../text_width.ts";
import type { Detail } from "./box_layout.ts";
import type { Drawing, LineEnd } from "./drawing.ts";
import { lineSvg } from "./line_svg.ts";

/** One explained sign. */
interface Sign {
  readonly text: string;
  /** Draws it with its left middle at a point. Absent: the text says the sign itself. */
  readonly draw?: (x: number, y: number) => string;
  readonly occurs: (drawing: Drawing, detail: Detail) => boolean;
}

const SIZE = 10;
const SYMBOL = 34;

const hasEnd = (min: number, many: boolean) => ({ lines }: Drawing) =>
  lines.some(({ from, to }) =>
    [from, to].some(({ cardinality }) =>
      cardinality !== undefined && Math.min(cardinality.min, 1) === min &&
      (cardinality.max !== 1) === many
    )
  );
const hasRow = (kind: string) => ({ boxes }: Drawing, detail: Detail) =>
  detail === "all" && boxes.some(({ rows }) => rows.some((row) => row.kind === kind));
const hasMark = (mark: string) => ({ boxes }: Drawing, detail: Detail) =>
  detail !== "names" &&
  boxes.some(({ rows }) => rows.some(({ marks }) => marks.some((each) => each.startsWith(mark))));

const SIGNS: readonly Sign[] = [
  {
    text: "exactly one",
    draw: lineSign({ cardinality: { min: 1, max: 1 } }),
    occurs: hasEnd(1, false),
  },
  {
    text: "none or one",
    draw: lineSign({ cardinality: { min: 0, max: 1 } }),
    occurs: hasEnd(0, false),
  },
  {
    text: "one or more",
    draw: lineSign({ cardinality: { min: 1, max: "*" } }),
    occurs: hasEnd(1, true),
  },
  {
    text: "none or more",
    draw: lineSign({ cardinality: { min: 0, max: "*" } }),
    occurs: hasEnd(0, true),
  },
  {
    text: "identifying: its key is part of the other's",
    draw: lineSign({}, { identifying: true }),
    occurs: ({ lines }) => lines.some(({ identifying }) => identifying),
  },
  {
    text: "supertype",
    draw: lineSign({ general: true }),
    occurs: ({ lines }) => lines.some(({ to }) => to.general === true),
  },
  {
    text: "supertype of which each row is in a subtype",
    draw: lineSign({ general: true }, { total: true }),
    occurs: ({ lines }) => lines.some(({ total }) => total === true),
  },
  {
    text: "diamond: how many of an entity go with one of each of the others",
    occurs: ({ joints }) => joints.some(({ kind }) => kind === "relationship"),
  },
  {
    text: "number: how many lines lie between two groups",
    occurs: ({ lines }) => lines.some(({ kind }) => kind === "link"),
  },
  { text: "PK primary key", occurs: hasMark("PK") },
  { text: "FK foreign key", occurs: hasMark("FK") },
  { text: "UK unique", occurs: hasMark("UK") },
  {
    text: "⇢ has lines to these in other groups",
    occurs: ({ boxes }) => boxes.some(({ note }) => note?.startsWith("⇢") === true),
  },
  {
    text: "? may be empty",
    occurs: ({ boxes }, detail) =>
      detail !== "names" &&
      boxes.some(({ rows }) =>
        rows.some(({ optional, marks }) => optional && (detail === "all" || marks.length > 0))
      ),
  },
  { text: "/ derived", occurs: hasRow("derived") },
  { text: "– part of the one above", occurs: hasRow("part") },
  { text: "[*] several values", occurs: hasRow("multivalued") },
];

function lineSign(
  end: Omit<LineEnd, "at">,
  style: { readonly identifying?: boolean; readonly total?: boolean } = {},
): (x: number, y: number) => string {
  return (x, y) => {
    const place = { x: x + SYMBOL - 6, y: y - 20, width: 40, height: 40 };
    const places = new Map([["there", { ...place, x: x - 40 }], ["here", place]]);
    const curve = [0, 10, 20, SYMBOL - 6].map((step) => ({ x: x + step, y }));
    const line = {
      kind: "relationship",
      part: "",
      from: { at: "there" },
      to: { at: "here", ...end },
      label: "",
      identifying: false,
      ...style,
    } as const;
    return lineSvg({ line, curve }, places);
  };
}

/** A part of a picture with its height. */
export interface Fragment {
  readonly svg: string;
  readonly height: number;
}

/** Explains the signs that occur in a drawing, in lines as long as the picture is wide. */
export function legendSvg(
  drawing: Drawing,
  { detail, width }: { readonly detail: Detail; readonly width: number },
): Fragment {
  const signs = SIGNS.filter(({ occurs }) => occurs(drawing, detail));
  const parts: string[] = [];
  let left = 0;
  let top = 10;
  for (const { text, draw } of signs) {
    const long = textWidth(text, { size: SIZE }) + (draw ? SYMBOL : 0);
    if (left > 0 && left + long > width) [left, top] = [0, top + 18];
    if (draw) parts.push(draw(left, top));
    parts.push(
      svgText(text, { x: left + (draw ? SYMBOL : 0), y: top + 3.5, size: SIZE, color: STYLE.dim }),
    );
    left += long + 18;
  }
  return { svg: parts.join(""), height: signs.length === 0 ? 0 : top + 10 };
}
