import { escapeXml } from "../../core/escape.ts";
import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { round, svgText } from "../svg_text.ts";
import { type BoxLayout, ROW_HEIGHT, TYPE_SIZES } from "./box_layout.ts";
import type { Joint } from "./drawing.ts";
import type { Place } from "./layout.ts";

/** Draws an entity or a table. */
export function boxSvg(layout: BoxLayout, { x, y }: Place): string {
  const { box, head, headHeight, rows, columns, inset, width, height } = layout;
  const inner = {
    x: x + inset,
    y: y + inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
  };
  const fill = box.stereotype === "associative" ? STYLE.headAssociative : STYLE.head;
  let baseline = inner.y + 3;
  const headTexts = head.map(({ text, size, bold }) => {
    baseline += size + 3;
    const color = bold ? STYLE.ink : STYLE.dim;
    const drawn = svgText(text, {
      x: x + width / 2,
      y: baseline - 1,
      size,
      bold,
      color,
      anchor: "middle",
    });
    baseline += 1;
    return drawn;
  });
  const top = inner.y + headHeight;
  const keys = rows.filter(({ primary }) => primary).length;
  const rules = [
    ...(rows.length > 0 ? [rule(inner, top)] : []),
    ...(keys > 0 && keys < rows.length ? [rule(inner, top + keys * ROW_HEIGHT + 2)] : []),
  ];
  const rowTexts = rows.flatMap((row, at) => {
    const line = top + (at + 1) * ROW_HEIGHT - 4 + (at >= keys ? 2 : 0);
    return [
      ...(row.marks === "" ? [] : [
        svgText(row.marks, {
          x: x + columns[0],
          y: line - 0.5,
          size: TYPE_SIZES.small,
          bold: true,
        }),
      ]),
      svgText(row.name, {
        x: x + columns[1],
        y: line,
        size: row.remark ? TYPE_SIZES.type : TYPE_SIZES.row,
        italic: row.derived || row.remark,
        underline: row.primary,
        color: row.remark ? STYLE.dim : STYLE.ink,
      }),
      ...(row.type === "" ? [] : [
        svgText(row.type, {
          x: x + columns[2],
          y: line,
          size: TYPE_SIZES.type,
          color: STYLE.dim,
        }),
      ]),
    ];
  });
  return [
    `<g><title>${escapeXml(oneLine(box.name))}</title>`,
    ...(inset > 0 ? [frame({ x, y, width, height }, STYLE.background)] : []),
    frame(inner, STYLE.background),
    `<path d="M${round(inner.x)},${round(inner.y)}h${inner.width}v${headHeight}h${-inner
      .width}z" fill="${fill}" stroke="${STYLE.line}"/>`,
    ...rules,
    ...headTexts,
    ...rowTexts,
    `</g>`,
  ].join("");
}

type Rectangle = Omit<Place, "towards">;

function frame({ x, y, width, height }: Rectangle, fill: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${
    round(height)
  }" fill="${fill}" stroke="${STYLE.line}"/>`;
}

function rule({ x, width }: Rectangle, y: number): string {
  return `<path d="M${round(x)},${round(y)}h${round(width)}" stroke="${STYLE.line}"/>`;
}

/** Draws an n-ary relationship as a diamond, a split into subtypes as a pill. */
export function jointSvg({ kind, label }: Joint, { x, y, width, height }: Place): string {
  const middle = { x: x + width / 2, y: y + height / 2 };
  const shape = kind === "relationship"
    ? `<path d="M${round(x)},${round(middle.y)}l${width / 2},${-height / 2}l${width / 2},${
      height / 2
    }l${-width / 2},${height / 2}z" fill="${STYLE.headAssociative}" stroke="${STYLE.line}"/>`
    : `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${
      round(height)
    }" rx="${height / 2}" fill="${STYLE.background}" stroke="${STYLE.line}"/>`;
  return shape + svgText(oneLine(label, 40), {
    x: middle.x,
    y: middle.y + 4,
    size: TYPE_SIZES.type,
    anchor: "middle",
  });
}
