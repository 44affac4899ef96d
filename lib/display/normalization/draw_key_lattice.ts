import { escapeMarkdown } from "../../core/escape.ts";
import {
  type AttributeSet,
  firstPlaces,
  hasPlace,
  isSubset,
  sizeOf,
} from "../../normalize/attribute_set.ts";
import { keysOf } from "../../normalize/candidate_keys.ts";
import type { Relation } from "../../normalize/relation.ts";
import { namesIn, schemeOf } from "../../normalize/scheme.ts";
import { oneLine } from "../one_line.ts";
import { STYLE } from "../style.ts";
import { svgDocument } from "../svg_document.ts";
import { round, svgText } from "../svg_text.ts";
import { textWidth } from "../text_width.ts";
import { type RelationPicture, relationPicture } from "./relation_picture.ts";

/** More attributes would make more sets than a page can show. */
const MOST_ATTRIBUTES = 5;
const SIZE = 12;
const BOX = 24;
const LEVEL = 74;
const MARGIN = 18;

/**
 * Draws all sets of a relation's attributes, larger ones above, and which are keys: a key is a superkey
 * below which no superkey stands. Attributes that all keys have, or none, are left out and said beside it.
 *
 * @throws {RangeError} When more than five attributes are in some keys and not in others.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { keyLattice, parseRelation } from "@groundplan/groundplan";
 *
 * const { alt } = keyLattice(parseRelation("R(A, B, C)", "A, B -> C; C -> B"));
 * assert.match(alt, /keys of R: \{A, B\}, \{A, C\}/);
 * ```
 */
export function keyLattice(relation: Relation): RelationPicture {
  const scheme = schemeOf(relation);
  const { keys, complete } = keysOf(scheme);
  const inAll = keys.reduce((a, b) => a & b, scheme.all);
  const inSome = keys.reduce((a, b) => a | b, 0n);
  const narrow = sizeOf(scheme.all) > MOST_ATTRIBUTES;
  const places = relation.attributes.map((_, place) => place).filter((place) =>
    narrow ? hasPlace(inSome, place) && !hasPlace(inAll, place) : true
  );
  if (places.length > MOST_ATTRIBUTES || !complete) {
    throw new RangeError(
      `Cannot draw the sets of ${relation.name}: ${places.length} attributes are in some of its keys ` +
        `and not in others, and a page shows at most ${MOST_ATTRIBUTES}`,
    );
  }
  const common = narrow ? inAll : 0n;
  const nodes = subsetsOf(places).map((set): Node => {
    const whole = set | common;
    return {
      set,
      label: oneLine(namesIn(scheme, set).join(" ") || (common === 0n ? "∅" : "–"), 40),
      kind: keys.includes(whole)
        ? "key"
        : keys.some((key) => isSubset(key, whole))
        ? "superkey"
        : "none",
    };
  });
  const shown = keys.map((key) => `{${namesIn(scheme, key).join(", ")}}`).join(", ");
  const with_ = common === 0n ? "" : `; each holds ${namesIn(scheme, common).join(", ")}`;
  const alt = `The sets of attributes and the keys of ${relation.name}: ${shown}${with_}`;
  const counts = `${keys.length} key${keys.length === 1 ? "" : "s"} among ${
    firstPlaces(places.length) + 1n
  } sets`;
  return relationPicture({
    alt,
    svg: latticeSvg(nodes, alt, with_),
    text: `${alt}\n${counts}`,
    markdown: `**${escapeMarkdown(alt)}**\n\n${escapeMarkdown(counts)}\n`,
  });
}

interface Node {
  readonly set: AttributeSet;
  readonly label: string;
  readonly kind: "key" | "superkey" | "none";
}

function subsetsOf(places: readonly number[]): AttributeSet[] {
  return places.reduce<AttributeSet[]>(
    (sets, place) => [...sets, ...sets.map((set) => set | 1n << BigInt(place))],
    [0n],
  );
}

function latticeSvg(nodes: readonly Node[], alt: string, note: string): string {
  const levels = Map.groupBy(nodes, ({ set }) => sizeOf(set));
  const height = levels.size;
  const widthOf = ({ label, kind }: Node) =>
    Math.max(30, textWidth(label, { size: SIZE, bold: kind === "key" }) + 18);
  const rows = [...levels.values()];
  const span = Math.max(
    ...rows.map((row) => row.reduce((sum, node) => sum + widthOf(node) + 14, -14)),
  );
  const centers = new Map<AttributeSet, { x: number; y: number }>();
  for (const [level, row] of levels) {
    const total = row.reduce((sum, node) => sum + widthOf(node), 0);
    const gap = row.length > 1 ? Math.min(60, (span - total) / (row.length - 1)) : 0;
    let x = MARGIN + (span - total - gap * (row.length - 1)) / 2;
    for (const node of row) {
      const width = widthOf(node);
      centers.set(node.set, {
        x: x + width / 2,
        y: MARGIN + 20 + (height - 1 - level) * LEVEL + BOX / 2,
      });
      x += width + gap;
    }
  }
  const lines = nodes.flatMap((lower) =>
    nodes.filter((upper) =>
      isSubset(lower.set, upper.set) && sizeOf(upper.set) === sizeOf(lower.set) + 1
    )
      .map((upper) => {
        const [a, b] = [centers.get(lower.set)!, centers.get(upper.set)!];
        const strong = lower.kind !== "none";
        return `<path d="M${round(a.x)} ${a.y - BOX / 2}L${round(b.x)} ${b.y + BOX / 2}" ` +
          `stroke="${strong ? STYLE.line : STYLE.rule}" stroke-width="${strong ? 1.6 : 0.8}"/>`;
      })
  );
  const boxes = nodes.map((node) => {
    const { x, y } = centers.get(node.set)!;
    const width = widthOf(node);
    const fill = { key: STYLE.head, superkey: STYLE.panel, none: STYLE.background }[node.kind];
    const frame = { key: 2.4, superkey: 1.2, none: 0.8 }[node.kind];
    const dashes = node.kind === "none" ? ' stroke-dasharray="3 3"' : "";
    return `<rect x="${round(x - width / 2)}" y="${y - BOX / 2}" width="${round(width)}" ` +
      `height="${BOX}" rx="4" fill="${fill}" stroke="${STYLE.ink}" stroke-width="${frame}"${dashes}/>` +
      svgText(node.label, {
        x,
        y: y + SIZE * 0.36,
        size: SIZE,
        anchor: "middle",
        bold: node.kind === "key",
        underline: node.kind === "key",
      });
  });
  const bottom = MARGIN + 20 + (height - 1) * LEVEL + BOX + 26;
  const legend =
    `underlined: key · solid frame: superkey · dashed: determines less than all${note}`;
  return svgDocument(
    lines.join("") + boxes.join("") +
      svgText(legend, { x: MARGIN, y: bottom, size: SIZE, color: STYLE.dim }),
    {
      width: Math.max(span, textWidth(legend, { size: SIZE })) + 2 * MARGIN,
      height: bottom + 14,
      alt,
    },
  );
}
