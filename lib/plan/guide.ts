import { type Displayable, displayable } from "../core/displayable.ts";
import { freeze } from "../core/freeze.ts";
import type { ModelSource } from "../model/model_builder.ts";
import type { ChecklistResult } from "./checklist.ts";
import { phases } from "./phases.ts";
import { type Plan, plan, type PlanOptions } from "./plan.ts";
import { compareQuestions, type Question } from "./survey.ts";
import { type StepName, steps } from "./topic.ts";

/** What is known of one topic, counted. */
export interface KnownTopic {
  /** `rows of each entity`. */
  readonly what: string;
  /** Of how many it is known. */
  readonly known: number;
  /** Left open on purpose, by a decision. */
  readonly waived: number;
  /** How many it is wanted of. */
  readonly of: number;
  /** Whether the checklist asks for it. */
  readonly required: boolean;
}

/** One of the five steps in which a plan is talked through. */
export interface GuideStep {
  /** The step's name. */
  readonly step: StepName;
  /** The share of its items of the checklist that are answered or waived, by the weights of their phases. */
  readonly progress: number;
  /** What is known, and what is missing. */
  readonly topics: readonly KnownTopic[];
  /** Its items of the checklist. */
  readonly checklist: readonly ChecklistResult[];
  /** Open questions with the statement that answers each; the answer that would change the plan most first. */
  readonly questions: readonly Question[];
}

/** A plan, talked through. */
export interface Guide {
  /** The model's name. */
  readonly name: string;
  /** How far the whole plan has come, 0 to 1. */
  readonly progress: number;
  /** The steps, in order. */
  readonly steps: readonly GuideStep[];
  /** The question whose answer would change the plan most, of all steps. */
  readonly next: Question | undefined;
}

/**
 * Talks a plan through in five steps: entities and relationships; constraints and validation; query
 * patterns; migrations and versioning; backup and recovery. Each shows what is known and what is missing,
 * and asks what would change the plan most first, with the statement that answers it.
 *
 * @param source A model, the builder of one, or a plan that was made of one.
 * @returns The guide, which shows itself in a notebook. Progress moves as answers are given.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { defineModel, guide, t } from "@groundplan/groundplan";
 *
 * const shop = defineModel("shop");
 * shop.entity("Order", { id: t.bigint().identity().key(), total: t.numeric(12, 2) });
 * const { steps } = await guide(shop);
 * const rows = steps[0]!.questions.find(({ about }) => about === "Order.rows")!;
 * assert.equal(rows.call, 'shop.entity("Order").rows("1M");');
 * ```
 */
export async function guide(
  source: ModelSource | Plan,
  options: PlanOptions = {},
): Promise<Guide & Displayable> {
  const made = "survey" in source ? source : await plan(source, options);
  const all = steps.map((step) => guideStep(step, made));
  const [next] = all.flatMap(({ questions }) => questions).sort(compareQuestions);
  return displayable({
    name: made.name,
    progress: made.progress,
    steps: freeze(all),
    next,
  }, async () => (await import("../report/draw_guide.ts")).drawGuide);
}

function guideStep(step: StepName, { checklist, survey }: Plan): GuideStep {
  const items = checklist.filter((item) => item.step === step);
  const ids = new Set(items.map(({ id }) => id));
  const mine = survey.filter(({ item }) => ids.has(item));
  return {
    step,
    progress: stepProgress(items, checklist),
    topics: mine.map(({ what, required, known, waived, open }) => ({
      what,
      known: known.length,
      waived: waived.length,
      of: known.length + waived.length + open.length,
      required,
    })).filter(({ of }) => of > 0),
    checklist: items,
    questions: mine.flatMap(({ open }) => open).sort(compareQuestions),
  };
}

/** An item weighs what its phase does, shared among the items of the phase. */
function stepProgress(
  items: readonly ChecklistResult[],
  checklist: readonly ChecklistResult[],
): number {
  const weight = ({ phase }: ChecklistResult) =>
    phases.find(({ name }) => name === phase)!.weight /
    checklist.filter((item) => item.phase === phase).length;
  const sum = (some: readonly ChecklistResult[]) =>
    some.reduce((total, item) => total + weight(item), 0);
  const settled = sum(items.filter(({ state }) => state !== "open"));
  return Math.round(settled / sum(items) * 1e6) / 1e6;
}
