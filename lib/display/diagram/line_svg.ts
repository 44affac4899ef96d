import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { round, svgText } from "../svg_text.ts";
import { textWidth } from "../text_width.ts";
import { type Size, TYPE_SIZES } from "./box_layout.ts";
import { type Side, sideAt, walkCurve } from "./curve.ts";
import { cardinalityLabel, type Line, type LineEnd } from "./drawing.ts";
import type { Place, Point, Route } from "./layout.ts";

/** A stretch of a line's label; roles lean. */
interface Word {
  readonly text: string;
  readonly italic: boolean;
}

/**
 * What stands at a line, as a sentence from its first end to its second: the role there, the verb, the
 * role here, and the numbers that a crow's foot cannot say.
 */
export function lineWords({ from, to, label }: Line): Word[] {
  return [
    ...roleWord(from),
    ...numberWord(from),
    ...(label === "" ? [] : [{ text: oneLine(label, 36), italic: false }]),
    ...numberWord(to),
    ...roleWord(to),
  ];
}

function roleWord({ role }: LineEnd): Word[] {
  return role === undefined ? [] : [{ text: oneLine(role, 30), italic: true }];
}

function numberWord({ cardinality }: LineEnd): Word[] {
  if (!cardinality) return [];
  const { min, max } = cardinality;
  const said = min <= 1 && (max === 1 || max === "*");
  return said ? [] : [{ text: cardinalityLabel(cardinality), italic: false }];
}

const SPACE = 4;

/** The room that a line's label needs, if it has one. */
export function labelSize(line: Line): Size | undefined {
  const words = lineWords(line);
  if (words.length === 0) return undefined;
  return { width: Math.ceil(wordsWidth(words)) + 10, height: TYPE_SIZES.type + 7 };
}

function wordsWidth(words: readonly Word[]): number {
  return words.reduce(
    (sum, { text }) => sum + textWidth(text, { size: TYPE_SIZES.type }) + SPACE,
    -SPACE,
  );
}

/** Draws a line with its ends, without its label. */
export function lineSvg({ line, curve }: Route, places: ReadonlyMap<string, Place>): string {
  const [start, ...rest] = curve;
  const d = `M${spell(start!)}C${rest.map(spell).join(" ")}`;
  const stroke = (width: number, color: string) =>
    `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}"/>`;
  const stem = line.total
    ? stroke(5, STYLE.line) + stroke(2.4, STYLE.background)
    : stroke(line.identifying ? 2.4 : 1.2, STYLE.line);
  return stem +
    endSvg(line.from, curve, places.get(line.from.at)!) +
    endSvg(line.to, curve.toReversed(), places.get(line.to.at)!);
}

/** Draws a line's label around a point. */
export function lineLabelSvg(line: Line, middle: Point): string {
  const words = lineWords(line);
  let x = middle.x - wordsWidth(words) / 2;
  return words.map(({ text, italic }) => {
    const at = x;
    x += textWidth(text, { size: TYPE_SIZES.type }) + SPACE;
    return svgText(text, { x: at, y: middle.y + 4, size: TYPE_SIZES.type, italic, halo: true });
  }).join("");
}

/** What is drawn at the end of a curve that starts at a box. */
function endSvg(end: LineEnd, curve: readonly Point[], place: Place): string {
  const at = (distance: number) => walkCurve(curve, distance);
  if (end.general) return triangle(at(0), at(13));
  if (!end.cardinality) return "";
  const { min, max } = end.cardinality;
  const many = max !== 1;
  const foot = many ? fork(sideAt(place, curve[0]!), at(12)) : bar(at(5));
  return foot + (min === 0 ? ring(at(many ? 17 : 13)) : bar(at(many ? 16 : 9)));
}

const PEN = `stroke="${STYLE.line}" stroke-width="1.4"`;

function fork([left, right]: Side, apex: Point): string {
  return `<path d="M${spell(left)}L${spell(apex)}L${spell(right)}" fill="none" ${PEN}/>`;
}

function bar(at: Point & { readonly towards: Point }): string {
  const reach = { x: -at.towards.y * 6, y: at.towards.x * 6 };
  const from = spell({ x: at.x + reach.x, y: at.y + reach.y });
  const to = spell({ x: at.x - reach.x, y: at.y - reach.y });
  return `<path d="M${from}L${to}" ${PEN}/>`;
}

function ring({ x, y }: Point): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="4" fill="${STYLE.background}" ${PEN}/>`;
}

function triangle(tip: Point, base: Point & { readonly towards: Point }): string {
  const reach = { x: -base.towards.y * 7, y: base.towards.x * 7 };
  const corners = [tip, { x: base.x + reach.x, y: base.y + reach.y }, {
    x: base.x - reach.x,
    y: base.y - reach.y,
  }];
  return `<path d="M${corners.map(spell).join("L")}Z" fill="${STYLE.background}" ${PEN}/>`;
}

function spell({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}
