import { formatQuantity } from "../display/format_figure.ts";
import type { Plan } from "../plan/plan.ts";
import {
  bandText,
  type EvidenceNotes,
  type NumberedFigure,
  TAG_MEANINGS,
  tagsOf,
} from "./evidence.ts";
import { findingHtml } from "./finding_html.ts";
import { tableHtml } from "./html_blocks.ts";
import type { HtmlContext } from "./inline_html.ts";
import { type Markup, markup } from "./markup.ts";
import { CLOSING, EVIDENCE_LEAD, findingsLead, otherFindings } from "./opening.ts";
import { part } from "./opening_html.ts";
import { sentence } from "./sentence.ts";

/** What follows the phases: the other findings, the decisions, and last the evidence of all figures. */
export function closingHtml(plan: Plan, context: HtmlContext): Markup {
  const rest = otherFindings(plan);
  const findings = markup`<p>${findingsLead(plan)}</p>
${rest.map(({ finding }) => findingHtml(finding, context, 3))}`;
  return markup`${part(CLOSING.findings, findings, context)}
${part(CLOSING.decisions, decisions(plan), context)}
${part(CLOSING.evidence, evidence(context.notes), context)}`;
}

function decisions({ decisions }: Plan): Markup {
  return tableHtml({
    caption: "What was chosen, and why",
    columns: ["About", "Choice", "Reason", "By"].map((name) => ({ name })),
    rows: decisions.map(({ about, choice, reason, by = "–" }) => [
      markup`<code>${about}</code>`,
      choice,
      reason,
      by,
    ]),
  });
}

function evidence(notes: EvidenceNotes): Markup {
  const all = notes.all();
  const tags = tagsOf(all).map((tag) =>
    markup`<dt><span class="${tag}">${tag}</span></dt><dd>${TAG_MEANINGS[tag]}</dd>\n`
  );
  return markup`<p>${EVIDENCE_LEAD}</p>
<dl class="tags">
${tags}</dl>
<ol class="evidence-list">
${all.map((one) => evidenceLine(one, notes))}</ol>`;
}

function evidenceLine({ number, figure, inputs }: NumberedFigure, notes: EvidenceNotes): Markup {
  const { text, source } = figure.evidence;
  const band = bandText(figure);
  const links = inputs.map((input, at) =>
    markup`${at > 0 && ", "}<a href="#${notes.id(`e${input}`)}">${input}</a>`
  );
  const back = notes.isNamed(number) &&
    markup` <a href="#${notes.id(`r${number}`)}" aria-label="${number}: back to the text">↩</a>`;
  return markup`<li id="${notes.id(`e${number}`)}" value="${number}"><strong>${
    formatQuantity(figure.value, figure.unit)
  }</strong>, ${figure.tag}${band !== undefined && ` (${band})`}. ${sentence(text)}${
    source !== undefined && markup` See <code>${source}</code>.`
  }${links.length > 0 && markup` From ${links}.`}${back}</li>
`;
}
