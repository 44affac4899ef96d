import { type Displayable, displayable, type MimeBundle } from "../core/displayable.ts";
import { modelOf, type ModelSource } from "../model/model_builder.ts";
import { escapeXml } from "../core/escape.ts";
import type { Schema } from "../schema/schema.ts";
import type { Detail } from "./diagram/box_layout.ts";
import { drawAtlas } from "./diagram/atlas.ts";
import { diagramSvg } from "./diagram/diagram_svg.ts";
import { diagramMarkdown, diagramText, summarize } from "./diagram/diagram_text.ts";
import { diagramDot } from "./diagram/dot.ts";
import type { Drawing } from "./diagram/drawing.ts";
import { drawingOfModel } from "./diagram/drawing_of_model.ts";
import { drawingOfSchema } from "./diagram/drawing_of_schema.ts";
import { groupDrawing, groupForSheets, type Groups } from "./diagram/group_drawing.ts";
import { partOfDrawing } from "./diagram/part_of_drawing.ts";
import { placeDrawings } from "./diagram/place_drawing.ts";
import { oneLine } from "./one_line.ts";
import { pictureBundle, pictureHtml } from "./picture_bundle.ts";

export type { Detail, Groups };

/** What of a model or a schema is drawn, and how. */
export interface DiagramOptions {
  /** Draws only what lies around these entities, tables or groups, by name. */
  readonly around?: string | readonly string[];
  /** How many relationships away from `around`, from 0. Defaults to 1. */
  readonly depth?: number;
  /** Names alone, keys too, or every attribute. Defaults to what can be read at the diagram's size. */
  readonly detail?: Detail;
  /**
   * How it is divided: as the subject declares (a model's groups, a schema's namespaces), by who relates to
   * whom, not at all, or by group name with its members' names. Defaults to what is declared; what is too
   * large for one sheet and declares nothing is divided by who relates to whom.
   */
  readonly groups?: Groups;
  /** Stands above the picture. Defaults to the model's name. */
  readonly title?: string;
  /** Where lines run to, from the one to the many. Defaults to what fits a page better. */
  readonly direction?: "right" | "down";
}

/** One sheet of a large diagram. */
export interface DiagramPage {
  /** Stands above the picture. */
  readonly title: string;
  /** What it shows and finds, in one sentence. */
  readonly alt: string;
  /** An SVG document that stands by itself. */
  readonly svg: string;
}

/** A diagram: a picture, and the same as text. */
export interface Diagram {
  /** Stands above the picture. */
  readonly title: string;
  /** What it shows and finds, in one sentence, for those who do not see it. */
  readonly alt: string;
  /** An SVG document that stands by itself. */
  readonly svg: string;
  /** Of a large diagram: an overview of its groups, and a picture for each group. */
  readonly pages?: readonly DiagramPage[];
  /** The same diagram in Graphviz's DOT language. */
  readonly dot: string;
  /** The same for a terminal. */
  readonly text: string;
  /** The same as Markdown. */
  readonly markdown: string;
}

/**
 * Draws a model's entities or a schema's tables in crow's-foot notation (Everest, “Basic Data Structure
 * Models Explained with a Common Example”, 1976).
 *
 * @param subject The model or the schema. Partitions are drawn as one with their table; views are counted.
 * @returns The diagram; the same subject and options give the same bytes.
 * @throws {TypeError} When the subject is neither a model nor a schema.
 * @throws {RangeError} When `around` or `groups` names what is not there, or `depth` is no whole number
 * from 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, diagram, t } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: t.bigint().identity().key() });
 * shop.entity("Order", { id: t.bigint().identity().key() });
 * shop.relate("Customer 1 --places--> 0..* Order");
 * const { text, svg } = await diagram(shop);
 * assert.match(text, /Customer 1 ──< 0\.\.\* Order \(places\)/);
 * assert.match(svg, /^<svg xmlns=/);
 * ```
 */
export async function diagram(
  subject: ModelSource | Schema,
  options: DiagramOptions = {},
): Promise<Diagram & Displayable> {
  const drawing = await drawingOf(subject, options);
  const title = oneLine(drawing.title, 80);
  const summary = summarize(drawing);
  const kind = drawing.kind === "entities" ? "Entity-relationship" : "Table";
  const alt = `${kind} diagram of ${title}: ${summary}`;
  const detail = options.detail ?? readableDetail(drawing);
  const direction = options.direction ? { direction: options.direction } : {};
  if (drawing.boxes.length > LARGEST_SHEET && options.groups !== "none") {
    const grouped = await groupForSheets(drawing);
    const atlas = await drawAtlas(grouped, { title, alt, detail });
    return shown({
      title,
      alt,
      svg: atlas.svg,
      pages: atlas.pages,
      dot: diagramDot(grouped, { detail, ...direction }),
      text: diagramText(grouped),
      markdown: diagramMarkdown(grouped),
    });
  }
  const [placed] = await placeDrawings([{ drawing, detail, ...direction }]);
  return shown({
    title,
    alt,
    svg: diagramSvg(placed!, { title, subtitle: summary, alt }),
    dot: diagramDot(drawing, { detail, ...direction }),
    text: diagramText(drawing),
    markdown: diagramMarkdown(drawing),
  });
}

/** More boxes than this are drawn on several sheets. */
const LARGEST_SHEET = 60;

function shown(value: Diagram): Diagram & Displayable {
  return displayable(value, () => Promise.resolve(drawDiagram));
}

function drawDiagram({ svg, text, markdown, alt, pages }: Diagram): MimeBundle {
  const bundle = pictureBundle({ svg, text, markdown, alt });
  if (!pages) return bundle;
  const [overview, ...groups] = pages;
  const folded = groups.map((page) =>
    `<details><summary>${escapeXml(page.title)}</summary>${pictureHtml(page)}</details>`
  );
  return { ...bundle, "text/html": pictureHtml(overview!) + folded.join("") };
}

async function drawingOf(
  subject: ModelSource | Schema,
  { around, depth = 1, title, groups = "declared" }: DiagramOptions,
): Promise<Drawing> {
  const whole = wholeDrawing(subject);
  const drawing = await groupDrawing(title === undefined ? whole : { ...whole, title }, groups);
  if (around === undefined) return drawing;
  // The sheets of a large diagram can be asked for by the names that they have there.
  const large = drawing.boxes.length > LARGEST_SHEET && groups !== "none";
  const named = large ? await groupForSheets(drawing) : drawing;
  return partOfDrawing(named, { around: typeof around === "string" ? [around] : around, depth });
}

function wholeDrawing(subject: ModelSource | Schema): Drawing {
  if (typeof subject === "object" && subject !== null) {
    if ("tables" in subject) return drawingOfSchema(subject);
    const model = modelOf(subject);
    if (Array.isArray(model.entities)) return drawingOfModel(model);
  }
  const given = (subject as unknown) instanceof Promise
    ? "a promise; await it"
    : Deno.inspect(subject, { depth: 0, colors: false, strAbbreviateSize: 40 });
  throw new TypeError(
    `Cannot draw a diagram: it takes a model or a schema, and was given ${given}`,
  );
}

/** Beyond these numbers of rows a picture no longer fits a page. */
function readableDetail({ boxes }: Drawing): Detail {
  const rows = boxes.reduce((sum, box) => sum + box.rows.length, 0);
  const keys = boxes.reduce(
    (sum, box) => sum + box.rows.filter(({ marks }) => marks.length > 0).length,
    0,
  );
  return rows + boxes.length <= 300 ? "all" : keys + boxes.length <= 300 ? "keys" : "names";
}
