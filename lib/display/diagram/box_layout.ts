import { oneLine } from "../one_line.ts";
import { textWidth, type TextWidthOptions } from "../text_width.ts";
import type { Box, Joint, Row } from "./drawing.ts";

/** How much of each box is drawn. */
export type Detail = "names" | "keys" | "all";

/** A width and a height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box with the size of each of its parts. */
export interface BoxLayout extends Size {
  readonly box: Box;
  /** The lines of the head, from the top. */
  readonly head: readonly HeadLine[];
  readonly headHeight: number;
  readonly rows: readonly ShownRow[];
  /** Where the columns begin: marks, name, type. */
  readonly columns: readonly [marks: number, name: number, type: number];
  /** The gap between the two frames of a weak entity; 0 for others. */
  readonly inset: number;
}

/** A line of a box's head. */
export interface HeadLine {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
}

/** A row as it is drawn. */
export interface ShownRow {
  readonly marks: string;
  readonly name: string;
  readonly type: string;
  readonly primary: boolean;
  readonly derived: boolean;
  /** Words about rows that are not drawn. */
  readonly remark: boolean;
}

/** The sizes of type in boxes, in pixels. */
export const TYPE_SIZES = { name: 14, row: 12, type: 11, small: 10 } as const;
/** The height of a row in pixels. */
export const ROW_HEIGHT = 19;
const LONGEST_NAME = 40;
const LONGEST_NOTE = 64;
const LONGEST_TYPE = 28;
const PADDING = 8;
const GAP = 8;

/** Measures a box. */
export function layoutBox(box: Box, detail: Detail): BoxLayout {
  const head = headLines(box);
  const rows = shownRows(box, detail);
  const widest = (texts: readonly string[], options: TextWidthOptions) =>
    Math.max(0, ...texts.map((text) => textWidth(text, options)));
  const marks = widest(rows.map((row) => row.marks), { size: TYPE_SIZES.small, bold: true });
  const names = widest(rows.filter((row) => !row.remark).map((row) => row.name), {
    size: TYPE_SIZES.row,
  });
  const types = widest(rows.map((row) => row.type), { size: TYPE_SIZES.type });
  const remarks = widest(rows.filter((row) => row.remark).map((row) => row.name), {
    size: TYPE_SIZES.type,
  });
  const inset = box.stereotype === "weak" ? 4 : 0;
  const name = inset + PADDING + (marks > 0 ? marks + GAP : 0);
  const type = name + names + (types > 0 ? GAP + 2 : 0);
  const headWidth = Math.max(
    ...head.map(({ text, size, bold }) => textWidth(text, { size, bold })),
  );
  const headHeight = head.reduce((sum, { size }) => sum + size + 4, 6);
  return {
    box,
    head,
    headHeight,
    rows,
    columns: [inset + PADDING, name, type],
    inset,
    width: Math.ceil(
      Math.max(type + types, inset + PADDING + headWidth, name + remarks) + PADDING + inset,
    ),
    height: Math.ceil(
      headHeight + rows.length * ROW_HEIGHT + (rows.length > 0 ? 4 : 0) + 2 * inset,
    ),
  };
}

function headLines({ name, stereotype, note }: Box): HeadLine[] {
  return [
    ...(stereotype ? [{ text: `«${stereotype}»`, size: TYPE_SIZES.small, bold: false }] : []),
    { text: oneLine(name, LONGEST_NAME), size: TYPE_SIZES.name, bold: true },
    ...(note ? [{ text: oneLine(note, LONGEST_NOTE), size: TYPE_SIZES.small, bold: false }] : []),
  ];
}

/** The rows of a box at a level of detail; those of the primary key come first. */
export function shownRows({ rows }: Box, detail: Detail): ShownRow[] {
  if (detail === "names") return [];
  const drawn = detail === "all" ? rows : rows.filter(({ marks }) => marks.length > 0);
  const isPrimary = ({ marks }: Row) => marks.includes("PK");
  const left = rows.length - drawn.length;
  const remark = left === 0 ? [] : [{
    marks: "",
    name: `and ${left} more`,
    type: "",
    primary: false,
    derived: false,
    remark: true,
  }];
  return [
    ...drawn.filter(isPrimary),
    ...drawn.filter((row) => !isPrimary(row)),
  ].map(showRow).concat(remark);
}

const BEFORE: Readonly<Record<Row["kind"], string>> = {
  plain: "",
  derived: "/ ",
  multivalued: "",
  part: "– ",
  reference: "",
};

function showRow(row: Row): ShownRow {
  const after = `${row.kind === "multivalued" ? " [*]" : ""}${row.optional ? " ?" : ""}`;
  return {
    marks: row.marks.join(" "),
    name: `${BEFORE[row.kind]}${oneLine(row.name, LONGEST_NAME)}${after}`,
    type: row.type === "" ? "" : oneLine(row.type, LONGEST_TYPE),
    primary: row.marks.includes("PK"),
    derived: row.kind === "derived",
    remark: false,
  };
}

/** Measures a joint. */
export function layoutJoint({ kind, label }: Joint): Size {
  const width = textWidth(oneLine(label, LONGEST_NAME), { size: TYPE_SIZES.type });
  return kind === "relationship"
    ? { width: Math.ceil(width * 1.35 + 34), height: 40 }
    : { width: Math.ceil(width + 18), height: 22 };
}
