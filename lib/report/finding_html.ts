import type { Figure } from "../core/figure.ts";
import type { Finding } from "../core/finding.ts";
import { figureHtml, type HtmlContext } from "./inline_html.ts";
import { type Markup, markup } from "./markup.ts";
import { remark, sentence } from "./sentence.ts";

/** A finding as markup: what, why, what to do, and the figures behind it. */
export function findingHtml(
  { code, severity, where, what, why, fix, source, figures = [] }: Finding,
  context: HtmlContext,
  level: 3 | 4,
): Markup {
  const title = sentence(what);
  const from = source !== undefined && markup`<p class="source">Source: ${sentence(source)}</p>\n`;
  return markup`<article class="finding ${severity}">
<p class="kicker"><span class="severity">${severity}</span> <code>${code}</code> at <code>${where}</code></p>
${level === 3 ? markup`<h3>${title}</h3>` : markup`<h4>${title}</h4>`}
<p>${sentence(why)}</p>
<p><strong>Do:</strong> ${sentence(fix)}</p>
${evidenceLine(figures, context)}${from}</article>
`;
}

function evidenceLine(figures: readonly Figure[], context: HtmlContext): Markup | undefined {
  if (figures.length === 0) return undefined;
  const shown = figures.map((figure, at) =>
    markup`${at > 0 && "; "}${figureHtml(figure, context)} ${remark(figure.evidence.text)}`
  );
  return markup`<p class="evidence"><strong>Evidence:</strong> ${shown}.</p>\n`;
}
