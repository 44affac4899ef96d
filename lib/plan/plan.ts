import { type Displayable, displayable } from "../core/displayable.ts";
import type { Finding } from "../core/finding.ts";
import { freeze } from "../core/freeze.ts";
import type { WaivedFinding } from "../lint/lint_schema.ts";
import { assertKnownKeys } from "../model/known_keys.ts";
import type { Decision, Model } from "../model/model.ts";
import type { ModelSource } from "../model/model_builder.ts";
import type { Schema } from "../schema/schema.ts";
import {
  type ChecklistResult,
  judgeChecklist,
  type PhaseProgress,
  phaseProgress,
  type SectionAnswer,
  totalProgress,
} from "./checklist.ts";
import type { Lab } from "../whatif/lab.ts";
import type { Draft } from "../sources/words/draft.ts";
import { surveyDraft } from "./draft_survey.ts";
import { makeContext } from "./make_context.ts";
import { withLab } from "./with_lab.ts";
import type { PlanContext } from "./plan_context.ts";
import { type RankedFinding, rankFindings } from "./rank_findings.ts";
import type { Section, SectionBuilder } from "./section.ts";
import { sections as allSections } from "./sections.ts";
import { compareQuestions, type Question, surveyTopics, type TopicSurvey } from "./survey.ts";
import { type Timeline, timelineFromEmpty } from "./timeline.ts";
import { topics } from "./topics.ts";

/** How `plan()` plans. */
export interface PlanOptions {
  /** The first day, `YYYY-MM-DD`. Without one the plan names no dates. */
  readonly date?: string;
  /** How far ahead to look: `"3 years"`, or seconds. Defaults to five years. */
  readonly horizon?: string | number;
  /** Lists every rule of good design with its source, not only those broken. */
  readonly bestPractices?: boolean;
  /** Findings that were made on the way in, such as what an import set aside. */
  readonly findings?: readonly Finding[];
  /** The draft that the model came from: its questions are asked, its words are traced. */
  readonly draft?: Draft;
  /**
   * Asks PostgreSQL's own planner how each query pattern would run: `true` opens a lab on the model and
   * closes it again; a lab that is open already is asked as it is. Defaults to `false`: nothing is opened.
   */
  readonly lab?: Lab | boolean;
  /** The sections to write. Defaults to all. */
  readonly sections?: readonly SectionBuilder[];
}

/** A whole plan: every answer with its evidence, as plain data. */
export interface Plan {
  /** The model's name. */
  readonly name: string;
  /** Engine and major version. */
  readonly engine: string;
  /** The first day, where one was given. */
  readonly date?: string;
  /** Seconds. */
  readonly horizon: number;
  /** How far it has come, 0 to 1: the phases by their weights. */
  readonly progress: number;
  /** How far each phase has come. */
  readonly phases: readonly PhaseProgress[];
  /** Every question of the checklist, judged. */
  readonly checklist: readonly ChecklistResult[];
  /** The one that would hurt most first. */
  readonly findings: readonly RankedFinding[];
  /** Findings that somebody decided to live with. */
  readonly waived: readonly WaivedFinding[];
  /** What the plan takes for granted until somebody says otherwise; what matters most first. */
  readonly assumptions: readonly Question[];
  /** What somebody, or the mapping, chose, with the reason. */
  readonly decisions: readonly Decision[];
  /** The implementation, step by step. */
  readonly timeline: Timeline;
  /** What is known of each topic, and what is asked. */
  readonly survey: readonly TopicSurvey[];
  /** The document, by capability. */
  readonly sections: readonly Section[];
  /** What is planned. */
  readonly model: Model;
  /** The schema that holds it. */
  readonly schema: Schema;
  /** The schema's statements in the order in which they run. */
  readonly statements: readonly string[];
  /** Files that its sections give beside the report, by name, such as `indexes.sql`. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Plans a model: the whole document, from requirements to the implementation's timeline.
 *
 * @param source A model, or the builder of one.
 * @returns The plan, which shows itself in a notebook; `renderReport()` makes a page of it.
 * @throws {RangeError} When the horizon is out of bounds or the engine is not known.
 * @throws {SyntaxError} When the date is none.
 * @throws {TypeError} When an option is unknown.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, plan, t } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Customer", { id: t.bigint().identity().key(), email: t.text().unique() });
 * shop.entity("Order", { id: t.bigint().identity().key(), placedAt: t.timestamptz() });
 * shop.relate("Customer 1 --places--> 0..* Order");
 *
 * const { progress, assumptions } = await plan(shop);
 * assert.ok(progress > 0 && progress < 1);
 * assert.match(assumptions[0]!.call, /^shop\./);
 * ```
 */
export async function plan(
  source: ModelSource,
  options: PlanOptions = {},
): Promise<Plan & Displayable> {
  assertPlanOptions(options);
  const context = makeContext(source, options);
  const written = await withLab(
    context,
    options.lab,
    (asked) => writeSections(options.sections ?? allSections, asked),
  );
  const survey = [
    ...surveyTopics(topics, context),
    ...(context.draft ? surveyDraft(context.draft, context.model) : []),
  ];
  const checklist = judgeChecklist({
    survey,
    answers: written.answers,
    decisions: context.model.decisions,
    empty: context.model.entities.length === 0,
  });
  const phases = phaseProgress(checklist);
  const parts = freeze({
    phases,
    checklist,
    findings: rankFindings([...context.findings, ...written.findings], context.reach),
    waived: context.waived,
    assumptions: assumptionsOf(survey),
    decisions: [...context.model.decisions, ...context.mapping],
    timeline: timelineFromEmpty(context.statements),
    survey,
    sections: written.sections,
  });
  return displayable({
    name: context.model.name,
    engine: context.model.engine,
    ...(context.date === undefined ? {} : { date: context.date }),
    horizon: context.horizon,
    progress: totalProgress(phases),
    ...parts,
    model: context.model,
    schema: context.schema,
    statements: context.statements,
    files: freeze(written.files),
  }, async () => (await import("../report/draw_plan.ts")).drawPlan);
}

const OPTIONS: readonly (keyof PlanOptions)[] = [
  "date",
  "horizon",
  "bestPractices",
  "findings",
  "draft",
  "lab",
  "sections",
];

// Cells are not type-checked: an option that nobody reads would change nothing, and nobody would know.
function assertPlanOptions(options: PlanOptions): void {
  if ("from" in options) {
    throw new RangeError(
      "Cannot plan a migration: starting at today's schema (`from`) is not built yet in this version; " +
        "without it the timeline starts at an empty database",
    );
  }
  assertKnownKeys(options, OPTIONS, "the options of plan()");
}

interface WrittenSections {
  /** The document, by capability. */
  readonly sections: readonly Section[];
  readonly findings: readonly Finding[];
  readonly answers: ReadonlyMap<string, SectionAnswer>;
  readonly files: Readonly<Record<string, string>>;
}

async function writeSections(
  builders: readonly SectionBuilder[],
  context: PlanContext,
): Promise<WrittenSections> {
  const sections: Section[] = [];
  const findings: Finding[] = [];
  const answers = new Map<string, SectionAnswer>();
  const files: Record<string, string> = {};
  for (const { id, phase, title, build } of builders) {
    const content = await build(context);
    if (!content) continue;
    if ("notBuilt" in content) {
      const reason = content.notBuilt;
      sections.push({ id, phase, title, built: false, reason, blocks: content.blocks ?? [] });
      answers.set(id, { done: false, reason });
    } else {
      sections.push({ id, phase, title, built: true, blocks: content.blocks });
      findings.push(...content.findings ?? []);
      Object.assign(files, content.files);
      if (content.answers) answers.set(id, content.answers);
    }
  }
  return { sections, findings, answers, files };
}

function assumptionsOf(survey: readonly TopicSurvey[]): readonly Question[] {
  return survey.flatMap(({ open }) => open)
    .filter(({ assumes }) => assumes !== undefined)
    .sort(compareQuestions);
}
