import { escapeMarkdown, markdownBlock, markdownCode } from "../core/escape.ts";
import { formatNumber } from "../core/format.ts";
import { formatQuantity } from "../display/format_figure.ts";
import type { Figure } from "../core/figure.ts";
import type { Finding } from "../core/finding.ts";
import type { Block, BlockOf, Inline, Text } from "../plan/block.ts";
import { engineTitle } from "../plan/engine_title.ts";
import { phases } from "../plan/phases.ts";
import type { Plan } from "../plan/plan.ts";
import { bandText, type EvidenceNotes, evidenceNotes, TAG_MEANINGS, tagsOf } from "./evidence.ts";
import {
  alsoText,
  assumptionsLead,
  CLOSING,
  EVIDENCE_LEAD,
  findingsLead,
  moreAssumptions,
  OPENING,
  otherFindings,
  shownAssumptions,
  summaryOf,
  worstFindings,
  worstLead,
} from "./opening.ts";
import type { DrawnPictures } from "./pictures.ts";
import { remark, sentence } from "./sentence.ts";
import { visibleText } from "./visible_text.ts";

interface MarkdownContext {
  readonly notes: EvidenceNotes;
  readonly pictures: DrawnPictures;
}

/** How `renderMarkdown()` writes. */
export interface RenderMarkdownOptions {
  /** Whether it refers to `diagram.svg` beside it. Defaults to true. */
  readonly pictures?: boolean;
}

/** Writes a plan as Markdown: the plain twin of the page, with the same words in the same order. */
export function renderMarkdown(
  plan: Plan,
  pictures: DrawnPictures,
  options: RenderMarkdownOptions = {},
): string {
  const context: MarkdownContext = { notes: evidenceNotes(), pictures };
  const parts = [
    `# ${escapeMarkdown(plan.name)}`,
    ...(plan.model.description === undefined
      ? []
      : [escapeMarkdown(sentence(plan.model.description))]),
    `For ${escapeMarkdown(engineTitle(plan.engine))}${
      plan.date === undefined ? "" : `, from ${plan.date}`
    }. ${summaryOf(plan)}`,
    ...worst(plan, context),
    heading(OPENING.picture),
    options.pictures === false
      ? escapeMarkdown(pictures.diagram.alt)
      : `![${escapeMarkdown(pictures.diagram.alt)}](diagram.svg)`,
    ...assumptions(plan, context),
    ...progress(plan),
    ...phases.flatMap(({ name }) => phaseParts(name, plan, context)),
    ...findings(plan, context),
    ...decisions(plan),
  ];
  return visibleText([...parts, ...evidence(context.notes)].join("\n\n") + "\n");
}

function heading({ title }: { readonly title: string }): string {
  return `## ${title}`;
}

function worst(plan: Plan, context: MarkdownContext): readonly string[] {
  return [
    heading(OPENING.worst),
    worstLead(plan),
    ...worstFindings(plan).flatMap((one) => {
      const parts = findingParts(one.finding, context, "###");
      const also = alsoText(one);
      const harm = `Harm ${figureText(one.harm, context)} of 100.`;
      return [...parts, also === undefined ? harm : `${harm} ${escapeMarkdown(also)}`];
    }),
  ];
}

function assumptions(plan: Plan, context: MarkdownContext): readonly string[] {
  const more = moreAssumptions(plan);
  return [
    heading(OPENING.assumptions),
    assumptionsLead(plan),
    ...shownAssumptions(plan).flatMap(({ ask, assumes = "", effect, call }, at) => [
      `${at + 1}. **${escapeMarkdown(ask)}** Assumed: ${escapeMarkdown(sentence(assumes))} ` +
      `Weight ${figureText(effect, context)}.`,
      indent(markdownBlock(call, "ts")),
    ]),
    ...(more === undefined ? [] : [escapeMarkdown(more)]),
  ];
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}

function progress(plan: Plan): readonly string[] {
  return [
    heading(OPENING.progress),
    `${formatNumber(plan.progress * 100)} % of the checklist, by the weights of its phases.`,
    plan.phases.map(({ phase, weight, done, waived, open }) =>
      `- **${phase}**: ${done} of ${done + waived + open} done${
        waived > 0 ? `, ${waived} waived` : ""
      }. Weight ${Math.round(weight * 100)} %.`
    ).join("\n"),
    tableText(
      ["Question", "Phase", "State", "Why"].map((name) => ({ name })),
      plan.checklist.map(({ question, phase, state, reason }) =>
        [question, phase, state, reason].map(escapeMarkdown)
      ),
    ),
  ];
}

function phaseParts(name: string, plan: Plan, context: MarkdownContext): readonly string[] {
  const sections = plan.sections.filter(({ phase }) => phase === name);
  return [
    `## ${name}`,
    ...sections.flatMap(({ title, reason, blocks }) => [
      `### ${escapeMarkdown(title)}`,
      ...(reason === undefined ? [] : [`*${escapeMarkdown(reason)}*`]),
      ...blocks.flatMap((block) => blockParts(block, context)),
    ]),
  ];
}

function findings(plan: Plan, context: MarkdownContext): readonly string[] {
  return [
    heading(CLOSING.findings),
    findingsLead(plan),
    ...otherFindings(plan).flatMap(({ finding }) => findingParts(finding, context, "###")),
  ];
}

function decisions({ decisions }: Plan): readonly string[] {
  if (decisions.length === 0) {
    return [heading(CLOSING.decisions), "What was chosen, and why: none."];
  }
  return [
    heading(CLOSING.decisions),
    tableText(
      ["About", "Choice", "Reason", "By"].map((name) => ({ name })),
      decisions.map(({ about, choice, reason, by = "–" }) => [
        markdownCode(about),
        ...[choice, reason, by].map(escapeMarkdown),
      ]),
    ),
  ];
}

function evidence(notes: EvidenceNotes): readonly string[] {
  const all = notes.all();
  return [
    heading(CLOSING.evidence),
    EVIDENCE_LEAD,
    ...(all.length === 0 ? [] : [
      tagsOf(all).map((tag) => `- **${tag}**: ${TAG_MEANINGS[tag]}`).join("\n"),
      all.map(({ number, figure, inputs }) => {
        const band = bandText(figure);
        const { text, source } = figure.evidence;
        return `${number}. **${formatQuantity(figure.value, figure.unit)}**, ${figure.tag}${
          band === undefined ? "" : ` (${band})`
        }. ${escapeMarkdown(sentence(text))}${
          source === undefined ? "" : ` See ${markdownCode(source)}.`
        }${inputs.length === 0 ? "" : ` From ${inputs.join(", ")}.`}`;
      }).join("\n"),
    ]),
  ];
}

type Renderers = {
  readonly [Kind in Block["kind"]]: (
    block: BlockOf<Kind>,
    context: MarkdownContext,
  ) => readonly string[];
};

const RENDERERS: Renderers = {
  heading: ({ text }) => [`#### ${escapeMarkdown(text)}`],
  paragraph: ({ text }, context) => [inline(text, context)],
  list: ({ items, ordered }, context) => [
    items.map((item, at) => `${ordered ? `${at + 1}.` : "-"} ${inline(item, context)}`).join("\n"),
  ],
  table: ({ caption, columns, rows }, context) =>
    rows.length === 0 ? [`${escapeMarkdown(caption)}: none.`] : [
      `${escapeMarkdown(caption)}:`,
      tableText(columns, rows.map((cells) => cells.map((cell) => inline(cell, context)))),
    ],
  code: ({ caption, language, text }) => [
    `${escapeMarkdown(caption)}:`,
    markdownBlock(text, language),
  ],
  findings: ({ findings, none }, context) =>
    findings.length === 0
      ? [escapeMarkdown(none)]
      : findings.flatMap((finding) => findingParts(finding, context, "####")),
  picture: (block, { pictures }) => [
    `*${escapeMarkdown(block.caption)}: ${
      escapeMarkdown(pictures.blocks.get(block)?.alt ?? "see report.html")
    }*`,
  ],
};

function blockParts<Kind extends Block["kind"]>(
  block: BlockOf<Kind>,
  context: MarkdownContext,
): readonly string[] {
  const render = RENDERERS[block.kind] as (
    block: Block,
    context: MarkdownContext,
  ) => readonly string[];
  return render(block, context);
}

function findingParts(
  finding: Finding,
  context: MarkdownContext,
  level: "###" | "####",
): readonly string[] {
  const { code, severity, where, what, why, fix, source, figures = [] } = finding;
  const shown = figures.map((figure) =>
    `${figureText(figure, context)} ${escapeMarkdown(remark(figure.evidence.text))}`
  );
  return [
    `${level} ${escapeMarkdown(sentence(what))}`,
    `**${severity}** ${markdownCode(code)} at ${markdownCode(where)}`,
    `${escapeMarkdown(sentence(why))} **Do:** ${escapeMarkdown(sentence(fix))}`,
    ...(shown.length === 0 ? [] : [`**Evidence:** ${shown.join("; ")}.`]),
    ...(source === undefined ? [] : [`Source: ${escapeMarkdown(sentence(source))}`]),
  ];
}

function tableText(
  columns: readonly { readonly name: string; readonly align?: "left" | "right" }[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ name }) => escapeMarkdown(name))),
    line(columns.map(({ align }) => align === "right" ? "---:" : "---")),
    ...rows.map(line),
  ].join("\n");
}

function inline(text: Text, context: MarkdownContext): string {
  const pieces: readonly Inline[] = typeof text === "string" ? [text] : text;
  return pieces.map((piece) => {
    if (typeof piece === "string") return escapeMarkdown(piece);
    if ("code" in piece) return markdownCode(piece.code);
    if ("strong" in piece) return `**${escapeMarkdown(piece.strong)}**`;
    if ("figure" in piece) return figureText(piece.figure, context);
    return escapeMarkdown(piece.text);
  }).join("");
}

function figureText(figure: Figure, { notes }: MarkdownContext): string {
  return `${escapeMarkdown(formatQuantity(figure.value, figure.unit))} \\[${
    notes.note(figure).number
  }\\]`;
}
