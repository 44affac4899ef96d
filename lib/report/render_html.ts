import { phases } from "../plan/phases.ts";
import { contentId } from "../display/content_id.ts";
import type { Plan } from "../plan/plan.ts";
import { closingHtml } from "./closing_html.ts";
import { contentsHtml, phaseHeading, sectionHeading } from "./contents_html.ts";
import { evidenceNotes } from "./evidence.ts";
import { blockHtml } from "./html_blocks.ts";
import type { HtmlContext } from "./inline_html.ts";
import { type Markup, markup, printMarkup, trustedMarkup } from "./markup.ts";
import { openingHtml, part, titleHtml } from "./opening_html.ts";
import type { DrawnPictures } from "./pictures.ts";
import { STYLE_SHEET } from "./style.ts";

/** Writes a plan as one page that needs nothing else: no request, no script. */
export function renderHtml(plan: Plan, pictures: DrawnPictures): string {
  const context: HtmlContext = {
    notes: evidenceNotes(),
    pictureOf: (block) => pictures.blocks.get(block)!,
  };
  // In reading order: the notes number figures as they come, and the last part lists them.
  const opening = openingHtml(plan, pictures.diagram, context);
  const middle = phases.map(({ name }) => phaseHtml(name, plan, context));
  const closing = closingHtml(plan, context);
  return printMarkup(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Groundplan">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${plan.name}: plan</title>
<style>
${trustedMarkup(STYLE_SHEET)}
</style>
</head>
<body>
<a class="skip" href="#main">Skip to the plan</a>
<div class="page">
${titleHtml(plan)}
<nav class="toc wide" aria-label="Contents">
<p class="over">Contents</p>
${contentsHtml(plan)}
</nav>
<nav class="toc narrow" aria-label="Contents, folded"><details><summary>Contents</summary>
${contentsHtml(plan)}
</details></nav>
<main id="main" tabindex="-1">
${opening}
${middle}
${closing}
</main>
<footer><p>Made by Groundplan. Beside this page: report.md, plan.json, schema.sql, diagram.svg.</p></footer>
</div>
</body>
</html>
`);
}

/**
 * Writes a plan as a part of somebody else's page, such as a notebook: no style, no script, the phases
 * folded, and ids that differ from those of other plans on the page.
 */
export function renderFragment(plan: Plan, pictures: DrawnPictures): string {
  const prefix = `${contentId(JSON.stringify(plan))}-`;
  const context: HtmlContext = {
    notes: evidenceNotes(prefix),
    pictureOf: (block) => pictures.blocks.get(block)!,
  };
  const opening = openingHtml(plan, pictures.diagram, context);
  const middle = phases.map(({ name }) =>
    markup`<details><summary>${name}</summary>\n${phaseHtml(name, plan, context)}</details>\n`
  );
  const closing = closingHtml(plan, context);
  return printMarkup(markup`${titleHtml(plan)}\n${opening}\n${middle}\n${closing}`);
}

/** A page that came from somebody else's model still loads and runs nothing. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

function phaseHtml(name: string, plan: Plan, context: HtmlContext): Markup {
  const sections = plan.sections.filter(({ phase }) => phase === name).map((section) => {
    const { title } = section;
    const id = context.notes.id(sectionHeading(section).id);
    const reason = section.reason !== undefined &&
      markup`<p class="notbuilt">${section.reason}</p>\n`;
    const blocks = section.blocks.map((block) => markup`${blockHtml(block, context)}\n`);
    return markup`<section aria-labelledby="${id}">
<h3 id="${id}">${title}</h3>
${reason}${blocks}</section>
`;
  });
  return part(phaseHeading(name), markup`${sections}`, context);
}
