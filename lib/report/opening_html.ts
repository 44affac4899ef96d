import { formatNumber } from "../core/format.ts";
import type { PhaseProgress } from "../plan/checklist.ts";
import { engineTitle } from "../plan/engine_title.ts";
import type { Plan } from "../plan/plan.ts";
import { findingHtml } from "./finding_html.ts";
import { codeHtml, pictureHtml, tableHtml } from "./html_blocks.ts";
import { figureHtml, type HtmlContext } from "./inline_html.ts";
import { type Markup, markup } from "./markup.ts";
import {
  alsoText,
  assumptionsLead,
  type Heading,
  moreAssumptions,
  OPENING,
  shownAssumptions,
  summaryOf,
  worstFindings,
  worstLead,
} from "./opening.ts";
import type { DrawnPicture } from "./pictures.ts";
import { sentence } from "./sentence.ts";

/** The head of the page: what is planned, and what it comes to. */
export function titleHtml(plan: Plan): Markup {
  const { model, date, engine, name } = plan;
  const described = model.description !== undefined &&
    markup`<p>${sentence(model.description)}</p>\n`;
  const from = date !== undefined && markup`, from <time>${date}</time>`;
  return markup`<header class="title">
<p class="over">Plan of a data model</p>
<h1>${name}</h1>
${described}<p>For ${engineTitle(engine)}${from}. ${summaryOf(plan)}</p>
</header>`;
}

/** A part of the page under a heading of its own. */
export function part(
  { id: name, title }: Heading,
  content: Markup,
  { notes }: HtmlContext,
): Markup {
  const id = notes.id(name);
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>
`;
}

/** What matters: the findings that would hurt most, the picture, the assumptions, the progress. */
export function openingHtml(plan: Plan, diagram: DrawnPicture, context: HtmlContext): Markup {
  const picture = pictureHtml(diagram, `The model ${plan.name} (diagram.svg)`);
  return markup`${part(OPENING.worst, worst(plan, context), context)}
${part(OPENING.picture, picture, context)}
${part(OPENING.assumptions, assumptions(plan, context), context)}
${part(OPENING.progress, progress(plan), context)}`;
}

function worst(plan: Plan, context: HtmlContext): Markup {
  const shown = worstFindings(plan).map((one) => {
    const body = findingHtml(one.finding, context, 3);
    const also = alsoText(one);
    const harm = markup`Harm ${figureHtml(one.harm, context)} of 100.`;
    return markup`<li>${body}<p class="effect">${harm}${
      also !== undefined && ` ${also}`
    }</p></li>\n`;
  });
  return markup`<p>${worstLead(plan)}</p>
<ol class="worst">
${shown}</ol>`;
}

function assumptions(plan: Plan, context: HtmlContext): Markup {
  const shown = shownAssumptions(plan).map(({ ask, assumes = "", effect, call }) => {
    const said = markup`<p><strong>${ask}</strong> Assumed: ${sentence(assumes)}</p>`;
    const code = codeHtml({ label: `What settles it: ${ask}`, language: "ts", text: call });
    const weight = markup`<p class="effect">Weight ${figureHtml(effect, context)}</p>`;
    return markup`<li>${said}${code}${weight}</li>\n`;
  });
  const more = moreAssumptions(plan);
  return markup`<p>${assumptionsLead(plan)}</p>
<ol class="questions">
${shown}</ol>
${more !== undefined && markup`<p>${more}</p>`}`;
}

function progress({ progress, phases, checklist }: Plan): Markup {
  const groups = phases.map(({ phase }) => ({
    title: phase,
    rows: checklist.filter((item) => item.phase === phase).map(({ question, state, reason }) => [
      question,
      markup`<span class="state ${state}">${MARKS[state]} ${state}</span>`,
      reason,
    ]),
  }));
  const table = tableHtml({
    caption: "The checklist",
    columns: ["Question", "State", "Why"].map((name) => ({ name })),
    groups,
  });
  return markup`<p>${
    formatNumber(progress * 100)
  } % of the checklist, by the weights of its phases.</p>
<ol class="progress">
${phases.map(bar)}</ol>
${table}`;
}

const MARKS = { done: "✓", open: "○", waived: "–" } as const;

function bar({ phase, weight, done, waived, open, progress }: PhaseProgress): Markup {
  const width = `width:${Math.round(progress * 100)}%`;
  const span = `grid-column:span ${Math.round(weight * 20)}`;
  const also = waived > 0 && `, ${waived} waived`;
  const picture =
    markup`<span class="bar" aria-hidden="true"><span style="${width}"></span></span>`;
  const counts = markup`${done} of ${done + waived + open} done${also}.`;
  const share = `Weight ${Math.round(weight * 100)} %.`;
  return markup`<li style="${span}">${picture}<b>${phase}</b> ${counts} ${share}</li>\n`;
}
