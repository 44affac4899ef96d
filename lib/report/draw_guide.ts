import type { MimeBundle } from "../core/displayable.ts";
import { escapeMarkdown, markdownBlock } from "../core/escape.ts";
import { formatNumber } from "../core/format.ts";
import type { Guide, GuideStep, KnownTopic } from "../plan/guide.ts";
import { type Markup, markup, printMarkup } from "./markup.ts";
import { barText } from "./plan_text.ts";
import { sentence } from "./sentence.ts";
import { terminalLine, terminalText, visibleText } from "./visible_text.ts";

/** How many questions a step shows. */
const MOST_QUESTIONS = 5;

/** A guide as a bundle. */
export function drawGuide(guide: Guide): MimeBundle {
  return {
    "text/plain": guideText(guide),
    "text/markdown": guideMarkdown(guide),
    "text/html": printMarkup(guideHtml(guide)),
  };
}

/** A guide for a terminal. */
export function guideText(guide: Guide): string {
  const lines = [`${terminalText(guide.name)}: ${percent(guide.progress)} of the plan is answered`];
  for (const [at, step] of guide.steps.entries()) {
    lines.push("", `${at + 1}. ${step.step}  ${barText(step.progress)} ${percent(step.progress)}`);
    for (const topic of step.topics) {
      lines.push(`   ${MARKS[stateOf(topic)]} ${terminalText(topicText(topic))}`);
    }
    for (const item of sectionItems(step)) lines.push(`   ○ ${terminalText(item)}`);
    for (const { ask, assumes, call } of step.questions.slice(0, MOST_QUESTIONS)) {
      lines.push(
        `   ? ${terminalText(ask)}${
          assumes === undefined ? "" : ` Assumed: ${terminalText(assumes)}.`
        }`,
      );
      lines.push(...call.split("\n").map((line) => `     ${terminalLine(line)}`));
    }
    const more = moreText(step);
    if (more !== undefined) lines.push(`   ${more}`);
  }
  if (guide.next) {
    lines.push("", "Next, what would change the plan most:");
    lines.push(...guide.next.call.split("\n").map((line) => `  ${terminalLine(line)}`));
  }
  return lines.join("\n");
}

/** A guide as Markdown. */
export function guideMarkdown(guide: Guide): string {
  const parts = [
    `# ${escapeMarkdown(guide.name)}: the plan in five steps`,
    `${percent(guide.progress)} of the plan is answered.`,
  ];
  for (const [at, step] of guide.steps.entries()) {
    parts.push(`## ${at + 1}. ${step.step}`, `${percent(step.progress)} of this step is answered.`);
    const known = [
      ...step.topics.map((topic) => `${MARKS[stateOf(topic)]} ${escapeMarkdown(topicText(topic))}`),
      ...sectionItems(step).map((item) => `○ ${escapeMarkdown(item)}`),
    ];
    if (known.length > 0) parts.push(known.map((line) => `- ${line}`).join("\n"));
    for (const { ask, assumes, call } of step.questions.slice(0, MOST_QUESTIONS)) {
      const assumed = assumes === undefined ? "" : ` Assumed: ${escapeMarkdown(sentence(assumes))}`;
      parts.push(`**${escapeMarkdown(ask)}**${assumed}`, markdownBlock(call, "ts"));
    }
    const more = moreText(step);
    if (more !== undefined) parts.push(more);
  }
  return visibleText(parts.join("\n\n") + "\n");
}

function guideHtml(guide: Guide): Markup {
  const steps = guide.steps.map((step) => {
    const known = [
      ...step.topics.map((topic) => `${MARKS[stateOf(topic)]} ${topicText(topic)}`),
      ...sectionItems(step).map((item) => `○ ${item}`),
    ].map((line) => markup`<li>${line}</li>`);
    const asked = step.questions.slice(0, MOST_QUESTIONS).map(({ ask, assumes, call }) => {
      const assumed = assumes !== undefined && ` Assumed: ${sentence(assumes)}`;
      return markup`<li><strong>${ask}</strong>${assumed}<pre style="overflow:auto"><code>${call}</code></pre></li>`;
    });
    const more = moreText(step);
    return markup`<li><strong>${step.step}</strong>: ${percent(step.progress)} answered.
<ul>${known}</ul>
${asked.length > 0 && markup`<p>Open, what would change the plan most first:</p><ul>${asked}</ul>`}
${more !== undefined && markup`<p>${more}</p>`}</li>
`;
  });
  return markup`<section aria-label="Guide to ${guide.name}">
<p><strong>${guide.name}</strong>: ${percent(guide.progress)} of the plan is answered.</p>
<ol>${steps}</ol>
</section>`;
}

const MARKS = { done: "✓", part: "◐", open: "○" } as const;

function stateOf({ known, waived, of }: KnownTopic): keyof typeof MARKS {
  return known + waived === of ? "done" : known + waived > 0 ? "part" : "open";
}

function topicText({ what, known, waived, of, required }: KnownTopic): string {
  const settled = known + waived;
  const also = waived > 0 ? `, ${waived} left open on purpose` : "";
  return `${what}: ${settled === of ? "known" : `${settled} of ${of} known`}${also}` +
    (required || settled === of ? "" : " (optional)");
}

/** What no answer closes: it waits for a part of the plan, or for a change of the schema. */
function sectionItems({ checklist }: GuideStep): readonly string[] {
  return checklist.filter(({ needs }) => needs === "section")
    .map(({ question, reason }) => `${question} ${reason}`);
}

function moreText({ questions }: GuideStep): string | undefined {
  const more = questions.length - MOST_QUESTIONS;
  return more > 0 ? `… and ${more} more question${more === 1 ? "" : "s"}.` : undefined;
}

function percent(share: number): string {
  return `${formatNumber(share * 100)} %`;
}
