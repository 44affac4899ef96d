import { given } from "../../core/given.ts";
import { type Displayable, displayable, type MimeBundle } from "../../core/displayable.ts";
import { modelOf, type ModelSource } from "../../model/model_builder.ts";
import { escapeXml } from "../../core/escape.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Detail } from "./box_layout.ts";
import { drawAtlas } from "./atlas.ts";
import { diagramSvg } from "./diagram_svg.ts";
import { diagramMarkdown, diagramText, summarize } from "./diagram_text.ts";
import { diagramDot } from "./dot.ts";
import type { Drawing } from "./drawing.ts";
import { drawingOfModel } from "./drawing_of_model.ts";
import { drawingOfSchema } from "./drawing_of_schema.ts";
import { groupDrawing, groupForSheets } from "./group_drawing.ts";
import { partOfDrawing } from "./part_of_drawing.ts";
import { placeDrawings } from "./place_drawing.ts";
import { oneLine } from "../one_line.ts";
import { pictureBundle, pictureHtml } from "../picture_bundle.ts";

import type { Diagram, DiagramOptions } from "../diagram.ts";

/** Makes the diagram of a model or a schema; see `diagram()`. */
export async function makeDiagram(
  subject: ModelSource | Schema,
  options: DiagramOptions,
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
    const entities = "entities" in subject && Array.isArray(subject.entities);
    if (entities || "snapshot" in subject) return drawingOfModel(modelOf(subject));
  }
  throw new TypeError(
    `Cannot draw a diagram: it takes a model or a schema, and was given ${given(subject)}`,
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
