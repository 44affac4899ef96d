import { escapeMarkdown } from "../../core/escape.ts";
import type { Decomposition } from "../../normalize/decomposition.ts";
import type { NormalizedRelation } from "../../normalize/normalize_relation.ts";
import { formatDependency } from "../../normalize/relation.ts";
import { svgDocument } from "../svg_document.ts";
import { STYLE } from "../style.ts";
import { svgText } from "../svg_text.ts";
import { type RelationPicture, relationPicture } from "./relation_picture.ts";
import { drawRelationRow, type Lane, type RelationRow } from "./relation_svg.ts";

/** What is drawn of a normalized relation. */
export interface DecompositionPictureOptions {
  /** The decomposition to draw below the relation. Defaults to `bcnf`; `none` draws the relation alone. */
  readonly into?: "synthesis" | "bcnf" | "fourth" | "none";
}

const HEADINGS = { synthesis: "3NF", bcnf: "BCNF", fourth: "4NF" } as const;
/** More dependencies in one picture cannot be told apart. */
const MOST_LANES = 12;
const GAP = 26;
const MARGIN = 16;

/**
 * Draws a relation with its dependencies, and below it the relations that it becomes, each with its key.
 *
 * @param result A relation that was normalized.
 * @returns The picture; it shows itself.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { decompositionDiagram, normalizeRelation, parseRelation } from "@groundplan/groundplan";
 *
 * const picture = decompositionDiagram(normalizeRelation(parseRelation("R(A,B,C)", "A->B; B->C")));
 * assert.match(picture.alt, /R is in 2NF; in BCNF it becomes 2 relations/);
 * ```
 */
export function decompositionDiagram(
  result: NormalizedRelation,
  options: DecompositionPictureOptions = {},
): RelationPicture {
  const { into = "bcnf" } = options;
  const { relation, verdict } = result;
  const before: RelationRow = {
    name: `${relation.name}: ${verdict.form}`,
    attributes: relation.attributes,
    keys: verdict.keys,
    lanes: lanesOf(result),
  };
  const split: Decomposition | undefined = into === "none" ? undefined : result[into];
  const after = split?.parts.map(({ name, attributes, keys, functional }): RelationRow => ({
    name,
    attributes,
    keys,
    lanes: functional,
  })) ?? [];
  const alt = `${relation.name} is in ${verdict.form}` +
    (split && into !== "none"
      ? `; in ${HEADINGS[into]} it becomes ${after.length} relation${
        after.length === 1 ? "" : "s"
      }` +
        (split.lost.length === 0
          ? ", and no dependency is lost"
          : `, and ${split.lost.map((one) => formatDependency(one)).join("; ")} is lost`)
      : "");
  const rows = [before, ...after];
  const text = rows.map(rowText).join("\n");
  return relationPicture({
    alt,
    svg: stack(rows, alt, into === "none" ? "" : HEADINGS[into]),
    text: `${alt}\n\n${text}`,
    markdown: `**${escapeMarkdown(alt)}**\n\n${
      rows.map((row) => `- ${escapeMarkdown(rowText(row))}`).join("\n")
    }\n`,
  });
}

function lanesOf({ relation, verdict }: NormalizedRelation): Lane[] {
  const breaks = (lane: Lane) =>
    verdict.violations.find(({ functional, multivalued }) =>
      (lane.multivalued ? multivalued : functional)?.determinant.join() === lane.determinant.join()
    )?.breaks;
  const lanes: Lane[] = [
    ...relation.functional,
    ...relation.multivalued.map((one) => ({ ...one, multivalued: true })),
  ].map((one) => ({
    ...one,
    dependent: one.dependent.filter((name) => !one.determinant.includes(name)),
  })).filter(({ dependent }) => dependent.length > 0);
  return lanes.slice(0, MOST_LANES).map((lane) => {
    const form = breaks(lane);
    return form === undefined ? lane : { ...lane, breaks: `breaks ${form}` };
  });
}

function stack(rows: readonly RelationRow[], alt: string, form: string): string {
  let y = MARGIN;
  let width = 0;
  const parts: string[] = [];
  rows.forEach((row, at) => {
    if (at === 1) {
      parts.push(
        `<path d="M${MARGIN} ${y}H${MARGIN + 200}" stroke="${STYLE.rule}"/>`,
        svgText(`becomes in ${form}:`, { x: MARGIN, y: y + 18, size: 13, color: STYLE.dim }),
      );
      y += 34;
    }
    const drawn = drawRelationRow(row, MARGIN, y);
    parts.push(drawn.svg);
    width = Math.max(width, drawn.width);
    y += drawn.height + GAP;
  });
  if (rows.some(({ keys }) => keys.length > 1)) {
    parts.push(svgText("underlined: primary key · ◦ part of another candidate key", {
      x: MARGIN,
      y: y + 2,
      size: 12,
      color: STYLE.dim,
    }));
    width = Math.max(width, 340);
    y += 18;
  }
  return svgDocument(parts.join(""), { width: Math.max(width, 220) + 2 * MARGIN, height: y, alt });
}

function rowText({ name, attributes, keys, lanes }: RelationRow): string {
  const shown = keys.map((key) => `{${key.join(", ")}}`).join(" or ") || "no key";
  const dependencies = lanes.map((lane) =>
    formatDependency(lane, lane.multivalued ? "↠" : "→") + (lane.breaks ? ` (${lane.breaks})` : "")
  );
  return `${name} (${attributes.join(", ")}); key ${shown}` +
    (dependencies.length > 0 ? `; ${dependencies.join("; ")}` : "");
}
